//! Tags.

use serde::{Deserialize, Serialize};

use crate::ConnectionId;
use crate::endpoint_macro::endpoint;

/// A tag, and how many people have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TagCount {
    /// The tag.
    pub tag: String,
    /// How many people have it.
    pub people: u32,
}

/// `GET /crm/{connection}/tags`: all tags of people, the most used first.
#[derive(Clone, Debug, Default)]
pub struct ListTags {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/tags" ListTags => Vec<TagCount>; ["/crm/", connection, "/tags"]);
