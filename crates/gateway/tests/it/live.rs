//! `/live`: who has the app open hears that something was written in their workspace.

use std::time::Duration;

use axum::body::Body;
use axum::http::{StatusCode, header};
use http_body_util::BodyExt;
use serde_json::json;

use crate::test_app::{Staff, TestApp};

/// As long as nothing is heard where there is nothing to be heard.
const QUIET: Duration = Duration::from_secs(1);
/// As long as it may take at most.
const SOON: Duration = Duration::from_secs(20);

/// A stream, as a browser hears it.
pub(crate) struct Stream(Body);

impl Stream {
    pub(crate) async fn open(app: &TestApp, staff: &Staff) -> Self {
        let answer = app.open("/live", staff).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
        let mut stream = Self(answer.into_body());
        assert_eq!(stream.next(SOON).await.as_deref(), Some("retry: 1000\n\n"));
        stream
    }

    /// What is said next; nothing where nothing is said for so long, or never again.
    pub(crate) async fn next(&mut self, within: Duration) -> Option<String> {
        let frame = tokio::time::timeout(within, self.0.frame()).await.ok()??;
        Some(String::from_utf8(frame.unwrap().into_data().unwrap().to_vec()).unwrap())
    }

    /// Waits until it has ended.
    pub(crate) async fn end(mut self) {
        let ended = tokio::time::timeout(SOON, self.0.frame()).await.unwrap();
        assert!(ended.is_none(), "nothing is said any more");
    }

    pub(crate) async fn hears_news(&mut self) {
        assert_eq!(self.next(SOON).await.as_deref(), Some("data: news\n\n"));
    }

    pub(crate) async fn hears_nothing(&mut self) {
        assert_eq!(self.next(QUIET).await, None);
    }
}

#[tokio::test]
async fn who_hears_is_told_of_what_is_written_in_their_workspace_alone() {
    let app = TestApp::new().await;
    app.listen_to_others().await;
    let (home, elsewhere) = (app.staff("home").await, app.staff("elsewhere").await);
    let mut stream = Stream::open(&app, &home).await;
    app.person(&elsewhere, json!({ "name": { "given": "Eve" } })).await;
    stream.hears_nothing().await;
    for _ in 0..3 {
        app.person(&home, json!({ "name": { "given": "Ada" } })).await;
    }
    stream.hears_news().await;
    let submission = json!({ "values": { "family_name": "Curie", "email": "marie@example.com" }, "consent": true, "page": "https://example.com" });
    while stream.next(QUIET).await.is_some() {}
    let sent = app.send(axum::http::Method::POST, "/f/home-contact/submissions", None, submission, &[]).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    stream.hears_news().await;
}

#[tokio::test]
async fn who_was_signed_out_hears_no_more() {
    let app = TestApp::new().await;
    app.listen_to_others().await;
    let (home, other) =
        (app.staff("home").await, app.member("home", "other", calling_card_api::roles::Role::Owner).await);
    let stream = Stream::open(&app, &home).await;
    assert_eq!(app.delete("/auth/session", &home).await.status, StatusCode::NO_CONTENT);
    app.person(&other, json!({ "name": { "given": "Ada" } })).await;
    stream.end().await;
}

#[tokio::test]
async fn a_gateway_that_stops_waits_for_nobody_who_hears() {
    let app = TestApp::new().await;
    let staff = app.staff("home").await;
    let stream = Stream::open(&app, &staff).await;
    app.state.life.stop();
    stream.end().await;
}
