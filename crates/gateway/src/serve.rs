//! Serving: all addresses together, until a signal says stop.

use std::time::Duration;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router, middleware};
use calling_card_api::ProblemKind;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::store::{self, changes, files, foreign, member_invitations, opt_ins};
use crate::{
    AppState, Error, Result, audit, auth, cards, crm, dialects, forms, mail, members, site, tokens, transfers,
};

mod connections;

/// Most bytes of a request where nothing else is said.
const BODY_BYTES: usize = 1024 * 1024;
/// Longest time that a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The same where files may come, also through a bad line.
const SLOW_TIMEOUT: Duration = Duration::from_secs(600);

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
        .split_for_parts();
    let document = document.to_pretty_json().unwrap_or_default();
    let openapi = move || async move { ([(header::CONTENT_TYPE, "application/json")], document).into_response() };
    Router::new()
        .merge(api)
        .route("/openapi.json", get(openapi))
        .route("/healthz", get(|| async { StatusCode::NO_CONTENT }))
        .route("/readyz", get(ready))
        .merge(forms::routes())
        .merge(cards::routes())
        .merge(site::routes())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .merge(
            forms::slow_routes().layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, SLOW_TIMEOUT)),
        )
        .layer(middleware::from_fn_with_state(state.clone(), auth::refuse_cross_site))
        // A token is no cookie: no browser sends it by itself, and these look at no cookie.
        .merge(dialects::routes().layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT)))
        .layer(middleware::from_fn_with_state(state.clone(), site::security_headers))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(CatchPanicLayer::custom(|_| Error::Internal("a request panicked".into()).into_response()))
        .layer(middleware::from_fn(log))
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
        .split_for_parts();
    Ok(document.to_pretty_json()?)
}

/// Serves until a signal says stop; requests that have begun end first.
pub async fn serve(listener: TcpListener, state: AppState) -> std::io::Result<()> {
    let (open_store, counts) = (state.store.clone(), state.counts.clone());
    let keeping = [
        tokio::spawn(keep_house(state.clone())),
        tokio::spawn(forget_unconfirmed(state.clone())),
        tokio::spawn(mail::deliver(state.clone())),
        tokio::spawn(transfers::deliver(state.clone())),
        tokio::spawn(keep_counts(state.clone())),
    ];
    connections::serve(listener, router(state), stopped()).await;
    for task in keeping {
        task.abort();
    }
    if let Err(error) = counts.flush(&open_store).await {
        tracing::error!(%error, "what was counted could not be kept");
    }
    open_store.close().await;
    Ok(())
}

/// Empties the bin, and the spam among the drafts, of what is older than 30 days, at the start and then daily.
async fn keep_house(state: AppState) {
    loop {
        if let Err(error) = changes::purge_bin(&state.store).await {
            tracing::error!(%error, "the bin could not be emptied");
        }
        if let Err(error) = store::drafts::purge_spam(&state.store).await {
            tracing::error!(%error, "the spam could not be emptied");
        }
        if let Err(error) = member_invitations::purge(&state.store).await {
            tracing::error!(%error, "old invitations could not be forgotten");
        }
        for forgotten in [foreign::purge(&state.store).await, store::transfers::purge(&state.store).await] {
            if let Err(error) = forgotten {
                tracing::error!(%error, "what other CRMs were sent could not be forgotten");
            }
        }
        tokio::time::sleep(Duration::from_secs(86_400)).await;
    }
}

/// Forgets what was not confirmed in time, and files that no submission has named, at the start and then every ten minutes.
async fn forget_unconfirmed(state: AppState) {
    loop {
        if let Err(error) = files::purge(&state.store).await {
            tracing::error!(%error, "files of nobody could not be forgotten");
        }
        if let Err(error) = opt_ins::purge(&state.store).await {
            tracing::error!(%error, "what was not confirmed could not be forgotten");
        }
        tokio::time::sleep(Duration::from_secs(600)).await;
    }
}

/// Puts what forms have seen on disk, every ten seconds.
async fn keep_counts(state: AppState) {
    loop {
        tokio::time::sleep(Duration::from_secs(10)).await;
        if let Err(error) = state.counts.flush(&state.store).await {
            tracing::error!(%error, "what was counted could not be kept");
        }
    }
}

/// Where what comes next in an address is a token.
const TOKENS: [&str; 5] = ["/doi/", "/withdraw/", "/welcome/", "/booking/", "/invitation/"];

/// A path as it may stand in a log: what comes after these is a token, and whoever has it may use it.
fn loggable(path: &str) -> String {
    let secret = TOKENS.into_iter().find(|start| path.starts_with(start));
    secret.map_or_else(|| path.to_owned(), |start| format!("{start}…"))
}

/// What happened, without what was said: no query, no body, no cookie, no token.
async fn log(request: axum::extract::Request, next: middleware::Next) -> Response {
    let (method, path) = (request.method().clone(), loggable(request.uri().path()));
    let begun = std::time::Instant::now();
    let response = next.run(request).await;
    let milliseconds = begun.elapsed().as_millis();
    tracing::info!(%method, path, status = response.status().as_u16(), milliseconds, "request");
    response
}

async fn ready(State(state): State<AppState>) -> Response {
    match state.store.ping().await {
        Ok(()) => Json(serde_json::json!({ "database": "ok" })).into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            Error::Problem(ProblemKind::Unavailable).into_response()
        }
    }
}

async fn stopped() {
    let interrupted = async {
        // Where there is no such signal, this one never comes.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_token_is_logged() {
        for start in TOKENS {
            for rest in ["0123abc", "0123abc/event.ics", "0123abc/decline"] {
                assert_eq!(loggable(&format!("{start}{rest}")), format!("{start}…"));
            }
        }
        assert_eq!(loggable("/f/contact/submissions"), "/f/contact/submissions");
    }
}
