//! People: read, made, changed, put into the bin, one by one and many at once.

use axum::http::StatusCode;
use calling_card_api::people::PersonRecord;
use calling_card_contact::{Person, PersonId, Problem};
use calling_card_crm::Beside;
use calling_card_crm::cobra::calls::PeopleFilter;
use calling_card_crm::cobra::wire::{self, PersonFields, PersonWithId};

use super::super::Caller;
use super::around::{Around, Lists};
use super::held::Held;
use super::writing::Draft;
use super::{DIALECT, Found, Outcome, Refusal, answer, ids, telling};
use crate::store::dialects::{cobra, records};
use crate::store::{Batch, people, sql};
use crate::{Error, clock};

/// Everybody.
pub(super) async fn list(caller: &Caller) -> Outcome {
    let around = Around::all(caller).await?;
    let mut connection = caller.connection().await?;
    let workspace = caller.actor.workspace;
    let everybody = records::all::<Person>(&mut connection, workspace).await?;
    let pictured = cobra::pictured(&mut connection, workspace).await?;
    let beside = records::all_beside::<Person>(&mut connection, workspace, DIALECT).await?;
    let nothing = Beside::default();
    let told = everybody.iter().filter_map(|record| {
        let key = record.id.to_string();
        // Who was made a moment ago has no id yet, and is told the next time.
        let id = around.person(record.id)?;
        let mut person = telling::person(record, &Held::said(beside.get(&key).unwrap_or(&nothing)), &around);
        if pictured.contains(&key) {
            person.profile_image = Some(telling::picture(&id, telling::SMALL));
            person.detail_image_path = Some(telling::picture(&id, telling::DETAIL));
        }
        Some(person)
    });
    Ok(answer::all(StatusCode::OK, &told.collect::<Vec<_>>()))
}

/// Those who have this e-mail address, this employee status, or both.
pub(super) async fn filter(caller: &Caller, asked: &PeopleFilter) -> Outcome {
    let said =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let (email, employee_status) = (said(&asked.email), said(&asked.employee_status));
    if email.is_none() && employee_status.is_none() {
        return Err(Refusal::at("email", Problem::Required));
    }
    let mut connection = caller.connection().await?;
    let place = (caller.actor.workspace, DIALECT);
    let found = cobra::people(&mut connection, place, (email.as_deref(), employee_status.as_deref())).await?;
    let mut around = Around::nobody(&mut connection, caller).await?;
    let mut told = Vec::with_capacity(found.len());
    for key in found {
        let id: PersonId = key.parse().map_err(|_| Error::Internal("a person's key that is none".into()))?;
        match people::read(&mut connection, caller.actor.workspace, id).await.map_err(Refusal::from) {
            Ok(record) => {
                around.add(&mut connection, caller, &record).await?;
                let held = Held::of(&mut connection, caller, id).await?;
                told.push(telling::person(&record, &held, &around));
            }
            // They went meanwhile.
            Err(Refusal::NotFound) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(answer::all(StatusCode::OK, &told))
}

/// One person.
pub(super) async fn get(caller: &Caller, id: &str) -> Outcome {
    let (record, held, around) = read(caller, id).await?;
    Ok(answer::one(StatusCode::OK, &telling::person(&record, &held, &around)))
}

/// One person in short.
pub(super) async fn quicklook(caller: &Caller, id: &str) -> Outcome {
    let (record, held, around) = read(caller, id).await?;
    Ok(answer::one(StatusCode::OK, &telling::quicklook(&record, &held, &around)))
}

/// A person with all that is told of them.
pub(super) async fn read(caller: &Caller, id: &str) -> Found<(PersonRecord, Held, Around)> {
    let mut connection = caller.connection().await?;
    let key = ids::key::<Person>(&mut connection, caller, id).await?;
    let record = people::read(&mut connection, caller.actor.workspace, key).await?;
    let held = Held::of(&mut connection, caller, key).await?;
    let around = Around::one(&mut connection, caller, &record).await?;
    Ok((record, held, around))
}

/// Makes a person.
pub(super) async fn create(caller: &Caller, said: PersonFields) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let made = write(&mut batch, caller, &lists, (Draft::default(), said)).await?;
    end(caller, batch, StatusCode::CREATED, &made).await
}

/// Makes several people, all of them or nobody.
pub(super) async fn create_all(caller: &Caller, said: Vec<PersonFields>) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let mut made = Vec::with_capacity(said.len());
    for (index, said) in said.into_iter().enumerate() {
        let record = write(&mut batch, caller, &lists, (Draft::default(), said)).await;
        made.push(record.map_err(|refusal| refusal.within(index))?);
    }
    end_all(caller, batch, StatusCode::CREATED, &made).await
}

