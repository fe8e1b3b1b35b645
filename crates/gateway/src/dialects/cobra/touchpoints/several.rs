//! What is done to several touchpoints at once: all must be there, or nothing is done.

use axum::http::StatusCode;
use calling_card_contact::{PersonId, Problem};

use super::super::super::Caller;
use super::super::asked::Asked;
use super::super::checking::{Checking, trim};
use super::super::lists::Known;
use super::super::{Found, Outcome, Refusal, answer};
use super::record::{self, Touchpoint};
use super::wire::{Move, Priority, TouchpointTags};
use super::{TAGS, person, told};
use crate::store::Batch;

/// `/crm/touchpoints/tags`
pub(super) async fn tags(caller: &Caller, asked: &Asked) -> Outcome {
    let adding = match asked.method() {
        "POST" => true,
        "DELETE" => false,
        _ => return Err(Refusal::Method("POST, DELETE")),
    };
    let sent: TouchpointTags = asked.object()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let known = Known::of(batch.connection(), caller, TAGS).await?;
    let mut checking = Checking::default();
    checking.several("touchpointIds", &sent.touchpoint_ids);
    let change = checking.tag_change(sent.tags.unwrap_or_default(), (sent.tag_ids, adding), &known);
    checking.end()?;
    for at in sent.touchpoint_ids.iter().enumerate() {
        let mut touchpoint = found(&mut batch, caller, at).await?;
        change.apply(&mut touchpoint.told.tags, &known);
        touchpoint.write(&mut batch, caller).await?;
    }
    batch.commit(()).await?;
    Ok(answer::done_as(if adding { StatusCode::CREATED } else { StatusCode::OK }))
}

/// `PUT /crm/touchpoints/priority`
pub(super) async fn priority(caller: &Caller, asked: &Asked) -> Outcome {
    let mut sent: Priority = asked.object()?;
    let mut checking = Checking::default();
    checking.several("touchpointIds", &sent.touchpoint_ids);
    trim(&mut sent.priority);
    checking.short("priority", &sent.priority);
    checking.end()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    for at in sent.touchpoint_ids.iter().enumerate() {
        let mut touchpoint = found(&mut batch, caller, at).await?;
        touchpoint.told.fields.priority.clone_from(&sent.priority);
        touchpoint.write(&mut batch, caller).await?;
    }
    batch.commit(()).await?;
    Ok(answer::done())
}

/// `PUT /crm/touchpoints/move`: touchpoints of one person become those of another, who may be involved in them already.
pub(super) async fn hand_over(caller: &Caller, asked: &Asked) -> Outcome {
    let sent: Move = asked.object()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let from = someone(&mut batch, caller, ("fromPersonId", sent.from_person_id)).await?;
    let to = someone(&mut batch, caller, ("toPersonId", sent.to_person_id)).await?;
    if from == to {
        return Err(Refusal::at("toPersonId", Problem::Option));
    }
    let mut moved = Vec::new();
    match sent.touchpoint_ids {
        Some(ids) => {
            let mut checking = Checking::default();
            checking.several("touchpointIds", &ids);
            checking.end()?;
            for at in ids.iter().enumerate() {
                let touchpoint = found(&mut batch, caller, at).await?;
                // One that is named twice has been moved already.
                if moved.iter().any(|known: &Touchpoint| known.id == touchpoint.id) {
                    continue;
                }
                if !touchpoint.people.contains(&from) {
                    return Err(unknown(at.0));
                }
                moved.push(touchpoint);
            }
        }
        None => {
            for note in record::store(caller).about(batch.connection(), from).await? {
                moved.push(record::of_note(batch.connection(), caller, note).await?);
            }
        }
    }
    let mut answers = Vec::with_capacity(moved.len());
    for mut touchpoint in moved {
        let note = touchpoint.notes.iter().find(|note| note.content.person == from).cloned();
        if let Some(note) = note.filter(|_| !touchpoint.people.contains(&to)) {
            // The note goes along, with what stands beside it and its history.
            let mut content = note.content.clone();
            content.person = to;
            batch.update(&note.id, note.version, content).await?;
            touchpoint = Touchpoint::find(batch.connection(), caller, &touchpoint.id).await?;
        } else {
            touchpoint.people.retain(|person| *person != from);
            touchpoint.write(&mut batch, caller).await?;
        }
        answers.push(told(batch.connection(), caller, &touchpoint).await?);
    }
    batch.commit(()).await?;
    Ok(answer::all(StatusCode::OK, &answers))
}

async fn someone(batch: &mut Batch, caller: &Caller, (at, id): (&str, Option<String>)) -> Found<PersonId> {
    let id = id.filter(|id| !id.is_empty()).ok_or_else(|| Refusal::at(at, Problem::Required))?;
    person(batch.connection(), caller, &id).await?.ok_or_else(|| Refusal::at(at, Problem::Unknown))
}

/// The touchpoint of an id that stands in a body.
async fn found(batch: &mut Batch, caller: &Caller, (place, id): (usize, &String)) -> Found<Touchpoint> {
    Touchpoint::find(batch.connection(), caller, id).await.map_err(|refusal| match refusal {
        Refusal::NotFound => unknown(place),
        other => other,
    })
}

fn unknown(place: usize) -> Refusal {
    Refusal::at(&format!("touchpointIds[{place}]"), Problem::Unknown)
}
