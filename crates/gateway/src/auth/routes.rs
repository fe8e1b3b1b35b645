//! `/auth`: signing in and out.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::ProblemDetails;
use calling_card_api::audit::AuditKind;
use calling_card_api::auth::{ChangePassword, Session, SignIn};
use calling_card_contact::{Checker, Problem, rules};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::by_password::{self, Found, Given, Sender};
use super::password::{asked_anew, check_password, hash_password};
use super::{Staff, cookie, oidc, passkeys, sessions as own_sessions, totp, user_agent, welcome};
use crate::extract::{Address, Json};
use crate::store::audit::{self, Deed};
use crate::store::sessions::Device;
use crate::store::users::{self, UserRow};
use crate::store::{Actor, WorkspaceId, sessions, words};
use crate::{AppState, Error, Result};

/// All addresses below `/auth`.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get_session, sign_in, sign_out))
        .routes(routes!(change_password))
        .merge(own_sessions::routes())
        .merge(passkeys::routes())
        .merge(totp::routes())
        .merge(oidc::routes())
        .merge(welcome::routes())
}

/// Who is signed in.
#[utoipa::path(get, path = "/auth/session", tag = "Sign-in", responses(
    (status = 200, body = Session, description = "Who is signed in"),
    (status = 401, body = ProblemDetails, content_type = "application/problem+json", description = "Nobody is")
))]
async fn get_session(State(state): State<AppState>, staff: Staff) -> Result<Answer<Session>> {
    Ok(Answer(session(&state, &staff.user).await?))
}

/// Signs in; sets the session's cookie.
#[utoipa::path(post, path = "/auth/session", tag = "Sign-in", request_body = SignIn, responses(
    (status = 200, body = Session, description = "Signed in"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json")
))]
async fn sign_in(
    State(state): State<AppState>,
    Address(address): Address,
    headers: HeaderMap,
    Json(sign_in): Json<SignIn>,
) -> Result<Response> {
    let found = match sign_in {
        SignIn::Link { token } => {
            state.sign_ins.pass((address, String::new())).await?;
            Found { user: users::by_link(&state.store, &token).await?, device: None }
        }
        SignIn::Password { email, password, code } => {
            let sender = Sender { address, headers: &headers };
            by_password::find(&state, sender, Given { email, password, code }).await?
        }
    };
    let mut response = signed_in(&state, &headers, found.user).await?;
    if let Some(device) = found.device {
        response.headers_mut().append(header::SET_COOKIE, device);
    }
    Ok(response)
}

/// Signs out.
#[utoipa::path(delete, path = "/auth/session", tag = "Sign-in", responses((status = 204, description = "Signed out")))]
async fn sign_out(State(state): State<AppState>, headers: HeaderMap) -> Result<Response> {
    if let Some(token) = cookie::read(&headers, state.config.secure()) {
        sessions::end(&state.store, token).await?;
    }
    let cookie = cookie::clear(state.config.secure())?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}

/// Gives the member of staff who is signed in another password; their other sessions end.
#[utoipa::path(put, path = "/auth/password", tag = "Sign-in", request_body = ChangePassword, responses(
    (status = 204, description = "Changed"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json")
))]
async fn change_password(
    State(state): State<AppState>,
    staff: Staff,
    headers: HeaderMap,
    Json(change): Json<ChangePassword>,
) -> Result<Response> {
    if let Some(error) = check_password("/new", &change.new) {
        return Err(Error::Invalid(vec![error]));
    }
    asked_anew(&state, &staff, ("/current", change.current)).await?;
    users::set_password(&state.store, staff.user.id, &hash_password(change.new).await?).await?;
    let cookie = new_session(&state, &user_agent::device(&headers), staff.user.id).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}

/// What is wrong with a new member of staff.
pub fn check_user(name: &str, email: &str, password: &str) -> Result<()> {
    let mut checker = Checker::default();
    checker.rule("name", named(name));
    checker.rule("email", rules::email(email.trim()));
    with_password(checker, password)
}

/// The same, where the address is known already.
pub(super) fn check_person(name: &str, password: &str) -> Result<()> {
    let mut checker = Checker::default();
    checker.rule("name", named(name));
    with_password(checker, password)
}

fn named(name: &str) -> std::result::Result<(), Problem> {
    if name.trim().is_empty() { Err(Problem::Required) } else { rules::line(name, rules::SHORT_TEXT) }
}

fn with_password(checker: Checker, password: &str) -> Result<()> {
    let mut errors = checker.into_errors();
    errors.extend(check_password("/password", password));
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

async fn session(state: &AppState, user: &UserRow) -> Result<Session> {
    let colours = words::coloured(&state.store, WorkspaceId(user.workspace)).await?;
    Ok(Session { user: user.user(), workspace: user.workspace_name.clone(), role: user.role(), colours })
}

/// The answer to who is signed in from now on, with the session's cookie.
pub(super) async fn signed_in(state: &AppState, headers: &HeaderMap, user: Uuid) -> Result<Response> {
    signed_in_at(state, &user_agent::device(headers), user).await
}

/// The same, where it is known by what they signed in.
pub(super) async fn signed_in_at(state: &AppState, device: &Device, user: Uuid) -> Result<Response> {
    let row = users::get(&state.store, user).await?;
    let cookie = new_session(state, device, user).await?;
    let with = [device.browser.as_str(), device.system.as_str()].join(" ");
    let deed = Deed::new(AuditKind::SignedIn).detail(with.trim());
    let actor = Actor { workspace: WorkspaceId(row.workspace), name: row.name.clone() };
    audit::note(&state.store, &actor, deed).await?;
    Ok(([(header::SET_COOKIE, cookie)], Answer(session(state, &row).await?)).into_response())
}

async fn new_session(state: &AppState, device: &Device, user: Uuid) -> Result<HeaderValue> {
    let token = sessions::begin(&state.store, user, device).await?;
    cookie::set(&token, state.config.secure())
}
