//! Guessing is slow, and locks nobody out.

use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode, header};
use calling_card_gateway::state::Config;
use serde_json::json;

use crate::test_app::{Answer, PASSWORD, TestApp};

/// Behind a proxy, which says from which network somebody comes.
async fn proxied() -> TestApp {
    TestApp::configured(Config { proxies: 1, ..Config::default() }).await
}

async fn sign_in(app: &TestApp, from: &str, cookie: &str, email: &str, password: &str) -> Answer {
    let body = json!({ "email": email, "password": password });
    let headers = [("x-forwarded-for", from), ("cookie", cookie)];
    app.send(Method::POST, "/auth/session", None, body, &headers).await
}

/// The cookie by which a browser is known from now on.
fn device(answer: &Answer) -> Option<String> {
    let mut cookies = answer.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap());
    let cookie = cookies.find(|cookie| cookie.starts_with("device="))?;
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    Some(cookie.split(';').next().unwrap().to_owned())
}

const ANN: &str = "home@example.com";

#[tokio::test]
async fn guesses_from_everywhere_lock_nobody_out_of_their_own_browser() {
    let app = proxied().await;
    let owner = app.staff("home").await;
    app.member("home", "ben", calling_card_api::roles::Role::Reader).await;
    let (_, mut passkey) = crate::passkeys::made(&app, &owner, "Phone").await;
    let own = device(&sign_in(&app, "198.51.100.1", "", ANN, PASSWORD).await).unwrap();
    let bens = device(&sign_in(&app, "198.51.100.2", "", "ben@example.com", PASSWORD).await).unwrap();
    assert!(own.len() > 130 && own != bens, "{own}");

    let mut refused = 0;
    for network in 0..7 {
        for _ in 0..10 {
            let answer = sign_in(&app, &format!("203.0.113.{network}"), "", ANN, "wrong password").await;
            refused += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
        }
    }
    assert!(refused > 10, "{refused}");
    // From there and elsewhere, a browser that is not known finds the door closed, by the right password too.
    let (nonce, signature) = own.split_once('.').unwrap();
    let forged = [
        String::new(),
        bens.clone(),
        format!("{nonce}0.{signature}"),
        format!("{nonce}.{}", "0".repeat(64)),
        format!("{nonce}.{}", signature.to_uppercase().replace(|c: char| c.is_ascii_digit(), "0")),
        "device=.".into(),
    ];
    for cookie in &forged {
        let answer = sign_in(&app, "198.51.100.9", cookie, ANN, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{cookie}");
    }
    // The own one opens it, even from the network of who guesses, and so does a passkey.
    for from in ["198.51.100.1", "203.0.113.0", "192.0.2.1"] {
        let answer = sign_in(&app, from, &own, ANN, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::OK, "{from}");
        assert_eq!(device(&answer), None, "it is known already");
    }
    assert_eq!(crate::passkeys::sign_in(&app, &mut passkey).await.status, StatusCode::OK);
    assert_eq!(sign_in(&app, "203.0.113.0", &bens, "ben@example.com", PASSWORD).await.status, StatusCode::OK);
    // It signs nobody in, and whoever has found it guesses no more than others.
    let alone = app.send(Method::GET, "/auth/session", None, serde_json::Value::Null, &[("cookie", &own)]).await;
    assert_eq!(alone.status, StatusCode::UNAUTHORIZED);
    for _ in 0..10 {
        assert_eq!(sign_in(&app, "192.0.2.2", &own, ANN, "wrong password").await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(sign_in(&app, "192.0.2.2", &own, ANN, "wrong password").await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn one_password_tried_at_many_accounts_is_slowed_down() {
    let app = proxied().await;
    app.staff("home").await;
    let mut refused = 0;
    for account in 0..110 {
        let email = format!("{account}@example.com");
        let answer = sign_in(&app, "203.0.113.1", "", &email, "wrong password").await;
        refused += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(refused, 10);
    assert_eq!(sign_in(&app, "203.0.113.2", "", ANN, PASSWORD).await.status, StatusCode::OK);
}

/// Who is known and who is not cannot be told, neither by what is answered nor by how long it takes.
#[tokio::test]
async fn which_addresses_are_known_cannot_be_told() {
    let app = proxied().await;
    app.staff("home").await;
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for round in 0..9 {
        for (email, times) in [(ANN, &mut known), ("nobody@example.com", &mut unknown)] {
            let from = format!("203.0.113.{round}");
            let begun = Instant::now();
            let answer = sign_in(&app, &from, "", email, "wrong password").await;
            times.push(begun.elapsed());
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            assert_eq!(answer.body["type"], "urn:calling-card:problem:credentials");
            assert!(!answer.headers.contains_key("set-cookie"));
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    let (known, unknown) = (median(&mut known), median(&mut unknown));
    // Hashing takes nearly all of it: without, one would be a hundred times as quick as the other.
    assert!(known < unknown * 3 && unknown < known * 3, "{known:?} and {unknown:?}");
}
