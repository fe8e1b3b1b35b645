//! What signs nobody in, and what makes no passkey.

use axum::http::StatusCode;
use calling_card_api::roles::Role;
use serde_json::{Value, json};

use super::authenticator::{Authenticator, text};
use super::{add, answered, asked, assert_refused, begin, count, made, sign_in};
use crate::test_app::{PASSWORD, TestApp};

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
