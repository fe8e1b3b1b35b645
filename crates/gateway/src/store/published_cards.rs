//! Published business cards.

use std::collections::BTreeSet;

use calling_card_api::people::PersonRecord;
use calling_card_api::published_cards::{PublishedCardRecord, PublishedCardSummary};
use calling_card_api::{Nothing, ProblemKind, Version, Written};
use calling_card_contact::{
    FieldError, Person, PersonId, Problem, PublicCard, PublicPart, PublishedCard, PublishedCardId, public, public_parts,
};
use rand::RngCore;
use uuid::Uuid;

use super::row::{self, Row, columns};
use super::{Actor, Batch, Store, WorkspaceId, sql};
use crate::{Error, Result};

/// What everybody may see at the address of a published card: of the person no more than this leaves the store.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The published card.
    pub id: PublishedCardId,
    /// What is public.
    pub card: PublicCard,
    /// Whether search engines may list its page.
    pub indexed: bool,
}

/// What is shown at an address. One that was withdrawn, or whose person or business card is gone, says that it is no longer there.
pub async fn find(store: &Store, id: &PublishedCardId) -> Result<Shown> {
    let mut connection = store.pool.acquire().await?;
    let owner: Option<(Uuid, bool)> =
        sql::query_as("SELECT workspace, deleted_at IS NOT NULL FROM records WHERE kind = 'published_card' AND id = ?")
            .bind(id.as_str())
            .fetch_optional(&mut connection)
            .await?;
    let (workspace, withdrawn) = owner.ok_or(Error::NOT_FOUND)?;
    if withdrawn {
        return Err(Error::Problem(ProblemKind::Withdrawn));
    }
    let workspace = WorkspaceId(workspace);
    let published = row::get::<PublishedCard>(&mut connection, workspace, id).await?.content;
    let person = person_of(&mut connection, workspace, published.person).await?;
    let card = person.and_then(|person| public(&person.content, &published));
    let card = card.ok_or(Error::Problem(ProblemKind::Withdrawn))?;
    Ok(Shown { id: id.clone(), card, indexed: published.indexed })
}

/// All published cards of a workspace, by name.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<PublishedCardSummary>> {
    let mut connection = store.pool.acquire().await?;
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'published_card' AND deleted_at IS NULL ORDER BY name, id"
    ))
    .bind(workspace.0)
    .fetch_all(&mut connection)
    .await?;
    let mut cards = Vec::with_capacity(rows.len());
    for row in rows {
        let published: PublishedCardRecord = row.record()?;
        let person = person_of(&mut connection, workspace, published.content.person).await?;
        let person = person.map(|person| person.content).unwrap_or_default();
        let card = person.cards.iter().find(|card| card.id == Some(published.content.card));
        let business = card.map(|card| card.business.clone()).unwrap_or_default();
        let (name, shown) = (person.display_name(), public(&person, &published.content).is_some());
        cards.push(PublishedCardSummary { published, name, business, shown });
    }
    Ok(cards)
}

/// What is published of a person, the oldest first.
pub async fn of_person(store: &Store, workspace: WorkspaceId, person: PersonId) -> Result<Vec<PublishedCardRecord>> {
    let mut connection = store.pool.acquire().await?;
    row::get::<Person>(&mut connection, workspace, &person).await?;
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'published_card' AND parent = ? AND deleted_at IS NULL
         ORDER BY created_at, id"
    ))
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(&mut connection)
    .await?;
    rows.into_iter().map(Row::record).collect()
}

/// One published card.
pub async fn get(store: &Store, workspace: WorkspaceId, id: &PublishedCardId) -> Result<PublishedCardRecord> {
    row::get(&mut store.pool.acquire().await?, workspace, id).await
}

/// Publishes a business card under a new address.
pub async fn create(store: &Store, actor: &Actor, published: PublishedCard) -> Result<Written<PublishedCardRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let published = prepare(&mut batch, published).await?;
    let taken: Option<i64> = sql::query_scalar(
        "SELECT 1 FROM records WHERE workspace = ? AND kind = 'published_card' AND parent = ? AND deleted_at IS NULL
         AND content ->> '$.card' = ?",
    )
    .bind(actor.workspace.0)
    .bind(published.person.to_string())
    .bind(published.card.to_string())
    .fetch_optional(batch.connection())
    .await?;
    if taken.is_some() {
        return Err(wrong("/card", Problem::Taken));
    }
    let mut random = [0; 10];
    rand::rng().fill_bytes(&mut random);
    let record = batch.create(PublishedCardId::new(random), published).await?;
    batch.commit(record).await
}

/// Changes what is public of a published card; person and business card stay as they are.
pub async fn update(
    store: &Store,
    actor: &Actor,
    id: &PublishedCardId,
    seen: Version,
    published: PublishedCard,
) -> Result<Written<PublishedCardRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let PublishedCard { person, card, .. } = batch.get::<PublishedCard>(id).await?.content;
    let published = prepare(&mut batch, PublishedCard { person, card, ..published }).await?;
    let record = batch.update(id, seen, published).await?;
    batch.commit(record).await
}

/// Withdraws a published card: it goes into the bin, and its address shows nothing from now on.
pub async fn withdraw(store: &Store, actor: &Actor, id: &PublishedCardId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    batch.delete::<PublishedCard>(id, seen).await?;
    batch.commit(Nothing).await
}

/// Sees that the business card is there, keeps of what was chosen only what is there too, and that a name or a business stands on top.
async fn prepare(batch: &mut Batch, published: PublishedCard) -> Result<PublishedCard> {
    let workspace = batch.actor.workspace;
    let person = person_of(batch.connection(), workspace, published.person).await?;
    let person = person.ok_or_else(|| wrong("/person", Problem::Unknown))?.content;
    let card = person.cards.iter().find(|card| card.id == Some(published.card) && card.active);
    let card = card.ok_or_else(|| wrong("/card", Problem::Unknown))?;
    let parts: BTreeSet<PublicPart> = public_parts(&person, card).into_iter().map(|(part, _)| part).collect();
    let chosen = parts.into_iter().filter(|part| published.public.contains(part)).collect();
    let published = PublishedCard { public: chosen, ..published };
    let title = public(&person, &published).map(|card| card.title()).unwrap_or_default();
    if title.trim().is_empty() {
        return Err(wrong("/public", Problem::Required));
    }
    Ok(PublishedCard { title, ..published })
}

async fn person_of(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: PersonId,
) -> Result<Option<PersonRecord>> {
    match row::get::<Person>(connection, workspace, &id).await {
        Ok(record) => Ok(Some(record)),
        Err(Error::Problem(ProblemKind::NotFound)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn wrong(field: &str, problem: Problem) -> Error {
    Error::Invalid(vec![FieldError { field: field.into(), problem }])
}
