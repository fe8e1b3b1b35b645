//! The own sessions: listed in plain words, and ended.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::{PASSWORD, Staff, TestApp};

const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1";

async fn sign_in(app: &TestApp, user_agent: &str) -> Staff {
    let body = json!({ "email": "home@example.com", "password": PASSWORD });
    let answer = app.send(Method::POST, "/auth/session", None, body, &[("user-agent", user_agent)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    Staff::of(&answer)
}

async fn sessions(app: &TestApp, staff: &Staff) -> Vec<Value> {
    app.get("/auth/sessions", staff).await.body.as_array().cloned().unwrap_or_default()
}

fn named(sessions: &[Value]) -> Vec<(&str, &str, bool)> {
    sessions
        .iter()
        .map(|one| (one["browser"].as_str().unwrap(), one["system"].as_str().unwrap(), one["this"] == true))
        .collect()
}

async fn is_in(app: &TestApp, staff: &Staff) -> bool {
    app.get("/auth/session", staff).await.status == StatusCode::OK
}

#[tokio::test]
async fn sessions_are_listed_and_signed_out() {
    let app = TestApp::new().await;
    let first = app.staff("home").await;
    let windows = sign_in(&app, FIREFOX).await;
    let phone = sign_in(&app, SAFARI).await;
    let listed = sessions(&app, &windows).await;
    assert_eq!(listed.len(), 3);
    assert_eq!(named(&listed)[0], ("Firefox", "Windows", true));
    assert!(named(&listed).contains(&("Safari", "iPhone", false)) && named(&listed).contains(&("", "", false)));
    assert!(!app.knows("Gecko/20100101").await, "of what the browser says no more is kept");
    let his = listed.iter().find(|session| session["system"] == "iPhone").unwrap();
    let address = format!("/auth/sessions/{}", his["id"].as_str().unwrap());
    let other = app.staff("other").await;
    let foreign = app.delete(&address, &other).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert!(is_in(&app, &phone).await);
    assert_eq!(app.delete(&address, &windows).await.status, StatusCode::NO_CONTENT);
    assert!(!is_in(&app, &phone).await);
    assert_eq!(app.delete("/auth/sessions", &windows).await.status, StatusCode::NO_CONTENT);
    assert!(!is_in(&app, &first).await && is_in(&app, &windows).await && is_in(&app, &other).await);
    assert_eq!(named(&sessions(&app, &windows).await), [("Firefox", "Windows", true)]);
}

#[tokio::test]
async fn when_a_session_was_used_is_noted_by_the_hour() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let used = |listed: Vec<Value>| listed[0]["used_at"].as_str().unwrap().to_owned();
    let begun = used(sessions(&app, &staff).await);
    assert_eq!(used(sessions(&app, &staff).await), begun);
    app.sql("UPDATE sessions SET used_at = '2026-01-01T00:00:00.000Z'").await;
    assert!(used(sessions(&app, &staff).await) >= begun, "it is used again");
    // Nobody keeps any number of sessions.
    let user = app.get("/auth/session", &staff).await.body["user"]["id"].as_str().unwrap().parse().unwrap();
    for _ in 0..101 {
        calling_card_gateway::store::sessions::begin(&app.store, user, &Default::default()).await.unwrap();
    }
    let rest = calling_card_gateway::store::sessions::list(&app.store, user, "").await.unwrap();
    assert_eq!(rest.len(), 100);
}
