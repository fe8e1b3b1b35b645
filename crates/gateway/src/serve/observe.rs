//! What is told of a request, in the log, to Prometheus and as a trace: what happened, without what was said. No query, no body, no cookie, and
//! of the address only the route as it is written in the program, so that no key, token or person stands in it.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;
use tracing::field::Empty;
use tracing_opentelemetry::OpenTelemetrySpanExt;

use crate::metrics::method_name;
use crate::{AppState, telemetry};

/// The route of what no other route takes: the app's pages and files.
const APP: &str = "/{app}";

/// Tells of a request. Its id is made here, whatever the request says, stands with all that is logged of it, and in the answer.
pub(super) async fn observe(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let method = method_name(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or(APP, MatchedPath::as_str).to_owned();
    let id = format!("{:016x}", rand::random::<u64>());
    // Of the highest level, so that it is there for every error that is logged.
    let span = tracing::error_span!(
        "request",
        id,
        method,
        route,
        otel.name = Empty,
        otel.kind = Empty,
        otel.status_code = Empty
    );
    if telemetry::traces() {
        span.record("otel.name", format!("{method} {route}"));
        span.record("otel.kind", "server");
        span.set_attribute("http.request.method", method);
        span.set_attribute("http.route", route.clone());
    }
    let begun = Instant::now();
    let _under_way = state.metrics.requests.begin();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    state.metrics.requests.answered(&route, method, (status, took));
    if telemetry::traces() {
        span.set_attribute("http.response.status_code", i64::from(status));
        if response.status().is_server_error() {
            span.record("otel.status_code", "ERROR");
        }
    }
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status, milliseconds, "request"));
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}
