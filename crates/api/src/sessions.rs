//! The sessions of the member of staff who is signed in.

use calling_card_contact::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Nothing;
use crate::endpoint_macro::endpoint;

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenSession {
    /// The key.
    pub id: Uuid,
    /// What the browser is called; empty where it was not recognized.
    pub browser: String,
    /// What the system below it is called; empty where it was not recognized.
    pub system: String,
    /// The name of the passkey by which it was begun; none where it was begun by a password or a link, or the passkey is removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<String>,
    /// Since when.
    pub since: Timestamp,
    /// When it was last used, an hour earlier at most.
    pub used_at: Timestamp,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// `GET /auth/sessions`: the own sessions, the one that asks first, then those used last.
#[derive(Clone, Debug, Default)]
pub struct ListSessions;
endpoint!(GET "/auth/sessions" ListSessions => Vec<OpenSession>; ["/auth/sessions"]);

/// `DELETE /auth/sessions/{id}`: signs one of the own sessions out.
#[derive(Clone, Debug)]
pub struct EndSession {
    /// Which one.
    pub id: Uuid,
}
endpoint!(DELETE "/auth/sessions/{id}" EndSession => Nothing; ["/auth/sessions/", id]);

/// `DELETE /auth/sessions`: signs all of the own sessions out but the one that asks.
#[derive(Clone, Debug, Default)]
pub struct EndOtherSessions;
endpoint!(DELETE "/auth/sessions" EndOtherSessions => Nothing; ["/auth/sessions"]);
