//! Business cards. A new favourite takes the flag from the old one, and one that gives it up leaves none; where the favourite goes and one
//! card is left, that one becomes it; and a card that is written where there is no favourite becomes it.

use axum::http::{StatusCode, header};
use calling_card_contact::{BusinessCard, CardId, Favourite, OneFavourite, Person, PersonId};
use calling_card_crm::cobra::wire::{self, CardFields};
use calling_card_crm::{Beside, Response};
use calling_card_vcard::{Export, Version, write};

use super::super::{Caller, with_header};
use super::around::{Around, Lists};
use super::held::Held;
use super::pieces::fitting;
use super::writing::{Draft, replace_preferring};
use super::{Found, Outcome, Refusal, addresses, answer, checks, days, ids, people, telling};
use crate::clock;
use crate::store::people as store;
use crate::store::{Batch, sql};

/// All cards of a person.
pub(super) async fn list(caller: &Caller, person: &str) -> Outcome {
    let (record, held, around) = people::read(caller, person).await?;
    let cards = record.content.cards.iter().map(|card| telling::card(card, &held, (record.id, &around)));
    Ok(answer::all(StatusCode::OK, &cards.collect::<Vec<_>>()))
}

/// A card of a person.
pub(super) async fn get(caller: &Caller, person: &str, card: &str) -> Outcome {
    let (record, held, around) = people::read(caller, person).await?;
    let card = one(&record.content, record.id, card, &around)?;
    Ok(answer::one(StatusCode::OK, &telling::card(card, &held, (record.id, &around))))
}

/// A card, whosever it is.
pub(super) async fn find(caller: &Caller, card: &str) -> Outcome {
    let mut connection = caller.connection().await?;
    let (person, _) = of_id(&mut connection, caller, card).await?;
    let record = store::read(&mut connection, caller.actor.workspace, person).await?;
    let held = Held::of(&mut connection, caller, person).await?;
    let around = Around::one(&mut connection, caller, &record).await?;
    let card = one(&record.content, record.id, card, &around)?;
    Ok(answer::one(StatusCode::OK, &telling::card(card, &held, (record.id, &around))))
}

/// A card as a vCard of version 3.0: the person, with what stands on this card.
pub(super) async fn vcard(caller: &Caller, person: &str, card: &str) -> Outcome {
    let (record, _, around) = people::read(caller, person).await?;
    let card = one(&record.content, record.id, card, &around)?;
    let named;
    let shown = if card.use_alternative_name {
        named = under_alternative_name(&record.content, card);
        &named
    } else {
        &record.content
    };
    let text = write(&Export {
        person: shown,
        uid: &format!("urn:uuid:{}", record.id),
        notes: &[],
        organizations: &[],
        custom_fields: &[],
        relatives: &[],
        version: Version::V3,
        card: card.id,
        changed_at: &record.changed_at,
    });
    let answer = with_header(Response::new(text.into_bytes()), header::CONTENT_TYPE, "text/vcard; charset=utf-8");
    Ok(with_header(answer, header::CONTENT_DISPOSITION, "attachment; filename=\"card.vcf\""))
}

/// The person as they are called on a card.
fn under_alternative_name(person: &Person, card: &BusinessCard) -> Person {
    let mut person = person.clone();
    person.name.formatted.clear();
    for (name, alternative) in [
        (&mut person.name.salutation, &card.alternative_salutation),
        (&mut person.name.title, &card.alternative_title),
        (&mut person.name.given, &card.alternative_first_name),
        (&mut person.name.family, &card.alternative_last_name),
    ] {
        name.clone_from(alternative);
    }
    person
}

/// Makes a card.
pub(super) async fn create(caller: &Caller, person: &str, said: CardFields) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut draft = Draft::of(&mut batch, caller, person).await?;
    let id: CardId = clock::new_key();
    let favourite = wanted(&said).unwrap_or_default();
    let mut card = BusinessCard { id: Some(id), favourite, ..BusinessCard::default() };
    let lists = Lists::of(batch.connection(), caller).await?;
    write_card(&mut draft, &mut card, (said, &lists))?;
    draft.person.cards.push(card);
    end(caller, batch, draft, (StatusCode::CREATED, id)).await
}

/// Writes a card anew: what is left out is reset, but for whether it is the favourite.
pub(super) async fn update(caller: &Caller, person: &str, card: &str, said: CardFields) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut draft = Draft::of(&mut batch, caller, person).await?;
    let (place, id) = place(batch.connection(), caller, &draft, card).await?;
    let wanted = wanted(&said);
    let nobody = draft.person.cards.iter().all(|card| !card.favourite);
    let mut card = draft.person.cards.get(place).cloned().ok_or(Refusal::NotFound)?;
    let lists = Lists::of(batch.connection(), caller).await?;
    write_card(&mut draft, &mut card, (said, &lists))?;
    card.favourite = wanted.unwrap_or(card.favourite) || nobody;
    draft.person.cards.update(place, |known| *known = card);
    end(caller, batch, draft, (StatusCode::OK, id)).await
}

/// Takes a card away.
pub(super) async fn delete(caller: &Caller, person: &str, card: &str) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut draft = Draft::of(&mut batch, caller, person).await?;
    let (_, id) = place(batch.connection(), caller, &draft, card).await?;
    remove(&mut draft.person.cards, |card| card.id == Some(id));
    draft.save(&mut batch, caller).await?;
    batch.commit(()).await?;
    Ok(answer::done())
}

