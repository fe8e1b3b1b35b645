//! Relations between people. Each is one record, seen from both sides; in what is told of a person its id is that of the other one, so
//! that two people have one relation here, whatever staff make of them.

use axum::http::StatusCode;
use calling_card_api::relations::RelationRecord;
use calling_card_contact::{Check, PersonId, Problem, Relation, RelationKind};
use calling_card_crm::cobra::wire::{self, PeopleRelations, PeopleRemoved, RelationType};

use super::super::Caller;
use super::around::{Around, other};
use super::{Found, Outcome, Refusal, answer, asked, people};
use crate::clock;
use crate::store::dialects::cobra;
use crate::store::{Batch, sql};

/// What somebody is to another where nothing is said of it.
const UNSAID: &str = "Contact";

/// The relations of a person: those of a category, or all. A category is what the other one is.
pub(super) async fn list(caller: &Caller, person: &str, category: Option<&str>) -> Outcome {
    let (record, _, around) = people::read(caller, person).await?;
    let category = category.map(|category| category.trim().to_lowercase()).filter(|category| !category.is_empty());
    let is = |relation: &wire::Relation| {
        let kind = relation.kind.as_ref().and_then(|kind| kind.type_identifier.as_deref());
        category.is_none() || kind.map(str::to_lowercase) == category
    };
    let told = around.relations(record.id).iter().filter_map(|one| told(one, record.id, &around));
    Ok(answer::all(StatusCode::OK, &told.filter(is).collect::<Vec<_>>()))
}

/// Relates a person with another.
pub(super) async fn create(caller: &Caller, person: &str, said: &wire::Relation) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let person = people::named(&mut batch, caller, person).await?;
    let other = relate(&mut batch, caller, (person, said)).await?;
    end(caller, batch, StatusCode::CREATED, (person, other)).await
}

/// Relates people with others: all of them, or nobody.
pub(super) async fn create_all(caller: &Caller, said: &[PeopleRelations]) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    asked::few(said.iter().filter_map(|one| one.relations.as_ref()).map(Vec::len).sum())?;
    let mut made = Vec::new();
    for (index, PeopleRelations { people_id, relations }) in said.iter().enumerate() {
        let person = meant(&mut batch, caller, ("peopleId", people_id)).await.map_err(|why| why.within(index))?;
        let relations = relations.as_ref().ok_or_else(|| Refusal::at("relations", Problem::Required).within(index))?;
        for (place, relation) in relations.iter().enumerate() {
            let wrong = |why: Refusal| why.inside("relations", place).within(index);
            made.push((person, relate(&mut batch, caller, (person, relation)).await.map_err(wrong)?));
        }
    }
    end_all(caller, batch, StatusCode::CREATED, &made).await
}

/// Writes what another is to a person.
pub(super) async fn update(caller: &Caller, person: &str, other: &str, said: &RelationType) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let person = people::named(&mut batch, caller, person).await?;
    let other = people::named(&mut batch, caller, other).await?;
    write(&mut batch, caller, (person, other), said).await?;
    end(caller, batch, StatusCode::OK, (person, other)).await
}

/// Writes what others are to a person: all of them, or nobody.
pub(super) async fn update_all(caller: &Caller, person: &str, said: &[wire::Relation]) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let person = people::named(&mut batch, caller, person).await?;
    let mut written = Vec::with_capacity(said.len());
    for (index, relation) in said.iter().enumerate() {
        let wrong = |refusal| match refusal {
            Refusal::NotFound => Refusal::at("id", Problem::Unknown).within(index),
            other => other.within(index),
        };
        let other = meant(&mut batch, caller, ("id", &relation.id)).await.map_err(wrong)?;
        let kind = relation.kind.clone().unwrap_or_default();
        write(&mut batch, caller, (person, other), &kind).await.map_err(wrong)?;
        written.push((person, other));
    }
    end_all(caller, batch, StatusCode::OK, &written).await
}

/// Takes the relations between two people away.
pub(super) async fn delete(caller: &Caller, person: &str, other: &str) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let person = people::named(&mut batch, caller, person).await?;
    let other = people::named(&mut batch, caller, other).await?;
    if !unrelate(&mut batch, caller, (person, other)).await? {
        return Err(Refusal::NotFound);
    }
    batch.commit(()).await?;
    Ok(answer::done())
}

/// Takes relations of people away; those who are not related need not be parted.
pub(super) async fn delete_all(caller: &Caller, said: &[PeopleRemoved]) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    asked::few(said.iter().filter_map(|one| one.relation_ids.as_ref()).map(Vec::len).sum())?;
    for (index, PeopleRemoved { people_id, relation_ids }) in said.iter().enumerate() {
        let person = meant(&mut batch, caller, ("peopleId", people_id)).await.map_err(|why| why.within(index))?;
        let ids = relation_ids.as_ref().ok_or_else(|| Refusal::at("relationIds", Problem::Required).within(index))?;
        for id in ids {
            match people::named(&mut batch, caller, id).await {
                Ok(other) => drop(unrelate(&mut batch, caller, (person, other)).await?),
                Err(Refusal::NotFound) => {}
                Err(refusal) => return Err(refusal),
            }
        }
    }
    batch.commit(()).await?;
    Ok(answer::done())
}

