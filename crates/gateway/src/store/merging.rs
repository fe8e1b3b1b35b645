//! Merging: people become part of another one, who stays. All of it is one batch of the change log, and goes back with it.

use calling_card_api::ProblemKind;
use calling_card_api::Written;
use calling_card_api::duplicates::{Merge, Merged, PEOPLE, Seen};
use calling_card_api::people::PersonRecord;
use calling_card_contact::{CustomValues, FieldError, ForeignId, Person, PersonId, Problem, VCARD, unite};

use super::{Actor, Batch, Store, people};
use crate::{Error, Result};

mod hand_over;
mod log;

pub(crate) use hand_over::{HandedOver, hand_over};
pub(super) use log::{became_part_of, take_back};

/// Makes one person of several, or only says what would be done; all of it or nothing.
pub async fn merge(store: &Store, actor: &Actor, merge: Merge) -> Result<Written<Merged>> {
    let keys: Vec<PersonId> = merge.others.iter().map(|other| other.id).collect();
    if keys.is_empty() {
        return refuse("/others", Problem::Required);
    }
    if keys.len() >= PEOPLE {
        return refuse("/others", Problem::TooMany { max: PEOPLE as u32 - 1 });
    }
    let mut batch = Batch::begin(store, actor).await?;
    let stays = seen(&mut batch, merge.stays, "/stays/id").await?;
    let mut others = Vec::with_capacity(keys.len());
    for (place, other) in merge.others.iter().enumerate() {
        let field = format!("/others/{place}/id");
        if other.id == stays.id || keys.iter().take(place).any(|known| *known == other.id) {
            return refuse(&field, Problem::Taken);
        }
        others.push(seen(&mut batch, *other, &field).await?);
    }
    let before = custom_of(&stays, &others, &merge.person);
    let person = known_as(merge.person, &stays, &others);
    let person = people::prepare(&mut batch, person, &before, "/person").await?;
    let person = batch.update(&stays.id, stays.version, person).await?;
    let mut handed = HandedOver::default();
    for other in &others {
        handed.add(hand_over(&mut batch, other, stays.id).await?);
        people::delete_in(&mut batch, other.id, other.version).await?;
    }
    let HandedOver { moved, left } = handed;
    let merged = Merged { person, moved, left };
    if merge.preview {
        // The transaction ends with nothing done.
        return Ok(Written { batch: batch.id, result: merged });
    }
    batch.commit(merged).await
}

/// The person, as they were seen.
async fn seen(batch: &mut Batch, Seen { id, version }: Seen, field: &str) -> Result<PersonRecord> {
    match batch.get::<Person>(&id).await {
        Ok(record) if record.version == version => Ok(record),
        Ok(_) => Err(Error::Problem(ProblemKind::Stale)),
        Err(Error::Problem(ProblemKind::NotFound)) => refuse(field, Problem::Unknown),
        Err(error) => Err(error),
    }
}

/// Values of custom fields that need not fit their fields: those that one of them had before.
fn custom_of(stays: &PersonRecord, others: &[PersonRecord], person: &Person) -> CustomValues {
    let all: Vec<Person> = std::iter::once(stays).chain(others).map(|record| record.content.clone()).collect();
    let mut before = unite(&all).custom;
    for (key, value) in &person.custom {
        if all.iter().any(|known| known.custom.get(key) == Some(value)) {
            before.insert(key.clone(), value.clone());
        }
    }
    before
}

/// The person, known again by the vCards of all: an import of one of them finds who stays.
fn known_as(mut person: Person, stays: &PersonRecord, others: &[PersonRecord]) -> Person {
    for other in others {
        let uid = other.content.uid.clone();
        // What leaves as a vCard without a UID of its own bears the record's key.
        let uids = [Some(uid).filter(|uid| !uid.is_empty()), Some(other.id.to_string())];
        for id in uids.into_iter().flatten() {
            let known = person.foreign_ids.iter().any(|known| known.system == VCARD && known.id == id);
            if !known && id != person.uid && id != stays.id.to_string() {
                person.foreign_ids.push(ForeignId { system: VCARD.into(), id });
            }
        }
    }
    person
}

fn refuse<T>(field: &str, problem: Problem) -> Result<T> {
    Err(Error::Invalid(vec![FieldError { field: field.into(), problem }]))
}
