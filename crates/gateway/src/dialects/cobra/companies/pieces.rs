//! Contact data of a company: phones, e-mail addresses and postal addresses, each with an id of its own, which it keeps whoever changes it.
//!
//! An organization of ours has one phone, one fax, one e-mail address, a seat, and branches. Whatever is more stands beside its record.

use calling_card_contact::{BranchId, Organization};
use calling_card_crm::Beside;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::slots::{self, Slot};
use super::wire::{Address, Email, Phone};
use crate::Result;
use crate::store::dialects::{Place, entries};
use crate::store::sql;

/// Most pieces of a company.
pub(super) const MOST: usize = 100;

/// What a piece says. Its id stands elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Said {
    /// A phone or fax number.
    Phone(Phone),
    /// An e-mail address.
    Email(Email),
    /// A postal address.
    Address(Box<Address>),
}

/// The lists that pieces stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// Phone and fax numbers.
    Phones,
    /// E-mail addresses.
    Emails,
    /// Postal addresses.
    Addresses,
}

impl Said {
    /// In which list it stands.
    pub(super) fn list(&self) -> List {
        match self {
            Self::Phone(_) => List::Phones,
            Self::Email(_) => List::Emails,
            Self::Address(_) => List::Addresses,
        }
    }

    /// Whether it is the favourite of its list, where that is said.
    fn favourite(&self) -> Option<bool> {
        match self {
            Self::Phone(phone) => phone.is_favorite,
            Self::Email(email) => email.is_favorite,
            Self::Address(address) => address.is_favorite,
        }
    }

    /// Whether it is the favourite of its list.
    pub(super) fn is_favourite(&self) -> bool {
        self.favourite() == Some(true)
    }

    fn set_favourite(&mut self, favourite: bool) {
        let member = match self {
            Self::Phone(phone) => &mut phone.is_favorite,
            Self::Email(email) => &mut email.is_favorite,
            Self::Address(address) => &mut address.is_favorite,
        };
        *member = Some(favourite);
    }
}

/// A piece.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Its number; 0 as long as it has none.
    number: i64,
    /// What it says.
    pub(super) said: Said,
    /// Where the organization has it; nowhere where it stands beside the record.
    pub(super) slot: Option<Slot>,
    /// The branch that it was before it became the seat.
    pub(super) was: Option<Was>,
}

/// A branch whose address became the seat: so it becomes that again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Was {
    /// Its key.
    pub(super) branch: BranchId,
    /// What it was called.
    pub(super) name: String,
}

impl Piece {
    /// Its id: 24 hexadecimal digits.
    pub(super) fn id(&self) -> String {
        format!("{:024x}", self.number)
    }
}

/// What was written of a piece: what the organization said of it at that time.
#[derive(Serialize, Deserialize)]
struct Ours {
    slot: Slot,
    told: Said,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    was: Option<Was>,
}

/// The pieces of a company.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
    /// The numbers of those that were there when they were read.
    read: Vec<i64>,
}

impl Pieces {
    /// Reads the pieces of an organization; those that are new have no number yet.
    pub(super) async fn read(
        connection: &mut sql::Connection,
        place: Place<'_>,
        organization: &Organization,
    ) -> Result<Self> {
        Ok(Self::settled(slots::told(organization), entries::of(connection, place).await?))
    }

    fn settled(mut told: Vec<(Slot, Said)>, written: Vec<entries::Entry>) -> Self {
        let mut found = Self::default();
        for entry in written {
            found.read.push(entry.number);
            // What cannot be read is not shown.
            let Ok(said) = serde_json::from_value::<Said>(entry.said) else { continue };
            let Some(ours) = entry.ours else {
                found.pieces.push(Piece { number: entry.number, said, slot: None, was: None });
                continue;
            };
            let Ok(ours) = serde_json::from_value::<Ours>(ours) else { continue };
            // What staff have taken away is gone.
            let Some(now) = told.iter().position(|(slot, _)| *slot == ours.slot) else { continue };
            let (slot, now) = told.remove(now);
            let said = Beside::of(&said, &ours.told).said(now);
            found.pieces.push(Piece { number: entry.number, said, slot: Some(slot), was: ours.was });
        }
        let new = told.into_iter().map(|(slot, said)| Piece { number: 0, said, slot: Some(slot), was: None });
        found.pieces.extend(new);
        found
    }

