//! `/auth/sessions`: the own sessions, and ending them.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use calling_card_api::ProblemDetails;
use calling_card_api::sessions::OpenSession;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::Staff;
use crate::extract::Key;
use crate::store::sessions;
use crate::{AppState, Result};

/// All addresses below `/auth/sessions`.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_sessions, end_other_sessions)).routes(routes!(end_session))
}

/// The own sessions.
#[utoipa::path(get, path = "/auth/sessions", tag = "Sign-in", responses((status = 200, body = Vec<OpenSession>, description = "The one that asks first, then those used last"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn list_sessions(State(state): State<AppState>, staff: Staff) -> Result<Answer<Vec<OpenSession>>> {
    Ok(Answer(sessions::list(&state.store, staff.user.id, &staff.token).await?))
}

/// Signs all of the own sessions out but the one that asks.
#[utoipa::path(delete, path = "/auth/sessions", tag = "Sign-in", responses((status = 204, description = "Signed out"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn end_other_sessions(State(state): State<AppState>, staff: Staff) -> Result<StatusCode> {
    sessions::end_others(&state.store.pool, staff.user.id, &staff.token).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs one of the own sessions out.
#[utoipa::path(delete, path = "/auth/sessions/{id}", tag = "Sign-in", params(("id" = Uuid, Path, description = "The session")), responses((status = 204, description = "Signed out"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn end_session(State(state): State<AppState>, staff: Staff, Key(id): Key<Uuid>) -> Result<StatusCode> {
    sessions::end_one(&state.store, staff.user.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
