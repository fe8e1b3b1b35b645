//! Addresses that are written otherwise: each means what it says, or nothing.

use axum::http::{Method, StatusCode};
use serde_json::Value;

use super::furnished::{Furnished, MARK};
use crate::roles::requests;
use crate::test_app::TestApp;

/// Other ways to write an address.
fn otherwise(address: &str) -> Vec<String> {
    let last = address.rfind('/').unwrap_or_default();
    let (front, end) = (&address[..last], &address[last + 1..]);
    let first = address[1..].find('/').map_or(address.len(), |place| place + 1);
    vec![
        format!("{address}/"),
        format!("{address}//"),
        format!("/{address}"),
        format!("{front}//{end}"),
        format!("{front}/./{end}"),
        format!("{front}/x/../{end}"),
        format!("{front}/x/%2e%2e/{end}"),
        format!("{front}%2f{end}"),
        format!("{front}%5c{end}"),
        format!("{address}%00"),
        format!("{address};x=1"),
        format!("{address}.json"),
        format!("{address}%20"),
        format!("{}{}", address[..first].to_uppercase(), &address[first..]),
        format!("/f/../..{address}"),
        format!("/doi/..{address}"),
        format!("/f/x/%2e%2e/%2e%2e{address}"),
        format!("/dialects/cobra/..{address}"),
        format!("/worker/..{address}"),
    ]
}

#[tokio::test]
async fn an_address_that_is_written_otherwise_opens_nothing() {
    let app = TestApp::new().await;
    let house = Furnished::new(&app).await;
    let before = house.before(&app).await;
    let mut wrong = Vec::new();
    for (method, path) in requests() {
        let (address, body) = (house.address(&path, "home"), house.body(&app, &method, &path).await);
        for other in otherwise(&address) {
            // A browser sends the cookie along; a form of another website begins it.
            for (staff, headers) in [
                (None, vec![("if-match", "\"1\"")]),
                (Some(&house.owner), vec![("if-match", "\"1\""), ("sec-fetch-site", "cross-site")]),
            ] {
                let Ok(uri) = other.parse::<axum::http::Uri>() else { continue };
                // By GET with the cookie it is a link that is followed, which may be answered.
                if staff.is_some() && method == "GET" {
                    continue;
                }
                let answer = app.send(method.parse().unwrap(), &uri.to_string(), staff, body.clone(), &headers).await;
                let what = format!("{method} {other}: {} {}", answer.status, answer.body);
                if answer.status.is_success() || answer.body.to_string().contains(MARK) {
                    wrong.push(what);
                }
            }
        }
    }
    house.unharmed(&app, &before, &wrong).await;
}

#[tokio::test]
async fn no_address_leads_out_of_the_folder_of_files() {
    let app = TestApp::new().await;
    for folder in ["", "widget/", "help/", "reader/", "worker/"] {
        // The database is two folders above each of these; the one without a name is that of the app.
        let there = if folder.is_empty() { "app/" } else { folder };
        assert!(app.file_at(&format!("{there}../../calling-card.sqlite")).starts_with(b"SQLite format"), "{there}");
        for path in [
            "../../calling-card.sqlite",
            "..%2f..%2fcalling-card.sqlite",
            "%2e%2e/%2e%2e/calling-card.sqlite",
            "%2e%2e%2f%2e%2e%2fcalling-card.sqlite",
            "..%2f..%2fsite%2f..%2fcalling-card.sqlite",
            "..%5c..%5ccalling-card.sqlite",
            "../calling-card.sqlite",
            "..%2fcalling-card.sqlite",
            "%2e%2e/calling-card.sqlite",
            "%2e%2e%2fcalling-card.key",
            "..%5ccalling-card.sqlite",
            "....//calling-card.sqlite",
            "%252e%252e%252fcalling-card.sqlite",
            "..%c0%afcalling-card.sqlite",
            "/etc/passwd",
            "%2fetc%2fpasswd",
            ".hidden",
            "calling-card.sqlite%00.js",
        ] {
            let answer = app.send(Method::GET, &format!("/{folder}{path}"), None, Value::Null, &[]).await;
            assert!(!answer.status.is_success(), "/{folder}{path}: {}", answer.status);
            assert!(!answer.body.to_string().contains("SQLite format"), "/{folder}{path}");
        }
    }
    assert_eq!(app.send(Method::GET, "/worker/none.js", None, Value::Null, &[]).await.status, StatusCode::NOT_FOUND);
}
