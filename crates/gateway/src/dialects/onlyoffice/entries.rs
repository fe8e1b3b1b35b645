//! Pieces of contact data: the phones, e-mail addresses, pages, profiles and addresses that a record has, and beside it what it has no
//! place for. Each has a number of its own, which it keeps while it says the same, or is changed under it.

use calling_card_contact::{Organization, Person};
use calling_card_crm::onlyoffice::kinds::InfoType;
use calling_card_crm::onlyoffice::wire;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Found, Refusal};
use crate::Result;
use crate::store::dialects::{Place, entries};
use crate::store::sql;

mod address;
mod of_organization;
mod of_person;

pub(super) use address::{address, address_data};

/// Most pieces of a contact.
const MOST: usize = 300;
/// Most characters of a piece.
const CHARACTERS: usize = 2_000;

/// What a piece says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Info {
    /// What it is.
    pub(super) kind: InfoType,
    /// The number of its category.
    pub(super) category: i64,
    /// What it says; of an address, its members as JSON text.
    pub(super) data: String,
    /// Whether it is the main one of its kind.
    pub(super) primary: bool,
}

/// Where a piece stands in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Among the phone numbers.
    Phone(usize),
    /// Among the e-mail addresses.
    Email(usize),
    /// Among the postal addresses.
    Address(usize),
    /// Among the pages on the web.
    Page(usize),
    /// Among the profiles in social networks.
    Profile(usize),
}

/// What a record has pieces in.
pub(super) trait Holder {
    /// The pieces that it has, in its order.
    fn pieces(&self) -> Vec<(Spot, Info)>;
    /// Takes a piece in; none where there is no place for it.
    fn take_in(&mut self, info: &Info) -> Option<Spot>;
    /// Changes a piece to one of the same kind; whether it could.
    fn change(&mut self, spot: Spot, info: &Info) -> bool;
    /// Takes a piece out.
    fn take_out(&mut self, spot: Spot);
}

/// A person or an organization, as far as they hold pieces.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    /// A person.
    Person(Box<Person>),
    /// An organization.
    Organization(Box<Organization>),
}

impl Content {
    fn holder(&mut self) -> &mut dyn Holder {
        match self {
            Self::Person(person) => &mut **person,
            Self::Organization(organization) => &mut **organization,
        }
    }

    fn pieces(&self) -> Vec<(Spot, Info)> {
        match self {
            Self::Person(person) => person.pieces(),
            Self::Organization(organization) => organization.pieces(),
        }
    }
}

/// A piece with its number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// The number; 0 as long as it has none.
    pub(super) number: i64,
    /// What it says.
    pub(super) info: Info,
    /// Where it stands in the record; none where it stands beside it.
    spot: Option<Spot>,
}

impl Entry {
    /// What it says, where it is of this kind.
    pub(super) fn data_of(&self, kind: InfoType) -> Option<&str> {
        (self.info.kind == kind).then_some(self.info.data.as_str())
    }

    /// As it is answered.
    pub(super) fn wire(&self) -> wire::Data {
        let Info { kind, category, data, primary } = self.info.clone();
        wire::Data {
            info_type: kind.number(),
            category,
            data,
            category_name: kind.category_name(category).map(str::to_owned),
            is_primary: primary,
            id: self.number,
        }
    }
}

/// The pieces of a record, by number; those that have none yet get one where something may be written.
pub(super) async fn of(
    connection: &mut sql::Connection,
    place: Place<'_>,
    content: &Content,
    writing: bool,
) -> Result<Vec<Entry>> {
    let (mut known, new) = settle(content.pieces(), entries::of(connection, place).await?);
    for (spot, info) in new {
        let said = json!(info);
        let number = if writing { entries::add(connection, place, &said, Some(&said)).await? } else { 0 };
        known.push(Entry { number, info, spot: Some(spot) });
    }
    known.sort_by_key(|entry| entry.number);
    Ok(known)
}