/// Writes a person anew.
pub(super) async fn update(caller: &Caller, id: &str, said: PersonFields) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let draft = Draft::of(&mut batch, caller, id).await?;
    let record = write(&mut batch, caller, &lists, (draft, said)).await?;
    end(caller, batch, StatusCode::OK, &record).await
}

/// Writes several people anew, all of them or nobody.
pub(super) async fn update_all(caller: &Caller, said: Vec<PersonWithId>) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let mut written = Vec::with_capacity(said.len());
    for (index, PersonWithId { id, fields }) in said.into_iter().enumerate() {
        let at = |problem| Refusal::at("id", problem).within(index);
        let id = id.ok_or_else(|| at(Problem::Required))?;
        let draft = Draft::of(&mut batch, caller, &id).await.map_err(|refusal| match refusal {
            Refusal::NotFound => at(Problem::Unknown),
            other => other,
        })?;
        let record = write(&mut batch, caller, &lists, (draft, fields)).await;
        written.push(record.map_err(|refusal| refusal.within(index))?);
    }
    end_all(caller, batch, StatusCode::OK, &written).await
}

async fn write(
    batch: &mut Batch,
    caller: &Caller,
    lists: &Lists,
    (mut draft, said): (Draft, PersonFields),
) -> Found<PersonRecord> {
    let now = clock::now();
    draft.write((batch.connection(), caller, lists), said, &now).await?;
    draft.save(batch, caller).await
}

/// Puts a person into the bin.
pub(super) async fn delete(caller: &Caller, id: &str) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    delete_one(&mut batch, caller, id).await?;
    batch.commit(()).await?;
    Ok(answer::done())
}

/// Puts those of these ids into the bin, together; who is gone need not go. Answers who went.
pub(super) async fn delete_all(caller: &Caller, ids: Vec<String>) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut gone = Vec::with_capacity(ids.len());
    for id in ids {
        match delete_one(&mut batch, caller, &id).await {
            Ok(()) => gone.push(id),
            Err(Refusal::NotFound) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    batch.commit(()).await?;
    Ok(answer::all(StatusCode::OK, &gone))
}

async fn delete_one(batch: &mut Batch, caller: &Caller, id: &str) -> Found<()> {
    let key = ids::key::<Person>(batch.connection(), caller, id).await?;
    let version = batch.get::<Person>(&key).await?.version;
    Ok(people::delete_in(batch, key, version).await?)
}

/// Ends a batch, and tells the person as they are then.
pub(super) async fn end(caller: &Caller, mut batch: Batch, status: StatusCode, record: &PersonRecord) -> Outcome {
    let mut around = Around::nobody(batch.connection(), caller).await?;
    let told = tell(batch.connection(), caller, &mut around, record).await?;
    batch.commit(()).await?;
    Ok(answer::one(status, &told))
}

async fn end_all(caller: &Caller, mut batch: Batch, status: StatusCode, all: &[PersonRecord]) -> Outcome {
    let mut around = Around::nobody(batch.connection(), caller).await?;
    let mut told = Vec::with_capacity(all.len());
    for record in all {
        told.push(tell(batch.connection(), caller, &mut around, record).await?);
    }
    batch.commit(()).await?;
    Ok(answer::all(status, &told))
}

async fn tell(
    connection: &mut sql::Connection,
    caller: &Caller,
    around: &mut Around,
    record: &PersonRecord,
) -> Found<wire::Person> {
    around.add(connection, caller, record).await?;
    let held = Held::of(connection, caller, record.id).await?;
    Ok(telling::person(record, &held, around))
}

/// Whether there is a person of an id, and which: for calls that name people in what they send.
pub(super) async fn named(batch: &mut Batch, caller: &Caller, id: &str) -> Found<PersonId> {
    let key = ids::key::<Person>(batch.connection(), caller, id).await?;
    let _: PersonRecord = batch.get(&key).await?;
    Ok(key)
}
