//! What happened with a person, in one line of time.

use calling_card_contact::{DraftId, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ConnectionId;
use crate::changes::Change;
use crate::consents::ConsentRecord;
use crate::drafts::ReplyRecord;
use crate::endpoint_macro::endpoint;
use crate::notes::NoteRecord;

/// A draft that became part of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastDraft {
    /// Its key.
    pub id: DraftId,
    /// What staff called the form then, else the form's name in its address.
    pub source_name: String,
    /// The beginning of the message; empty where there was none, or where it is forgotten.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// A note was written.
    Note(NoteRecord),
    /// The person was changed.
    Change(Change),
    /// A form was sent.
    Draft(PastDraft),
    /// A consent was given, and what became of it.
    Consent(ConsentRecord),
    /// Somebody answered a draft by mail.
    Reply(ReplyRecord),
}

/// Something that happened, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Happening,
}

/// `GET /crm/{connection}/people/{id}/timeline`: what happened with a person, the newest first; at most 200 of each kind.
#[derive(Clone, Debug)]
pub struct ListTimeline {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
}
endpoint!(GET "/crm/{connection}/people/{id}/timeline" ListTimeline => Vec<Moment>; ["/crm/", connection, "/people/", id, "/timeline"]);
