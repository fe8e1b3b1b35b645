//! People.

use std::collections::BTreeSet;

use calling_card_api::changes::RecordKind;
use calling_card_api::people::{PeopleQuery, PersonRecord, PersonSummary};
use calling_card_api::{Nothing, Page, ProblemKind, Version, Written};
use calling_card_contact::{
    Check, CustomEntity, CustomValues, FieldError, FieldErrors, OneFavourite, Person, PersonId, Problem,
};

pub(crate) use super::derived::summarize;
use super::listing::{Filters, Listing};
use super::{Actor, Batch, Store, WorkspaceId, custom_fields, row, sql};
use crate::{Error, Result, clock};

/// A page of people.
pub async fn list(store: &Store, workspace: WorkspaceId, query: &PeopleQuery) -> Result<Page<PersonSummary>> {
    listing(query).page(store, workspace, RecordKind::Person).await
}

/// Which rows of the list a query asks for.
pub(super) fn listing(query: &PeopleQuery) -> Listing<'_> {
    Listing {
        q: &query.q,
        filters: Filters::of(query),
        organization: query.organization.map(|id| id.to_string()),
        // What has no system in front belongs to none.
        foreign_id: (!query.foreign_id.is_empty())
            .then(|| query.foreign_id.split_once(':').unwrap_or(("", &query.foreign_id))),
        sort: query.sort,
        cursor: query.cursor.as_ref(),
        offset: query.offset.unwrap_or_default(),
        limit: query.limit,
    }
}

/// One person.
pub async fn get(store: &Store, workspace: WorkspaceId, id: PersonId) -> Result<PersonRecord> {
    row::get(&mut store.pool.acquire().await?, workspace, &id).await
}

/// The same, by a connection that is at hand.
pub(crate) async fn read(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: PersonId,
) -> Result<PersonRecord> {
    row::get(connection, workspace, &id).await
}

/// Makes a person.
pub async fn create(store: &Store, actor: &Actor, person: Person) -> Result<Written<PersonRecord>> {
    create_as(store, actor, clock::new_key(), person).await
}

/// Makes a person under a key that was made for them.
pub async fn create_as(store: &Store, actor: &Actor, id: PersonId, person: Person) -> Result<Written<PersonRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let person = prepare(&mut batch, person, &CustomValues::new(), "").await?;
    let record = batch.create(id, person).await?;
    batch.commit(record).await
}

/// Writes a person anew.
pub async fn update(
    store: &Store,
    actor: &Actor,
    id: PersonId,
    seen: Version,
    person: Person,
) -> Result<Written<PersonRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let old: PersonRecord = batch.get(&id).await?;
    let person = prepare(&mut batch, person, &old.content.custom, "").await?;
    let record = batch.update(&id, seen, person).await?;
    batch.commit(record).await
}

/// Puts a person into the bin, with the notes about them, their relations, what is published of them, their bookings and invitations.
pub async fn delete(store: &Store, actor: &Actor, id: PersonId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    delete_in(&mut batch, id, seen).await?;
    batch.commit(Nothing).await
}

/// The same within a batch.
pub(crate) async fn delete_in(batch: &mut Batch, id: PersonId, seen: Version) -> Result<()> {
    let workspace = batch.actor.workspace;
    batch.delete::<Person>(&id, seen).await?;
    let notes = ids_of(
        batch.connection(),
        "SELECT id FROM records WHERE workspace = ? AND kind = 'note' AND parent = ? AND deleted_at IS NULL",
        workspace,
        id,
    )
    .await?;
    let relations = ids_of(
        batch.connection(),
        "SELECT id FROM links WHERE workspace = ? AND kind = 'relation' AND link = 'person' AND target = ?",
        workspace,
        id,
    )
    .await?;
    let published = ids_of(
        batch.connection(),
        "SELECT id FROM records WHERE workspace = ? AND kind = 'published_card' AND parent = ? AND deleted_at IS NULL",
        workspace,
        id,
    )
    .await?;
    batch.delete_children(RecordKind::Note, &notes).await?;
    batch.delete_children(RecordKind::Relation, &relations).await?;
    batch.delete_children(RecordKind::PublishedCard, &published).await?;
    for (kind, of_person) in [
        (
            RecordKind::Booking,
            "SELECT id FROM records WHERE workspace = ? AND kind = 'booking' AND parent = ? AND deleted_at IS NULL",
        ),
        (
            RecordKind::Invitation,
            "SELECT id FROM records WHERE workspace = ? AND kind = 'invitation' AND parent = ? AND deleted_at IS NULL",
        ),
    ] {
        let ids = ids_of(batch.connection(), of_person, workspace, id).await?;
        batch.delete_children(kind, &ids).await?;
    }
    Ok(())
}

/// Checks a person, sees that what they refer to is there, and fills in what the gateway knows: keys of cards, E.164 of numbers.
/// Of custom fields it looks at those that differ from the values of before.
pub(crate) async fn prepare(
    batch: &mut Batch,
    mut person: Person,
    before: &CustomValues,
    path: &str,
) -> Result<Person> {
    person.settle_personality_tags();
    let mut errors = person.check();
    errors.extend(custom_fields::settle(batch, CustomEntity::Person, before, &mut person.custom).await?);
    let workspace = batch.actor.workspace;
    for (index, place) in person.organizations.iter().enumerate() {
        if !super::organizations::exists(batch.connection(), workspace, place.organization).await? {
            let field = format!("/organizations/{index}/organization");
            errors.push(FieldError { field, problem: Problem::Unknown });
        }
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(under(path, errors)));
    }
    let mut seen = BTreeSet::new();
    let cards = std::mem::take(&mut person.cards).into_vec();
    person.cards = cards
        .into_iter()
        .map(|mut card| {
            // A key of a card is unique; one that stands twice, or is missing, is made anew.
            card.id = Some(card.id.filter(|id| seen.insert(*id)).unwrap_or_else(clock::new_key));
            let numbers = std::mem::take(&mut card.phones).into_vec();
            card.phones = numbers
                .into_iter()
                .map(|mut phone| {
                    phone.e164 = e164(&phone.number);
                    phone
                })
                .collect();
            card
        })
        .collect::<OneFavourite<_>>();
    let mut tags = BTreeSet::new();
    person.tags.retain(|tag| tags.insert(tag.clone()));
    let mut tags = BTreeSet::new();
    person.personality_tags.retain(|tag| tags.insert(tag.clone()));
    Ok(person)
}

/// Whether a person is in a workspace.
pub(super) async fn exists(connection: &mut sql::Connection, workspace: WorkspaceId, id: PersonId) -> Result<bool> {
    match row::get::<Person>(connection, workspace, &id).await {
        Ok(_) => Ok(true),
        Err(Error::Problem(ProblemKind::NotFound)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A number in E.164, where it can be told; a number without country code is taken for a German one.
fn e164(number: &str) -> String {
    phonenumber::parse(Some(phonenumber::country::DE), number)
        .ok()
        .filter(phonenumber::is_valid)
        .map(|number| number.format().mode(phonenumber::Mode::E164).to_string())
        .unwrap_or_default()
}

pub(super) fn under(path: &str, errors: FieldErrors) -> FieldErrors {
    errors.into_iter().map(|error| FieldError { field: format!("{path}{}", error.field), ..error }).collect()
}

async fn ids_of(
    connection: &mut sql::Connection,
    sql: &'static str,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Vec<String>> {
    Ok(sql::query_scalar(sql).bind(workspace.0).bind(person.to_string()).fetch_all(connection).await?)
}
