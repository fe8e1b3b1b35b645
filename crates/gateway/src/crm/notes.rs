//! Notes about people.

use axum::Json as Answer;
use axum::response::Response;
use calling_card_api::notes::NoteRecord;
use calling_card_api::{Nothing, ProblemDetails, Written};
use calling_card_contact::{Note, NoteId, PersonId};

use crate::Result;
use crate::crm::{Crm, Home};
use crate::extract::{IfMatch, Json, Key, written};
use crate::store::notes;

/// The notes about a person: flagged ones first, then the newest.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}/notes", tag = "Notes", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = Vec<NoteRecord>, description = "Notes"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_notes(crm: Crm, Key(id): Key<PersonId>) -> Result<Answer<Vec<NoteRecord>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => notes::list(&home.store, home.actor.workspace, id).await?,
        Crm::Foreign(crm) => crm.notes(id).await?,
    }))
}

/// Writes a note.
#[utoipa::path(post, path = "/crm/{connection}/notes", tag = "Notes", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = Note, responses((status = 201, body = Written<NoteRecord>, description = "Made"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_note(home: Home, Json(note): Json<Note>) -> Result<Response> {
    Ok(written(notes::create(&home.store, &home.actor, note).await?))
}

/// Writes a note anew.
#[utoipa::path(put, path = "/crm/{connection}/notes/{id}", tag = "Notes", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = NoteId, Path, description = "The note"), ("If-Match" = String, Header, description = "The version that was seen")), request_body = Note, responses((status = 200, body = Written<NoteRecord>, description = "Written"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn update_note(
    home: Home,
    Key(id): Key<NoteId>,
    IfMatch(seen): IfMatch,
    Json(note): Json<Note>,
) -> Result<Response> {
    Ok(written(notes::update(&home.store, &home.actor, id, seen, note).await?))
}

/// Puts a note into the bin.
#[utoipa::path(delete, path = "/crm/{connection}/notes/{id}", tag = "Notes", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = NoteId, Path, description = "The note"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_note(home: Home, Key(id): Key<NoteId>, IfMatch(seen): IfMatch) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(notes::delete(&home.store, &home.actor, id, seen).await?))
}
