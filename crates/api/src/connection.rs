//! Connections: which CRM a request is for.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The name of a connection in an address: `home` is the built-in CRM.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct ConnectionId(pub String);

impl ConnectionId {
    /// The built-in CRM.
    pub const HOME: &str = "home";

    /// The built-in CRM.
    pub fn home() -> Self {
        Self(Self::HOME.to_owned())
    }
}

impl Default for ConnectionId {
    fn default() -> Self {
        Self::home()
    }
}

impl fmt::Display for ConnectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
