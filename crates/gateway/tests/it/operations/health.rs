//! Whether it is there, and whether it can do its work.

use axum::http::{Method, StatusCode};
use calling_card_gateway::state::Config;
use serde_json::{Value, json};

use crate::test_app::TestApp;

async fn ready(app: &TestApp) -> (StatusCode, Value) {
    let answer = app.send(Method::GET, "/readyz", None, Value::Null, &[]).await;
    (answer.status, answer.body)
}

#[tokio::test]
async fn who_can_do_its_work_is_ready() {
    let app = TestApp::new().await;
    assert_eq!(ready(&app).await, (StatusCode::OK, json!({ "ready": true })));
    let live = app.send(Method::GET, "/healthz", None, Value::Null, &[]).await;
    assert_eq!(live.status, StatusCode::NO_CONTENT);
    app.state.life.stop();
    assert_eq!(ready(&app).await, (StatusCode::SERVICE_UNAVAILABLE, json!({ "ready": false, "because": "stopping" })));
}

#[tokio::test]
async fn without_its_database_it_is_not_ready() {
    let app = TestApp::new().await;
    app.store.close().await;
    assert_eq!(ready(&app).await, (StatusCode::SERVICE_UNAVAILABLE, json!({ "ready": false, "because": "database" })));
    let live = app.send(Method::GET, "/healthz", None, Value::Null, &[]).await;
    assert_eq!(live.status, StatusCode::NO_CONTENT, "restarting it would mend nothing");
}

#[tokio::test]
async fn without_its_disk_it_is_not_ready() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone");
    let app = TestApp::configured(Config { data: Some(gone.clone()), ..Config::default() }).await;
    assert_eq!(ready(&app).await, (StatusCode::SERVICE_UNAVAILABLE, json!({ "ready": false, "because": "disk" })));
    // It is back, and that is seen after five seconds at the latest.
    std::fs::create_dir(&gone).unwrap();
    std::fs::write(gone.join("calling-card.sqlite"), "").unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(5_100)).await;
    assert_eq!(ready(&app).await.0, StatusCode::OK);
}
