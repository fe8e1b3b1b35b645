//! Serving: all addresses together, until a signal says stop.

use std::time::{Duration, Instant};

use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::{AppState, Error, Result, audit, auth, cards, crm, dialects, forms, live, members, site, tokens};

mod again;
mod connections;
mod door;
mod gate;
pub mod health;
mod keeping;
mod observe;
mod stop;

pub use gate::{Ending, Gate};
use keeping::Keeping;

/// Most bytes of a request where nothing else is said.
const BODY_BYTES: usize = 1024 * 1024;
/// Longest time that a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The same where files may come, also through a bad line.
const SLOW_TIMEOUT: Duration = Duration::from_secs(600);
/// Longest time that closing the database may take.
const CLOSING: Duration = Duration::from_secs(10);

#[derive(OpenApi)]
#[openapi(info(
    title = "Calling Card",
    description = "People, business cards, organizations, drafts and inbound forms. Errors are problem details (RFC 9457)."
))]
struct Document;

/// All addresses.
pub fn router(state: AppState) -> Router {
    let (api, document) = OpenApiRouter::with_openapi(Document::openapi())
        .merge(auth::routes())
        .merge(crm::routes())
        .merge(tokens::routes())
        .merge(members::routes())
        .merge(audit::routes())
        .merge(live::routes())
        .split_for_parts();
    let document = document.to_pretty_json().unwrap_or_default();
    let openapi = move || async move { ([(header::CONTENT_TYPE, "application/json")], document).into_response() };
    let again = || middleware::from_fn_with_state(state.clone(), again::again);
    Router::new()
        .merge(api)
        .route("/openapi.json", get(openapi))
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .merge(forms::routes())
        .merge(cards::routes())
        .merge(site::routes())
        .layer(again())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .merge(
            forms::slow_routes()
                .layer(again())
                .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, SLOW_TIMEOUT)),
        )
        .layer(middleware::from_fn_with_state(state.clone(), auth::refuse_cross_site))
        // A token is no cookie: no browser sends it by itself, and these look at no cookie.
        .merge(
            dialects::routes()
                .layer(again())
                .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT)),
        )
        .layer(middleware::from_fn_with_state(state.clone(), site::security_headers))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(CatchPanicLayer::custom(|_| Error::Internal("a request panicked".into()).into_response()))
        .layer(middleware::from_fn_with_state(state.clone(), observe::observe))
        .with_state(state)
}

/// The API as a document (OpenAPI 3.1).
pub fn openapi() -> Result<String> {
    let (_, document) = OpenApiRouter::<AppState>::with_openapi(Document::openapi())
        .merge(auth::routes())
        .merge(crm::routes())
        .merge(tokens::routes())
        .merge(members::routes())
        .merge(audit::routes())
        .merge(live::routes())
        .split_for_parts();
    Ok(document.to_pretty_json()?)
}

/// Serves who is let in at the door, until a signal says stop; what has begun ends first.
pub async fn serve(gate: Gate, state: AppState) -> std::io::Result<()> {
    let (open_store, counts, life, ending) =
        (state.store.clone(), state.counts.clone(), gate.life.clone(), gate.ending);
    let keeping = Keeping::begin(&state);
    let stopping = async {
        life.stopping().await;
        Instant::now()
    };
    let (stopped_at, served) = tokio::join!(stopping, gate.close());
    let left = (ending.drain + ending.within).saturating_sub(stopped_at.elapsed());
    let carried = keeping.end(left).await;
    if !carried || matches!(served, Ok(false)) {
        tracing::warn!("what was under way took too long, and was broken off");
    }
    if let Err(error) = counts.flush(&open_store).await {
        tracing::error!(%error, "what was counted could not be kept");
    }
    // Whoever was broken off may still have a connection.
    let _ = tokio::time::timeout(CLOSING, open_store.close()).await;
    served.map(drop)
}
