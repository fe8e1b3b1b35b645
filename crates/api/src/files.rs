//! Files that came in through forms. They belong to their draft, and to the person that it became part of.

use calling_card_contact::{DraftId, FileId, FormId, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ConnectionId;
use crate::endpoint_macro::endpoint;

/// A stored file, without its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileRecord {
    /// The key.
    pub id: FileId,
    /// The form through which it came.
    pub form: FormId,
    /// The name of the field.
    pub field: String,
    /// The draft that it came with.
    pub draft: DraftId,
    /// Its name, made safe.
    pub name: String,
    /// Its media type, by its content.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// When it came in.
    pub created_at: Timestamp,
}

impl FileRecord {
    /// Where it is downloaded: `GET /crm/{connection}/files/{id}`.
    pub fn address(&self, connection: &ConnectionId) -> String {
        format!("/crm/{connection}/files/{}", self.id)
    }
}

/// `GET /crm/{connection}/people/{id}/files`: what came in with the drafts that became part of a person, the newest first.
#[derive(Clone, Debug)]
pub struct ListFiles {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
}
endpoint!(GET "/crm/{connection}/people/{id}/files" ListFiles => Vec<FileRecord>; ["/crm/", connection, "/people/", id, "/files"]);
