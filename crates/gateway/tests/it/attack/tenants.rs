//! Whoever belongs to another workspace reads, changes and finds out nothing, whatever they ask, with all keys in hand.

use axum::http::{Method, StatusCode};
use calling_card_api::roles::Role;
use serde_json::Value;

use super::furnished::{Furnished, MARK};
use crate::roles::requests;
use crate::test_app::{Answer, Staff, TestApp};

async fn ask(app: &TestApp, house: &Furnished, staff: &Staff, (method, path): &(String, String), crm: &str) -> Answer {
    let body = house.body(app, method, path).await;
    send(app, staff, method, &house.address(path, crm), body).await
}

async fn send(app: &TestApp, staff: &Staff, method: &str, address: &str, body: Value) -> Answer {
    app.send(method.parse().unwrap(), address, Some(staff), body, &[("if-match", "\"1\"")]).await
}

/// What is asked of the owner to show that the requests are right: first what reads, last what takes away, and of that what is about
/// something first.
fn in_order() -> Vec<(String, String)> {
    let mut requests = requests();
    let rank = |method: &str, path: &str| match method {
        "GET" => 0,
        "PUT" => 1,
        _ if path.ends_with("/erase") || path.ends_with("/sessions") => 5,
        "POST" if path.ends_with("/undo") || path.ends_with("/merge") => 3,
        "POST" => 2,
        _ => 4,
    };
    requests.sort_by_key(|(method, path)| (rank(method, path), std::cmp::Reverse(path.len())));
    requests
}

#[tokio::test]
async fn who_belongs_to_another_workspace_gets_nowhere() {
    let app = TestApp::new().await;
    let house = Furnished::new(&app).await;
    let app = app.with_mail_server();
    let stranger = app.staff("other").await;
    let before = house.before(&app).await;
    let marked = before.values().filter(|told| told.contains(MARK)).count();
    assert!(marked > 35, "the house is furnished: {marked} of {}", before.len());

    let (mut tried, mut wrong) = (0, Vec::new());
    for (method, path) in &requests() {
        // What they write in their own workspace has another name: where the house's stands, they were told it.
        let body = house.body(&app, method, path).await.to_string().replace(MARK, "Mine");
        let body: Value = serde_json::from_str(&body).unwrap();
        let answer = send(&app, &stranger, method, &house.address(path, "home"), body.clone()).await;
        let what = format!("{method} {path}: {} {}", answer.status, answer.body);
        if answer.body.to_string().contains(MARK) {
            wrong.push(format!("tells: {what}"));
        }
        if Furnished::names_something(path) {
            tried += 1;
            // What they name beside it is not known either; and pictures are kept for themselves in other CRMs alone.
            let unknown = answer.body["errors"][0]["code"] == "unknown";
            let nowhere = path.ends_with("/picture") && answer.status == StatusCode::CONFLICT;
            if answer.status != StatusCode::NOT_FOUND && !unknown && !nowhere {
                wrong.push(what);
            }
        }
        if path.starts_with("/crm/{connection}") {
            let there = send(&app, &stranger, method, &house.address(path, house.key("crm")), body).await;
            if there.status != StatusCode::NOT_FOUND {
                wrong.push(format!("of their connection: {method} {path}: {} {}", there.status, there.body));
            }
        }
    }
    assert!(tried > 70, "{tried}");
    house.unharmed(&app, &before, &wrong).await;

    // The same requests do something where their owner asks: nothing above was refused for another reason.
    let mut wrong = Vec::new();
    for request in in_order() {
        let (method, path) = &request;
        if !Furnished::names_something(path) {
            continue;
        }
        let answer = ask(&app, &house, &house.owner, &request, "home").await;
        let refused = [StatusCode::NOT_FOUND, StatusCode::BAD_REQUEST, StatusCode::UNPROCESSABLE_ENTITY];
        let what = format!("{method} {path}: {} {}", answer.status, answer.body);
        // The other CRM was asked, and says no; the draft was taken in a moment before.
        let there = answer.body["type"].as_str().is_some_and(|kind| kind.ends_with(":crm-refused"));
        let taken_in = (method.as_str(), path.as_str()) == ("DELETE", "/crm/{connection}/drafts/{id}");
        if there || taken_in {
            continue;
        }
        if refused.contains(&answer.status) || answer.status.is_server_error() {
            wrong.push(what);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn reading_changes_nothing() {
    let app = TestApp::new().await;
    let house = Furnished::new(&app).await;
    let mut before = house.before(&app).await;
    let reader = app.member("home", "reader", Role::Reader).await;
    for (_, path) in requests().iter().filter(|(method, _)| method == "GET") {
        for method in [Method::GET, Method::HEAD] {
            app.send(method, &house.address(path, "home"), Some(&reader), Value::Null, &[]).await;
        }
    }
    // That the reader is there is told, and that they have signed in.
    before.retain(|address, _| !["/audit", "/members", "/crm/home/staff"].contains(&address.as_str()));
    house.unharmed(&app, &before, &[]).await;
}
