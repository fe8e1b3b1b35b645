//! What other websites make the browser of a member of staff send, and what asks for another method than it is sent by.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::furnished::Furnished;
use super::routes::{OTHERS, Who};
use crate::roles::{PUBLIC, requests};
use crate::test_app::TestApp;

/// What a browser sends along when another website begins a request.
const FOREIGN: [&[(&str, &str)]; 9] = [
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "cross-site"), ("origin", "http://localhost:8080"), ("host", "localhost:8080")],
    &[("sec-fetch-site", "SAME-ORIGIN")],
    &[("origin", "https://evil.example"), ("host", "localhost:8080")],
    &[("origin", "null"), ("host", "localhost:8080")],
    &[("origin", "http://localhost:8080.evil.example"), ("host", "localhost:8080")],
    &[("origin", "http://localhost:8081"), ("host", "localhost:8080")],
    &[("origin", "http://evil.example"), ("referer", "http://localhost:8080/people"), ("host", "localhost:8080")],
];

#[tokio::test]
async fn no_other_website_changes_anything() {
    let app = TestApp::new().await;
    let house = Furnished::new(&app).await;
    let before = house.before(&app).await;
    let public = PUBLIC.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned()));
    let writes: Vec<_> = requests().into_iter().chain(public).filter(|(method, _)| method != "GET").collect();
    assert!(writes.len() > 70, "{}", writes.len());
    let mut wrong = Vec::new();
    for (method, path) in &writes {
        let body = house.body(&app, method, path).await;
        for headers in FOREIGN {
            let headers = [headers, &[("if-match", "\"1\"")]].concat();
            let address = house.address(path, "home");
            let answer = app.send(method.parse().unwrap(), &address, Some(&house.owner), body.clone(), &headers).await;
            let kind = json!("urn:calling-card:problem:cross-site");
            let what = format!("{method} {path} {headers:?}: {}", answer.body);
            let refused = (answer.status, &answer.body["type"]) == (StatusCode::FORBIDDEN, &kind);
            if !refused || answer.headers.contains_key("access-control-allow-origin") {
                wrong.push(what);
            }
        }
    }
    house.unharmed(&app, &before, &wrong).await;
}

#[tokio::test]
async fn no_other_website_reads_what_a_cookie_opens() {
    let app = TestApp::new().await;
    let house = Furnished::new(&app).await;
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    for (_, path) in requests().iter().filter(|(method, _)| method == "GET") {
        let answer =
            app.send(Method::GET, &house.address(path, "home"), Some(&house.owner), Value::Null, &foreign).await;
        for header in ["access-control-allow-origin", "access-control-allow-credentials"] {
            assert!(answer.headers.get(header).is_none(), "{path} allows others to read it");
        }
        assert_eq!(answer.headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(answer.headers["cross-origin-resource-policy"], "same-origin", "{path}");
        let preflight = [foreign.as_slice(), &[("access-control-request-method", "DELETE")]].concat();
        let asked =
            app.send(Method::OPTIONS, &house.address(path, "home"), Some(&house.owner), Value::Null, &preflight).await;
        assert!(asked.headers.get("access-control-allow-origin").is_none(), "{path}");
    }
    // What every website may ask looks at no cookie, and lets none come along.
    for (_, path, who) in OTHERS.iter().filter(|(_, path, _)| !path.contains('*')) {
        let address = path
            .replace("{form}", "home-contact")
            .replace("{id}", house.key("published-cards"))
            .replace(['{', '}'], "");
        let answer = app.send(Method::GET, &address, Some(&house.owner), Value::Null, &foreign).await;
        assert!(answer.headers.get("access-control-allow-credentials").is_none(), "{path} {who:?}");
        let without = app.send(Method::GET, &address, None, Value::Null, &foreign).await;
        if *path != "/f/{form}/challenge" && *who == Who::Anyone {
            assert_eq!(answer.status, without.status, "{path} looks at a cookie");
        }
    }
}

#[tokio::test]
async fn the_method_is_the_one_that_it_is_sent_by() {
    let app = TestApp::new().await;
    let house = Furnished::new(&app).await;
    let before = house.before(&app).await;
    let writes: Vec<_> = requests().into_iter().filter(|(method, _)| method != "GET").collect();
    for (method, path) in &writes {
        let address = house.address(path, "home");
        let headers = [
            ("x-http-method-override", method.as_str()),
            ("x-http-method", method.as_str()),
            ("x-method-override", method.as_str()),
            ("if-match", "\"1\""),
        ];
        // That somebody exports is taken down.
        let queries: &[&str] = if path.ends_with("/export") { &[] } else { &["", "?_method=", "?_HttpMethod="] };
        for query in queries {
            let with = if query.is_empty() { address.clone() } else { format!("{address}{query}{method}") };
            let answer = app.send(Method::GET, &with, Some(&house.owner), Value::Null, &headers).await;
            assert!(!answer.status.is_server_error(), "{method} {path}: {}", answer.body);
        }
        // By POST only where there is none at this address: elsewhere it is a POST, and does what it does.
        if !writes.contains(&("POST".into(), path.clone())) {
            let form = [headers.as_slice(), &[("content-type", "application/x-www-form-urlencoded")]].concat();
            let body = Body::from(format!("_method={method}"));
            let answer = app.send_raw(Method::POST, &address, Some(&house.owner), body, &form).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}: {}", answer.body);
        }
    }
    house.unharmed(&app, &before, &[]).await;
}

/// A form on another website can send these without being asked first; none is read as JSON.
#[tokio::test]
async fn what_a_form_can_send_is_no_json() {
    let app = TestApp::new().await;
    let house = Furnished::new(&app).await;
    for media_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"] {
        let body = Body::from(json!({ "name": { "family": "Mine" } }).to_string());
        let headers = [("content-type", media_type)];
        let answer = app.send_raw(Method::POST, "/crm/home/people", Some(&house.owner), body, &headers).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{media_type}: {}", answer.body);
    }
}
