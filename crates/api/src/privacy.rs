//! What a person may ask of whoever keeps their data: to have it (GDPR articles 15 and 20), and to have it erased (article 17).

use calling_card_contact::{BusinessCard, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::changes::Change;
use crate::consents::ConsentRecord;
use crate::drafts::{DraftRecord, ReplyRecord};
use crate::endpoint_macro::endpoint;
use crate::events::{BookingRecord, InvitationRecord};
use crate::files::FileRecord;
use crate::notes::NoteRecord;
use crate::people::PersonRecord;
use crate::published_cards::PublishedCardRecord;
use crate::relations::RelationSummary;
use crate::{ConnectionId, Nothing};

/// All that is kept about a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonExport {
    /// When it was put together.
    pub exported_at: Timestamp,
    /// The person, with their business cards.
    pub person: PersonRecord,
    /// The notes about them.
    pub notes: Vec<NoteRecord>,
    /// How they stand to others.
    pub relations: Vec<RelationSummary>,
    /// What is published of them.
    pub published_cards: Vec<PublishedCardRecord>,
    /// What they sent through forms: what became part of the person, and what waits under one of their e-mail addresses.
    pub drafts: Vec<DraftRecord>,
    /// What staff answered to those drafts by mail.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<ReplyRecord>,
    /// The places that they have at events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bookings: Vec<BookingRecord>,
    /// The events to which they are invited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invitations: Vec<InvitationRecord>,
    /// What they agreed to.
    pub consents: Vec<ConsentRecord>,
    /// The files that came with those drafts; each is downloaded by itself.
    pub files: Vec<FileRecord>,
    /// What other programs have said of the person and of the notes in a dialect, and has no place in the records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<SaidBeside>,
    /// What members of staff keep to themselves about the person: who asks their own, and for the person's request all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub private: Vec<KeptPrivate>,
    /// What was done to the person, the newest first.
    pub history: Vec<Change>,
}

/// What one member of staff keeps to themselves about a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptPrivate {
    /// Who.
    pub by: String,
    /// Business cards.
    pub cards: Vec<BusinessCard>,
    /// Notes.
    pub notes: Vec<NoteRecord>,
}

/// What another program has said of a record in the dialect of another CRM, and has no place in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaidBeside {
    /// The dialect: `rogerroger`, `emnify`, `onlyoffice`.
    pub dialect: String,
    /// The record's key.
    pub record: String,
    /// By member of the dialect: what was said, and what we would have said ourselves. Or `entries`, what was said of each piece of contact data.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub members: serde_json::Value,
}

/// `GET /crm/{connection}/people/{id}/export`: all that is kept about a person.
#[derive(Clone, Debug)]
pub struct ExportPerson {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
}
endpoint!(GET "/crm/{connection}/people/{id}/export" ExportPerson => PersonExport; ["/crm/", connection, "/people/", id, "/export"]);

/// `POST /crm/{connection}/people/{id}/export`: the same for the person's own request, also with what members of staff keep to themselves;
/// 422 where the name is another one. For owners, and taken down in the audit log.
#[derive(Clone, Debug)]
pub struct CopyPerson {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
    /// That it is meant.
    pub meant: Erasure,
}
endpoint!(POST "/crm/{connection}/people/{id}/export" CopyPerson => PersonExport; ["/crm/", connection, "/people/", id, "/export"], body = meant: Erasure);

/// That it is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Erasure {
    /// The name of the person, typed.
    pub name: String,
}

/// `POST /crm/{connection}/people/{id}/erase`: erases all that an export would hold, for good, from the records and from what
/// the change log says; 422 where the name is another one.
#[derive(Clone, Debug)]
pub struct ErasePerson {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
    /// That it is meant.
    pub erasure: Erasure,
}
endpoint!(POST "/crm/{connection}/people/{id}/erase" ErasePerson => Nothing; ["/crm/", connection, "/people/", id, "/erase"], body = erasure: Erasure);
