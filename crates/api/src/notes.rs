//! Notes about people.

use calling_card_contact::{Note, NoteId, PersonId};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Nothing, Record, Version, Written};

/// A stored note.
pub type NoteRecord = Record<NoteId, Note>;

/// `GET /crm/{connection}/people/{id}/notes`: the notes about a person; flagged ones first, then the newest.
#[derive(Clone, Debug)]
pub struct ListNotes {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
}
endpoint!(GET "/crm/{connection}/people/{id}/notes" ListNotes => Vec<NoteRecord>; ["/crm/", connection, "/people/", id, "/notes"]);

/// What a new note is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default)]
pub struct NewNoteQuery {
    /// A key that the sender has made: sent once more with it, the note is the one that was written the first time. Of the built-in CRM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<NoteId>,
}

/// `POST /crm/{connection}/notes`: writes a note.
#[derive(Clone, Debug)]
pub struct CreateNote {
    /// The CRM.
    pub connection: ConnectionId,
    /// What it is known by.
    pub query: NewNoteQuery,
    /// The note.
    pub note: Note,
}
endpoint!(POST "/crm/{connection}/notes" CreateNote => Written<NoteRecord>; ["/crm/", connection, "/notes"], query = query, body = note: Note);

/// `PUT /crm/{connection}/notes/{id}`: writes a note anew.
#[derive(Clone, Debug)]
pub struct UpdateNote {
    /// The CRM.
    pub connection: ConnectionId,
    /// The note.
    pub id: NoteId,
    /// The version that was changed.
    pub version: Version,
    /// The note as it shall be.
    pub note: Note,
}
endpoint!(PUT "/crm/{connection}/notes/{id}" UpdateNote => Written<NoteRecord>; ["/crm/", connection, "/notes/", id], body = note: Note, if_match = version);

/// `DELETE /crm/{connection}/notes/{id}`: puts a note into the bin.
#[derive(Clone, Debug)]
pub struct DeleteNote {
    /// The CRM.
    pub connection: ConnectionId,
    /// The note.
    pub id: NoteId,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(DELETE "/crm/{connection}/notes/{id}" DeleteNote => Written<Nothing>; ["/crm/", connection, "/notes/", id], if_match = version);
