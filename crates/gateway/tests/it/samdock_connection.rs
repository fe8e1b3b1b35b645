//! A connection to Samdock: signing in, and works of several calls over a bad line.

use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::connections::connect;
use crate::other_crm::{Asked, OtherCrm, Reply};
use crate::test_app::TestApp;

/// What the CRM has by now: people and organizations.
pub(crate) type Records = Arc<Mutex<(Vec<Value>, Vec<Value>)>>;

/// Samdock, as far as this goes: it does at once what it is told.
pub(crate) fn samdock(records: &Records, asked: &Asked) -> Reply {
    let mut records = records.lock().unwrap();
    let (people, organizations) = &mut *records;
    let (method, path) = asked.line.split_once(' ').unwrap();
    let parts: Vec<&str> = path.trim_start_matches("/api/contacts/").split('/').collect();
    let one = |list: &[Value], id: &str| match list.iter().find(|one| one["_id"] == id) {
        Some(one) => Reply::Json(200, one.clone()),
        None => Reply::Json(404, Value::Null),
    };
    match (method, parts.as_slice()) {
        ("POST", ["", "login"]) => return Reply::Json(200, json!({ "accessToken": "t1", "refreshToken": "r1" })),
        ("GET", ["persons"]) => return Reply::Json(200, people.clone().into()),
        ("GET", ["organizations"]) => return Reply::Json(200, organizations.clone().into()),
        ("GET", ["persons", id]) => return one(people, id),
        ("GET", ["organizations", id]) => return one(organizations, id),
        ("POST", ["persons"]) => people.push(asked.body.clone()),
        ("POST", ["organizations"]) => organizations.push(asked.body.clone()),
        ("DELETE", ["persons", id]) => people.retain(|one| one["_id"] != *id),
        ("DELETE", ["organizations", id]) => organizations.retain(|one| one["_id"] != *id),
        ("POST", ["organizations", id, "contacts"]) => {
            let person = people.iter_mut().find(|one| one["_id"] == asked.body["personID"]).unwrap();
            person["employers"] = json!([id]);
        }
        ("DELETE", ["organizations", _, "contacts", id]) => {
            people.iter_mut().filter(|one| one["_id"] == *id).for_each(|one| one["employers"] = json!([]));
        }
        _ => return Reply::Json(404, Value::Null),
    }
    Reply::Json(200, Value::Null)
}

fn kern() -> Value {
    json!({ "name": { "family": "Kern" }, "cards": [{ "business": "ACME", "emails": [{ "address": "kern@example.org" }] }] })
}

#[tokio::test]
async fn a_token_that_has_run_out_is_had_anew_by_the_refresh_token() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let records = Records::default();
    records.lock().unwrap().0.push(json!({ "_id": "p", "lastName": "Kern" }));
    let known = records.clone();
    let crm = OtherCrm::new(move |asked, _| match asked.line.as_str() {
        "POST /login" => Reply::Json(200, json!({ "accessToken": "t0", "refreshToken": "r0" })),
        "POST /token/refresh" if asked.body == json!({ "accessToken": "t0", "refreshToken": "r0" }) => {
            Reply::Json(200, json!({ "accessToken": "t1", "refreshToken": "r1" }))
        }
        // The first token has run out, whenever that was.
        _ if !asked.head.contains("Bearer t1") => Reply::Json(401, Value::Null),
        _ => samdock(&known, asked),
    })
    .await;
    let id = connect(&app, &ada, "samdock", &crm.address).await;
    let test = app.post(&format!("/connections/{id}/test"), &ada, Value::Null).await;
    assert_eq!((test.status, &test.body["people"]), (StatusCode::OK, &json!(1)), "{}", test.body);
    // The password went there once.
    assert_eq!((crm.count("POST /login"), crm.count("POST /token/refresh")), (1, 1));
    let login = crm.asked().into_iter().next().unwrap();
    assert_eq!((login.body["email"].as_str(), login.head.contains("authorization")), (Some("1"), false));
    // The page of the list needs neither.
    let listed = app.get(&format!("/crm/{id}/people"), &ada).await;
    assert_eq!(listed.body["total"].as_u64(), Some(1));
    assert_eq!((crm.count("POST /login"), crm.count("POST /token/refresh")), (1, 1));
    for token in ["t0", "r0", "t1", "r1"].map(|token| format!("\"{token}\"")) {
        assert!(!app.knows(&token).await && !listed.body.to_string().contains(&token), "no token is kept, or told");
    }
}

