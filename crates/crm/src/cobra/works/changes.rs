//! What makes of the business cards of before those of after.

use std::collections::VecDeque;

use calling_card_contact::BusinessCard;

use crate::cobra::mapping::{card_changed, card_from_wire, card_key, card_to_wire};
use crate::cobra::wire::{Card, CardFields};

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The card of this id is written over; where it stands in our person.
    Write(String, Box<CardFields>, usize),
    /// A card is added.
    Add(Box<CardFields>, usize),
    /// The card of this id is deleted.
    Delete(String),
}

/// Whether the second card is what became of the first.
type Same<'a> = dyn Fn(&BusinessCard, &BusinessCard) -> bool + 'a;

/// The calls, as the cards stand there. Where there is no main card, the vendor makes the one that is changed the main one: so the one
/// that shall be it is changed after the others, and what goes goes last.
pub(super) fn changes(there: &[Card], before: &[BusinessCard], after: &[BusinessCard]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut left: VecDeque<&BusinessCard> = before.iter().collect();
    let pairs: Vec<(usize, &BusinessCard, Option<&BusinessCard>)> = {
        let mut pairs: Vec<_> = after.iter().enumerate().map(|(place, card)| (place, card, None)).collect();
        let same_id = |was: &BusinessCard, card: &BusinessCard| card.id.is_some() && was.id == card.id;
        let alike = |was: &BusinessCard, card: &BusinessCard| card_to_wire(was) == card_to_wire(card);
        // Who names no card by its key means each in its turn.
        let nameless = after.iter().all(|card| card.id.is_none());
        let next = |_: &BusinessCard, _: &BusinessCard| nameless;
        let ways: [&Same; 3] = [&same_id, &alike, &next];
        for way in ways {
            for (_, card, pair) in pairs.iter_mut().filter(|(_, _, pair)| pair.is_none()) {
                let found = left.iter().position(|was| way(was, card));
                *pair = found.and_then(|found| left.remove(found));
            }
        }
        pairs
    };
    for (place, card, was) in pairs {
        let fields = card_to_wire(card);
        match was.map(|was| (was, stands(there, was))) {
            Some((was, Some(known))) => {
                let write = card_changed(&known.fields, &card_to_wire(was), &fields).zip(known.id.clone());
                changes.extend(write.map(|(fields, id)| Change::Write(id, Box::new(fields), place)));
            }
            // It was deleted meanwhile, or is new.
            _ if card.is_empty() => {}
            _ => changes.push(Change::Add(Box::new(fields), place)),
        }
    }
    changes.sort_by_key(|change| match change {
        Change::Write(_, fields, _) if fields.is_favorite == Some(true) => 2,
        Change::Write(..) => 0,
        // A new card takes the favourite from another by itself, or leaves it: new ones stay in their order.
        Change::Add(..) | Change::Delete(_) => 1,
    });
    let gone = left.into_iter().filter_map(|was| stands(there, was)?.id.clone());
    changes.extend(gone.map(Change::Delete));
    changes
}

/// A card of ours as it stands there: by its id, else by what it says.
fn stands<'a>(there: &'a [Card], card: &BusinessCard) -> Option<&'a Card> {
    let id = |known: &Card| known.id.as_deref().map(card_key);
    let by_id = there.iter().find(|known| card.id.is_some() && id(known) == card.id);
    let says = || there.iter().find(|known| card_to_wire(&card_from_wire(known)) == card_to_wire(card));
    by_id.or_else(|| if card.id.is_none() { says() } else { None })
}
