//! `/auth/passkeys` and `/auth/passkey`: the own passkeys, and signing in by one.

mod authenticating;
mod registering;
mod relying_party;

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use calling_card_api::auth::{OwnPassword, Session};
use calling_card_api::passkeys::{BrowserAnswer, BrowserQuestion, NewPasskey, Passkey, PasskeyName};
use calling_card_api::{ProblemDetails, ProblemKind};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::password::asked_anew;
use super::routes::signed_in_at;
use super::{Staff, user_agent};
use crate::extract::{Address, Json, Key};
use crate::store::passkeys;
use crate::store::sessions::Device;
use crate::{AppState, Error, Result};
use relying_party::RelyingParty;

/// All addresses below `/auth/passkeys` and `/auth/passkey`.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_passkeys, add_passkey))
        .routes(routes!(begin_passkey))
        .routes(routes!(rename_passkey))
        .routes(routes!(remove_passkey))
        .routes(routes!(ask_for_passkey))
        .routes(routes!(sign_in_by_passkey))
}

/// The own passkeys.
#[utoipa::path(get, path = "/auth/passkeys", tag = "Sign-in", responses((status = 200, body = Vec<Passkey>, description = "The oldest first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn list_passkeys(State(state): State<AppState>, staff: Staff) -> Result<Answer<Vec<Passkey>>> {
    Ok(Answer(passkeys::list(&state.store, staff.user.id).await?))
}

/// Begins to make a passkey; the password is asked anew.
#[utoipa::path(post, path = "/auth/passkeys/options", tag = "Sign-in", request_body = NewPasskey, responses((status = 200, body = BrowserQuestion, description = "What the browser is asked, once and for five minutes"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn begin_passkey(
    State(state): State<AppState>,
    staff: Staff,
    Json(new): Json<NewPasskey>,
) -> Result<Answer<BrowserQuestion>> {
    state.sign_ins.pass((None, format!("passkey of {}", staff.user.id))).await?;
    let name = passkeys::check_name(&new.name)?;
    asked_anew(&state, &staff, ("/password", new.password)).await?;
    let party = RelyingParty::of(&state.config)?;
    Ok(Answer(registering::begin(&state.store, &party, &staff.user, name).await?))
}

/// Takes in the passkey that the browser has made.
#[utoipa::path(post, path = "/auth/passkeys", tag = "Sign-in", request_body = BrowserAnswer, responses((status = 201, body = Passkey, description = "One can sign in by it"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn add_passkey(
    State(state): State<AppState>,
    staff: Staff,
    Json(answer): Json<BrowserAnswer>,
) -> Result<Response> {
    let party = RelyingParty::of(&state.config)?;
    let made = registering::finish(&state.store, &party, &staff, &answer.credential).await?;
    state.sign_ins.forget(&(None, format!("passkey of {}", staff.user.id))).await?;
    Ok((StatusCode::CREATED, Answer(made)).into_response())
}

/// Gives one of the own passkeys another name.
#[utoipa::path(put, path = "/auth/passkeys/{id}", tag = "Sign-in", params(("id" = Uuid, Path, description = "The passkey")), request_body = PasskeyName, responses((status = 200, body = Passkey, description = "As it is now"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn rename_passkey(
    State(state): State<AppState>,
    staff: Staff,
    Key(id): Key<Uuid>,
    Json(name): Json<PasskeyName>,
) -> Result<Answer<Passkey>> {
    Ok(Answer(passkeys::rename(&state.store, staff.user.id, id, &name.name).await?))
}

/// Removes one of the own passkeys, for the password; the other sessions that were begun by it end.
#[utoipa::path(post, path = "/auth/passkeys/{id}/remove", tag = "Sign-in", params(("id" = Uuid, Path, description = "The passkey")), request_body = OwnPassword, responses((status = 204, description = "Removed"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn remove_passkey(
    State(state): State<AppState>,
    staff: Staff,
    Key(id): Key<Uuid>,
    Json(own): Json<OwnPassword>,
) -> Result<StatusCode> {
    asked_anew(&state, &staff, ("/password", own.password)).await?;
    passkeys::remove(&state.store, &staff.actor, (staff.user.id, &staff.token), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begins to sign in by a passkey.
#[utoipa::path(post, path = "/auth/passkey/options", tag = "Sign-in", responses((status = 200, body = BrowserQuestion, description = "What the browser is asked, once and for five minutes"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn ask_for_passkey(State(state): State<AppState>, Address(address): Address) -> Result<Answer<BrowserQuestion>> {
    state.sign_ins.pass((address, ASKED.into())).await?;
    let party = RelyingParty::of(&state.config)?;
    Ok(Answer(authenticating::begin(&state.store, &party).await?))
}

/// Signs in by a passkey; sets the session's cookie. Whatever is wrong with it is answered in the same way.
#[utoipa::path(post, path = "/auth/passkey", tag = "Sign-in", request_body = BrowserAnswer, responses(
    (status = 200, body = Session, description = "Signed in"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json")
))]
async fn sign_in_by_passkey(
    State(state): State<AppState>,
    Address(address): Address,
    headers: HeaderMap,
    Json(answer): Json<BrowserAnswer>,
) -> Result<Response> {
    state.sign_ins.pass((address, ANSWERED.into())).await?;
    let party = RelyingParty::of(&state.config)?;
    let found = authenticating::finish(&state.store, &party, &answer.credential).await?;
    let known = found.ok_or(Error::Problem(ProblemKind::Credentials))?;
    for tries in [ASKED, ANSWERED] {
        state.sign_ins.forget(&(address, tries.into())).await?;
    }
    let device = Device { passkey: Some(known.id), ..user_agent::device(&headers) };
    signed_in_at(&state, &device, known.user).await
}

/// As what tries to sign in by a passkey are counted: no e-mail address is one of these.
const ASKED: &str = "passkey, asked";
const ANSWERED: &str = "passkey, answered";

/// What is wrong with what we have written ourselves.
fn ours(error: impl std::fmt::Display) -> Error {
    Error::Internal(error.to_string())
}
