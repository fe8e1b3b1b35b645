//! Passkeys: made, used, named and removed; and all that is refused.

mod around;
pub(crate) mod authenticator;
mod own;
mod refused;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::{Answer, PASSWORD, Staff, TestApp};
use authenticator::{Authenticator, text};

/// What the browser is asked to make.
async fn begin(app: &TestApp, staff: &Staff, name: &str) -> Value {
    let answer = app.post("/auth/passkeys/options", staff, json!({ "name": name, "password": PASSWORD })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body["options"].clone()
}

async fn add(app: &TestApp, staff: &Staff, credential: Value) -> Answer {
    app.post("/auth/passkeys", staff, json!({ "credential": credential })).await
}

/// A passkey of a member of staff; its key, and what has it.
pub(crate) async fn made(app: &TestApp, staff: &Staff, name: &str) -> (String, Authenticator) {
    let mut authenticator = Authenticator::new();
    let credential = authenticator.make(&begin(app, staff, name).await);
    let answer = add(app, staff, credential).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    (answer.body["id"].as_str().unwrap().to_owned(), authenticator)
}

/// What the browser is asked by who is not signed in.
async fn asked(app: &TestApp) -> Value {
    let answer = app.send(Method::POST, "/auth/passkey/options", None, Value::Null, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body["options"].clone()
}

async fn answered(app: &TestApp, credential: &Value) -> Answer {
    app.send(Method::POST, "/auth/passkey", None, json!({ "credential": credential }), &[]).await
}

pub(crate) async fn sign_in(app: &TestApp, authenticator: &mut Authenticator) -> Answer {
    let credential = authenticator.sign(&asked(app).await);
    answered(app, &credential).await
}

/// The one answer to all that does not sign in.
#[track_caller]
fn assert_refused(answer: &Answer, what: &str) {
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}: {}", answer.body);
    let expected = json!({
        "type": "urn:calling-card:problem:credentials", "status": 401,
        "title": "E-mail address and password do not match, or the link was already used. Please try again.",
    });
    assert_eq!(answer.body, expected, "{what}");
    assert!(!answer.headers.contains_key("set-cookie"), "{what}");
}

/// Removes a passkey, with the password.
async fn remove(app: &TestApp, staff: &Staff, id: &str) -> StatusCode {
    app.post(&format!("/auth/passkeys/{id}/remove"), staff, json!({ "password": PASSWORD })).await.status
}

async fn count(app: &TestApp, staff: &Staff) -> usize {
    app.get("/auth/passkeys", staff).await.body.as_array().unwrap().len()
}

#[tokio::test]
async fn a_passkey_is_made_and_signs_in_without_an_address() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    assert_eq!(count(&app, &staff).await, 0);
    let options = begin(&app, &staff, " My phone ").await;
    assert_eq!((&options["rp"]["id"], &options["timeout"]), (&json!("localhost"), &json!(300_000)));
    assert_eq!(options["user"]["name"], "home@example.com");
    let chosen = &options["authenticatorSelection"];
    assert_eq!((&chosen["residentKey"], &chosen["userVerification"]), (&json!("required"), &json!("required")));
    let mut phone = Authenticator::new();
    let answer = add(&app, &staff, phone.make(&options)).await;
    assert_eq!((answer.status, &answer.body["name"]), (StatusCode::CREATED, &json!("My phone")), "{}", answer.body);
    assert!(answer.body.get("used_at").is_none());
    // A second one on the same authenticator would only be in the way of the first.
    let again = begin(&app, &staff, "Again").await;
    assert_eq!(again["excludeCredentials"][0]["id"], text(&phone.credential));

    let question = asked(&app).await;
    assert_eq!((&question["rpId"], &question["userVerification"]), (&json!("localhost"), &json!("required")));
    assert!(question.get("allowCredentials").is_none_or(|list| list.as_array().is_some_and(Vec::is_empty)));
    let answer = answered(&app, &phone.sign(&question)).await;
    assert_eq!((answer.status, &answer.body["user"]["email"]), (StatusCode::OK, &json!("home@example.com")));
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let session = Staff::of(&answer);
    let sessions = app.get("/auth/sessions", &session).await.body;
    assert_eq!((&sessions[0]["passkey"], sessions[1].get("passkey")), (&json!("My phone"), None), "{sessions}");
    let listed = app.get("/auth/passkeys", &session).await.body;
    assert!(listed[0]["used_at"].is_string(), "{listed}");
    assert_eq!(sign_in(&app, &mut phone).await.status, StatusCode::OK, "again and again");
}

#[tokio::test]
async fn what_was_answered_is_not_answered_twice_nor_too_late() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let options = begin(&app, &staff, "Phone").await;
    let mut phone = Authenticator::new();
    let credential = phone.make(&options);
    assert_eq!(add(&app, &staff, credential.clone()).await.status, StatusCode::CREATED);
    let replayed = add(&app, &staff, credential).await;
    assert_eq!(
        (replayed.status, &replayed.body["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("/credential"))
    );

    let credential = phone.sign(&asked(&app).await);
    assert_eq!(answered(&app, &credential).await.status, StatusCode::OK);
    assert_refused(&answered(&app, &credential).await, "replayed");
    // Wrong once is used up, too.
    let question = asked(&app).await;
    phone.origin = "https://elsewhere.example".into();
    assert_refused(&answered(&app, &phone.sign(&question)).await, "from elsewhere");
    phone.origin = "http://localhost:8080".into();
    assert_refused(&answered(&app, &phone.sign(&question)).await, "the same question");
    // What one is asked to make is not what one is asked to sign.
    let made = begin(&app, &staff, "Other").await;
    assert_refused(&answered(&app, &phone.sign(&made)).await, "the question of another ceremony");
    assert_refused(&answered(&app, &phone.sign(&json!({ "challenge": text(&[7; 16]) }))).await, "never asked");

    let (question, options) = (asked(&app).await, begin(&app, &staff, "Late").await);
    app.sql("UPDATE passkey_ceremonies SET expires_at = '2026-01-01T00:00:00.000Z'").await;
    assert_refused(&answered(&app, &phone.sign(&question)).await, "too late");
    let late = add(&app, &staff, Authenticator::new().make(&options)).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", late.body);
    assert_eq!(count(&app, &staff).await, 1);
}