/// The relations of a person, the oldest first.
pub(super) async fn of(
    connection: &mut sql::Connection,
    caller: &Caller,
    person: PersonId,
) -> Found<Vec<RelationRecord>> {
    Ok(cobra::relations(connection, caller.actor.workspace, person).await?)
}

/// A relation as it is told of a person.
pub(super) fn told(record: &RelationRecord, person: PersonId, around: &Around) -> Option<wire::Relation> {
    let (other, is) = record.content.seen_from(person)?;
    let kind = RelationType { type_identifier: Some(is.to_owned()), is_favorite: Some(record.content.favourite) };
    Some(wire::Relation { kind: Some(kind), id: Some(around.person(other)?) })
}

/// Who is named in what is sent; somebody who is not there is a wrong member.
async fn meant(batch: &mut Batch, caller: &Caller, (member, id): (&str, &Option<String>)) -> Found<PersonId> {
    let id = id.as_deref().ok_or_else(|| Refusal::at(member, Problem::Required))?;
    people::named(batch, caller, id).await.map_err(|refusal| match refusal {
        Refusal::NotFound => Refusal::at(member, Problem::Unknown),
        other => other,
    })
}

async fn relate(batch: &mut Batch, caller: &Caller, (from, said): (PersonId, &wire::Relation)) -> Found<PersonId> {
    let to = meant(batch, caller, ("id", &said.id)).await?;
    if !between(batch, caller, (from, to)).await?.is_empty() {
        return Err(Refusal::at("id", Problem::Taken));
    }
    let kind = said.kind.clone().unwrap_or_default();
    let word = kind.type_identifier.as_deref().map(str::trim).filter(|word| !word.is_empty()).unwrap_or(UNSAID);
    let favourite = kind.is_favorite.unwrap_or_default();
    let relation = Relation { from, to, kind: RelationKind::told_as(word), favourite };
    checked(&relation)?;
    batch.create::<Relation>(clock::new_key(), relation).await?;
    Ok(to)
}

/// What is left out stays.
async fn write(
    batch: &mut Batch,
    caller: &Caller,
    (person, other): (PersonId, PersonId),
    said: &RelationType,
) -> Found<()> {
    let record = between(batch, caller, (person, other)).await?.into_iter().next().ok_or(Refusal::NotFound)?;
    let mut relation = record.content.clone();
    let word = said.type_identifier.as_deref().map(str::trim).filter(|word| !word.is_empty());
    if let Some(word) = word.filter(|word| relation.seen_from(person).is_none_or(|(_, is)| is != *word)) {
        let told = RelationKind::told_as(word);
        relation.kind = if relation.from == person {
            told
        } else {
            RelationKind { forward: told.backward, backward: told.forward }
        };
    }
    relation.favourite = said.is_favorite.unwrap_or(relation.favourite);
    checked(&relation)?;
    if relation != record.content {
        batch.update(&record.id, record.version, relation).await?;
    }
    Ok(())
}

async fn unrelate(batch: &mut Batch, caller: &Caller, people: (PersonId, PersonId)) -> Found<bool> {
    let all = between(batch, caller, people).await?;
    for record in &all {
        batch.delete::<Relation>(&record.id, record.version).await?;
    }
    Ok(!all.is_empty())
}

/// The relations between two people, the oldest first: staff may have made several.
async fn between(
    batch: &mut Batch,
    caller: &Caller,
    (person, with): (PersonId, PersonId),
) -> Found<Vec<RelationRecord>> {
    let mut all = of(batch.connection(), caller, person).await?;
    all.retain(|record| other(&record.content, person) == with);
    Ok(all)
}

fn checked(relation: &Relation) -> Found<()> {
    match relation.check().into_iter().next() {
        None => Ok(()),
        Some(error) if error.field == "/to" => Err(Refusal::at("id", error.problem)),
        Some(error) => Err(Refusal::at("type.typeIdentifier", error.problem)),
    }
}

async fn end(caller: &Caller, mut batch: Batch, status: StatusCode, people: (PersonId, PersonId)) -> Outcome {
    let mut around = Around::nobody(batch.connection(), caller).await?;
    let told = tell(&mut batch, caller, &mut around, people).await?.ok_or(Refusal::NotFound)?;
    batch.commit(()).await?;
    Ok(answer::one(status, &told))
}

async fn end_all(caller: &Caller, mut batch: Batch, status: StatusCode, all: &[(PersonId, PersonId)]) -> Outcome {
    let mut around = Around::nobody(batch.connection(), caller).await?;
    let mut told = Vec::with_capacity(all.len());
    for people in all {
        told.extend(tell(&mut batch, caller, &mut around, *people).await?);
    }
    batch.commit(()).await?;
    Ok(answer::all(status, &told))
}

async fn tell(
    batch: &mut Batch,
    caller: &Caller,
    around: &mut Around,
    (person, other): (PersonId, PersonId),
) -> Found<Option<wire::Relation>> {
    let record = between(batch, caller, (person, other)).await?.into_iter().next();
    around.name(batch.connection(), caller, other).await?;
    Ok(record.and_then(|record| told(&record, person, around)))
}
