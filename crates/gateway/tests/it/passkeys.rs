//! Passkeys: made, used, named and removed; and all that is refused.

pub(crate) mod authenticator;

use axum::http::{Method, StatusCode};
use calling_card_api::roles::Role;
use calling_card_gateway::AppState;
use calling_card_gateway::site::Site;
use calling_card_gateway::state::Config;
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

/// Makes something wrong about an authenticator.
type Spoil = fn(&mut Authenticator);

#[tokio::test]
async fn what_is_signed_for_others_signs_nobody_in() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (_, mut phone) = made(&app, &staff, "Phone").await;
    let wrongs: [(&str, Spoil); 6] = [
        ("another origin", |phone| phone.origin = "http://localhost:9999".into()),
        ("an origin without the port", |phone| phone.origin = "http://localhost".into()),
        ("another relying party", |phone| phone.rp_id = "elsewhere.example".into()),
        ("without knowing who it is", |phone| phone.verified = false),
        ("another user", |phone| phone.user = text(&[9; 16])),
        ("another passkey", |phone| phone.credential = vec![9; 32]),
    ];
    for (what, wrong) in wrongs {
        let (origin, rp_id) = (phone.origin.clone(), phone.rp_id.clone());
        let (user, credential) = (phone.user.clone(), phone.credential.clone());
        wrong(&mut phone);
        assert_refused(&sign_in(&app, &mut phone).await, what);
        (phone.origin, phone.rp_id, phone.user, phone.credential) = (origin, rp_id, user, credential);
        phone.verified = true;
        // Right again: that it was counted is forgotten with it.
        assert_eq!(sign_in(&app, &mut phone).await.status, StatusCode::OK, "after {what}");
    }
    // A key that is not the one that was made, under the name of the one that was.
    let mut forged = Authenticator::new();
    (forged.user, forged.credential, forged.counter) = (phone.user.clone(), phone.credential.clone(), 100);
    assert_refused(&sign_in(&app, &mut forged).await, "a forged signature");
    let mut credential = phone.sign(&asked(&app).await);
    credential["response"]["userHandle"] = Value::Null;
    assert_refused(&answered(&app, &credential).await, "nobody is named");
    for credential in [json!({}), json!("x"), json!({ "id": "x" }), Value::Null] {
        assert_refused(&answered(&app, &credential).await, "no credential");
    }
}

