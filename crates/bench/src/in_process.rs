//! The gateway within this program, which is asked once what is measured later, so that what it asks of the database is taken down.

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use calling_card_gateway::site::Site;
use calling_card_gateway::state::Config;
use calling_card_gateway::store::sessions::{self, Device};
use calling_card_gateway::store::sql::{Asked, taken_down};
use calling_card_gateway::store::{Store, users};
use calling_card_gateway::{AppState, serve};
use serde_json::Value;
use tower::ServiceExt;

use crate::ground::{EMAIL, Place};
use crate::requests::Submission;

/// A gateway over a database, and a session at it, which holds in the program that is measured as well.
pub(crate) struct InProcess {
    store: Store,
    router: Router,
    /// The session's cookie.
    pub(crate) cookie: String,
}

impl InProcess {
    /// Begins it.
    pub(crate) async fn begin(place: &Place) -> Result<Self> {
        let store = place.open().await?;
        let user = users::by_email(&store, EMAIL).await?.context("there is no member of staff")?;
        let cookie = format!("session={}", sessions::begin(&store, user.id, &Device::default()).await?);
        let config = Config { submissions: Some(u32::MAX), local_url: "http://localhost".into(), ..Config::default() };
        let router = serve::router(AppState::new(store.clone(), Site::open(None), config));
        Ok(Self { store, router, cookie })
    }

    /// Reads, and answers beside the answer what the database was asked for it.
    pub(crate) async fn read(&self, address: &str) -> Result<(Value, Vec<Asked>)> {
        let request = Request::get(address).header(header::COOKIE, &self.cookie).body(Body::empty())?;
        self.ask(request).await
    }

    /// Sends a submission, and answers what the database was asked for it.
    pub(crate) async fn submit(&self, submission: &Submission) -> Result<Vec<Asked>> {
        let request = Request::post(Submission::ADDRESS)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", &submission.key)
            .body(Body::from(submission.body.clone()))?;
        Ok(self.ask(request).await?.1)
    }

    /// Ends it.
    pub(crate) async fn end(self) {
        self.store.close().await;
    }

    async fn ask(&self, request: Request<Body>) -> Result<(Value, Vec<Asked>)> {
        let (answer, asked) = taken_down(self.router.clone().oneshot(request)).await;
        let answer = answer?;
        let status = answer.status();
        let body = to_bytes(answer.into_body(), usize::MAX).await?;
        if !status.is_success() {
            bail!("the gateway answers {status}: {}", String::from_utf8_lossy(&body));
        }
        Ok((serde_json::from_slice(&body)?, asked))
    }
}
