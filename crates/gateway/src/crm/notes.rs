//! Notes about people.

use axum::Json as Answer;
use axum::response::Response;
use calling_card_api::notes::{NewNoteQuery, NoteRecord};
use calling_card_api::{Nothing, ProblemDetails, Written};
use calling_card_contact::{FieldError, Note, NoteId, PersonId, Problem};

use crate::crm::Crm;
use crate::extract::{IfMatch, Json, Key, Query, made, written};
use crate::store::private::notes;
use crate::{Error, Result};

/// The notes about a person: flagged ones first, then the newest.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}/notes", tag = "Notes", params(("connection" = String, Path, description = "The CRM"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = Vec<NoteRecord>, description = "Notes"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_notes(crm: Crm, Key(id): Key<PersonId>) -> Result<Answer<Vec<NoteRecord>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => notes::list(&home.store, &home.member(), id).await?,
        Crm::Foreign(crm) => crm.notes(id).await?,
    }))
}

/// Writes a note.
#[utoipa::path(post, path = "/crm/{connection}/notes", tag = "Notes", params(("connection" = String, Path, description = "The CRM"), NewNoteQuery), request_body = Note, responses((status = 201, body = Written<NoteRecord>, description = "Made"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_note(crm: Crm, Query(query): Query<NewNoteQuery>, Json(note): Json<Note>) -> Result<Response> {
    Ok(made(match crm {
        Crm::Home(home) => notes::create(&home.store, &home.member(), query.id, note).await?,
        Crm::Foreign(crm) => crm.create_note(&of_all(note)?).await?,
    }))
}

/// Writes a note anew.
#[utoipa::path(put, path = "/crm/{connection}/notes/{id}", tag = "Notes", params(("connection" = String, Path, description = "The CRM"), ("id" = NoteId, Path, description = "The note"), ("If-Match" = String, Header, description = "The version that was seen")), request_body = Note, responses((status = 200, body = Written<NoteRecord>, description = "Written"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn update_note(
    crm: Crm,
    Key(id): Key<NoteId>,
    IfMatch(seen): IfMatch,
    Json(note): Json<Note>,
) -> Result<Response> {
    Ok(written(match crm {
        Crm::Home(home) => notes::update(&home.store, &home.member(), (id, seen), note).await?,
        Crm::Foreign(crm) => crm.update_note(id, seen, of_all(note)?).await?,
    }))
}

/// Puts a note into the bin.
#[utoipa::path(delete, path = "/crm/{connection}/notes/{id}", tag = "Notes", params(("connection" = String, Path, description = "The CRM"), ("id" = NoteId, Path, description = "The note"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_note(crm: Crm, Key(id): Key<NoteId>, IfMatch(seen): IfMatch) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => notes::delete(&home.store, &home.member(), id, seen).await?,
        Crm::Foreign(crm) => crm.delete_note(id, seen).await?,
    }))
}

/// The note, for another CRM, which has no place for what one member of staff alone sees.
fn of_all(note: Note) -> Result<Note> {
    if note.only_mine {
        return Err(Error::Invalid(vec![FieldError { field: "/only_mine".into(), problem: Problem::Option }]));
    }
    Ok(note)
}