    /// Whether each piece has a number.
    pub(super) fn are_numbered(&self) -> bool {
        self.pieces.iter().all(|piece| piece.number > 0)
    }

    /// The pieces of a list.
    pub(super) fn of(&self, list: List) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(move |piece| piece.said.list() == list)
    }

    /// The same, to be changed.
    pub(super) fn of_mut(&mut self, list: List) -> impl Iterator<Item = &mut Piece> {
        self.pieces.iter_mut().filter(move |piece| piece.said.list() == list)
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Piece] {
        &self.pieces
    }

    /// The same, to be changed.
    pub(super) fn all_mut(&mut self) -> &mut [Piece] {
        &mut self.pieces
    }

    /// Adds a piece; as a favourite it takes that from the one before it.
    pub(super) fn add(&mut self, mut said: Said) {
        said.set_favourite(said.is_favourite());
        self.prefer_over(&said);
        self.pieces.push(Piece { number: 0, said, slot: None, was: None });
    }

    /// Lets the piece of this id, in the list of what is said, say this; false where there is none. Whether it is the favourite stays where
    /// that is not said.
    pub(super) fn change(&mut self, id: &str, mut said: Said) -> bool {
        let Some(known) = self.of(said.list()).find(|piece| piece.id() == id) else { return false };
        said.set_favourite(said.favourite().unwrap_or_else(|| known.said.is_favourite()));
        self.prefer_over(&said);
        if let Some(piece) = self.of_mut(said.list()).find(|piece| piece.id() == id) {
            piece.said = said;
        }
        true
    }

    /// Takes the piece of this id out; false where there is none. Where it was the favourite and one alone is left, that becomes it.
    pub(super) fn remove(&mut self, list: List, id: &str, organization: &mut Organization) -> bool {
        let is = |piece: &Piece| piece.said.list() == list && piece.id() == id;
        let Some(place) = self.pieces.iter().position(is) else { return false };
        let gone = self.pieces.remove(place);
        if let Some(slot) = gone.slot {
            slots::clear(organization, slot);
        }
        if gone.said.is_favourite() && self.of(list).count() == 1 {
            self.of_mut(list).for_each(|piece| piece.said.set_favourite(true));
        }
        true
    }

    /// Keeps of a list only the pieces of these ids.
    pub(super) fn keep(&mut self, list: List, ids: &[String], organization: &mut Organization) {
        let gone = self.of(list).map(Piece::id).filter(|id| !ids.contains(id)).collect::<Vec<_>>();
        for id in gone {
            self.remove(list, &id, organization);
        }
    }

    fn prefer_over(&mut self, said: &Said) {
        if said.is_favourite() {
            self.of_mut(said.list()).for_each(|piece| piece.said.set_favourite(false));
        }
    }

    /// Writes what stands beside the record, and gives numbers to new pieces. The organization is the one that is written with them.
    pub(super) async fn write(
        &mut self,
        connection: &mut sql::Connection,
        place: Place<'_>,
        organization: &Organization,
    ) -> Result<()> {
        let told = slots::told(organization);
        for piece in &mut self.pieces {
            let now = piece.slot.and_then(|slot| told.iter().find(|(known, _)| *known == slot));
            let ours = now.map(|(slot, told)| json!(Ours { slot: *slot, told: told.clone(), was: piece.was.clone() }));
            let said = json!(piece.said);
            if piece.number == 0 {
                piece.number = entries::add(connection, place, &said, ours.as_ref()).await?;
            } else {
                let entry = entries::Entry { number: piece.number, said, ours };
                entries::put(connection, place, &entry).await?;
            }
        }
        for number in self.read.drain(..) {
            if self.pieces.iter().all(|piece| piece.number != number) {
                entries::remove(connection, place, number).await?;
            }
        }
        self.read.extend(self.pieces.iter().map(|piece| piece.number));
        Ok(())
    }
}
