//! `/doi` and `/withdraw`.

use axum::http::{Method, StatusCode};
use calling_card_contact::DoubleOptIn;
use calling_card_gateway::store::{opt_ins, tokens};
use serde_json::{Value, json};

use crate::test_app::{Answer, Staff, TestApp};

/// Lets every link be too old since an hour ago.
const LATE: &str = "UPDATE opt_ins SET expires_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 hour')";
const ADDRESS: &str = "/f/home-contact/submissions";

fn submission(email: &str) -> Value {
    json!({ "values": { "family_name": "Curie", "email": email, "message": "Visitor's own words" }, "consent": true, "page": "https://example.com" })
}

async fn asked(opt_in: DoubleOptIn) -> (TestApp, Staff) {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    app.ask_for_confirmation(&staff, opt_in).await;
    (app, staff)
}

/// Sends a submission; answers the mail that was written for it, and the token in it.
async fn submit(app: &TestApp, staff: &Staff, body: Value) -> (Value, String) {
    let key = tokens::new_token();
    let answer = app.send(Method::POST, ADDRESS, None, body, &[("idempotency-key", key.as_str())]).await;
    received(&answer);
    let mail = app.get("/crm/home/mails", staff).await.body["mails"][0].clone();
    let body = mail["body"].as_str().unwrap();
    let token = body.split("/doi/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    (mail, token)
}

/// Every visitor is answered alike, but for the number and the link, which are of what was sent.
fn received(answer: &Answer) {
    let mut members: Vec<&str> = answer.body.as_object().unwrap().keys().map(String::as_str).collect();
    members.sort_unstable();
    assert_eq!((answer.status, members), (StatusCode::CREATED, vec!["number", "status", "withdraw"]));
}

async fn page(app: &TestApp, method: Method, address: &str) -> Answer {
    app.send(method, address, None, Value::Null, &[("accept-language", "en")]).await
}

async fn totals(app: &TestApp, staff: &Staff) -> (u64, u64) {
    let total = |body: Value| body["total"].as_u64().unwrap();
    let drafts = app.get("/crm/home/drafts", staff).await.body;
    (total(drafts), total(app.get("/crm/home/drafts?waiting=true", staff).await.body))
}

#[tokio::test]
async fn a_draft_waits_until_a_post_confirms_its_address_once() {
    let (app, staff) = asked(DoubleOptIn::standard()).await;
    let (mail, token) = submit(&app, &staff, submission("marie@example.com")).await;
    assert_eq!((&mail["state"], &mail["address"]), (&json!("waiting"), &json!("marie@example.com")));
    assert!(!mail["body"].as_str().unwrap().contains("Visitor"), "no text of a visitor's is mailed");
    assert_eq!(totals(&app, &staff).await, (0, 1));

    let link = format!("/doi/{token}");
    for _ in 0..3 {
        let shown = page(&app, Method::GET, &link).await;
        let body = shown.body.as_str().unwrap();
        assert!(body.contains("<form method=\"post\">") && body.contains("Confirm</button>"), "{body}");
        assert!(!body.contains(&token), "the token stands in the address alone");
        assert_eq!(shown.status, StatusCode::OK);
        assert_eq!(shown.headers["referrer-policy"], "no-referrer");
        assert_eq!(shown.headers["cache-control"], "no-store");
        assert_eq!(
            shown.headers["content-security-policy"],
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        );
    }
    assert_eq!(totals(&app, &staff).await, (0, 1), "a GET confirms nothing");
    let id = mail["draft"].as_str().unwrap();
    let accept = format!("/crm/home/drafts/{id}/accept");
    let refused = app.post(&accept, &staff, json!({})).await;
    assert_eq!(
        (refused.status, &refused.body["type"]),
        (StatusCode::CONFLICT, &json!("urn:calling-card:problem:unconfirmed"))
    );

    let done = page(&app, Method::POST, &link).await;
    assert!(done.body.as_str().unwrap().contains("Thank you, your address is confirmed"));
    assert_eq!(totals(&app, &staff).await, (1, 0));
    let proof = app.get(&format!("/crm/home/drafts/{id}"), &staff).await.body["consent"].clone();
    let again = page(&app, Method::POST, &link).await;
    assert!(again.status == StatusCode::OK && again.body.as_str().unwrap().contains("confirmed already"));
    let opened = app.get(&format!("/crm/home/drafts/{id}"), &staff).await.body;
    assert_eq!((&opened["consent"], &opened["waiting"]), (&proof, &json!(false)));

    let content = &proof["content"];
    assert_eq!(content["opt_in"]["token_hash"], tokens::hexadecimal(&tokens::hash(&token)));
    assert!(content["opt_in"]["confirmed_at"].is_string() && content["opt_in"]["confirmed_from"].is_null());
    assert_eq!(
        (&content["controller"], &content["text_version"], &content["unticked_at_start"], &content["page"]),
        (&json!("home"), &json!(1), &json!(true), &json!("https://example.com"))
    );
    assert!(!opened.to_string().contains(&token));
    assert_eq!(app.post(&accept, &staff, json!({})).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn staff_accept_an_unconfirmed_draft_where_they_say_so() {
    let (app, staff) = asked(DoubleOptIn::standard()).await;
    let (mail, _) = submit(&app, &staff, submission("marie@example.com")).await;
    let accept = format!("/crm/home/drafts/{}/accept", mail["draft"].as_str().unwrap());
    assert_eq!(app.post(&accept, &staff, json!({ "unconfirmed": true })).await.status, StatusCode::CREATED);
    app.sql(LATE).await;
    assert_eq!(opt_ins::purge(&app.store).await.unwrap(), 0, "what staff have accepted stays");
}

#[tokio::test]
async fn what_is_not_confirmed_in_time_is_forgotten() {
    let (app, staff) = asked(DoubleOptIn::standard()).await;
    let (mail, token) = submit(&app, &staff, submission("marie@example.com")).await;
    assert_eq!(opt_ins::purge(&app.store).await.unwrap(), 0);
    app.sql(LATE).await;
    let link = format!("/doi/{token}");
    for purged in [1, 0] {
        for method in [Method::GET, Method::POST] {
            let late = page(&app, method, &link).await;
            assert_eq!(late.status, StatusCode::GONE);
            assert!(late.body.as_str().unwrap().contains("fill in the form once more"));
        }
        assert_eq!(opt_ins::purge(&app.store).await.unwrap(), purged);
    }
    assert_eq!(page(&app, Method::GET, &link).await.status, StatusCode::GONE, "that it is too old stays known");
    assert_eq!(totals(&app, &staff).await, (0, 0));
    let id = mail["draft"].as_str().unwrap();
    assert_eq!(app.get(&format!("/crm/home/drafts/{id}"), &staff).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get("/crm/home/mails", &staff).await.body["mails"], json!([]));
    assert!(!app.knows("marie@example.com").await);
    let unknown = page(&app, Method::GET, "/doi/0123").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.body.as_str().unwrap().contains("copy the whole link"));
    let german = app.send(Method::GET, "/doi/0123", None, Value::Null, &[("accept-language", "de-AT")]).await;
    assert!(german.body.as_str().unwrap().contains("lang=\"de\""));
}

#[tokio::test]
async fn an_address_gets_one_mail_a_day_and_the_answer_is_the_same() {
    let (app, staff) = asked(DoubleOptIn::standard()).await;
    let (_, first) = submit(&app, &staff, submission("marie@example.com")).await;
    for email in ["marie@example.com", "Marie+again@Example.com"] {
        let answer = app.send(Method::POST, ADDRESS, None, submission(email), &[("idempotency-key", email)]).await;
        received(&answer);
        let mail = app.get("/crm/home/mails", &staff).await.body["mails"][0].clone();
        assert_eq!(mail["state"], "withheld");
        assert!(mail["body"].as_str().unwrap().contains("/doi/…"), "a link that is not sent is not kept");
        let sent =
            app.post(&format!("/crm/home/mails/{}/send", mail["id"].as_str().unwrap()), &staff, Value::Null).await;
        assert_eq!(sent.status, StatusCode::SERVICE_UNAVAILABLE, "there is no mail server");
    }
    // Whoever confirms their own draft does not confirm what others have entered.
    page(&app, Method::POST, &format!("/doi/{first}")).await;
    assert_eq!(totals(&app, &staff).await, (1, 2));
    app.sql("UPDATE mails SET created_at = '2020-01-01T00:00:00.000Z'").await;
    let (mail, _) = submit(&app, &staff, submission("marie@example.com")).await;
    assert_eq!(mail["state"], "waiting");
}

#[tokio::test]
async fn what_fell_into_the_trap_is_answered_alike_and_gets_no_mail() {
    let (app, staff) = asked(DoubleOptIn::standard()).await;
    let mut body = submission("marie@example.com");
    body["trap"] = "https://spam.example".into();
    let answer = app.send(Method::POST, ADDRESS, None, body, &[]).await;
    received(&answer);
    let mail = app.get("/crm/home/mails", &staff).await.body["mails"][0].clone();
    assert_eq!((&mail["state"], &mail["reason"]), (&json!("withheld"), &json!("a machine has sent the form")));
    // It does not use up the one mail that the address may get.
    let (mail, _) = submit(&app, &staff, submission("marie@example.com")).await;
    assert_eq!(mail["state"], "waiting");
}

#[tokio::test]
async fn a_repeat_writes_no_second_mail() {
    let (app, staff) = asked(DoubleOptIn::standard()).await;
    for _ in 0..3 {
        let key = [("idempotency-key", "a")];
        app.send(Method::POST, ADDRESS, None, submission("marie@example.com"), &key).await;
    }
    assert_eq!(app.get("/crm/home/mails", &staff).await.body["mails"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_visitor_is_led_only_where_the_form_allows() {
    let redirects = vec!["https://www.example.com/thanks".to_owned(), "https://shop.example.com/done".to_owned()];
    let (app, staff) = asked(DoubleOptIn { redirects, ..DoubleOptIn::standard() }).await;
    for (wanted, led) in [
        ("https://shop.example.com/done", "https://shop.example.com/done"),
        ("https://evil.example/", "https://www.example.com/thanks"),
    ] {
        let mut body = submission(&format!("{}@example.com", wanted.len()));
        body["values"]["cc-redirect"] = wanted.into();
        let (_, token) = submit(&app, &staff, body).await;
        let shown = page(&app, Method::GET, &format!("/doi/{token}")).await;
        let origin = led.rsplit_once('/').unwrap().0;
        let policy = shown.headers["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains(&format!("form-action 'self' {origin};")), "{policy}");
        let done = page(&app, Method::POST, &format!("/doi/{token}")).await;
        assert_eq!((done.status, &done.headers["location"]), (StatusCode::SEE_OTHER, &led.parse().unwrap()));
        assert_eq!(done.headers["referrer-policy"], "no-referrer");
    }
}

#[tokio::test]
async fn a_consent_is_withdrawn_by_its_link_and_by_staff() {
    let (app, staff) = asked(DoubleOptIn::standard()).await;
    let (mail, token) = submit(&app, &staff, submission("marie@example.com")).await;
    let done = page(&app, Method::POST, &format!("/doi/{token}")).await;
    let body = done.body.as_str().unwrap();
    let link = format!("/withdraw/{}", body.split("/withdraw/").nth(1).unwrap().split('"').next().unwrap());
    assert!(!link.contains(&token), "the token is one of its own");
    assert_eq!(page(&app, Method::POST, &format!("/withdraw/{token}")).await.status, StatusCode::NOT_FOUND);

    let opened = app.get(&format!("/crm/home/drafts/{}", mail["draft"].as_str().unwrap()), &staff).await.body;
    let consent = format!("/crm/home/consents/{}", opened["consent"]["id"].as_str().unwrap());
    assert!(page(&app, Method::GET, &link).await.body.as_str().unwrap().contains("Withdraw</button>"));
    assert!(app.get(&consent, &staff).await.body["content"]["withdrawn_at"].is_null(), "a GET withdraws nothing");
    for _ in 0..2 {
        assert!(page(&app, Method::POST, &link).await.body.as_str().unwrap().contains("is withdrawn"));
    }
    let withdrawn = app.get(&consent, &staff).await.body;
    assert!(withdrawn["content"]["withdrawn_at"].is_string());
    let by_staff = app.post(&format!("{consent}/withdraw"), &staff, Value::Null).await;
    assert_eq!(by_staff.body, withdrawn, "the first time counts");

    let stranger = app.staff("other").await;
    assert_eq!(app.get(&consent, &stranger).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post(&format!("{consent}/withdraw"), &stranger, Value::Null).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get("/crm/home/mails", &stranger).await.body["mails"], json!([]));
}

#[tokio::test]
async fn other_words_are_another_version() {
    let (app, staff) = asked(DoubleOptIn::standard()).await;
    let address = "/crm/home/inbound-sources/home-contact";
    let record = app.get(address, &staff).await.body;
    assert_eq!(record["content"]["form"]["consent"]["version"], 1);
    let mut source = record["content"].clone();
    source["form"]["consent"]["text"]["en"] = "I agree to something else.".into();
    source["form"]["consent"]["version"] = 77.into();
    let version = format!("\"{}\"", record["version"]);
    let written = app.send(Method::PUT, address, Some(&staff), source, &[("if-match", version.as_str())]).await.body;
    assert_eq!(written["result"]["content"]["form"]["consent"]["version"], 2, "the gateway counts");
}
