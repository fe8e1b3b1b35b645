//! What Prometheus is told, at an address of its own: numbers of the whole gateway, and nothing of a workspace, a person or a key.

mod figures;
mod process;
mod requests;

use std::sync::LazyLock;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use crate::{AppState, Error};
use figures::Figures;
use process::Process;
pub use requests::Submitted;
pub(crate) use requests::method_name;
use requests::{Requests, Submissions};

/// What all our names begin with; those of the process are everybody's.
const PREFIX: &str = "calling_card";
/// The bounds of the classes of durations, in seconds.
const SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// How long writers of records have waited for their turn. One for the program: there is one database.
static WRITE_WAIT: LazyLock<Histogram> = LazyLock::new(|| Histogram::new(SECONDS));

/// Says how long a writer has waited for its turn.
pub(crate) fn waited(time: Duration) {
    WRITE_WAIT.observe(time.as_secs_f64());
}

/// What is counted, and where it is read.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    /// Requests, by route.
    pub(crate) requests: Requests,
    /// Submissions, by what became of them.
    pub(crate) submissions: Submissions,
    figures: Figures,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::default();
        let process = Process::in_registry(&mut registry);
        let ours = registry.sub_registry_with_prefix(PREFIX);
        let build = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        ours.register("build", "Which program it is", build);
        let waited = "How long writers of records have waited for their turn";
        ours.register_with_unit("write_wait", waited, Unit::Seconds, WRITE_WAIT.clone());
        let requests = Requests::in_registry(ours);
        let submissions = Submissions::in_registry(ours);
        let figures = Figures::in_registry(ours, process);
        Self { registry, requests, submissions, figures }
    }
}

/// The one address, for Prometheus alone: it is not part of the gateway's own.
pub fn router(state: AppState) -> Router {
    Router::new().route("/metrics", get(answer)).with_state(state)
}

async fn answer(State(state): State<AppState>) -> Response {
    let metrics = &state.metrics;
    metrics.figures.look(&state).await;
    let mut text = String::new();
    match encode(&mut text, &metrics.registry) {
        Ok(()) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Err(error) => Error::Internal(format!("metrics: {error}")).into_response(),
    }
}
