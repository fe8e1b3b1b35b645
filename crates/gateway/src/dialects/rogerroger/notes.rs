//! Notes about a person.

use axum::http::StatusCode;
use calling_card_api::changes::RecordKind;
use calling_card_api::notes::NoteRecord;
use calling_card_contact::{Check, Note, NoteId, PersonId};
use calling_card_crm::rogerroger::answers::respond;
use calling_card_crm::rogerroger::{mapping, wire};
use calling_card_crm::{Beside, patched};
use serde_json::Value;

use super::super::{Caller, times};
use super::people::key;
use super::refusal::BLANK;
use super::{DIALECT, Outcome, Refusal, answers};
use crate::store::dialects::{self, Place};
use crate::store::{Batch, notes, people, sql};
use crate::{Error, clock};

/// One note.
pub(super) async fn get(caller: &Caller, person: &str, id: &str) -> Outcome {
    let (person, id) = (key(person)?, note_key(id)?);
    let mut connection = caller.connection().await?;
    let record = of(person, notes::get(&mut connection, caller.actor.workspace, id).await?)?;
    let beside = beside(&mut connection, caller, &record).await?;
    Ok(respond(StatusCode::OK, &answers::note(&record, &beside)))
}

/// Writes a note. To somebody who is not there nothing is written; the vendor names no 404 for it.
pub(super) async fn create(caller: &Caller, person: &str, said: wire::Note) -> Outcome {
    let nobody = || Refusal::at("personId", "There is no such person.");
    let person: PersonId = person.parse().map_err(|_| nobody())?;
    let said = acceptable(said)?;
    people::get(&caller.store, caller.actor.workspace, person).await.map_err(|error| match Refusal::from(error) {
        Refusal::NotFound => nobody(),
        other => other,
    })?;
    let note = checked(mapping::note_from_wire(&said, person))?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let record = batch.create(clock::new_key(), note).await?;
    end(caller, batch, (record, said), StatusCode::CREATED).await
}

/// Writes a note anew: what is left out is reset.
pub(super) async fn replace(caller: &Caller, place: (&str, &str), said: wire::Note) -> Outcome {
    write(caller, place, |_| Ok(said)).await
}

/// Changes some members of a note.
pub(super) async fn patch(caller: &Caller, place: (&str, &str), patch: &Value) -> Outcome {
    write(caller, place, |before| patched(before, patch).map_err(Refusal::Unreadable)).await
}

async fn write(
    caller: &Caller,
    (person, id): (&str, &str),
    change: impl FnOnce(&wire::Note) -> Result<wire::Note, Refusal>,
) -> Outcome {
    let (person, id) = (key(person)?, note_key(id)?);
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let record = of(person, batch.get(&id).await?)?;
    let beside = beside(batch.connection(), caller, &record).await?;
    let said = acceptable(change(&answers::note_said(&record, &beside))?)?;
    let note = checked(mapping::note_from_wire(&said, person))?;
    let record = batch.update(&id, record.version, note).await?;
    end(caller, batch, (record, said), StatusCode::OK).await
}

async fn end(caller: &Caller, mut batch: Batch, written: (NoteRecord, wire::Note), status: StatusCode) -> Outcome {
    let (record, said) = written;
    let beside = Beside::of(&said, &answers::note_fields(&record.content));
    dialects::put_beside(batch.connection(), place(caller, &record.id.to_string()), &beside).await?;
    batch.commit(()).await?;
    Ok(respond(status, &answers::note(&record, &beside)))
}

/// What can be written: with a text and a category, and the time as it is answered. The id and the person are those of the address.
fn acceptable(said: wire::Note) -> Result<wire::Note, Refusal> {
    let blank = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().is_empty();
    let missing = [("description", &said.description), ("category", &said.category)];
    let missing: Vec<_> = missing.into_iter().filter(|(_, text)| blank(text)).collect();
    if !missing.is_empty() {
        let violations = missing.into_iter().map(|(member, _)| (member.to_owned(), BLANK.to_owned()));
        return Err(Refusal::Invalid(violations.collect()));
    }
    let time = |text: String| {
        times::ours(&text).ok_or_else(|| Refusal::at("createdAt", "This value is not a valid datetime."))
    };
    let created_at = said.created_at.map(time).transpose()?.map(|time| times::theirs(&time));
    let flagged = Some(said.flagged.unwrap_or_default());
    Ok(wire::Note { context: None, iri: None, kind: None, id: None, person_id: None, created_at, flagged, ..said })
}

fn checked(note: Note) -> Result<Note, Refusal> {
    let errors = note.check();
    if errors.is_empty() { Ok(note) } else { Err(Refusal::of(&errors)) }
}

/// The note, where it is about this person.
fn of(person: PersonId, record: NoteRecord) -> Result<NoteRecord, Refusal> {
    if record.content.person == person { Ok(record) } else { Err(Refusal::NotFound) }
}

/// What stands beside a note.
pub(super) async fn beside(
    connection: &mut sql::Connection,
    caller: &Caller,
    record: &NoteRecord,
) -> Result<Beside, Error> {
    dialects::beside(connection, place(caller, &record.id.to_string())).await
}

fn note_key(id: &str) -> Result<NoteId, Refusal> {
    id.parse().map_err(|_| Refusal::NotFound)
}

fn place<'a>(caller: &Caller, record: &'a str) -> Place<'a> {
    Place { workspace: caller.actor.workspace, dialect: DIALECT, kind: RecordKind::Note, record }
}