#[tokio::test]
async fn the_password_is_sent_again_only_where_the_refresh_token_is_refused_or_worth_nothing() {
    // What becomes of the refresh token, and how often is signed in with the password.
    let refused: fn() -> Reply = || Reply::Json(401, Value::Null);
    let gone: fn() -> Reply = || Reply::Json(404, Value::Null);
    let worthless: fn() -> Reply = || Reply::Json(200, json!({ "accessToken": "t0", "refreshToken": "r9" }));
    for refreshing in [refused, gone, worthless] {
        let app = TestApp::new().await;
        let ada = app.staff("ada").await;
        let logins = std::sync::atomic::AtomicUsize::new(0);
        let crm = OtherCrm::new(move |asked, _| match asked.line.as_str() {
            "POST /login" => {
                let number = logins.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                Reply::Json(200, json!({ "accessToken": format!("t{number}"), "refreshToken": "r" }))
            }
            "POST /token/refresh" => refreshing(),
            _ if asked.head.contains("Bearer t0") => Reply::Json(401, Value::Null),
            _ => samdock(&Records::default(), asked),
        })
        .await;
        let id = connect(&app, &ada, "samdock", &crm.address).await;
        let test = app.post(&format!("/connections/{id}/test"), &ada, Value::Null).await;
        assert_eq!(test.status, StatusCode::OK, "{}", test.body);
        assert_eq!((crm.count("POST /login"), crm.count("POST /token/refresh")), (2, 1));
    }
    // Where the line is cut meanwhile, the password is not sent.
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let crm = OtherCrm::new(move |asked, _| match asked.line.as_str() {
        "POST /login" => Reply::Json(200, json!({ "accessToken": "t0", "refreshToken": "r" })),
        "POST /token/refresh" => Reply::Bytes(Vec::new()),
        _ => Reply::Json(401, Value::Null),
    })
    .await;
    let id = connect(&app, &ada, "samdock", &crm.address).await;
    let test = app.post(&format!("/connections/{id}/test"), &ada, Value::Null).await;
    assert_eq!(test.body["type"], "urn:calling-card:problem:crm-unreachable", "{}", test.body);
    assert_eq!(crm.count("POST /login"), 1);
}

#[tokio::test]
async fn a_password_that_is_wrong_is_said_to_be() {
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let crm = OtherCrm::new(|_, _| Reply::Json(401, Value::Null)).await;
    let id = connect(&app, &ada, "samdock", &crm.address).await;
    let test = app.post(&format!("/connections/{id}/test"), &ada, Value::Null).await;
    assert_eq!(test.body["type"], "urn:calling-card:problem:crm-credentials", "{}", test.body);
}

#[tokio::test]
async fn wherever_the_line_is_cut_a_person_is_there_whole_or_not_at_all() {
    for cut in ["/organizations", "/persons", "/contacts"] {
        let app = TestApp::new().await;
        let ada = app.staff("ada").await;
        let records = Records::default();
        let known = records.clone();
        let crm = OtherCrm::new(move |asked, _| {
            let done = samdock(&known, asked);
            // It is done, and the answer is lost.
            if asked.line.starts_with("POST /api") && asked.line.ends_with(cut) {
                Reply::Bytes(Vec::new())
            } else {
                done
            }
        })
        .await;
        let id = connect(&app, &ada, "samdock", &crm.address).await;
        let people = format!("/crm/{id}/people");
        let made = app.post(&people, &ada, kern()).await;
        assert_eq!(made.body["type"], "urn:calling-card:problem:crm-unreachable", "{cut}: {}", made.body);
        let (left, organizations) = records.lock().unwrap().clone();
        assert!(left.is_empty() && organizations.is_empty(), "{cut}: {left:?} {organizations:?}");
    }
    let app = TestApp::new().await;
    let ada = app.staff("ada").await;
    let records = Records::default();
    let known = records.clone();
    let crm = OtherCrm::new(move |asked, _| samdock(&known, asked)).await;
    let id = connect(&app, &ada, "samdock", &crm.address).await;
    let made = app.post(&format!("/crm/{id}/people"), &ada, kern()).await;
    assert_eq!(made.body["result"]["content"]["cards"][0]["business"], "ACME", "{}", made.body);
    // And it is taken back whole, but for the organization, which others may have found by now.
    let batch = made.body["batch"].as_str().unwrap();
    let undone = app.post(&format!("/crm/{id}/changes/{batch}/undo"), &ada, Value::Null).await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.body);
    assert!(records.lock().unwrap().0.is_empty());
}
