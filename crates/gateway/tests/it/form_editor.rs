//! What forms can ask, and what staff do with them: kinds of fields, conditions, versions, previews, numbers.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::{Answer, Staff, TestApp};

const SOURCE: &str = "/crm/home/inbound-sources/home-contact";
const ADDRESS: &str = "/f/home-contact/submissions";

fn label(text: &str) -> Value {
    json!({ "en": text, "de": format!("{text} (de)") })
}

/// A form with every kind of field.
fn form() -> Value {
    let options = json!([{ "value": "a", "label": label("Apples") }, { "value": "b", "label": label("Bread") }]);
    json!({
        "fields": [
            { "name": "email", "label": label("E-mail"), "kind": "email", "required": true, "target": "email" },
            { "name": "wants", "label": label("Wants"), "kind": "multiselect", "options": options, "target": "message" },
            { "name": "terms", "label": label("Terms"), "kind": "checkbox", "required": true },
            { "name": "second", "label": label("More"), "kind": "step" },
            { "name": "day", "label": label("Day"), "kind": "date",
              "when": { "field": "wants", "is": "equals", "value": "b" }, "required": true },
            { "name": "budget", "label": label("Budget"), "kind": "currency", "currency": "EUR" },
            { "name": "land", "label": label("Country"), "kind": "country", "target": "country" },
            { "name": "source", "label": label("Source"), "kind": "hidden", "parameter": "utm_source", "value": "direct", "max_length": 20 }
        ],
        "submit": label("Send"), "thanks": label("Thanks")
    })
}

/// Changes the form; answers what the gateway said.
async fn change(app: &TestApp, staff: &Staff, with: impl Fn(&mut Value)) -> Answer {
    let record = app.get(SOURCE, staff).await.body;
    let mut source = record["content"].clone();
    with(&mut source);
    let version = format!("\"{}\"", record["version"]);
    app.send(Method::PUT, SOURCE, Some(staff), source, &[("if-match", version.as_str())]).await
}

