//! Changing many people at once.

use calling_card_contact::{BatchId, PersonId};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Written};

/// What is done to each of many people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkEdit {
    /// They get these tags, and lose those.
    Tags {
        /// Tags that they get.
        #[serde(default)]
        add: Vec<String>,
        /// Tags that they lose.
        #[serde(default)]
        remove: Vec<String>,
    },
    /// They reach this stage now, unless they are at it.
    Lifecycle(String),
    /// They are put aside, or no longer.
    Archive(bool),
    /// They are put into the bin.
    Delete,
}

/// Some of the people who are changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkPart {
    /// Which people, at most 500; who is in the bin is left out.
    pub people: Vec<PersonId>,
    /// What is done to them.
    pub edit: BulkEdit,
    /// The batch of the parts before, so that all of them are undone together; none for the first part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<BatchId>,
    /// Only to say what would be done.
    #[serde(default, skip_serializing_if = "crate::is_false")]
    pub preview: bool,
}

/// What was done, or would be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkOutcome {
    /// How many people become others than they were.
    pub changed: u32,
    /// How many are so already.
    pub unchanged: u32,
    /// How many are not there any more.
    pub missing: u32,
    /// The names of the first who become others, at most five.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
}

/// `POST /crm/{connection}/people/bulk`: changes some of many people, all of them or none; what the parts of a batch do is undone
/// together.
#[derive(Clone, Debug)]
pub struct EditMany {
    /// The CRM.
    pub connection: ConnectionId,
    /// Whom, and how.
    pub part: BulkPart,
}
endpoint!(POST "/crm/{connection}/people/bulk" EditMany => Written<BulkOutcome>; ["/crm/", connection, "/people/bulk"], body = part: BulkPart);