#[tokio::test]
async fn a_passkey_is_made_only_here_and_for_who_asked() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let wrongs: [(&str, Spoil); 3] = [
        ("another origin", |phone| phone.origin = "https://elsewhere.example".into()),
        ("another relying party", |phone| phone.rp_id = "elsewhere.example".into()),
        ("without knowing who it is", |phone| phone.verified = false),
    ];
    for (what, wrong) in wrongs {
        let mut phone = Authenticator::new();
        wrong(&mut phone);
        let options = begin(&app, &staff, "Phone").await;
        let answer = add(&app, &staff, phone.make(&options)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {}", answer.body);
    }
    // What one was asked, another does not answer.
    let other = app.member("home", "ben", Role::Reader).await;
    let options = begin(&app, &staff, "Phone").await;
    let credential = Authenticator::new().make(&options);
    assert_eq!(add(&app, &other, credential.clone()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(add(&app, &staff, credential.clone()).await.status, StatusCode::CREATED, "it still waits");
    // The passkey of one is not made that of another.
    let (_, phone) = made(&app, &staff, "Second").await;
    let mut copied = Authenticator::new();
    copied.credential = phone.credential;
    let taken = add(&app, &other, copied.make(&begin(&app, &other, "Mine").await)).await;
    assert_eq!(
        (taken.status, &taken.body["errors"][0]["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("taken")),
        "{}",
        taken.body
    );
    assert_eq!(add(&app, &staff, json!({})).await.status, StatusCode::BAD_REQUEST);
    for name in ["", "  ", &"x".repeat(201)] {
        let answer = app.post("/auth/passkeys/options", &staff, json!({ "name": name, "password": PASSWORD })).await;
        assert_eq!(
            (answer.status, &answer.body["errors"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("/name"))
        );
    }
    assert_eq!((count(&app, &staff).await, count(&app, &other).await), (2, 0));
}

#[tokio::test]
async fn a_counter_that_does_not_count_up_is_refused() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (_, mut phone) = made(&app, &staff, "Phone").await;
    phone.counter = 41;
    assert_eq!(sign_in(&app, &mut phone).await.status, StatusCode::OK);
    // Each signature counts one up.
    for counter in [41, 6, u32::MAX] {
        phone.counter = counter;
        assert_refused(&sign_in(&app, &mut phone).await, "a copy of it");
    }
    phone.counter = 42;
    assert_eq!(sign_in(&app, &mut phone).await.status, StatusCode::OK, "the true one goes on");
}

#[tokio::test]
async fn passkeys_are_named_and_removed_by_who_has_them() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let other = app.member("home", "ben", Role::Owner).await;
    let (id, mut phone) = made(&app, &staff, "Phone").await;
    let (_, mut key) = made(&app, &staff, "Key").await;
    let address = format!("/auth/passkeys/{id}");
    let named = |name: &str| json!({ "name": name });
    let foreign = app.send(Method::PUT, &address, Some(&other), named("Mine"), &[]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert_eq!(remove(&app, &other, &id).await, StatusCode::NOT_FOUND);
    let wrong = app.send(Method::PUT, &address, Some(&staff), named(" "), &[]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let renamed = app.send(Method::PUT, &address, Some(&staff), named("Old phone"), &[]).await;
    assert_eq!((renamed.status, &renamed.body["name"]), (StatusCode::OK, &json!("Old phone")));

    // What was begun by it ends with it, and nothing else.
    let lost = Staff::of(&sign_in(&app, &mut phone).await);
    let kept = Staff::of(&sign_in(&app, &mut key).await);
    assert_eq!(remove(&app, &staff, &id).await, StatusCode::NO_CONTENT);
    assert_eq!(app.get("/auth/session", &lost).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(app.get("/auth/session", &kept).await.status, StatusCode::OK);
    assert_refused(&sign_in(&app, &mut phone).await, "removed");
    assert_eq!(remove(&app, &staff, &id).await, StatusCode::NOT_FOUND);
    // Who removes the one by which they are signed in stays.
    let listed = app.get("/auth/passkeys", &kept).await.body;
    assert_eq!(remove(&app, &kept, listed[0]["id"].as_str().unwrap()).await, StatusCode::NO_CONTENT);
    let sessions = app.get("/auth/sessions", &kept).await;
    assert!(sessions.status == StatusCode::OK && sessions.body[0].get("passkey").is_none(), "{}", sessions.body);
}

#[tokio::test]
async fn every_role_has_passkeys_and_who_is_removed_has_none() {
    let app = TestApp::new().await;
    let owner = app.staff("home").await;
    let reader = app.member("home", "ben", Role::Reader).await;
    let (_, mut phone) = made(&app, &reader, "Ben's very own phone").await;
    let answer = sign_in(&app, &mut phone).await;
    assert_eq!((answer.status, &answer.body["role"]), (StatusCode::OK, &json!("reader")));
    // One who leaves while they are asked leaves nothing behind.
    begin(&app, &reader, "Ben's other phone").await;
    let member = answer.body["user"]["id"].as_str().unwrap();
    assert_eq!(app.delete(&format!("/members/{member}"), &owner).await.status, StatusCode::NO_CONTENT);
    assert_refused(&sign_in(&app, &mut phone).await, "removed");
    assert_eq!(app.get("/auth/session", &Staff::of(&answer)).await.status, StatusCode::UNAUTHORIZED);
    if app.database.is_none() {
        app.sql("PRAGMA wal_checkpoint(TRUNCATE)").await;
    }
    assert!(!app.knows("Ben's very own phone").await && !app.knows("Ben's other phone").await);
}

#[tokio::test]
async fn a_member_has_so_many_passkeys() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    for number in 0..20 {
        made(&app, &staff, &format!("Key {number}")).await;
    }
    let full = app.post("/auth/passkeys/options", &staff, json!({ "name": "One more", "password": PASSWORD })).await;
    assert_eq!(
        (full.status, &full.body["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("/name")),
        "{}",
        full.body
    );
}

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
async fn no_other_website_begins_it() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    for address in ["/auth/passkey/options", "/auth/passkey", "/auth/passkeys/options", "/auth/passkeys"] {
        let there = [("sec-fetch-site", "cross-site")];
        let answer =
            app.send(Method::POST, address, Some(&staff), json!({ "name": "x", "credential": {} }), &there).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{address}");
    }
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

#[tokio::test]
async fn who_finds_an_open_session_makes_and_removes_none() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let (id, _) = made(&app, &staff, "Phone").await;
    let address = format!("/auth/passkeys/{id}/remove");
    for (what, address, body) in [
        ("made without it", "/auth/passkeys/options", json!({ "name": "Mine", "password": "" })),
        ("made by a wrong one", "/auth/passkeys/options", json!({ "name": "Mine", "password": "wrong password" })),
        ("removed without it", &address, json!({ "password": "" })),
        ("removed by a wrong one", &address, json!({ "password": "wrong password" })),
    ] {
        let answer = app.post(address, &staff, body).await;
        let field = &answer.body["errors"][0]["field"];
        assert_eq!((answer.status, field), (StatusCode::UNPROCESSABLE_ENTITY, &json!("/password")), "{what}");
    }
    assert_eq!(count(&app, &staff).await, 1);
    assert_eq!(remove(&app, &staff, &id).await, StatusCode::NO_CONTENT);
    let log = app.get("/audit", &staff).await.body;
    let kinds: Vec<&str> = log["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert!(kinds.starts_with(&["passkey_removed", "passkey_made"]), "{kinds:?}");
    // Whoever guesses the password here is held up, and nobody else is.
    for _ in 0..10 {
        app.post("/auth/totp/options", &staff, json!({ "password": "wrong password" })).await;
    }
    let held = app.post("/auth/totp/options", &staff, json!({ "password": PASSWORD })).await;
    assert_eq!(held.status, StatusCode::TOO_MANY_REQUESTS, "{}", held.body);
    let body = json!({ "email": "home@example.com", "password": PASSWORD });
    assert_eq!(app.send(Method::POST, "/auth/session", None, body, &[]).await.status, StatusCode::OK);
}
