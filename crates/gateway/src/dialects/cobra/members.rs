//! Members of a person that have calls of their own: the note, the tags, the life cycle.

use axum::http::StatusCode;
use calling_card_contact::{Check, Note, PersonId};
use calling_card_crm::cobra::wire;

use super::super::Caller;
use super::around::{self, Lists};
use super::people::end;
use super::writing::Draft;
use super::{Found, Outcome, Refusal};
use crate::clock;
use crate::store::Batch;

/// Writes the note about a person: one of those that staff see. An empty one is none.
pub(super) async fn set_note(caller: &Caller, id: &str, said: wire::Note) -> Outcome {
    let text = said.note.unwrap_or_default();
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let record = Draft::of(&mut batch, caller, id).await?.record()?.clone();
    write_note(&mut batch, caller, (record.id, &text)).await?;
    end(caller, batch, StatusCode::OK, &record).await
}

async fn write_note(batch: &mut Batch, caller: &Caller, (person, text): (PersonId, &str)) -> Found<()> {
    let known = around::note(batch.connection(), caller, person).await?;
    if text.trim().is_empty() {
        if let Some(note) = known {
            batch.delete::<Note>(&note.id, note.version).await?;
        }
        return Ok(());
    }
    let of_known = known.as_ref().map(|record| record.content.clone());
    let new = Note {
        person,
        title: String::new(),
        text: String::new(),
        flagged: false,
        category: String::new(),
        only_mine: false,
        there: None,
    };
    let note = Note { text: text.to_owned(), ..of_known.unwrap_or(new) };
    let errors = note.check();
    if let Some(error) = errors.into_iter().next() {
        return Err(Refusal::at("note", error.problem));
    }
    match known {
        Some(record) if record.content == note => {}
        Some(record) => drop(batch.update(&record.id, record.version, note).await?),
        None => {
            let record = batch.create::<Note>(clock::new_key(), note).await?;
            let (ids, person) = (around::note_ids(caller), person.to_string());
            ids.take(batch.connection(), &record.id.to_string(), &person).await?;
        }
    }
    Ok(())
}

/// Writes the orga tags of a person over those of before.
pub(super) async fn set_tags(caller: &Caller, id: &str, said: Vec<wire::Tag>) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let mut draft = Draft::of(&mut batch, caller, id).await?;
    draft.write_tags((batch.connection(), caller, &lists), said).await?;
    let record = draft.save(&mut batch, caller).await?;
    end(caller, batch, StatusCode::OK, &record).await
}

/// Writes the personality tags of a person over those of before.
pub(super) async fn set_personalities(caller: &Caller, id: &str, said: Vec<wire::Personality>) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let mut draft = Draft::of(&mut batch, caller, id).await?;
    draft.write_personalities(&lists, said)?;
    let record = draft.save(&mut batch, caller).await?;
    end(caller, batch, StatusCode::OK, &record).await
}

/// Writes the stage that a person is at.
pub(super) async fn set_lifecycle(caller: &Caller, id: &str, said: &wire::Lifecycle) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let mut draft = Draft::of(&mut batch, caller, id).await?;
    draft.write_lifecycle((batch.connection(), caller, &lists), said, &clock::now()).await?;
    let record = draft.save(&mut batch, caller).await?;
    end(caller, batch, StatusCode::OK, &record).await
}
