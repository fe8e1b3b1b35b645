//! Whom strangers lead elsewhere, and what they get into the answers of others.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use calling_card_contact::DoubleOptIn;
use calling_card_gateway::state::Config;
use serde_json::{Value, json};

use super::{SUBMISSIONS, get};
use crate::test_app::TestApp;

#[tokio::test]
async fn nobody_is_led_to_another_website() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let draft = "1".repeat(64);
    for address in [
        "//evil.example",
        "//evil.example/people",
        "/\\evil.example",
        "/%2f%2fevil.example",
        "/people/..//evil.example",
        "/sign-in?next=https://evil.example",
        "/sign-in?redirect=//evil.example",
        "/f/home-contact?redirect=https://evil.example",
        "/f/home-contact/thanks?redirect=https://evil.example",
        &format!("/doi/{draft}?redirect=https://evil.example"),
        &format!("/booking/{draft}?redirect=https://evil.example"),
    ] {
        for (method, who) in [(Method::GET, None), (Method::GET, Some(&staff)), (Method::POST, None)] {
            let answer = app.send(method.clone(), address, who, Value::Null, &[]).await;
            let to = answer.headers.get("location").and_then(|to| to.to_str().ok()).unwrap_or_default();
            assert!(!to.contains("evil"), "{method} {address} leads to {to}");
        }
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = "family_name=X&email=a%40example.com&cc-consent=yes&redirect=https%3A%2F%2Fevil.example&cc-redirect=https%3A%2F%2Fevil.example";
    let answer = app.send_raw(Method::POST, SUBMISSIONS, None, Body::from(body), &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert!(answer.headers["location"].to_str().unwrap().starts_with("/f/home-contact/thanks"));
}

#[tokio::test]
async fn no_header_gets_into_what_others_are_answered() {
    let public = Config { public_url: Some("https://cards.example".into()), ..Config::default() };
    for (app, host) in [(TestApp::new().await, false), (TestApp::configured(public).await, true)] {
        let staff = app.staff("home").await;
        app.ask_for_confirmation(&staff, DoubleOptIn::standard()).await;
        let mut poison = vec![
            ("x-forwarded-host", "evil.example"),
            ("x-forwarded-proto", "evil"),
            ("x-forwarded-server", "evil.example"),
            ("x-original-url", "/evil"),
            ("x-rewrite-url", "/evil"),
            ("x-host", "evil.example"),
            ("forwarded", "host=evil.example"),
            ("x-forwarded-prefix", "/evil"),
        ];
        if host {
            poison.push(("host", "evil.example"));
        }
        for address in [
            "/f/home-contact",
            "/f/home-contact/form.js",
            "/f/home-contact/form.json",
            "/f/home-contact/thanks",
            "/manifest.site.json",
            "/openapi.json",
        ] {
            let clean = get(&app, address, &[("host", "cards.example")]).await;
            let answer = get(&app, address, &poison).await;
            assert_eq!(answer.status, clean.status, "{address}");
            assert!(!answer.body.to_string().contains("evil"), "{address}: {}", answer.body);
            assert!(
                answer.headers.values().all(|value| !value.to_str().unwrap_or_default().contains("evil")),
                "{address}"
            );
        }
        let values = json!({ "family_name": "X", "email": "a@example.com" });
        app.send(Method::POST, SUBMISSIONS, None, json!({ "values": values, "consent": true }), &poison).await;
        let mails = app.get("/crm/home/mails", &staff).await.body.to_string();
        assert!(mails.contains("/doi/") && !mails.contains("evil"), "{mails}");
    }
}
