//! API tokens: by which other programs reach the workspace, in the dialects of other CRMs.

use calling_card_contact::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Nothing;
use crate::endpoint_macro::endpoint;

/// What is known of a token; the token itself is kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiToken {
    /// Its key; a UUIDv7.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: String,
    /// When it was last used, an hour earlier at most; none where it never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

/// `GET /tokens`: the API tokens of the workspace, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct ListTokens;
endpoint!(GET "/tokens" ListTokens => Vec<ApiToken>; ["/tokens"]);

/// What a new token is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewApiToken {
    /// 1 to 200 characters.
    pub name: String,
}

/// A new token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeApiToken {
    /// What is known of it.
    pub known: ApiToken,
    /// The token: 64 hexadecimal digits. It is answered this once.
    pub token: String,
}

/// `POST /tokens`: makes an API token.
#[derive(Clone, Debug)]
pub struct CreateToken {
    /// What it is for.
    pub new: NewApiToken,
}
endpoint!(POST "/tokens" CreateToken => MadeApiToken; ["/tokens"], body = new: NewApiToken);

/// `DELETE /tokens/{id}`: removes an API token; what uses it is refused from then on.
#[derive(Clone, Debug)]
pub struct DeleteToken {
    /// The token's key.
    pub id: Uuid,
}
endpoint!(DELETE "/tokens/{id}" DeleteToken => Nothing; ["/tokens/", id]);
