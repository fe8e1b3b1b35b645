//! The own passkeys: named, removed, so many and no more, and for the password alone.

use axum::http::{Method, StatusCode};
use calling_card_api::roles::Role;
use serde_json::json;

use super::{assert_refused, begin, count, made, remove, sign_in};
use crate::test_app::{PASSWORD, Staff, TestApp};

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
