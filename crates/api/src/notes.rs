//! Notes about people.

use calling_card_contact::{Note, NoteId, PersonId};

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

/// `POST /crm/{connection}/notes`: writes a note.
#[derive(Clone, Debug)]
pub struct CreateNote {
    /// The CRM.
    pub connection: ConnectionId,
    /// The note.
    pub note: Note,
}
endpoint!(POST "/crm/{connection}/notes" CreateNote => Written<NoteRecord>; ["/crm/", connection, "/notes"], body = note: Note);

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
