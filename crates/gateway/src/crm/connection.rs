//! Which CRM a request is for.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::UserId;

use crate::auth::Staff;
use crate::extract::language;
use crate::foreign::{ForeignCrm, Pace};
use crate::store::private::Member;
use crate::store::{Actor, Store, connections};
use crate::{AppState, Error, Result};

/// The built-in CRM, and the member of staff who uses it. Other connections cannot do what asks for this.
pub struct Home {
    /// On whose behalf.
    pub actor: Actor,
    /// The member of staff.
    pub user: UserId,
    /// The database.
    pub store: Store,
}

impl Home {
    /// The member of staff, with what is private to them.
    pub fn member(&self) -> Member {
        Member { actor: self.actor.clone(), id: self.user }
    }
}

/// The CRM that a request is for: of what all of them can do.
pub enum Crm {
    /// The built-in one.
    Home(Home),
    /// Another one.
    Foreign(Box<ForeignCrm>),
}

impl FromRequestParts<AppState> for Home {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self> {
        let (Staff { actor, user, .. }, connection) = asked(parts, state).await?;
        if connection.0 == ConnectionId::HOME {
            return Ok(Self { actor, user: UserId(user.id), store: state.store.clone() });
        }
        connections::get(&state.store, actor.workspace, &connection).await?;
        Err(ProblemKind::CrmCannot.into())
    }
}

impl FromRequestParts<AppState> for Crm {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self> {
        let (Staff { actor, user, .. }, connection) = asked(parts, state).await?;
        if connection.0 == ConnectionId::HOME {
            return Ok(Self::Home(Home { actor, user: UserId(user.id), store: state.store.clone() }));
        }
        let crm = ForeignCrm::open(state, actor, &connection, Pace::Staff).await?;
        Ok(Self::Foreign(Box::new(crm.read_in(language(&parts.headers)))))
    }
}

/// Who asks, for which connection.
async fn asked(parts: &mut Parts, state: &AppState) -> Result<(Staff, ConnectionId)> {
    let staff = Staff::from_request_parts(parts, state).await?;
    Ok((staff, named(parts, state).await?))
}

/// The connection that an address names.
pub struct Named(pub ConnectionId);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        named(parts, state).await.map(Self)
    }
}

async fn named<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<ConnectionId> {
    let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::NOT_FOUND)?;
    let connection = params.iter().find(|(name, _)| *name == "connection").map(|(_, value)| value.to_owned());
    connection.map(ConnectionId).ok_or(Error::NOT_FOUND)
}
