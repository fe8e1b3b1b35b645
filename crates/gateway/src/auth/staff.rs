//! The member of staff who is signed in.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use calling_card_api::ProblemKind;

use super::cookie;
use crate::store::users::UserRow;
use crate::store::{Actor, WorkspaceId, sessions};
use crate::{AppState, Error, Result};

/// The member of staff who is signed in; a request without one is answered 401.
pub struct Staff {
    /// On whose behalf records are written.
    pub actor: Actor,
    /// The member of staff.
    pub user: UserRow,
    /// The token of the session.
    pub token: String,
}

impl FromRequestParts<AppState> for Staff {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self> {
        let signed_out = Error::Problem(ProblemKind::SignedOut);
        let Some(token) = cookie::read(&parts.headers, state.config.secure()) else { return Err(signed_out) };
        let user = sessions::find(&state.store, token).await?.ok_or(signed_out)?;
        let actor = Actor { workspace: WorkspaceId(user.workspace), name: user.name.clone() };
        Ok(Self { actor, token: token.to_owned(), user })
    }
}
