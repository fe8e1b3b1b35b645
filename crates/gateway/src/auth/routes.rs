//! `/auth`: signing in and out.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::auth::{ChangePassword, CreateFirstUser, Session, SignIn};
use calling_card_api::{ProblemDetails, ProblemKind};
use calling_card_contact::{Checker, rules};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::password::{check_password, hash_password, verify_password};
use super::{Staff, cookie};
use crate::extract::{Address, Json};
use crate::store::sessions;
use crate::store::users::{self, NewUser, UserRow};
use crate::{AppState, Error, Result};

/// All addresses below `/auth`.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get_session, sign_in, sign_out))
        .routes(routes!(create_first_user))
        .routes(routes!(change_password))
}

/// Who is signed in.
#[utoipa::path(get, path = "/auth/session", tag = "Sign-in", responses(
    (status = 200, body = Session, description = "Who is signed in"),
    (status = 401, body = ProblemDetails, content_type = "application/problem+json", description = "Nobody is")
))]
async fn get_session(staff: Staff) -> Answer<Session> {
    Answer(session(&staff.user))
}

/// Signs in; sets the session's cookie.
#[utoipa::path(post, path = "/auth/session", tag = "Sign-in", request_body = SignIn, responses(
    (status = 200, body = Session, description = "Signed in"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json")
))]
async fn sign_in(State(state): State<AppState>, address: Address, Json(sign_in): Json<SignIn>) -> Result<Response> {
    let Address(address) = address;
    let user = match sign_in {
        SignIn::Link { token } => {
            state.sign_ins.pass((address, String::new()))?;
            users::by_link(&state.store, &token).await?
        }
        SignIn::Password { email, password } => {
            let key = (address, email.trim().to_lowercase());
            state.sign_ins.pass(key.clone())?;
            let user = users::by_email(&state.store, &email).await?;
            let hash = user.as_ref().map(|user| user.password.clone());
            if !verify_password(password, hash).await? {
                return Err(Error::Problem(ProblemKind::Credentials));
            }
            state.sign_ins.forget(&key);
            user.map(|user| user.id).ok_or(Error::Problem(ProblemKind::Credentials))?
        }
    };
    signed_in(&state, user).await
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

/// Makes the first member of staff of a workspace, who followed the one-time link, and signs them in.
#[utoipa::path(post, path = "/auth/first-user", tag = "Sign-in", request_body = CreateFirstUser, responses(
    (status = 200, body = Session, description = "Made and signed in"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json")
))]
async fn create_first_user(
    State(state): State<AppState>,
    address: Address,
    Json(first): Json<CreateFirstUser>,
) -> Result<Response> {
    state.sign_ins.pass((address.0, String::new()))?;
    check_user(&first.name, &first.email, &first.password)?;
    let password_hash = hash_password(first.password).await?;
    let user = NewUser { name: first.name, email: first.email.trim().to_owned(), password_hash };
    let id = users::create_first(&state.store, &first.token, &user).await?;
    signed_in(&state, id).await
}

/// Gives the member of staff who is signed in another password; their other sessions end.
#[utoipa::path(put, path = "/auth/password", tag = "Sign-in", request_body = ChangePassword, responses(
    (status = 204, description = "Changed"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json")
))]
async fn change_password(
    State(state): State<AppState>,
    staff: Staff,
    Json(change): Json<ChangePassword>,
) -> Result<Response> {
    state.sign_ins.pass((None, staff.user.email.to_lowercase()))?;
    if let Some(error) = check_password("/new", &change.new) {
        return Err(Error::Invalid(vec![error]));
    }
    if !verify_password(change.current, Some(staff.user.password.clone())).await? {
        let problem = calling_card_contact::Problem::Option;
        return Err(Error::Invalid(vec![calling_card_contact::FieldError { field: "/current".into(), problem }]));
    }
    users::set_password(&state.store, staff.user.id, &hash_password(change.new).await?).await?;
    let cookie = new_session(&state, staff.user.id).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}

/// What is wrong with a new member of staff.
pub fn check_user(name: &str, email: &str, password: &str) -> Result<()> {
    let mut checker = Checker::default();
    let named = if name.trim().is_empty() { Err(calling_card_contact::Problem::Required) } else { Ok(()) };
    checker.rule("name", named.and_then(|()| rules::line(name, rules::SHORT_TEXT)));
    checker.rule("email", rules::email(email.trim()));
    let mut errors = checker.into_errors();
    errors.extend(check_password("/password", password));
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

fn session(user: &UserRow) -> Session {
    Session { user: user.user(), workspace: user.workspace_name.clone() }
}

async fn signed_in(state: &AppState, user: Uuid) -> Result<Response> {
    let row = users::get(&state.store, user).await?;
    let cookie = new_session(state, user).await?;
    Ok(([(header::SET_COOKIE, cookie)], Answer(session(&row))).into_response())
}

async fn new_session(state: &AppState, user: Uuid) -> Result<HeaderValue> {
    let token = sessions::begin(&state.store, user).await?;
    cookie::set(&token, state.config.secure())
}
