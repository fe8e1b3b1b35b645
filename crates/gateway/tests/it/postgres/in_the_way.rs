//! What the database does not do for others' sake alone (40001) is done once more, where nothing of it was done.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::test_app::TestApp;

/// Lets the first writes of records fail, as a database that is distributed does. A number that was taken stays taken, whatever becomes of who took it.
async fn be_in_the_way(app: &TestApp, function: &'static str) {
    app.sql("CREATE SEQUENCE tried").await;
    app.sql(function).await;
    app.sql("CREATE TRIGGER in_the_way BEFORE INSERT ON records FOR EACH ROW EXECUTE FUNCTION give_way()").await;
}

const TWICE: &str = "CREATE FUNCTION give_way() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('tried') <= 2 THEN RAISE EXCEPTION 'others are in the way' USING ERRCODE = '40001'; END IF;
    RETURN NEW;
END $$";
const ALWAYS: &str = "CREATE FUNCTION give_way() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
    PERFORM nextval('tried');
    RAISE EXCEPTION 'others are in the way' USING ERRCODE = '40P01';
END $$";

#[tokio::test]
async fn it_is_done_once_more_and_is_there_once() {
    let app = TestApp::new().await;
    if app.database.is_none() {
        return;
    }
    let staff = app.staff("home").await;
    be_in_the_way(&app, TWICE).await;
    app.person(&staff, json!({ "name": { "given": "Ada" } })).await;
    assert_eq!(app.get("/crm/home/people", &staff).await.body["total"], 1);
    app.try_sql("SELECT setval('tried', 1, FALSE)").await.unwrap();
    let sent = json!({ "values": { "family_name": "Curie", "email": "marie@example.com" }, "consent": true, "page": "https://example.com" });
    let answer = app.send(Method::POST, "/f/home-contact/submissions", None, sent, &[]).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    assert_eq!(app.get("/crm/home/drafts", &staff).await.body["total"], 1);
}

#[tokio::test]
async fn where_they_stay_in_the_way_it_is_said_and_nothing_is_done() {
    let app = TestApp::new().await;
    if app.database.is_none() {
        return;
    }
    let staff = app.staff("home").await;
    be_in_the_way(&app, ALWAYS).await;
    let answer = app.post("/crm/home/people", &staff, json!({ "name": { "given": "Ada" } })).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.body);
    assert_eq!(app.get("/crm/home/people", &staff).await.body["total"], 0);
    // Five times, as the next number says.
    app.try_sql("DO $$ BEGIN ASSERT nextval('tried') = 6; END $$").await.unwrap();
}
