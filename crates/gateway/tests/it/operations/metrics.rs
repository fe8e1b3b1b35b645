//! What Prometheus is told, and that the board of Grafana asks for nothing else.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use calling_card_contact::DoubleOptIn;
use calling_card_gateway::metrics;
use calling_card_gateway::state::Config;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::program::{self, Served};
use crate::test_app::TestApp;

async fn told(app: &TestApp) -> String {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let answer = metrics::router(app.state.clone()).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    String::from_utf8(answer.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

/// The value of a series, as it is written.
fn value<'a>(text: &'a str, series: &str) -> &'a str {
    let found = text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    found.unwrap_or_else(|| panic!("no {series} in\n{text}"))
}

/// A gateway in which something of everything has happened.
async fn busy() -> (TestApp, tempfile::TempDir) {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("calling-card.sqlite"), [0; 5_000]).unwrap();
    let app = TestApp::configured(Config { data: Some(data.path().to_owned()), ..Config::default() }).await;
    let staff = app.staff("home").await;
    app.ask_for_confirmation(&staff, DoubleOptIn::standard()).await;
    let person = app.person(&staff, json!({ "name": { "given": "Marie", "family": "Curie" } })).await;
    app.get(&format!("/crm/home/people/{person}"), &staff).await;
    let sent = json!({ "values": { "family_name": "Curie", "email": "marie@example.com" }, "consent": true });
    for key in ["one-key", "one-key", "another"] {
        let headers = [("idempotency-key", key)];
        app.send(Method::POST, "/f/home-contact/submissions", None, sent.clone(), &headers).await;
    }
    app.send(Method::POST, "/f/home-contact/submissions", None, json!({ "values": {} }), &[]).await;
    app.send(Method::POST, "/f/none/submissions", None, sent, &[]).await;
    app.get("/people/whoever?q=secret", &staff).await;
    app.send(Method::from_bytes(b"BREW").unwrap(), "/healthz", None, Value::Null, &[]).await;
    (app, data)
}

