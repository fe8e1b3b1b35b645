//! By what one can sign in here, beside a password and a passkey.

use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;

/// The address at which signing in by the organization's own sign-in begins.
pub const ORGANIZATION: &str = "/auth/oidc";

/// By what one can sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ways {
    /// What the organization's own sign-in is called (OpenID Connect), which begins at `/auth/oidc`; none where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
}

/// `GET /auth/ways`: by what one can sign in here.
#[derive(Clone, Debug, Default)]
pub struct GetWays;
endpoint!(GET "/auth/ways" GetWays => Ways; ["/auth/ways"]);
