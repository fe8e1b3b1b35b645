//! Lists that are written over what stands there: entry by entry; what we do not know of, or somebody else has added meanwhile, stays
//! as it is.

use super::cards::{
    address, address_from_wire, email, email_from_wire, phone, phone_from_wire, position, position_from_wire,
};
use super::reading::{important_date, social_profile};
use crate::cobra::wire::{Address, Email, ImportantDate, Personality, Phone, Position, SocialMedia, Tag, TypeEntry};

/// An entry of a list.
pub(super) trait Entry: Clone + PartialEq {
    /// It as we would say it, whether it is the main one or not.
    fn plain(&self) -> Self;
    /// Becomes the main one as the other is.
    fn prefer_as(&mut self, _other: &Self) {}
    /// Takes the ids of the entries of lists that it names by what they say.
    fn know(&mut self, _there: &[Self]) {}
}

macro_rules! with_favourite {
    ($kind:ty, $said:path, { $($know:tt)* }) => {
        impl Entry for $kind {
            fn plain(&self) -> Self {
                Self { is_favorite: None, ..$said(self).unwrap_or_else(|| self.clone()) }
            }

            fn prefer_as(&mut self, other: &Self) {
                self.is_favorite = other.is_favorite;
            }

            $($know)*
        }
    };
}

with_favourite!(Phone, phone_said, {});
with_favourite!(Position, position_said, {});
with_favourite!(Email, email_said, {
    fn know(&mut self, there: &[Self]) {
        let known: Vec<TypeEntry> = there.iter().filter_map(|email| email.kind.clone()).collect();
        self.kind.iter_mut().for_each(|kind| identify(kind, &known));
    }
});
with_favourite!(Address, address_said, {
    fn know(&mut self, there: &[Self]) {
        let known = there.iter().flat_map(|address| address.address_types.clone().unwrap_or_default());
        let known: Vec<TypeEntry> = known.collect();
        self.address_types.iter_mut().flatten().for_each(|kind| identify(kind, &known));
    }
});

fn phone_said(there: &Phone) -> Option<Phone> {
    phone(&phone_from_wire(there)?)
}

fn position_said(there: &Position) -> Option<Position> {
    position(&position_from_wire(there)?)
}

fn email_said(there: &Email) -> Option<Email> {
    email(&email_from_wire(there)?)
}

fn address_said(there: &Address) -> Option<Address> {
    Some(address(&address_from_wire(there)?))
}

impl Entry for ImportantDate {
    fn plain(&self) -> Self {
        important_date(self).as_ref().and_then(super::important_date).unwrap_or_else(|| self.clone())
    }
}

impl Entry for SocialMedia {
    fn plain(&self) -> Self {
        social_profile(self).as_ref().and_then(super::social_media).unwrap_or_else(|| self.clone())
    }
}

impl Entry for Tag {
    fn plain(&self) -> Self {
        Self { id: None, ..self.clone() }
    }
}

impl Entry for Personality {
    fn plain(&self) -> Self {
        Self { id: None, ..self.clone() }
    }
}

/// Gives an entry of a list the id that it has where it is known by what it says.
fn identify(entry: &mut TypeEntry, known: &[TypeEntry]) {
    if let Some(same) = known.iter().find(|known| known.text == entry.text) {
        entry.id.clone_from(&same.id);
    }
}

/// The list that makes of before what shall be after.
fn merged<E: Entry>(there: &[E], before: &[E], after: &[E]) -> Vec<E> {
    let mut rest: Vec<(E, E)> = there.iter().map(|entry| (entry.plain(), entry.clone())).collect();
    let mut gone: Vec<E> = before.iter().map(Entry::plain).collect();
    let mut all = Vec::new();
    for entry in after {
        let plain = entry.plain();
        if let Some(same) = gone.iter().position(|gone| *gone == plain) {
            gone.remove(same);
        }
        let known = rest.iter().position(|(known, _)| *known == plain).map(|same| rest.remove(same).1);
        let mut written = known.unwrap_or_else(|| {
            let mut new = entry.clone();
            new.know(there);
            new
        });
        written.prefer_as(entry);
        all.push(written);
    }
    for (plain, entry) in rest {
        match gone.iter().position(|gone| *gone == plain) {
            Some(same) => drop(gone.remove(same)),
            None => all.push(entry),
        }
    }
    all
}

/// A list where it has changed, as it is written; else as it stands there.
pub(super) fn list<E: Entry>(
    there: &Option<Vec<E>>,
    before: &Option<Vec<E>>,
    after: &Option<Vec<E>>,
) -> Option<Vec<E>> {
    if before == after {
        return there.clone();
    }
    let slice = |list: &Option<Vec<E>>| list.clone().unwrap_or_default();
    Some(merged(&slice(there), &slice(before), &slice(after)))
}
