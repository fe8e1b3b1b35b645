//! Steps back and forth: what a member of staff can undo next, and do again.

use calling_card_contact::{BatchId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::changes::{Action, RecordKind};
use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, is_false};

/// Something that was done, and can be taken back, or done again, by undoing its batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// The batch: to undo it is to take the step.
    pub batch: BatchId,
    /// When it was done.
    pub at: Timestamp,
    /// What was done to the first of its records.
    pub action: Action,
    /// The kind of that record.
    pub kind: RecordKind,
    /// What that record is called; empty where it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// How many records it is about.
    pub records: u32,
    /// Whether not all of it comes back: a CRM that is not ours makes anew what was deleted there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub partial: bool,
}

/// What a member of staff can undo next, and do again next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Steps {
    /// The last that they did, and that is still as they left it; none where there is no such thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<Step>,
    /// The last that they took back, as long as they have done nothing else since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redo: Option<Step>,
}

/// `GET /crm/{connection}/changes/steps`: what the member of staff who asks can undo next, and do again; of the last 30 days.
#[derive(Clone, Debug, Default)]
pub struct ListSteps {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/changes/steps" ListSteps => Steps; ["/crm/", connection, "/changes/steps"]);
