//! Becoming a member of staff by a one-time link: the first of a workspace, and who was invited.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use calling_card_api::auth::{CreateFirstUser, Session};
use calling_card_api::roles::Role;
use calling_card_api::welcome::{InvitedUser, WelcomeLink, WelcomeTo};
use calling_card_api::{ProblemDetails, ProblemKind};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::password::hash_password;
use super::routes::{check_person, check_user, signed_in};
use crate::extract::{Address, Json};
use crate::store::member_invitations;
use crate::store::users::{self, NewUser};
use crate::{AppState, Error, Result};

/// What is asked of those who follow a link.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(read_welcome))
        .routes(routes!(create_first_user))
        .routes(routes!(create_invited_user))
}

/// What a one-time link is for; it can be used afterwards.
#[utoipa::path(post, path = "/auth/welcome", tag = "Sign-in", request_body = WelcomeLink, responses(
    (status = 200, body = WelcomeTo, description = "The workspace, and who is invited"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json")
))]
async fn read_welcome(
    State(state): State<AppState>,
    address: Address,
    Json(link): Json<WelcomeLink>,
) -> Result<Answer<WelcomeTo>> {
    state.sign_ins.pass((address.0, "welcome".into())).await?;
    let found = member_invitations::welcome(&state.store, &link.token).await?;
    found.map(Answer).ok_or(Error::Problem(ProblemKind::Credentials))
}

/// Makes the first member of staff of a workspace, who followed the one-time link, and signs them in.
#[utoipa::path(post, path = "/auth/first-user", tag = "Sign-in", request_body = CreateFirstUser, responses(
    (status = 200, body = Session, description = "Made and signed in"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json")
))]
async fn create_first_user(
    State(state): State<AppState>,
    address: Address,
    headers: HeaderMap,
    Json(first): Json<CreateFirstUser>,
) -> Result<Response> {
    state.sign_ins.pass((address.0, String::new())).await?;
    check_user(&first.name, &first.email, &first.password)?;
    let password_hash = hash_password(first.password).await?;
    let user = NewUser { name: first.name, email: first.email.trim().to_owned(), password_hash, role: Role::Owner };
    let id = users::create_first(&state.store, &first.token, &user).await?;
    signed_in(&state, &headers, id).await
}

/// Makes a member of staff of who was invited, and signs them in.
#[utoipa::path(post, path = "/auth/invited-user", tag = "Sign-in", request_body = InvitedUser, responses(
    (status = 200, body = Session, description = "Made and signed in"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json")
))]
async fn create_invited_user(
    State(state): State<AppState>,
    address: Address,
    headers: HeaderMap,
    Json(user): Json<InvitedUser>,
) -> Result<Response> {
    state.sign_ins.pass((address.0, String::new())).await?;
    check_person(&user.name, &user.password)?;
    let password_hash = hash_password(user.password).await?;
    let id = member_invitations::accept(&state.store, &user.token, user.name, password_hash).await?;
    signed_in(&state, &headers, id).await
}
