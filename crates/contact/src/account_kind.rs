//! By what a CRM knows who connects with it, beside their secret.

use serde::{Deserialize, Serialize};

/// By what a CRM knows who connects with it, beside their secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// The number or name of an organisation, which calls name; the secret is a key or a token.
    Organisation,
    /// The e-mail address of who signs in; the secret is their password.
    Email,
    /// The user name or e-mail address of who signs in; the secret is their password.
    UserName,
    /// The e-mail address of an API user of a tenant; the secret is their key.
    ApiUser,
}

impl AccountKind {
    /// Whether the secret beside it is a password: it counts to the last space.
    pub fn has_password(self) -> bool {
        match self {
            Self::Organisation | Self::ApiUser => false,
            Self::Email | Self::UserName => true,
        }
    }
    /// Whether it is asked which tenant is meant, too: customers share one address.
    pub fn has_tenant(self) -> bool {
        match self {
            Self::Organisation | Self::Email | Self::UserName => false,
            Self::ApiUser => true,
        }
    }
}
