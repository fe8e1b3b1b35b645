//! What calls are signed with, where it comes of a secret and is not the secret itself.

use std::fmt;

/// What calls are signed with, and what gives the next one. Neither is ever written out.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// What calls are signed with.
    pub token: String,
    /// What gives the next one when this has run out, where the CRM gives that.
    pub refresh: Option<String>,
}

impl From<String> for Credential {
    fn from(token: String) -> Self {
        Self { token, refresh: None }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential")
    }
}