/// Finds the pieces of a record among those that were written: one that says the same, or else one of the same kind with the same data.
fn settle(pieces: Vec<(Spot, Info)>, written: Vec<entries::Entry>) -> (Vec<Entry>, Vec<(Spot, Info)>) {
    let mut found = Vec::new();
    let mut waiting: Vec<(i64, Info, Info)> = Vec::new();
    for entry in written {
        // What cannot be read is not shown.
        let Ok(said) = serde_json::from_value::<Info>(entry.said) else { continue };
        match entry.ours.map(serde_json::from_value::<Info>) {
            None => found.push(Entry { number: entry.number, info: said, spot: None }),
            Some(Ok(ours)) => waiting.push((entry.number, said, ours)),
            Some(Err(_)) => {}
        }
    }
    let same: [fn(&Info, &Info) -> bool; 2] =
        [|ours, now| ours == now, |ours, now| (ours.kind, &ours.data) == (now.kind, &now.data)];
    let mut left = pieces;
    for same in same {
        let mut unknown = Vec::new();
        for (spot, now) in left {
            match waiting.iter().position(|(.., ours)| same(ours, &now)) {
                Some(place) => {
                    let (number, said, ours) = waiting.remove(place);
                    found.push(Entry { number, info: as_said(now, &ours, said), spot: Some(spot) });
                }
                None => unknown.push((spot, now)),
            }
        }
        left = unknown;
    }
    (found, left)
}

/// What is there now, as it was said as far as it is the same still.
fn as_said(now: Info, ours: &Info, said: Info) -> Info {
    Info {
        kind: said.kind,
        category: if now.category == ours.category { said.category } else { now.category },
        data: said.data,
        primary: if now.primary == ours.primary { said.primary } else { now.primary },
    }
}

/// Changes to the pieces of a record, in the transaction in which it is written.
pub(super) struct Editing<'a> {
    /// The connection of the batch.
    pub(super) connection: &'a mut sql::Connection,
    /// The record.
    pub(super) place: Place<'a>,
    /// What it says, to be written after the changes.
    pub(super) content: &'a mut Content,
}

impl Editing<'_> {
    /// The pieces, each with a number.
    pub(super) async fn all(&mut self) -> Result<Vec<Entry>> {
        of(self.connection, self.place, self.content, true).await
    }

    /// Adds a piece; answers its number.
    pub(super) async fn add(&mut self, info: &Info) -> Found<i64> {
        self.room_for(info).await?;
        let spot = self.content.holder().take_in(info);
        let ours = self.ours(spot);
        Ok(entries::add(self.connection, self.place, &json!(info), ours.as_ref()).await?)
    }

    /// Changes a piece, which keeps its number.
    pub(super) async fn change(&mut self, entry: &Entry, info: &Info) -> Found<()> {
        right(info)?;
        let kept = entry.spot.filter(|spot| entry.info.kind == info.kind && self.content.holder().change(*spot, info));
        let spot = match kept {
            Some(spot) => Some(spot),
            None => {
                if let Some(spot) = entry.spot {
                    self.content.holder().take_out(spot);
                }
                self.content.holder().take_in(info)
            }
        };
        let ours = self.ours(spot);
        let written = entries::Entry { number: entry.number, said: json!(info), ours };
        Ok(entries::put(self.connection, self.place, &written).await?)
    }

    /// Takes a piece away.
    pub(super) async fn remove(&mut self, entry: &Entry) -> Result<()> {
        if let Some(spot) = entry.spot {
            self.content.holder().take_out(spot);
        }
        entries::remove(self.connection, self.place, entry.number).await
    }

    /// Takes all pieces away.
    pub(super) async fn clear(&mut self) -> Result<()> {
        // Each one that goes lets others move up.
        while let Some(entry) = self.all().await?.first() {
            self.remove(entry).await?;
        }
        Ok(())
    }

    /// What the record says now of what stands there.
    fn ours(&self, spot: Option<Spot>) -> Option<Value> {
        let pieces = self.content.pieces();
        pieces.into_iter().find(|(known, _)| Some(*known) == spot).map(|(_, info)| json!(info))
    }

    async fn room_for(&mut self, info: &Info) -> Found<()> {
        right(info)?;
        if entries::of(self.connection, self.place).await?.len() >= MOST {
            return Err(Refusal::Argument(format!("A contact has at most {MOST} pieces of contact data.")));
        }
        Ok(())
    }
}

/// Refuses what is no piece: one that says nothing, or too much, or no address where one is due.
fn right(info: &Info) -> Found<()> {
    let long = info.data.len() > CHARACTERS && info.data.chars().count() > CHARACTERS;
    if info.data.is_empty() || long || (info.kind == InfoType::Address && address(&info.data).is_none()) {
        return Err(Refusal::argument("data"));
    }
    if info.kind.category_name(info.category).is_none() {
        return Err(Refusal::argument("category"));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
