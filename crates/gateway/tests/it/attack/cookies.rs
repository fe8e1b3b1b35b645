//! Cookies that are none, or are not any more; what those that are say of themselves; and what becomes of what they open.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode, header};
use calling_card_api::roles::Role;
use calling_card_gateway::state::Config;
use calling_card_gateway::store::{tokens, workspaces};
use serde_json::{Value, json};

use super::furnished::Furnished;
use crate::roles::requests;
use crate::test_app::{PASSWORD, Staff, TestApp};

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
    // The token of a session is one in its cookie alone, and an API token is none of a member of staff.
    for token in [owner, &api] {
        let bearer = format!("Bearer {token}");
        for headers in [[("authorization", bearer.as_str())], [("x-api-key", token)], [("x-session", token)]] {
            let address = format!("/crm/home/people?session={token}");
            let answer = app.send(Method::GET, &address, None, Value::Null, &headers).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{headers:?}");
        }
    }
    assert_eq!(app.get("/auth/session", &house.owner).await.status, StatusCode::OK, "the right one does");
}

#[tokio::test]
async fn by_https_cookies_belong_to_one_host_and_are_sent_by_https_alone() {
    let there = crate::oidc::tokenless().await;
    let config = Config { public_url: Some("https://cards.example".into()), ..Config::default() };
    let app = TestApp::configured(config).await.with_oidc(crate::oidc::provider(&there.address, "s"));
    app.staff("home").await;
    let body = json!({ "email": "home@example.com", "password": PASSWORD });
    let signed_in = app.send(Method::POST, "/auth/session", None, body, &[]).await;
    let begun = app.send(Method::GET, "/auth/oidc", None, Value::Null, &[]).await;
    assert!(begun.headers["location"].to_str().unwrap().starts_with(&there.address), "{:?}", begun.headers);
    let mut names = BTreeSet::new();
    for cookie in [&signed_in, &begun].iter().flat_map(|answer| answer.headers.get_all(header::SET_COOKIE)) {
        let cookie = cookie.to_str().unwrap();
        let mut parts = cookie.split("; ");
        let (name, value) = parts.next().unwrap().split_once('=').unwrap();
        let attributes: BTreeSet<&str> = parts.filter(|part| !part.starts_with("Max-Age=")).collect();
        assert!(value.len() > 40, "{cookie}");
        assert_eq!(attributes, BTreeSet::from(["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]), "{cookie}");
        names.insert(name);
    }
    assert_eq!(names, BTreeSet::from(["__Host-device", "__Host-oidc", "__Host-session"]));
    // What another host of the domain, or one by http, could have set is none.
    let staff = Staff::of(&signed_in);
    assert_eq!(app.get("/auth/session", &staff).await.status, StatusCode::OK);
    let plain = Staff { cookie: staff.cookie.replace("__Host-", "") };
    assert_eq!(app.get("/auth/session", &plain).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_a_cookie_opens_is_kept_by_nobody_on_the_way() {
    let app = TestApp::new().await;
    let house = Furnished::new(&app).await;
    let mut told = 0;
    for (_, path) in requests().iter().filter(|(method, _)| method == "GET") {
        let answer = app.get(&house.address(path, "home"), &house.owner).await;
        let said = |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default();
        if said("content-type").ends_with("json") {
            told += usize::from(answer.status == StatusCode::OK);
            assert_eq!(said("cache-control"), "no-store", "{path}");
        }
        // Calendars and files say besides that they are of one person.
        assert!(said("cache-control").ends_with("no-store"), "{path}: {:?}", said("cache-control"));
    }
    assert!(told > 50, "{told}");
}
