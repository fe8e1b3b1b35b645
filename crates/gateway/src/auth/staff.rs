//! The member of staff who is signed in.

use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::request::Parts;
use calling_card_api::ProblemKind;
use calling_card_api::roles::Role;

use super::{cookie, roles};
use crate::store::users::UserRow;
use crate::store::{Actor, WorkspaceId, sessions};
use crate::{AppState, Error, Result};

/// The member of staff who is signed in, and may do what the request asks; a request without one is answered 401, and one that needs
/// another role 403.
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
        // Outside of every route nobody but an owner does anything.
        let route = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str);
        if user.role() < route.map_or(Role::Owner, |route| roles::needed(&parts.method, route)) {
            return Err(Error::Problem(ProblemKind::Forbidden));
        }
        let actor = Actor { workspace: WorkspaceId(user.workspace), name: user.name.clone() };
        Ok(Self { actor, token: token.to_owned(), user })
    }
}
