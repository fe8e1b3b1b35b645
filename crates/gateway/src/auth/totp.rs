//! `/auth/totp`: a second factor beside the password, and the codes for when the phone is lost.

mod recovery;
mod secret;

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use calling_card_api::auth::OwnPassword;
use calling_card_api::totp::{RecoveryCodes, TotpCode, TotpOffer, TotpState};
use calling_card_api::{ProblemDetails, ProblemKind};
use calling_card_contact::{FieldError, Problem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Staff;
use super::password::asked_anew;
use crate::extract::Json;
use crate::store::totp::{self, Confirmed};
use crate::store::users::UserRow;
use crate::store::{Actor, WorkspaceId};
use crate::{AppState, Error, Result};
use secret::Shared;

/// All addresses below `/auth/totp`.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get_totp, add_totp))
        .routes(routes!(begin_totp))
        .routes(routes!(renew_recovery))
        .routes(routes!(remove_totp))
}

/// Whether the own password needs a code beside it.
#[utoipa::path(get, path = "/auth/totp", tag = "Sign-in", responses((status = 200, body = TotpState, description = "Whether it does, and how many codes for when the phone is lost are left"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn get_totp(State(state): State<AppState>, staff: Staff) -> Result<Answer<TotpState>> {
    Ok(Answer(totp::state(&state.store, staff.user.id).await?))
}

/// Begins to turn it on.
#[utoipa::path(post, path = "/auth/totp/options", tag = "Sign-in", request_body = OwnPassword, responses((status = 200, body = TotpOffer, description = "What the app on the phone is told"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn begin_totp(
    State(state): State<AppState>,
    staff: Staff,
    Json(own): Json<OwnPassword>,
) -> Result<Answer<TotpOffer>> {
    asked_anew(&state, &staff, ("/password", own.password)).await?;
    let shared = Shared::new();
    let sealed = state.vault.seal(&totp::place(staff.user.id), &shared.text())?;
    if !totp::offer(&state.store, staff.user.id, &sealed).await? {
        return Err(Error::Problem(ProblemKind::Conflict));
    }
    Ok(Answer(shared.offer(&staff.user)?))
}

/// Turns it on by the first code of the app; the other sessions end.
#[utoipa::path(post, path = "/auth/totp", tag = "Sign-in", request_body = TotpCode, responses((status = 200, body = RecoveryCodes, description = "The codes for when the phone is lost, told this once"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn add_totp(
    State(state): State<AppState>,
    staff: Staff,
    Json(first): Json<TotpCode>,
) -> Result<Answer<RecoveryCodes>> {
    let member = staff.user.id;
    let key = (None, format!("first code of {member}"));
    state.sign_ins.pass(key.clone()).await?;
    let sealed = totp::offered(&state.store, member).await?.ok_or(Error::Problem(ProblemKind::Conflict))?;
    let shared = Shared::read(&state.vault.open(&totp::place(member), &sealed)?)?;
    let step = shared.step_of(&first.code).ok_or_else(|| at_code(Problem::Option))?;
    let (codes, hashes) = recovery::new();
    let confirmed =
        Confirmed { actor: &staff.actor, member, sealed: &sealed, step, recovery: &hashes, token: &staff.token };
    if !totp::confirm(&state.store, confirmed).await? {
        return Err(Error::Problem(ProblemKind::Conflict));
    }
    state.sign_ins.forget(&key).await?;
    Ok(Answer(codes))
}

/// Makes the codes for when the phone is lost anew.
#[utoipa::path(post, path = "/auth/totp/recovery", tag = "Sign-in", request_body = OwnPassword, responses((status = 200, body = RecoveryCodes, description = "Those that hold from now on, told this once"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn renew_recovery(
    State(state): State<AppState>,
    staff: Staff,
    Json(own): Json<OwnPassword>,
) -> Result<Answer<RecoveryCodes>> {
    asked_anew(&state, &staff, ("/password", own.password)).await?;
    let (codes, hashes) = recovery::new();
    totp::recovery::renew(&state.store, &staff.actor, staff.user.id, &hashes).await?;
    Ok(Answer(codes))
}

/// Turns it off.
#[utoipa::path(post, path = "/auth/totp/remove", tag = "Sign-in", request_body = OwnPassword, responses((status = 204, description = "The password alone signs in from now on"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn remove_totp(State(state): State<AppState>, staff: Staff, Json(own): Json<OwnPassword>) -> Result<StatusCode> {
    asked_anew(&state, &staff, ("/password", own.password)).await?;
    totp::remove(&state.store, &staff.actor, staff.user.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Looks at the code beside a password that was right, where it needs one: refused at `/code` where it is missing, wrong, or was used.
pub(super) async fn look_at(state: &AppState, user: &UserRow, code: &str) -> Result<()> {
    let Some(sealed) = totp::active(&state.store, user.id).await? else { return Ok(()) };
    let code = code.trim();
    if code.is_empty() {
        return Err(at_code(Problem::Required));
    }
    let right = match recovery::hash(code) {
        Some(hash) => {
            let actor = Actor { workspace: WorkspaceId(user.workspace), name: user.name.clone() };
            totp::recovery::use_up(&state.store, &actor, user.id, &hash).await?
        }
        None => {
            let shared = Shared::read(&state.vault.open(&totp::place(user.id), &sealed)?)?;
            match shared.step_of(code) {
                Some(step) => totp::use_step(&state.store, user.id, step).await?,
                None => false,
            }
        }
    };
    if right { Ok(()) } else { Err(at_code(Problem::Option)) }
}

fn at_code(problem: Problem) -> Error {
    Error::Invalid(vec![FieldError { field: "/code".into(), problem }])
}