async fn with_form() -> (TestApp, Staff) {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let answer = change(&app, &staff, |source| source["form"] = form()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    (app, staff)
}

/// The answers of the newest draft, as name, value and meaning.
async fn answers(app: &TestApp, staff: &Staff) -> Value {
    let drafts = app.get("/crm/home/drafts", staff).await.body;
    let id = drafts["items"][0]["id"].as_str().unwrap().to_owned();
    let draft = app.get(&format!("/crm/home/drafts/{id}"), staff).await.body["draft"]["content"].clone();
    let answers = draft["answers"].as_array().unwrap().iter();
    json!({
        "answers": answers.map(|a| json!([a["field"], a["value"], a.get("meaning").cloned().unwrap_or_default()])).collect::<Vec<_>>(),
        "message": draft["message"],
        "country": draft["person"]["cards"][0]["addresses"][0]["country_code"],
    })
}

#[tokio::test]
async fn every_kind_of_field_is_kept_alike_in_every_encoding() {
    let (app, staff) = with_form().await;
    let json = json!({ "values": { "email": "m@example.com", "wants": ["b", "a"], "terms": true, "day": "2026-12-24", "budget": 1250, "land": "DE", "source": "" } });
    let urlencoded = "email=m%40example.com&wants=b&wants=a&terms=on&day=2026-12-24&budget=1250&land=DE&source=";
    let part =
        |name: &str, value: &str| format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let multipart: String = form_urlencoded(urlencoded).iter().map(|(name, value)| part(name, value)).collect();
    for (kind, body) in [
        ("application/json", json.to_string()),
        ("application/x-www-form-urlencoded", urlencoded.to_owned()),
        ("multipart/form-data; boundary=x", format!("{multipart}--x--\r\n")),
    ] {
        let sent = app.send_raw(Method::POST, ADDRESS, None, Body::from(body), &[("content-type", kind)]).await;
        assert!(matches!(sent.status, StatusCode::CREATED | StatusCode::SEE_OTHER), "{kind}: {}", sent.body);
        let expected = json!({
            "answers": [
                ["email", "m@example.com", null], ["wants", "b\na", "Bread, Apples"], ["terms", "yes", null], ["day", "2026-12-24", null],
                ["budget", "1250", "1250 EUR"], ["land", "DE", "Germany"], ["source", "direct", null]
            ],
            "message": "Bread, Apples",
            "country": "DE",
        });
        assert_eq!(answers(&app, &staff).await, expected, "{kind}");
        app.sql("DELETE FROM records WHERE kind = 'draft'").await;
        app.sql("DELETE FROM submissions").await;
    }
}

fn form_urlencoded(text: &str) -> Vec<(String, String)> {
    let pair = |pair: &str| pair.split_once('=').map(|(name, value)| (name.to_owned(), value.replace("%40", "@")));
    text.split('&').filter_map(pair).collect()
}

#[tokio::test]
async fn what_is_not_asked_is_neither_required_nor_kept() {
    let (app, staff) = with_form().await;
    let values = |wants: &str, day: &str| json!({ "values": { "email": "m@example.com", "terms": "yes", "wants": wants, "day": day } });
    let missing = app.send(Method::POST, ADDRESS, None, values("b", ""), &[]).await;
    assert_eq!(missing.body["errors"][0]["field"], "/day");
    let sent = app.send(Method::POST, ADDRESS, None, values("a", "not a day"), &[]).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    let kept = answers(&app, &staff).await["answers"].to_string();
    assert!(!kept.contains("day"), "{kept}");
}

#[tokio::test]
async fn what_is_wrong_with_a_form_is_said_at_its_place() {
    let (app, staff) = with_form().await;
    let wrong = change(&app, &staff, |source| {
        source["form"]["fields"][1]["options"][1]["value"] = "a".into();
        source["form"]["fields"][4]["when"]["field"] = "budget".into();
        source["form"]["fields"][5]["currency"] = "euro".into();
        source["form"]["redirect"] = "javascript:alert(1)".into();
        source["form"]["theme"] = json!({ "light": { "accent": "red" } });
        source["editor"] = "0193a000-0000-7000-8000-000000000000".into();
    })
    .await;
    let fields: Vec<_> =
        wrong.body["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(
        fields,
        [
            "/form/fields/1/options/0/value",
            "/form/fields/1/options/1/value",
            "/form/fields/4/when/field",
            "/form/fields/5/currency",
            "/form/redirect",
            "/form/theme/light/accent",
            "/editor"
        ]
    );
}

#[tokio::test]
async fn the_page_shows_every_field_and_takes_hidden_values_from_its_address() {
    let (app, staff) = with_form().await;
    change(&app, &staff, |source| {
        source["form"]["redirect"] = "https://www.example.com/thanks".into();
        source["form"]["theme"] = json!({ "light": { "accent": "#123456" } });
    })
    .await;
    let page = app.send(Method::GET, "/f/home-contact?utm_source=news%22%3E", None, Value::Null, &[]).await;
    let text = page.body.as_str().unwrap();
    for part in [
        r#"<legend part="label">Wants"#,
        r#"<input type="date""#,
        r#"<option value="DE">Germany</option>"#,
        r#"name="source" value="news&quot;&gt;" data-parameter="utm_source""#,
        r#"href="/f/home-contact/theme.css""#,
        ">More</h2>",
    ] {
        assert!(text.contains(part), "{part} is missing: {text}");
    }
    assert!(
        page.headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("form-action 'self' https://www.example.com;")
    );
    let body = "email=m%40example.com&terms=on";
    let sent = app
        .send_raw(Method::POST, ADDRESS, None, body.into(), &[("content-type", "application/x-www-form-urlencoded")])
        .await;
    assert_eq!(
        (sent.status, sent.headers["location"].to_str().unwrap()),
        (StatusCode::SEE_OTHER, "https://www.example.com/thanks")
    );
    let theme = app.send(Method::GET, "/f/home-contact/theme.css", None, Value::Null, &[]).await;
    assert_eq!(theme.body, ":root{--cc-accent:light-dark(#123456,#aab4ff);}");
}

#[tokio::test]
async fn the_embed_leaves_the_names_of_countries_to_the_browser() {
    let (app, staff) = with_form().await;
    let preview =
        app.post("/crm/home/form-preview", &staff, app.get(SOURCE, &staff).await.body["content"].clone()).await;
    assert_eq!(preview.status, StatusCode::OK);
    let tree = preview.body["languages"][0]["tree"].to_string();
    assert!(tree.contains("data-countries") && !tree.contains("Germany"), "{tree}");
    let other = app.send(Method::POST, "/crm/home/form-preview", None, form(), &[]).await;
    assert_eq!(other.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn versions_say_who_changed_what_and_one_is_restored() {
    let (app, staff) = with_form().await;
    change(&app, &staff, |source| source["form"]["title"] = label("New title")).await;
    let versions = app.get(&format!("{SOURCE}/versions"), &staff).await.body;
    assert_eq!(
        (&versions[0]["version"], &versions[0]["by"], &versions[0]["action"]),
        (&json!(3), &json!("home"), &json!("updated"))
    );
    let fields: Vec<_> =
        versions[0]["differences"].as_array().unwrap().iter().map(|d| d["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["/form/title/de", "/form/title/en"]);
    let address = format!("{SOURCE}/restore");
    let restore = async |seen: &str| {
        app.send(Method::POST, &address, Some(&staff), json!({ "version": 1 }), &[("if-match", seen)]).await
    };
    assert_eq!(restore("\"2\"").await.status, StatusCode::PRECONDITION_FAILED);
    let restored = restore("\"3\"").await.body;
    let fields = restored["result"]["content"]["form"]["fields"].as_array().unwrap().len();
    assert_eq!((&restored["result"]["version"], fields), (&json!(4), 6));
    // Another workspace sees none of it.
    let stranger = app.staff("other").await;
    assert_eq!(app.get(&format!("{SOURCE}/versions"), &stranger).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_draft_says_whose_it_is_and_whether_it_is_a_lead() {
    let (app, staff) = with_form().await;
    let colleagues = app.get("/crm/home/staff", &staff).await.body;
    assert_eq!(colleagues[0]["name"], "home");
    let editor = colleagues[0]["id"].clone();
    let changed = change(&app, &staff, |source| {
        source["editor"] = editor.clone();
        source["create_lead"] = true.into();
    })
    .await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    app.send(Method::POST, ADDRESS, None, json!({ "values": { "email": "m@example.com", "terms": "yes" } }), &[]).await;
    let mine = app.get(&format!("/crm/home/drafts?editor={}", editor.as_str().unwrap()), &staff).await.body;
    assert_eq!(
        (&mine["total"], &mine["items"][0]["create_lead"], &mine["items"][0]["editor"]),
        (&json!(1), &json!(true), &editor)
    );
    let others = app.get("/crm/home/drafts?editor=0193a000-0000-7000-8000-000000000000", &staff).await.body;
    assert_eq!(others["total"], 0);
}

#[tokio::test]
async fn what_a_form_has_seen_is_counted_without_anything_about_who() {
    let (app, staff) = with_form().await;
    for address in ["/f/home-contact/challenge?begin", "/f/home-contact/challenge?begin", "/f/home-contact/challenge"] {
        app.send(Method::GET, address, None, Value::Null, &[]).await;
    }
    for field in ["budget", "budget", "nobody@example.com"] {
        let left = app
            .send_raw(Method::POST, "/f/home-contact/left", None, field.into(), &[("content-type", "text/plain")])
            .await;
        assert_eq!(left.status, StatusCode::NO_CONTENT);
    }
    for _ in 0..2 {
        let values = json!({ "values": { "email": "m@example.com", "terms": "yes" } });
        app.send(Method::POST, ADDRESS, None, values, &[("idempotency-key", "a")]).await;
    }
    let seen = app.get(&format!("{SOURCE}/statistics?days=7"), &staff).await.body;
    let days = seen["days"].as_array().unwrap();
    assert_eq!(days.len(), 7);
    assert_eq!(
        (&days[6]["begun"], &days[6]["sent"], &days[6]["received"], &days[5]["begun"]),
        (&json!(2), &json!(1), &json!(1), &json!(0))
    );
    assert_eq!(seen["left"], json!([{ "field": "budget", "number": 2 }]));
    assert!(!app.knows("nobody@example.com").await);
}

#[tokio::test]
async fn a_website_is_checked_by_its_policy_and_never_inside_our_own_network() {
    let (app, staff) = with_form().await;
    let address = format!("{SOURCE}/check-website");
    let report = app.post(&address, &staff, json!({ "policy": "default-src 'self'; connect-src *" })).await.body;
    let granted: Vec<_> =
        report["findings"].as_array().unwrap().iter().map(|f| (&f["need"], &f["granted"], &f["directive"])).collect();
    let none = &Value::Null;
    assert_eq!(
        granted,
        [
            (&json!("script"), &json!(false), &json!("default-src")),
            (&json!("connect"), &json!(true), none),
            (&json!("web_assembly"), &json!(false), &json!("default-src")),
            (&json!("style"), &json!(true), none)
        ]
    );
    for url in ["http://127.0.0.1:8080/", "http://localhost/", "http://[::ffff:10.0.0.1]/"] {
        let report = app.post(&address, &staff, json!({ "url": url })).await.body;
        assert_eq!(report["not_fetched"], "private", "{url}: {report}");
    }
}
