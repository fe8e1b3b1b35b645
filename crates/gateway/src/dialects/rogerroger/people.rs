//! People.

use axum::http::StatusCode;
use calling_card_api::changes::RecordKind;
use calling_card_api::people::PersonRecord;
use calling_card_contact::{CustomValues, Person, PersonId};
use calling_card_crm::rogerroger::answers::respond;
use calling_card_crm::rogerroger::filter::PersonFilter;
use calling_card_crm::rogerroger::wire::PersonFields;
use calling_card_crm::rogerroger::{apply, mapping};
use calling_card_crm::{Beside, patched};
use serde_json::Value;

use super::super::{Caller, empty, times};
use super::refusal::BLANK;
use super::{DIALECT, Outcome, Refusal, answers};
use crate::clock;
use crate::store::dialects::{self, Asked, Place};
use crate::store::{Batch, people};

/// A page of people.
pub(super) async fn list(caller: &Caller, filter: &PersonFilter) -> Outcome {
    let made = times::bounds(&filter.made).map_err(Refusal::parameter)?;
    let asked = Asked { dialect: DIALECT, filter, made: &made };
    let (people, total) = dialects::people(&caller.store, caller.actor.workspace, &asked).await?;
    let (list, pairs) = (("Person", "/people"), filter.pairs());
    if filter.ids_only {
        let ids: Vec<String> = people.iter().map(|(record, _)| record.id.to_string()).collect();
        return Ok(respond(StatusCode::OK, &answers::page(list, (filter.paging, &pairs), (ids, total))));
    }
    let members = people.iter().map(|(record, beside)| answers::member(record, beside)).collect();
    Ok(respond(StatusCode::OK, &answers::page(list, (filter.paging, &pairs), (members, total))))
}

/// One person.
pub(super) async fn get(caller: &Caller, id: &str) -> Outcome {
    let record = people::get(&caller.store, caller.actor.workspace, key(id)?).await?;
    let mut connection = caller.connection().await?;
    let beside = dialects::beside(&mut connection, place(caller, &record.id.to_string())).await?;
    Ok(respond(StatusCode::OK, &answers::person(&record, &beside)))
}

/// Makes a person.
pub(super) async fn create(caller: &Caller, said: PersonFields) -> Outcome {
    let said = acceptable(said)?;
    let mut person = Person::default();
    apply(&mut person, &mapping::to_wire(&Person::default()), &said);
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let person = people::prepare(&mut batch, person, &CustomValues::new(), "").await?;
    let record = batch.create(clock::new_key(), person).await?;
    end(caller, batch, (record, said), StatusCode::CREATED).await
}

/// Writes a person anew: what is left out is reset.
pub(super) async fn replace(caller: &Caller, id: &str, said: PersonFields) -> Outcome {
    let id = key(id)?;
    write(caller, id, |_| Ok(said)).await
}

/// Changes some members of a person.
pub(super) async fn patch(caller: &Caller, id: &str, patch: &Value) -> Outcome {
    let id = key(id)?;
    write(caller, id, |before| patched(before, patch).map_err(Refusal::Unreadable)).await
}

/// Puts a person into the bin.
pub(super) async fn delete(caller: &Caller, id: &str) -> Outcome {
    caller.delete_person(key(id)?).await?;
    Ok(empty(StatusCode::NO_CONTENT))
}

async fn write(
    caller: &Caller,
    id: PersonId,
    change: impl FnOnce(&PersonFields) -> Result<PersonFields, Refusal>,
) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let record: PersonRecord = batch.get(&id).await?;
    let beside = dialects::beside(batch.connection(), place(caller, &id.to_string())).await?;
    let before = answers::said(&record, &beside);
    let said = acceptable(change(&before)?)?;
    let mut person = record.content.clone();
    apply(&mut person, &before, &said);
    let person = people::prepare(&mut batch, person, &record.content.custom, "").await?;
    let record = batch.update(&id, record.version, person).await?;
    end(caller, batch, (record, said), StatusCode::OK).await
}

/// Writes beside the record what the model has no place for, and answers the record.
async fn end(caller: &Caller, mut batch: Batch, written: (PersonRecord, PersonFields), status: StatusCode) -> Outcome {
    let (record, said) = written;
    let beside = Beside::of(&said, &mapping::to_wire(&record.content));
    dialects::put_beside(batch.connection(), place(caller, &record.id.to_string()), &beside).await?;
    batch.commit(()).await?;
    Ok(respond(status, &answers::person(&record, &beside)))
}

/// What can be written: with a family name, and times as the model has them. The id is the record's.
fn acceptable(said: PersonFields) -> Result<PersonFields, Refusal> {
    if said.family_name.as_deref().unwrap_or_default().trim().is_empty() {
        return Err(Refusal::at("familyName", BLANK));
    }
    let time = |text: String| {
        times::ours(&text).ok_or_else(|| Refusal::at("archivedAt", "This value is not a valid datetime."))
    };
    let archived_at = said.archived_at.map(time).transpose()?.map(|time| time.0);
    Ok(PersonFields { id: None, archived_at, ..said })
}

/// A key; what is none names nobody.
pub(super) fn key(id: &str) -> Result<PersonId, Refusal> {
    id.parse().map_err(|_| Refusal::NotFound)
}

fn place<'a>(caller: &Caller, record: &'a str) -> Place<'a> {
    Place { workspace: caller.actor.workspace, dialect: DIALECT, kind: RecordKind::Person, record }
}
