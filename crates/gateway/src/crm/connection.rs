//! Which CRM a request is for.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use calling_card_api::ConnectionId;

use crate::auth::Staff;
use crate::store::{Actor, Store};
use crate::{AppState, Error, Result};

/// The built-in CRM, and the member of staff who uses it. Any other connection is not there.
pub struct Home {
    /// On whose behalf.
    pub actor: Actor,
    /// The database.
    pub store: Store,
}

impl FromRequestParts<AppState> for Home {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self> {
        let Staff { actor, .. } = Staff::from_request_parts(parts, state).await?;
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::NOT_FOUND)?;
        let home = params.iter().any(|(name, value)| name == "connection" && value == ConnectionId::HOME);
        if home { Ok(Self { actor, store: state.store.clone() }) } else { Err(Error::NOT_FOUND) }
    }
}
