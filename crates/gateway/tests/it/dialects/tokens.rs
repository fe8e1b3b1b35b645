//! `/tokens`, and what a token opens.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::TestApp;

#[tokio::test]
async fn staff_make_tokens_for_their_workspace_and_remove_them() {
    let app = TestApp::new().await;
    let (home, other) = (app.staff("home").await, app.staff("other").await);
    let made = app.post("/tokens", &home, json!({ "name": " Newsletter " })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let token = made.body["token"].as_str().unwrap();
    assert!(token.len() == 64 && !app.knows(token).await, "only its hash is kept");
    assert_eq!(
        (&made.body["known"]["name"], &made.body["known"]["created_by"]),
        (&json!("Newsletter"), &json!("home"))
    );

    let key = [("x-api-key", token)];
    let ask = || app.send(Method::GET, "/dialects/rogerroger/people", None, Value::Null, &key);
    assert_eq!(ask().await.status, StatusCode::OK);
    let list = app.get("/tokens", &home).await.body;
    assert!(list[0]["used_at"].is_string() && list[0].get("token").is_none(), "{list}");
    assert_eq!(app.get("/tokens", &other).await.body, json!([]));

    let address = format!("/tokens/{}", list[0]["id"].as_str().unwrap());
    let remove = |staff| app.send(Method::DELETE, &address, Some(staff), Value::Null, &[]);
    assert_eq!(remove(&other).await.status, StatusCode::NOT_FOUND, "it is not theirs");
    assert_eq!(remove(&home).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ask().await.status, StatusCode::UNAUTHORIZED);
    let nameless = app.post("/tokens", &home, json!({ "name": " " })).await;
    assert_eq!(nameless.body["errors"], json!([{ "field": "/name", "code": "required" }]));
    assert_eq!(app.send(Method::GET, "/tokens", None, Value::Null, &[]).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_cookie_opens_no_dialect_and_a_token_nothing_else() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    for address in [
        "/dialects/rogerroger/people",
        "/dialects/emnify/api/v1/organisation/1/contact",
        "/dialects/samdock/api/contacts/persons",
        "/dialects/cobra/v1/crm/people",
    ] {
        assert_eq!(app.get(address, &staff).await.status, StatusCode::UNAUTHORIZED, "{address}");
    }
    let token = app.token("home").await;
    let bearer = format!("Bearer {token}");
    for headers in [[("x-api-key", token.as_str())], [("authorization", bearer.as_str())]] {
        for address in ["/crm/home/people", "/tokens", "/auth/session"] {
            let answer = app.send(Method::GET, address, None, Value::Null, &headers).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
        }
    }
    // Where a token is brought, no page of another website has made a browser do so.
    let headers = [("sec-fetch-site", "cross-site"), ("x-api-key", token.as_str())];
    let answer =
        app.send(Method::POST, "/dialects/rogerroger/people", Some(&staff), json!({ "familyName": "X" }), &headers);
    assert_eq!(answer.await.status, StatusCode::CREATED);
    let headers = [("sec-fetch-site", "cross-site")];
    let answer =
        app.send(Method::POST, "/dialects/rogerroger/people", Some(&staff), json!({ "familyName": "X" }), &headers);
    assert_eq!(answer.await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn guessing_tokens_is_slowed_down_and_hinders_nobody_else() {
    let app = TestApp::new().await;
    let token = app.token("home").await;
    let wrong = || app.send(Method::GET, "/dialects/rogerroger/people", None, Value::Null, &[("x-api-key", "wrong")]);
    for _ in 0..10 {
        assert_eq!(wrong().await.status, StatusCode::UNAUTHORIZED);
    }
    let limited = wrong().await;
    assert_eq!(limited.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(limited.headers.contains_key("retry-after"));
    let body = json!({ "application_token": "wrong" });
    let answer = app.send(Method::POST, "/dialects/emnify/api/v1/authenticate", None, body, &[]).await;
    assert_eq!((answer.status, &answer.body["error_code"]), (StatusCode::TOO_MANY_REQUESTS, &json!(1105)));
    let headers = [("x-api-key", token.as_str())];
    let right = app.send(Method::GET, "/dialects/rogerroger/people", None, Value::Null, &headers).await;
    assert_eq!(right.status, StatusCode::OK);
}
