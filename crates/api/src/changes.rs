//! The change log: history, undo and the bin.

use calling_card_contact::{BatchId, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Nothing, Version, Written};

/// The kinds of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A relation.
    Relation,
    /// A note.
    Note,
    /// A contact draft.
    Draft,
    /// An inbound source.
    InboundSource,
    /// A published business card.
    PublishedCard,
    /// A custom field.
    CustomField,
    /// An event.
    Event,
    /// A place at an event.
    Booking,
    /// An invitation to an event.
    Invitation,
}

/// What was done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It was made.
    Created,
    /// It was changed.
    Updated,
    /// It was put into the bin.
    Deleted,
    /// It was taken out of the bin.
    Restored,
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// What was done together with it.
    pub batch: BatchId,
    /// The kind of record.
    pub kind: RecordKind,
    /// The version of the record afterwards.
    pub version: Version,
    /// What was done.
    pub action: Action,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The members that differ afterwards, as JSON Pointers (RFC 6901), with what they were and became, as text.
    pub differences: Vec<Difference>,
}

/// One member of a record, before and after a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Difference {
    /// The member: `/name/family`.
    pub field: String,
    /// What it was; empty if it was not there.
    pub before: String,
    /// What it became; empty if it is gone.
    pub after: String,
}

/// `GET /crm/{connection}/people/{id}/history`: what was done to a person, the newest first.
#[derive(Clone, Debug)]
pub struct ListHistory {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
}
endpoint!(GET "/crm/{connection}/people/{id}/history" ListHistory => Vec<Change>; ["/crm/", connection, "/people/", id, "/history"]);

/// `POST /crm/{connection}/changes/{batch}/undo`: takes a batch back, whole or not at all; 409 if one of its records
/// was changed since. An undo is a batch itself, and can be undone.
#[derive(Clone, Debug)]
pub struct UndoBatch {
    /// The CRM.
    pub connection: ConnectionId,
    /// The batch.
    pub batch: BatchId,
}
endpoint!(POST "/crm/{connection}/changes/{batch}/undo" UndoBatch => Written<Nothing>; ["/crm/", connection, "/changes/", batch, "/undo"]);

/// Something in the bin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BinEntry {
    /// The batch that deleted it: to undo it is to take it out of the bin.
    pub batch: BatchId,
    /// The kind of record.
    pub kind: RecordKind,
    /// What it is called.
    pub name: String,
    /// When it was deleted.
    pub deleted_at: Timestamp,
    /// By whom.
    pub deleted_by: String,
    /// When it will be gone for good, 30 days later.
    pub gone_at: Timestamp,
}

/// `GET /crm/{connection}/bin`: what was deleted in the last 30 days, the newest first, at most 200.
#[derive(Clone, Debug, Default)]
pub struct ListBin {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/bin" ListBin => Vec<BinEntry>; ["/crm/", connection, "/bin"]);
