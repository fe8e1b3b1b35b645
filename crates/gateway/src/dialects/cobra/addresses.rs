//! Addresses of business cards, one by one: a new favourite takes the flag from the old one, and one that gives it up leaves none.

use axum::http::StatusCode;
use calling_card_contact::{BusinessCard, CardId, Problem};
use calling_card_crm::cobra::wire;

use super::super::Caller;
use super::around::Lists;
use super::cards::{find_in, place};
use super::held::{Held, HeldCard};
use super::pieces::{Piece, Told, written};
use super::writing::Draft;
use super::{Found, Outcome, Refusal, answer, checks, ids, telling};
use crate::store::Batch;

/// Adds an address to a card.
pub(super) async fn add(caller: &Caller, of: (&str, &str), said: wire::Address) -> Outcome {
    let mut editing = Editing::begin(caller, of).await?;
    let mut addresses = editing.told()?;
    let id = ids::new();
    let new = wire::Address { id: Some(id.clone()), ..settled(said, &editing.lists)? };
    if new.is_favorite == Some(true) {
        addresses.iter_mut().for_each(|other| other.is_favorite = Some(false));
    }
    addresses.push(new);
    editing.write(addresses, &[&id]);
    editing.end(caller, (StatusCode::CREATED, &id)).await
}

/// Writes an address anew; what is left out is reset, but for whether it is the favourite.
pub(super) async fn update(caller: &Caller, of: (&str, &str), id: &str, said: wire::Address) -> Outcome {
    let mut editing = Editing::begin(caller, of).await?;
    let mut addresses = editing.told()?;
    let known = addresses.iter().position(|known| is(known, id)).ok_or(Refusal::NotFound)?;
    let said = settled(said, &editing.lists)?;
    if said.is_favorite == Some(true) {
        addresses.iter_mut().for_each(|other| other.is_favorite = Some(false));
    }
    for address in addresses.iter_mut().skip(known).take(1) {
        let favourite = said.is_favorite.or(address.is_favorite);
        *address = wire::Address { id: address.id.clone(), is_favorite: favourite, ..said.clone() };
    }
    editing.write(addresses, &[]);
    editing.end(caller, (StatusCode::OK, id)).await
}

/// Takes an address away. Where the favourite goes, and exactly one is left, that one becomes it.
pub(super) async fn delete(caller: &Caller, of: (&str, &str), id: &str) -> Outcome {
    let mut editing = Editing::begin(caller, of).await?;
    let mut addresses = editing.told()?;
    let known = addresses.iter().position(|known| is(known, id)).ok_or(Refusal::NotFound)?;
    let gone = addresses.remove(known);
    if let ([last], Some(true)) = (addresses.as_mut_slice(), gone.is_favorite) {
        last.is_favorite = Some(true);
    }
    editing.write(addresses, &[]);
    let Editing { mut batch, draft, .. } = editing;
    draft.save(&mut batch, caller).await?;
    batch.commit(()).await?;
    Ok(answer::done())
}

/// A card whose addresses are written.
struct Editing {
    batch: Batch,
    draft: Draft,
    lists: Lists,
    /// Where the card stands.
    place: usize,
    card: CardId,
}

impl Editing {
    async fn begin(caller: &Caller, (person, card): (&str, &str)) -> Found<Self> {
        let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
        let draft = Draft::of(&mut batch, caller, person).await?;
        let (place, card) = place(batch.connection(), caller, &draft, card).await?;
        let lists = Lists::of(batch.connection(), caller).await?;
        Ok(Self { batch, draft, lists, place, card })
    }

    /// The addresses as they are now.
    fn told(&self) -> Found<Vec<wire::Address>> {
        let card = self.draft.person.cards.get(self.place).ok_or(Refusal::NotFound)?;
        let told = telling::named(card, &self.draft.held.card(Some(self.card)));
        Ok(told.into_iter().map(|told| told.said).collect())
    }

    fn write(&mut self, addresses: Vec<wire::Address>, new: &[&str]) {
        let mut held = self.draft.held.card(Some(self.card));
        self.draft.person.cards.update(self.place, |card| replace(card, &mut held, (addresses, new)));
        self.draft.held.put_card(Some(self.card), held);
    }

