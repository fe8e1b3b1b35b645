//! What a browser sends and asks once more when it is back from where there is no connection.

use axum::http::StatusCode;
use serde_json::json;

use crate::test_app::TestApp;

#[tokio::test]
async fn a_note_that_is_sent_twice_by_its_key_is_one() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let ann = app.person(&staff, json!({ "name": { "given": "Ann" } })).await;
    let address = "/crm/home/notes?id=6f1c2f5e-0d4b-4a3e-9b1f-2f9a4f6f0a11";
    let note = json!({ "person": ann, "text": "Likes tea" });
    let first = app.post(address, &staff, note.clone()).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    assert_eq!(first.body["result"]["id"], "6f1c2f5e-0d4b-4a3e-9b1f-2f9a4f6f0a11");
    let again = app.post(address, &staff, note.clone()).await;
    assert_eq!((again.status, &again.body), (StatusCode::CREATED, &first.body));
    let notes = app.get(&format!("/crm/home/people/{ann}/notes"), &staff).await.body;
    assert_eq!(notes.as_array().unwrap().len(), 1, "{notes}");
    // Other content under the key, and the key of another workspace, stand against it.
    let other = app.post(address, &staff, json!({ "person": ann, "text": "Likes coffee" })).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "{}", other.body);
    let there = app.staff("there").await;
    let ben = app.person(&there, json!({ "name": { "given": "Ben" } })).await;
    let taken = app.post(address, &there, json!({ "person": ben, "text": "Likes tea" })).await;
    assert_eq!(taken.status, StatusCode::CONFLICT, "{}", taken.body);
    assert_eq!(app.get(&format!("/crm/home/people/{ben}/notes"), &there).await.body, json!([]));
    // What is undone is not made once more by an answer that was lost.
    let undo = format!("/crm/home/changes/{}/undo", first.body["batch"].as_str().unwrap());
    assert_eq!(app.post(&undo, &staff, serde_json::Value::Null).await.status, StatusCode::OK);
    assert_eq!(app.post(address, &staff, note).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_index_of_a_log_that_is_gone_begins_anew() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    app.person(&staff, json!({ "name": { "given": "Ann" } })).await;
    let all = app.get("/crm/home/people/index", &staff).await.body;
    let change = all["change"].as_i64().unwrap();
    let since = |change: i64| format!("/crm/home/people/index?since={change}");
    let none = app.get(&since(change), &staff).await.body;
    assert_eq!((&none["people"], &none["total"]), (&json!([]), &serde_json::Value::Null));
    assert_eq!(app.get(&since(change + 1), &staff).await.body, all);
}
