//! `/live`: who has the app open hears at once that something was written in their workspace, by whichever gateway (server-sent events, HTML Living
//! Standard 9.2). It is said that there are news, and never what they are: those are asked for, as always.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use calling_card_api::ProblemDetails;
use futures_util::stream::{self, StreamExt as _};
use tokio::time::Instant;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;
use crate::auth::Staff;
use crate::store::sessions;

/// How long a stream goes; the browser asks for the next one by itself.
const STREAM: Duration = Duration::from_secs(60);
/// How soon after its end.
const AGAIN: Duration = Duration::from_secs(1);
/// How often something is said, so that nobody on the way takes it for dead.
const ALIVE: Duration = Duration::from_secs(20);

/// The address.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(live))
}

/// Says whenever something was written in the workspace.
#[utoipa::path(get, path = "/live", tag = "Changes", responses((status = 200, content_type = "text/event-stream", body = String, description = "A message `news` whenever something was written, by whomever; at most four a second, for a minute at most"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn live(State(state): State<AppState>, staff: Staff) -> impl IntoResponse {
    let hearing = state.store.hear(staff.actor.workspace);
    let ends = Instant::now() + STREAM;
    let news = stream::unfold((hearing, state, staff.token), move |(mut hearing, state, token)| async move {
        tokio::select! {
            () = hearing.next() => {}
            () = state.life.stopping() => return None,
            () = tokio::time::sleep_until(ends) => return None,
        }
        // Who was signed out meanwhile hears no more.
        sessions::find(&state.store, &token).await.ok()??;
        Some((Event::default().data("news"), (hearing, state, token)))
    });
    let begin = stream::iter([Event::default().retry(AGAIN)]);
    let events = begin.chain(news).map(Ok::<_, Infallible>);
    // Nobody on the way keeps it, and nginx hands on what comes, instead of gathering it.
    (
        [("cache-control", "no-store"), ("x-accel-buffering", "no")],
        Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE)),
    )
}
