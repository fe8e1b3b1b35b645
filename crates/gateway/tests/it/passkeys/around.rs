//! What is around a passkey: how often it is tried, the address that it is for, and other gateways over the database.

use axum::http::{Method, StatusCode};
use calling_card_gateway::AppState;
use calling_card_gateway::site::Site;
use calling_card_gateway::state::Config;
use serde_json::{Value, json};

use super::authenticator::Authenticator;
use super::{add, answered, asked, assert_refused, made, sign_in};
use crate::test_app::{PASSWORD, TestApp};

#[tokio::test]
async fn guessing_is_slowed_down_as_with_passwords() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (_, mut phone) = made(&app, &staff, "Phone").await;
    let question = asked(&app).await;
    for _ in 0..10 {
        assert_refused(&answered(&app, &json!({})).await, "nothing");
    }
    let answer = answered(&app, &phone.sign(&question)).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers.contains_key("retry-after"));
    // Nor is anything asked without end, for it is kept; and the password is another matter.
    for _ in 0..9 {
        asked(&app).await;
    }
    let answer = app.send(Method::POST, "/auth/passkey/options", None, Value::Null, &[]).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let body = json!({ "email": "home@example.com", "password": PASSWORD });
    assert_eq!(app.send(Method::POST, "/auth/session", None, body, &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn passkeys_are_for_the_configured_address_whatever_a_request_says() {
    let config = Config { public_url: Some("https://cards.example".into()), ..Config::default() };
    let app = TestApp::configured(config).await;
    let staff = app.staff("home").await;
    let body = json!({ "name": "Phone", "password": PASSWORD });
    let lied = [("host", "evil.example"), ("x-forwarded-host", "evil.example"), ("origin", "https://cards.example")];
    let answer = app.send(Method::POST, "/auth/passkeys/options", Some(&staff), body, &lied).await;
    let options = &answer.body["options"];
    assert_eq!(options["rp"]["id"], "cards.example", "{}", answer.body);
    let mut phone = Authenticator::new();
    (phone.origin, phone.rp_id) = ("https://cards.example".into(), "cards.example".into());
    let credential = phone.make(options);
    assert_eq!(add(&app, &staff, credential).await.status, StatusCode::CREATED);
    let answer = sign_in(&app, &mut phone).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.headers["set-cookie"].to_str().unwrap().starts_with("__Host-session="), "{:?}", answer.headers);
    phone.origin = "http://cards.example".into();
    assert_refused(&sign_in(&app, &mut phone).await, "without https");
}

#[tokio::test]
async fn another_gateway_over_the_database_knows_what_was_asked() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (_, mut phone) = made(&app, &staff, "Phone").await;
    let question = asked(&app).await;
    let config = Config { local_url: "http://localhost:8080".into(), ..Config::default() };
    let other = AppState::new(app.store.clone(), Site::open(None), config);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/auth/passkey", listener.local_addr().unwrap());
    let router = calling_card_gateway::serve::router(other);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let body = json!({ "credential": phone.sign(&question) }).to_string();
    let request = reqwest::Client::new().post(address).header("content-type", "application/json").body(body);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
}