#[tokio::test]
async fn what_happens_is_counted_by_route() {
    let (app, _data) = busy().await;
    let text = told(&app).await;
    let requests = |route: &str, method: &str, status: u16| {
        value(&text, &format!(r#"calling_card_requests_total{{route="{route}",method="{method}",status="{status}"}}"#))
            .to_owned()
    };
    assert_eq!(requests("/f/{form}/submissions", "POST", 201), "3");
    assert_eq!(requests("/f/{form}/submissions", "POST", 422), "1");
    assert_eq!(requests("/crm/{connection}/people/{id}", "GET", 200), "1");
    assert_eq!(requests("/healthz", "other", 405), "1");
    let took = r#"calling_card_request_duration_seconds_count{route="/f/{form}/submissions",method="POST"}"#;
    assert_eq!(value(&text, took), "5");
    for (outcome, number) in [("held", "2"), ("repeated", "1"), ("invalid", "1"), ("refused", "1")] {
        assert_eq!(value(&text, &format!(r#"calling_card_submissions_total{{outcome="{outcome}"}}"#)), number);
    }
    assert_eq!(value(&text, r#"calling_card_mails{state="waiting"}"#), "1", "the second of a day is withheld");
    assert_eq!(value(&text, r#"calling_card_deliveries{state="in_doubt"}"#), "0");
    assert_eq!(value(&text, "calling_card_sessions"), "1");
    assert_eq!(value(&text, "calling_card_ready"), "1");
    assert_eq!(value(&text, r#"calling_card_database_bytes{part="data"}"#), "5000");
    let number = |series: &str| value(&text, series).parse::<f64>().unwrap();
    assert!(number("calling_card_disk_free_bytes") > 0.0 && number("calling_card_write_wait_seconds_count") > 3.0);
    assert!(number("process_resident_memory_bytes") > 1e6 && number("process_open_fds") > 3.0);
    assert!(number("process_start_time_seconds") > 1.7e9);
    app.sql("UPDATE mails SET created_at = '2020-01-01T00:00:00.000Z' WHERE state = 'waiting'").await;
    let later = told(&app).await;
    let oldest = value(&later, "calling_card_mail_oldest_waiting_seconds").parse::<f64>().unwrap();
    assert!(oldest > 1e8, "{oldest}");
    // One that was made in September 2024, and tried again right now.
    macro_rules! made {
        ($transfer:literal, $delivery:literal) => {
            [
                concat!(
                    "INSERT INTO transfers (id, workspace, kind, target, state, reading, created_at, created_by) SELECT ",
                    $transfer,
                    ", id, 'form', 'other', 'open', FALSE, '2024-09-03T00:00:00.000Z', 'Ann' FROM workspaces"
                ),
                concat!(
                    "INSERT INTO deliveries (id, transfer, place, name, state, attempts, next_at, changed_at) VALUES (",
                    $delivery,
                    ", ",
                    $transfer,
                    ", 1, 'Ann', 'waiting', 9, '9999-01-01T00:00:00.000Z', '2026-11-28T00:00:00.000Z')"
                ),
            ]
        };
    }
    let statements = if app.database.is_some() {
        made!("'0191b6a4-7d1e-7000-8000-000000000001'", "'0191b6a4-7d1e-7000-8000-000000000002'")
    } else {
        made!("X'0191B6A47D1E70008000000000000001'", "X'0191B6A47D1E70008000000000000002'")
    };
    for statement in statements {
        app.sql(statement).await;
    }
    let later = told(&app).await;
    let oldest = value(&later, "calling_card_delivery_oldest_waiting_seconds").parse::<f64>().unwrap();
    assert!(oldest > 6e7, "{oldest}");
}

#[tokio::test]
async fn where_the_database_is_away_the_rest_is_told() {
    let (app, _data) = busy().await;
    assert_eq!(value(&told(&app).await, r#"calling_card_mails{state="waiting"}"#), "1");
    app.state.store.close().await;
    let text = told(&app).await;
    assert_eq!(value(&text, "calling_card_ready"), "0");
    // What was true before is not told as if it were so still.
    for stale in
        ["mails{", "mail_oldest_waiting_seconds ", "deliveries{", "delivery_oldest_waiting_seconds ", "sessions "]
    {
        assert!(!text.contains(&format!("\ncalling_card_{stale}")), "{stale} in\n{text}");
    }
    assert_eq!(value(&text, r#"calling_card_database_bytes{part="data"}"#), "5000");
    assert!(value(&text, "process_open_fds").parse::<f64>().unwrap() > 3.0 && text.ends_with("# EOF\n"), "{text}");
}

#[tokio::test]
async fn nobody_and_no_key_is_told() {
    let (app, _data) = busy().await;
    let text = told(&app).await;
    for told in ["marie", "curie", "whoever", "secret", "home", "one-key", "example.com", "contact\""] {
        assert!(!text.to_lowercase().contains(told), "{told} in\n{text}");
    }
    let uuid = |word: &str| word.len() == 36 && word.matches('-').count() == 4;
    assert!(!text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(uuid), "{text}");
}

/// What is there: names of series with the names of their labels.
fn series(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::<String, BTreeSet<String>>::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (name, rest) = line.split_once(['{', ' ']).unwrap();
        let labels = all.entry(name.to_owned()).or_default();
        // Routes have braces in their values, and no value has a quote.
        labels.extend(rest.split('"').step_by(2).filter_map(|part| {
            let label = part.trim_end_matches('=').trim_start_matches(',');
            (label != part && !label.is_empty()).then(|| label.to_owned())
        }));
        // What Prometheus itself says of what it was told.
        labels.extend(["instance".to_owned(), "job".to_owned()]);
    }
    all
}

/// Looks at what an expression selects (`name{label=~"…"}`) and groups by (`by (label)`); the labels that its legend may name.
fn look(expression: &str, there: &BTreeMap<String, BTreeSet<String>>) -> Result<BTreeSet<String>, String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (mut selected, mut labels_at) = (Vec::new(), Vec::new());
    for (brace, _) in expression.match_indices('{') {
        let before = &expression[..brace];
        let start = before.rfind(|c| !is_name(c)).map_or(0, |place| place + 1);
        let labels = there.get(&before[start..]).ok_or(format!("{} is told by nobody", &before[start..]))?;
        let inside = expression[brace + 1..].split('}').next().unwrap_or_default();
        for matcher in inside.split(',') {
            let label = matcher.trim().split(|c| !is_name(c)).next().unwrap_or_default();
            labels.contains(label).then_some(()).ok_or(format!("{} has no {label}", &before[start..]))?;
        }
        selected.push(start);
        labels_at.push(labels);
    }
    // None without its braces, in which the board says of which gateway.
    let ours = expression.match_indices("calling_card_").chain(expression.match_indices("process_"));
    if let Some((place, _)) = ours.into_iter().find(|(place, _)| !selected.contains(place)) {
        return Err(format!("no braces behind {}", &expression[place..]));
    }
    let mut grouped = Vec::new();
    for (place, _) in expression.match_indices("by (") {
        let names = expression[place + 4..].split(')').next().unwrap_or_default();
        let by: BTreeSet<_> = names.split(',').map(|label| label.trim().to_owned()).collect();
        let behind = selected.iter().position(|start| *start > place).ok_or("nothing is grouped")?;
        by.is_subset(labels_at[behind]).then_some(()).ok_or(format!("{by:?} of {:?}", labels_at[behind]))?;
        grouped.push(by);
    }
    match (grouped.into_iter().next(), labels_at.first()) {
        (Some(by), _) => Ok(by),
        (None, Some(labels)) if !expression.contains('(') => Ok((*labels).clone()),
        (None, Some(_)) => Ok(BTreeSet::new()),
        (None, None) => Err(format!("{expression} asks for nothing")),
    }
}

#[test]
fn what_nobody_tells_is_found_in_an_expression() {
    let labels = ["state", "instance"].map(str::to_owned).into();
    let there = BTreeMap::from([("calling_card_mails".to_owned(), labels)]);
    let found = |expression: &str| look(expression, &there);
    assert_eq!(found("sum by (state) (calling_card_mails{instance=~\".*\"})").unwrap(), ["state".to_owned()].into());
    assert_eq!(found("max(calling_card_mails{instance=~\".*\"})").unwrap(), BTreeSet::new());
    assert!(found("calling_card_mails{state=\"a\"}").unwrap().contains("instance"));
    for wrong in [
        "sum(calling_card_mail{instance=~\".*\"})",
        "calling_card_mails",
        "calling_card_mails{form=\"a\"}",
        "sum by (form) (calling_card_mails{instance=~\".*\"})",
        "time()",
    ] {
        assert!(found(wrong).is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn the_board_asks_for_what_is_told() {
    let (app, _data) = busy().await;
    let there = series(&told(&app).await);
    assert!(there["calling_card_requests_total"].contains("route"), "{there:?}");
    let board: Value = serde_json::from_str(include_str!("../../../../../deploy/grafana/calling-card.json")).unwrap();
    let mut asked = 0;
    for panel in board["panels"].as_array().unwrap() {
        for target in panel["targets"].as_array().into_iter().flatten() {
            let text = target["expr"].as_str().unwrap().replace("$instance", ".*");
            let left = look(&text, &there).unwrap_or_else(|error| panic!("{text}: {error}"));
            // What the legend names is there, too.
            for label in target["legendFormat"].as_str().unwrap().split("{{").skip(1) {
                let label = label.split("}}").next().unwrap();
                assert!(left.contains(label), "{text} has no {label}");
            }
            asked += 1;
        }
    }
    assert!(asked > 20, "{asked}");
    // All of ours is on the board, so that nothing is told for nobody.
    let text = board.to_string();
    let bare =
        |name: &str| name.trim_end_matches("_bucket").trim_end_matches("_count").trim_end_matches("_sum").to_owned();
    let missing: Vec<_> = there.keys().filter(|name| !text.contains(&bare(name))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[tokio::test]
async fn it_is_told_at_an_address_of_its_own_and_nowhere_unless_said() {
    let data = tempfile::tempdir().unwrap();
    let gateway = Served::start(program::command(data.path(), &["--metrics", "127.0.0.1:0"])).await;
    let at = gateway.metrics.clone().unwrap();
    let client = reqwest::Client::new();
    let answer = client.get(&at).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "application/openmetrics-text; version=1.0.0; charset=utf-8");
    let text = answer.text().await.unwrap();
    assert!(value(&text, r#"calling_card_build_info{version="0.1.0"}"#) == "1" && text.ends_with("# EOF\n"), "{text}");
    let outside = client.get(format!("{}/metrics", gateway.url)).send().await.unwrap();
    assert!(!outside.text().await.unwrap().contains("calling_card_"));
    gateway.stop().await;
    let gateway = Served::start(program::command(data.path(), &[])).await;
    assert_eq!(gateway.metrics, None);
    gateway.stop().await;
}