/// Takes several cards of a person away; one that is gone need not go.
pub(super) async fn delete_all(caller: &Caller, person: &str, cards: &[String]) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut draft = Draft::of(&mut batch, caller, person).await?;
    let mut going: Vec<CardId> = Vec::with_capacity(cards.len());
    for card in cards {
        match place(batch.connection(), caller, &draft, card).await {
            Ok((_, id)) => going.push(id),
            Err(Refusal::NotFound) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    remove(&mut draft.person.cards, |card| card.id.is_some_and(|id| going.contains(&id)));
    draft.save(&mut batch, caller).await?;
    batch.commit(()).await?;
    Ok(answer::done())
}

/// Takes entries out. Where the favourite goes, and exactly one is left, that one becomes it; otherwise none does.
pub(super) fn remove<T: Favourite>(list: &mut OneFavourite<T>, goes: impl Fn(&T) -> bool) {
    let favourite_goes = list.iter().any(|entry| entry.is_favourite() && goes(entry));
    list.retain(|entry| !goes(entry));
    if favourite_goes && list.len() == 1 {
        list.prefer(0);
    }
}

/// Whether a card shall be the favourite; none where nothing is said.
fn wanted(said: &CardFields) -> Option<bool> {
    if said.mark_as_favorite == Some(true) { Some(true) } else { said.is_favorite }
}

/// Writes what is said of a card, but for whether it is the favourite.
fn write_card(draft: &mut Draft, card: &mut BusinessCard, (said, lists): (CardFields, &Lists)) -> Found<()> {
    checks::card(&said)?;
    let mut held = draft.held.card(card.id);
    addresses::replace_all(card, &mut held, (said.addresses.unwrap_or_default(), lists))?;
    replace_preferring(&mut card.phones, &mut held.phones, &said.phones.unwrap_or_default());
    replace_preferring(&mut card.emails, &mut held.emails, &said.emails.unwrap_or_default());
    replace_preferring(&mut card.positions, &mut held.positions, &said.business_positions.unwrap_or_default());
    let plain = CardFields {
        is_private: Some(said.is_private.unwrap_or_default()),
        alternative_salutation: said.alternative_salutation,
        alternative_title: said.alternative_title,
        alternative_firstname: said.alternative_firstname,
        alternative_lastname: said.alternative_lastname,
        business: said.business,
        valid_from: said.valid_from,
        valid_to: said.valid_to,
        // A card is in use unless it is said not to be.
        is_active: Some(said.is_active.unwrap_or(true)),
        use_alternative_name: Some(said.use_alternative_name.unwrap_or_default()),
        ..CardFields::default()
    };
    let before = held.fields.said(telling::plain_card(card));
    apply(card, &before, &plain);
    held.fields = Beside::of(&plain, &telling::plain_card(card));
    draft.held.put_card(card.id, held);
    Ok(())
}

/// Writes what is said otherwise than before, and fits.
fn apply(card: &mut BusinessCard, before: &CardFields, said: &CardFields) {
    card.private = said.is_private.unwrap_or_default();
    card.active = said.is_active.unwrap_or(true);
    card.use_alternative_name = said.use_alternative_name.unwrap_or_default();
    for (ours, said) in [
        (&mut card.alternative_salutation, &said.alternative_salutation),
        (&mut card.alternative_title, &said.alternative_title),
        (&mut card.alternative_first_name, &said.alternative_firstname),
        (&mut card.alternative_last_name, &said.alternative_lastname),
        (&mut card.business, &said.business),
    ] {
        *ours = fitting(said);
    }
    if said.valid_from != before.valid_from {
        card.valid_from = said.valid_from.as_deref().and_then(days::day);
    }
    if said.valid_to != before.valid_to {
        card.valid_to = said.valid_to.as_deref().and_then(days::day);
    }
}

/// A card of a person by its id.
fn one<'a>(person: &'a Person, of: PersonId, id: &str, around: &Around) -> Found<&'a BusinessCard> {
    let is = |card: &&BusinessCard| around.card(of, card).is_some_and(|known| known.eq_ignore_ascii_case(id));
    person.cards.iter().find(is).ok_or(Refusal::NotFound)
}

/// A card of a person by its key.
pub(super) fn find_in(person: &Person, id: CardId) -> Found<&BusinessCard> {
    person.cards.iter().find(|card| card.id == Some(id)).ok_or(Refusal::NotFound)
}

/// Whose card an id is of, and its key; neither may be there any more.
async fn of_id(connection: &mut sql::Connection, caller: &Caller, id: &str) -> Found<(PersonId, CardId)> {
    if !ids::is_id(id) {
        return Err(Refusal::NotFound);
    }
    let found = ids::of_cards(caller).find(connection, &id.to_ascii_lowercase()).await?;
    let (person, card) = found.as_deref().and_then(|key| key.split_once('/')).ok_or(Refusal::NotFound)?;
    Ok((person.parse().map_err(|_| Refusal::NotFound)?, card.parse().map_err(|_| Refusal::NotFound)?))
}

/// Where a card stands among those of a person, and its key.
pub(super) async fn place(
    connection: &mut sql::Connection,
    caller: &Caller,
    draft: &Draft,
    id: &str,
) -> Found<(usize, CardId)> {
    let (person, card) = of_id(connection, caller, id).await?;
    if draft.record()?.id != person {
        return Err(Refusal::NotFound);
    }
    let place = draft.person.cards.iter().position(|known| known.id == Some(card));
    Ok((place.ok_or(Refusal::NotFound)?, card))
}

/// Ends a batch, and tells a card as it is then.
async fn end(caller: &Caller, mut batch: Batch, draft: Draft, (status, id): (StatusCode, CardId)) -> Outcome {
    let record = draft.save(&mut batch, caller).await?;
    let around = Around::one(batch.connection(), caller, &record).await?;
    let held = Held::of(batch.connection(), caller, record.id).await?;
    let card = find_in(&record.content, id)?;
    let told: wire::Card = telling::card(card, &held, (record.id, &around));
    batch.commit(()).await?;
    Ok(answer::one(status, &told))
}
