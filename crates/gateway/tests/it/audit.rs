//! The audit log: what is taken down, who reads it, and that it holds.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use calling_card_api::roles::Role;
use calling_card_gateway::store::audit::{self, Broken};
use serde_json::{Value, json};

use crate::test_app::{PASSWORD, Staff, TestApp};

/// The entries, the oldest first: kind, by, about, detail.
async fn entries(app: &TestApp, staff: &Staff) -> Vec<[String; 4]> {
    let page = app.get("/audit?limit=200", staff).await.body;
    let text = |entry: &Value, member: &str| entry[member].as_str().unwrap().to_owned();
    let all = page["items"].as_array().unwrap().iter().rev();
    all.map(|entry| ["kind", "by", "about", "detail"].map(|member| text(entry, member))).collect()
}

#[tokio::test]
async fn what_concerns_safety_is_taken_down() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    let ben = app.member("home", "ben", Role::Editor).await;
    let his = app.get("/auth/session", &ben).await.body["user"]["id"].as_str().unwrap().to_owned();
    let wrong = json!({ "email": "ben@example.com", "password": "not his password" });
    assert_eq!(app.send(Method::POST, "/auth/session", None, wrong, &[]).await.status, StatusCode::UNAUTHORIZED);
    // It is written beside the answer.
    for _ in 0..200 {
        if app.get("/audit?kind=sign_in_failed", &ann).await.body["total"] == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let invited = app.post("/members/invitations", &ann, json!({ "email": "c@example.com", "role": "reader" })).await;
    app.delete(&format!("/members/invitations/{}", invited.body["invitation"]["id"].as_str().unwrap()), &ann).await;
    app.send(Method::PUT, &format!("/members/{his}"), Some(&ann), json!({ "role": "reader" }), &[]).await;
    let token = app.post("/tokens", &ann, json!({ "name": "Program" })).await.body;
    app.delete(&format!("/tokens/{}", token["known"]["id"].as_str().unwrap()), &ann).await;
    let connection = json!({ "system": "emnify", "name": "There", "address": "http://127.0.0.1:1", "account": "1", "secret": "one" });
    let made = app.post("/connections", &ann, connection.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let at = format!("/connections/{}", made.body["id"].as_str().unwrap());
    for secret in ["", "two"] {
        let mut changed = connection.clone();
        changed["secret"] = secret.into();
        let answer = app.send(Method::PUT, &at, Some(&ann), changed, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
    app.delete(&at, &ann).await;
    let [one, two] = ["Ada", "Bea"].map(|name| json!({ "name": { "given": name } }));
    let (one, two) = (app.person(&ann, one).await, app.person(&ann, two).await);
    app.get("/crm/home/people/export", &ann).await;
    app.post("/crm/home/people/export", &ann, json!({ "ids": [one] })).await;
    app.post("/crm/home/people/export", &ann, json!({ "ids": [one, two] })).await;
    app.get("/crm/home/organizations/export", &ann).await;
    app.post(&format!("/crm/home/people/{one}/erase"), &ann, json!({ "name": "Ada" })).await;
    let change = json!({ "current": PASSWORD, "new": "another horse battery" });
    assert_eq!(app.send(Method::PUT, "/auth/password", Some(&ben), change, &[]).await.status, StatusCode::NO_CONTENT);
    app.delete(&format!("/members/{his}"), &ann).await;

    let told = entries(&app, &ann).await;
    let expected = [
        ["member_joined", "home", "home@example.com", "owner"],
        ["signed_in", "home", "", ""],
        ["member_joined", "ben", "ben@example.com", "editor"],
        ["signed_in", "ben", "", ""],
        ["sign_in_failed", "", "ben@example.com", ""],
        ["member_invited", "home", "c@example.com", "reader"],
        ["invitation_withdrawn", "home", "c@example.com", ""],
        ["role_changed", "home", "ben", "reader"],
        ["token_made", "home", "Program", ""],
        ["token_removed", "home", "Program", ""],
        ["connection_made", "home", "There", ""],
        ["connection_changed", "home", "There", ""],
        ["secret_changed", "home", "There", ""],
        ["connection_removed", "home", "There", ""],
        ["people_exported", "home", "", "2"],
        ["people_exported", "home", "", "2"],
        ["organizations_exported", "home", "", "0"],
        ["person_erased", "home", one.as_str(), ""],
        ["password_changed", "ben", "", ""],
        ["member_removed", "home", "ben", ""],
    ];
    assert_eq!(told, expected.map(|entry| entry.map(str::to_owned)), "{told:#?}");

    let page = app.get("/audit?limit=3", &ann).await.body;
    assert_eq!((&page["total"], &page["items"][0]["number"]), (&json!(expected.len()), &json!(expected.len())));
    let older = app.get(&format!("/audit?limit=3&cursor={}", page["next"].as_str().unwrap()), &ann).await.body;
    assert_eq!(older["items"][0]["number"], expected.len() - 3);
    let exports = app.get("/audit?kind=people_exported", &ann).await.body;
    assert_eq!((&exports["total"], exports.get("next")), (&json!(2), None));
    assert_eq!(app.get("/audit?kind=nothing", &ann).await.status, StatusCode::BAD_REQUEST);
    assert!(!told.iter().flatten().any(|text| text.contains("not his password") || text == "one" || text == "two"));
}

#[tokio::test]
async fn owners_read_the_log_of_their_workspace() {
    let app = TestApp::new().await;
    let ann = app.staff("home").await;
    let editor = app.member("home", "editor", Role::Editor).await;
    let stranger = app.staff("other").await;
    assert_eq!(app.get("/audit", &editor).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.get("/audit", &ann).await.body["total"], 4);
    let theirs = entries(&app, &stranger).await;
    assert_eq!((theirs.len(), theirs[0][1].as_str()), (2, "other"));
}

#[tokio::test]
async fn what_is_changed_behind_it_is_found() {
    let app = TestApp::new().await;
    app.staff("home").await;
    app.staff("other").await;
    let logs = audit::verify(&app.store).await.unwrap().unwrap();
    let counts: Vec<(&str, u64)> = logs.iter().map(|log| (log.workspace.as_str(), log.entries)).collect();
    assert_eq!(counts, [("home", 2), ("other", 2)]);
    assert_ne!(logs[0].last, logs[1].last);

    for sql in ["UPDATE audit SET about = 'x'", "DELETE FROM audit"] {
        let refused = app.try_sql(sql).await;
        assert!(refused.is_err_and(|error| error.contains("append-only")), "{sql}");
    }
    app.sql("DROP TRIGGER audit_is_not_rewritten").await;
    app.sql("DROP TRIGGER audit_is_not_deleted").await;
    let entry = |workspace: &str, number| Err(Broken::Entry { workspace: workspace.into(), number });
    app.sql("UPDATE audit SET about = 'x' || about WHERE by = 'home' AND number = 1").await;
    assert_eq!(audit::verify(&app.store).await.unwrap(), entry("home", 1));
    app.sql("UPDATE audit SET about = substr(about, 2) WHERE by = 'home' AND number = 1").await;
    assert_eq!(audit::verify(&app.store).await.unwrap(), Ok(logs));
    app.sql("DELETE FROM audit WHERE by = 'home' AND number = 1").await;
    assert_eq!(audit::verify(&app.store).await.unwrap(), entry("home", 2));
}

#[tokio::test]
async fn what_is_missing_at_the_end_is_found() {
    let app = TestApp::new().await;
    app.staff("home").await;
    app.sql("DROP TRIGGER audit_is_not_deleted").await;
    app.sql("DELETE FROM audit WHERE number = 2").await;
    assert_eq!(audit::verify(&app.store).await.unwrap(), Err(Broken::End { missing: 1 }));
}