    /// Ends it, and tells an address as it is then.
    async fn end(mut self, caller: &Caller, (status, id): (StatusCode, &str)) -> Outcome {
        let record = self.draft.save(&mut self.batch, caller).await?;
        let held = Held::of(self.batch.connection(), caller, record.id).await?;
        let card = find_in(&record.content, self.card)?;
        let told = telling::addresses(card, &held.card(card.id), &self.lists);
        let told = told.into_iter().find(|told| is(told, id)).ok_or(Refusal::NotFound)?;
        self.batch.commit(()).await?;
        Ok(answer::one(status, &told))
    }
}

/// Writes the addresses of a card over those of before.
pub(super) fn replace_all(
    card: &mut BusinessCard,
    held: &mut HeldCard,
    (said, lists): (Vec<wire::Address>, &Lists),
) -> Found<()> {
    let settled = said.into_iter().enumerate();
    let settled = settled.map(|(index, said)| settled_in(said, lists).map_err(|why| why.inside("addresses", index)));
    replace(card, held, (settled.collect::<Found<_>>()?, &[]));
    Ok(())
}

/// The same; ids that are new are taken as they are.
fn replace(card: &mut BusinessCard, held: &mut HeldCard, (said, new): (Vec<wire::Address>, &[&str])) {
    let before = telling::named(card, held);
    let said = identified(said, &before, new);
    let list = std::mem::take(&mut card.addresses).into_vec();
    let (addresses, kept) = written(&said, &before, &list);
    (card.addresses, held.addresses) = (addresses.into(), kept);
}

/// Addresses with their ids: that of the one that is meant, or a new one. An id that is nobody's is not looked at.
fn identified(said: Vec<wire::Address>, before: &[Told<wire::Address>], new: &[&str]) -> Vec<wire::Address> {
    let mut free: Vec<&wire::Address> = before.iter().map(|told| &told.said).collect();
    let mut said = said;
    let mut meant: Vec<Option<String>> = vec![None; said.len()];
    for named in [true, false] {
        for (said, meant) in said.iter().zip(&mut meant).filter(|(_, meant)| meant.is_none()) {
            let unnamed = wire::Address { id: None, ..said.clone() };
            let same = |known: &&wire::Address| match &said.id {
                Some(id) if named => is(known, id),
                Some(_) | None => !named && unnamed.is_same(known),
            };
            if let Some(place) = free.iter().position(same) {
                meant.clone_from(&free.remove(place).id);
            }
        }
    }
    for (said, meant) in said.iter_mut().zip(meant) {
        let taken = said.id.take().filter(|id| new.contains(&id.as_str()));
        said.id = meant.or(taken).or_else(|| Some(ids::new()));
    }
    said
}

/// An address as it is kept: what it is for in words, and of ids only those that follow from no list.
fn settled(said: wire::Address, lists: &Lists) -> Found<wire::Address> {
    checks::address(&said)?;
    settled_in(said, lists)
}

fn settled_in(said: wire::Address, lists: &Lists) -> Found<wire::Address> {
    let types = said.address_types.map(|types| {
        let each = types.into_iter().enumerate().map(|(index, entry)| {
            let known = entry.id.as_deref().and_then(|id| lists.address_types.find(id));
            let said = entry.text.filter(|text| !text.trim().is_empty());
            let text = said.or_else(|| known.map(|known| known.text.clone())).ok_or_else(|| {
                let problem = if entry.id.is_some() { Problem::Unknown } else { Problem::Required };
                Refusal::at("id", problem).inside("addressTypes", index)
            })?;
            let own = lists.address_types.said(&text).id;
            Ok(wire::TypeEntry { id: entry.id.filter(|id| !id.eq_ignore_ascii_case(&own)), text: Some(text) })
        });
        each.collect::<Found<Vec<_>>>()
    });
    let address_types = types.transpose()?.filter(|types| !types.is_empty());
    Ok(wire::Address { address_types, validation_info: None, ..said })
}

/// Whether an address has this id.
fn is(address: &wire::Address, id: &str) -> bool {
    address.id.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(id))
}
