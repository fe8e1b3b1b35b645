//! `/auth`, and what only those who are signed in see.

use axum::http::{Method, StatusCode};
use calling_card_gateway::store::{tokens, users, workspaces};
use serde_json::{Value, json};

use crate::test_app::{PASSWORD, Staff, TestApp, wrong};

#[tokio::test]
async fn who_is_signed_out_sees_nothing() {
    let app = TestApp::new().await;
    for cookie in ["", "session=", "session=%00;;=", "session=ffff", "other=1"] {
        let nobody = Staff { cookie: cookie.into() };
        for address in ["/auth/session", "/crm/home/people", "/crm/home/drafts", "/crm/home/bin"] {
            assert_eq!(app.get(address, &nobody).await.status, StatusCode::UNAUTHORIZED, "{cookie} {address}");
        }
    }
}

#[tokio::test]
async fn a_password_signs_in_and_out() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let sign_in = |email: &'static str, password: &'static str| {
        app.send(Method::POST, "/auth/session", None, json!({ "email": email, "password": password }), &[])
    };
    assert_eq!(sign_in("home@example.com", "wrong password").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(sign_in("nobody@example.com", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
    let answer = sign_in("HOME@example.com", PASSWORD).await;
    assert_eq!((answer.status, &answer.body["workspace"]), (StatusCode::OK, &json!("home")));
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let staff = Staff { cookie: cookie.split(';').next().unwrap().into() };
    assert_eq!(app.get("/auth/session", &staff).await.status, StatusCode::OK);
    app.send(Method::DELETE, "/auth/session", Some(&staff), Value::Null, &[]).await;
    assert_eq!(app.get("/auth/session", &staff).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_password_has_ten_characters_of_any_kind_and_is_kept_by_argon2id() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let changed = async |new: &str| {
        let body = json!({ "current": PASSWORD, "new": new });
        app.send(Method::PUT, "/auth/password", Some(&staff), body, &[]).await
    };
    for weak in ["abcdefghi", "äöüäöüäöü", "abcabcabcabc"] {
        assert_eq!(wrong(&changed(weak).await), (422, "/new", "password"), "{weak}");
    }
    let body = json!({ "current": "wrong password", "new": "äöü abcabc" });
    let refused = app.send(Method::PUT, "/auth/password", Some(&staff), body, &[]).await;
    assert_eq!((refused.status.as_u16(), &refused.body["errors"][0]["field"]), (422, &json!("/current")));
    assert_eq!(changed("äöü abcabc").await.status, StatusCode::NO_CONTENT);
    let user = users::by_email(&app.store, "home@example.com").await.unwrap().unwrap();
    assert!(user.password.starts_with("$argon2id$"), "{}", user.password);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let app = TestApp::new().await;
    app.staff("home").await;
    let body = json!({ "email": "home@example.com", "password": "wrong password" });
    for _ in 0..10 {
        let answer = app.send(Method::POST, "/auth/session", None, body.clone(), &[]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let answer = app.send(Method::POST, "/auth/session", None, body, &[]).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn a_link_for_the_first_member_of_staff_works_once() {
    let app = TestApp::new().await;
    let workspace = workspaces::create(&app.store, "new").await.unwrap();
    let token = tokens::create_link(&app.store, workspace, None).await.unwrap();
    let first =
        |password: &str| json!({ "token": token, "name": "Ann", "email": "ann@example.com", "password": password });
    let weak = app.send(Method::POST, "/auth/first-user", None, first("short"), &[]).await;
    assert_eq!(weak.body["errors"], json!([{ "field": "/password", "code": "password", "min": 10 }]));
    assert_eq!(app.send(Method::POST, "/auth/first-user", None, first(PASSWORD), &[]).await.status, StatusCode::OK);
    assert_eq!(
        app.send(Method::POST, "/auth/first-user", None, first(PASSWORD), &[]).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn another_site_changes_nothing() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    for headers in [[("sec-fetch-site", "cross-site")], [("origin", "https://evil.example")]] {
        let answer = app
            .send(Method::POST, "/crm/home/people", Some(&staff), json!({ "name": { "given": "X" } }), &headers)
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn pages_are_kept_safe_by_headers() {
    let app = TestApp::new().await;
    let answer = app.send(Method::GET, "/auth/session", None, Value::Null, &[]).await;
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    assert_eq!(answer.headers["content-security-policy"], "default-src 'none'; frame-ancestors 'none'");
    for path in [
        "/widget/../manifest.json",
        "/widget/..%2fmanifest.json",
        "/worker/%2e%2e/manifest.json",
        "/..%2f..%2fetc%2fpasswd",
    ] {
        let answer = app.send(Method::GET, path, None, Value::Null, &[]).await;
        assert!(!answer.status.is_success(), "{path}");
    }
}
