//! Cookies that are none, or are not any more.

use axum::http::{Method, StatusCode};
use calling_card_api::roles::Role;
use calling_card_gateway::store::{tokens, workspaces};
use serde_json::{Value, json};

use super::furnished::Furnished;
use crate::roles::requests;
use crate::test_app::{Staff, TestApp};

#[tokio::test]
async fn no_cookie_but_that_of_a_session_opens_anything() {
    let app = TestApp::new().await;
    let house = Furnished::new(&app).await;
    let removed = app.member("home", "removed", Role::Owner).await;
    let id = app.get("/auth/session", &removed).await.body["user"]["id"].as_str().unwrap().to_owned();
    assert_eq!(app.delete(&format!("/members/{id}"), &house.owner).await.status, StatusCode::NO_CONTENT);
    let signed_out = app.member("home", "signed-out", Role::Owner).await;
    app.delete("/auth/session", &signed_out).await;
    let expired = app.member("home", "expired", Role::Owner).await;
    app.sql(
        "UPDATE sessions SET expires_at = '2026-01-01T00:00:00.000Z' WHERE sessions.user = (SELECT id FROM users WHERE name = 'expired')",
    )
    .await;
    let owner = house.owner.cookie.strip_prefix("session=").unwrap();
    let api = app.token("home").await;
    let workspace = workspaces::find(&app.store, "home").await.unwrap().unwrap();
    let link = tokens::create_link(&app.store, workspace, None).await.unwrap();
    let hash = tokens::hexadecimal(&tokens::hash(owner));
    let flipped = format!("{}{}", if owner.starts_with('0') { '1' } else { '0' }, &owner[1..]);
    let cookies = [
        ("none", String::new()),
        ("empty", "session=".into()),
        ("of a removed member", removed.cookie.clone()),
        ("signed out", signed_out.cookie.clone()),
        ("expired", expired.cookie.clone()),
        ("one digit is another", format!("session={flipped}")),
        ("in capitals", format!("session={}", owner.to_uppercase())),
        ("cut short", format!("session={}", &owner[..63])),
        ("an API token", format!("session={api}")),
        ("a one-time link", format!("session={link}")),
        ("what the database has of it", format!("session={hash}")),
        (
            "under another name",
            format!("Session={owner}; sessions={owner}; __Secure-session={owner}; __Host-session={owner}"),
        ),
        ("a wildcard", "session=%".into()),
        ("SQL", "session=' OR '1'='1".into()),
    ];
    let mut wrong = Vec::new();
    for (what, cookie) in cookies {
        let nobody = Staff { cookie };
        for (method, path) in requests() {
            let body = if method == "GET" { Value::Null } else { json!({}) };
            let headers = [("if-match", "\"1\"")];
            let address = house.address(&path, "home");
            let answer = app.send(method.parse().unwrap(), &address, Some(&nobody), body, &headers).await;
            if answer.status != StatusCode::UNAUTHORIZED {
                wrong.push(format!("{what}: {method} {path}: {} {}", answer.status, answer.body));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // The token of a session is one in its cookie alone.
    let bearer = format!("Bearer {owner}");
    for headers in [[("authorization", bearer.as_str())], [("x-api-key", owner)], [("x-session", owner)]] {
        let answer =
            app.send(Method::GET, &format!("/crm/home/people?session={owner}"), None, Value::Null, &headers).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{headers:?}");
    }
    assert_eq!(app.get("/auth/session", &house.owner).await.status, StatusCode::OK, "the right one does");
}
