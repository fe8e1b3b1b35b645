//! `/tokens`: the API tokens of a workspace, for staff; and on whose behalf a token acts, for those who bring one.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::tokens::{ApiToken, MadeApiToken, NewApiToken};
use calling_card_api::{ProblemDetails, ProblemKind};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::auth::Staff;
use crate::extract::{Address, Json, Key};
use crate::store::{Actor, api_tokens};
use crate::{AppState, Error, Result};

/// All addresses below `/tokens`.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_tokens, create_token)).routes(routes!(delete_token))
}

/// The API tokens of the workspace.
#[utoipa::path(get, path = "/tokens", tag = "API tokens", responses((status = 200, body = Vec<ApiToken>, description = "The oldest first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn list_tokens(State(state): State<AppState>, staff: Staff) -> Result<Answer<Vec<ApiToken>>> {
    Ok(Answer(api_tokens::list(&state.store, staff.actor.workspace).await?))
}

/// Makes an API token.
#[utoipa::path(post, path = "/tokens", tag = "API tokens", request_body = NewApiToken, responses((status = 201, body = MadeApiToken, description = "Made; the token is answered this once"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn create_token(State(state): State<AppState>, staff: Staff, Json(new): Json<NewApiToken>) -> Result<Response> {
    let (known, token) = api_tokens::create(&state.store, &staff.actor, &new.name).await?;
    let unkept = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((StatusCode::CREATED, unkept, Answer(MadeApiToken { known, token })).into_response())
}

/// Removes an API token.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "API tokens", params(("id" = Uuid, Path, description = "The token's key")), responses((status = 204, description = "Removed"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn delete_token(State(state): State<AppState>, staff: Staff, Key(id): Key<Uuid>) -> Result<StatusCode> {
    api_tokens::remove(&state.store, &staff.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// On whose behalf a token acts. Wrong ones are counted by network address: 401, and 429 where there were too many.
pub async fn workspace_of(state: &AppState, address: Address, token: &str) -> Result<Actor> {
    match api_tokens::find(&state.store, token).await? {
        Some(actor) => Ok(actor),
        None => Err(wrong(state, address).await),
    }
}

/// What an API token is exchanged for; wrong ones are counted like all others.
pub async fn exchange(state: &AppState, address: Address, token: &str) -> Result<String> {
    match api_tokens::exchange(&state.store, token).await? {
        Some(exchanged) => Ok(exchanged),
        None => Err(wrong(state, address).await),
    }
}

/// Counts a wrong token, and says so.
pub(crate) async fn wrong(state: &AppState, Address(address): Address) -> Error {
    state.wrong_tokens.pass(address).await.err().unwrap_or(Error::Problem(ProblemKind::Credentials))
}
