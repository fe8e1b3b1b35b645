//! People as one member of staff sees and writes them: with the business cards that they keep to themselves.

use calling_card_api::people::PersonRecord;
use calling_card_api::{Version, Written};
use calling_card_contact::{BusinessCard, CardId, CustomValues, Person, PersonId};

use super::Member;
use super::part::{self, Kept, Key, Kind};
use crate::store::{Batch, Store, people, sql};
use crate::{Result, clock};

/// One person.
pub async fn get(store: &Store, member: &Member, id: PersonId) -> Result<PersonRecord> {
    let mut connection = store.pool.acquire().await?;
    let record = people::read(&mut connection, member.actor.workspace, id).await?;
    with_own(&mut connection, member, record).await
}

/// Makes a person.
pub async fn create(store: &Store, member: &Member, person: Person) -> Result<Written<PersonRecord>> {
    let mut batch = Batch::begin(store, &member.actor).await?;
    let person = people::prepare(&mut batch, person, &CustomValues::new(), "").await?;
    let (person, own) = apart(person, &Person::default());
    let record = batch.create(clock::new_key(), person).await?;
    keep(&mut batch, member, record.id, own).await?;
    let record = with_own(batch.connection(), member, record).await?;
    batch.commit(record).await
}

/// Writes a person anew. Of private cards it writes those of the member alone.
pub async fn update(
    store: &Store,
    member: &Member,
    (id, seen): (PersonId, Version),
    person: Person,
) -> Result<Written<PersonRecord>> {
    let mut batch = Batch::begin(store, &member.actor).await?;
    let old: PersonRecord = batch.get(&id).await?;
    let person = people::prepare(&mut batch, person, &old.content.custom, "").await?;
    let (person, own) = apart(person, &old.content);
    // The version goes up even where others see nothing new: two windows of the owner must not overwrite each other.
    let record = batch.update(&id, seen, person).await?;
    keep(&mut batch, member, id, own).await?;
    let record = with_own(batch.connection(), member, record).await?;
    batch.commit(record).await
}

/// A written person with the cards that its writer keeps to themselves.
pub async fn told(store: &Store, member: &Member, written: Written<PersonRecord>) -> Result<Written<PersonRecord>> {
    let mut connection = store.pool.acquire().await?;
    let result = with_own(&mut connection, member, written.result).await?;
    Ok(Written { result, ..written })
}

/// Takes out what the writer alone sees. Where their main card is among it, the main card of all others stays what it was.
fn apart(mut person: Person, before: &Person) -> (Person, Vec<(usize, BusinessCard)>) {
    let cards = std::mem::take(&mut person.cards).into_vec();
    let (own, shared): (Vec<_>, Vec<_>) = cards.into_iter().enumerate().partition(|(_, card)| card.only_mine);
    let mut shared: Vec<BusinessCard> = shared.into_iter().map(|(_, card)| card).collect();
    if own.iter().any(|(_, card)| card.favourite) {
        let main: Option<CardId> = before.cards.iter().find(|card| card.favourite).and_then(|card| card.id);
        for card in &mut shared {
            card.favourite = main.is_some() && card.id == main;
        }
    }
    person.cards = shared.into();
    (person, own)
}

/// Writes the private cards of a person, and takes away those that are there no more.
async fn keep(batch: &mut Batch, member: &Member, person: PersonId, cards: Vec<(usize, BusinessCard)>) -> Result<()> {
    let workspace = batch.actor.workspace;
    let before = part::about(batch.connection(), workspace, (person, Kind::Card), Some(member.id)).await?;
    let mut new: Vec<(Key, Kept)> = Vec::with_capacity(cards.len());
    for (place, card) in cards {
        // Each has a key: `people::prepare` gives one.
        let id = card.id.unwrap_or_else(clock::new_key).to_string();
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let kept = Kept { place, ..Kept::new(batch, person, &card)? };
        new.push((Key { owner: member.id, kind: Kind::Card, id }, kept));
    }
    for (key, _) in before {
        if new.iter().all(|(known, _)| *known != key) {
            part::write(batch, &key, None).await?;
        }
    }
    for (key, kept) in new {
        part::write(batch, &key, Some(kept)).await?;
    }
    Ok(())
}

/// Puts in what the reader alone sees, each card in its place.
async fn with_own(connection: &mut sql::Connection, member: &Member, mut record: PersonRecord) -> Result<PersonRecord> {
    let workspace = member.actor.workspace;
    let mut cards = std::mem::take(&mut record.content.cards).into_vec();
    for (_, kept) in part::about(connection, workspace, (record.id, Kind::Card), Some(member.id)).await? {
        let card: BusinessCard = serde_json::from_str(&kept.content)?;
        // One that became public again, by an undo or an earlier version, is what all see.
        if cards.iter().any(|known| known.id == card.id) {
            continue;
        }
        if card.favourite {
            cards.iter_mut().for_each(|known| known.favourite = false);
        }
        let place = usize::try_from(kept.place).unwrap_or(usize::MAX).min(cards.len());
        cards.insert(place, card);
    }
    record.content.cards = cards.into();
    Ok(record)
}
