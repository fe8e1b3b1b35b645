//! Where an organization has contact data: its phone, its fax, its e-mail address, its seat and its branches.

use calling_card_contact::{Address, Branch, BranchId, Organization, rules};
use serde::{Deserialize, Serialize};

use super::pieces::{Pieces, Said, Was};
use super::postal;
use super::wire::{Email, Phone};
use crate::clock;

/// What a fax number is told as.
const FAX: &str = "Fax";
/// What a branch is called of which nothing is said by which it could be.
const NAMELESS: &str = "Branch";

/// A place for a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Slot {
    /// The phone number.
    Phone,
    /// The fax number.
    Fax,
    /// The e-mail address.
    Email,
    /// The address of the seat.
    Seat,
    /// The address of a branch.
    Branch(BranchId),
}

/// What an organization says itself. A branch without an address has no piece here.
pub(super) fn told(organization: &Organization) -> Vec<(Slot, Said)> {
    let phone = |kind: Option<&str>, number: &String| {
        let (kind, number) = (kind.map(str::to_owned), Some(number.clone()));
        Said::Phone(Phone { id: None, is_favorite: Some(kind.is_none()), kind, number })
    };
    let mut told = Vec::new();
    if !organization.phone.is_empty() {
        told.push((Slot::Phone, phone(None, &organization.phone)));
    }
    if !organization.fax.is_empty() {
        told.push((Slot::Fax, phone(Some(FAX), &organization.fax)));
    }
    if !organization.email.is_empty() {
        let mail = Some(organization.email.clone());
        told.push((Slot::Email, Said::Email(Email { is_favorite: Some(true), mail, ..Email::default() })));
    }
    if !organization.address.is_empty() {
        told.push((Slot::Seat, Said::Address(Box::new(postal::told(&organization.address, true)))));
    }
    for branch in &organization.branches {
        if let Some(id) = branch.id.filter(|_| !branch.address.is_empty()) {
            told.push((Slot::Branch(id), Said::Address(Box::new(postal::told(&branch.address, false)))));
        }
    }
    told
}

/// Lets an organization say what its pieces say, as far as it has places for them: of phones, faxes and e-mail addresses the favourite,
/// or else the one that stands there, or else the first; of addresses such a one as the seat, all others as branches.
pub(super) fn fill(organization: &mut Organization, pieces: &mut Pieces) {
    let said = |piece: Option<&Said>| match piece {
        Some(Said::Phone(phone)) => phone.number.clone().unwrap_or_default(),
        Some(Said::Email(email)) => email.mail.clone().unwrap_or_default(),
        Some(Said::Address(_)) | None => String::new(),
    };
    // What is none, as far as we can tell, stands beside the record.
    let is_phone =
        |said: &Said| matches!(said, Said::Phone(Phone { number: Some(number), .. }) if rules::phone(number).is_ok());
    let is_email =
        |said: &Said| matches!(said, Said::Email(Email { mail: Some(mail), .. }) if rules::email(mail).is_ok());
    organization.phone = said(choose(pieces, Slot::Phone, |said| is_phone(said) && !is_fax(said)));
    organization.fax = said(choose(pieces, Slot::Fax, |said| is_phone(said) && is_fax(said)));
    organization.email = said(choose(pieces, Slot::Email, is_email));
    fill_addresses(organization, pieces);
}

/// Gives a slot to the one that shall have it; answers what that one says.
fn choose(pieces: &mut Pieces, slot: Slot, fits: impl Fn(&Said) -> bool) -> Option<&Said> {
    let fitting = || pieces.all().iter().enumerate().filter(|(_, piece)| fits(&piece.said));
    let favourite = fitting().find(|(_, piece)| piece.said.is_favourite());
    let chosen =
        favourite.or_else(|| fitting().find(|(_, piece)| piece.slot == Some(slot))).or_else(|| fitting().next());
    let chosen = chosen.map(|(place, _)| place);
    for (place, piece) in pieces.all_mut().iter_mut().enumerate() {
        if Some(place) == chosen {
            piece.slot = Some(slot);
        } else if piece.slot == Some(slot) {
            piece.slot = None;
        }
    }
    chosen.and_then(|place| pieces.all().get(place)).map(|piece| &piece.said)
}

fn fill_addresses(organization: &mut Organization, pieces: &mut Pieces) {
    let is_address = |said: &Said| matches!(said, Said::Address(address) if !postal::is_empty(address));
    let before: Vec<Option<Slot>> = pieces.all().iter().map(|piece| piece.slot).collect();
    choose(pieces, Slot::Seat, is_address);
    let seat = std::mem::take(&mut organization.address);
    for (piece, before) in pieces.all_mut().iter_mut().zip(before) {
        let Said::Address(said) = &piece.said else { continue };
        if let (Some(Slot::Branch(branch)), true) = (before, piece.slot != before || !is_address(&piece.said)) {
            piece.was = leave(organization, branch);
            piece.slot = piece.slot.filter(|slot| *slot == Slot::Seat);
        }
        match piece.slot {
            _ if !is_address(&piece.said) => piece.slot = None,
            Some(Slot::Seat) => {
                let known = if before == Some(Slot::Seat) { seat.clone() } else { Address::default() };
                organization.address = postal::written(known, said);
            }
            Some(Slot::Branch(id)) => {
                if let Some(branch) = organization.branches.iter_mut().find(|branch| branch.id == Some(id)) {
                    branch.address = postal::written(std::mem::take(&mut branch.address), said);
                }
            }
            _ => {
                let known = if before == Some(Slot::Seat) { seat.clone() } else { Address::default() };
                let address = postal::written(known, said);
                let id = settle_down(organization, piece.was.take(), address);
                piece.slot = Some(Slot::Branch(id));
            }
        }
    }
}

/// Makes an address that of a branch: of the one that it was, or of a new one.
fn settle_down(organization: &mut Organization, was: Option<Was>, address: Address) -> BranchId {
    let known = |branch: &&mut Branch| was.as_ref().is_some_and(|was| branch.id == Some(was.branch));
    if let Some(branch) = organization.branches.iter_mut().find(known)
        && let Some(id) = branch.id.filter(|_| branch.address.is_empty())
    {
        branch.address = address;
        return id;
    }
    let is_free = |was: &Was| organization.branches.iter().all(|branch| branch.id != Some(was.branch));
    let was = was.filter(is_free);
    let names = [was.as_ref().map_or("", |was| was.name.as_str()), address.city.as_str(), address.street.as_str()];
    let name = names.into_iter().find(|name| !name.trim().is_empty()).and_then(|name| name.lines().next());
    let name = name.unwrap_or(NAMELESS).to_owned();
    let id = was.map_or_else(clock::new_key, |was| was.branch);
    organization.branches.push(Branch { id: Some(id), name, address, ..Branch::default() });
    id
}

/// Takes what stands in a slot out of an organization.
pub(super) fn clear(organization: &mut Organization, slot: Slot) {
    match slot {
        Slot::Phone => organization.phone.clear(),
        Slot::Fax => organization.fax.clear(),
        Slot::Email => organization.email.clear(),
        Slot::Seat => organization.address = Address::default(),
        Slot::Branch(branch) => drop(leave(organization, branch)),
    }
}

/// Takes the address of a branch, and the branch where it says nothing else; answers which it was.
fn leave(organization: &mut Organization, id: BranchId) -> Option<Was> {
    let place = organization.branches.iter().position(|branch| branch.id == Some(id))?;
    let branch = organization.branches.get_mut(place)?;
    branch.address = Address::default();
    let was = Was { branch: id, name: branch.name.clone() };
    if branch.phone.is_empty() && branch.fax.is_empty() && branch.email.is_empty() {
        organization.branches.remove(place);
    }
    Some(was)
}

/// Whether this is a fax number.
fn is_fax(said: &Said) -> bool {
    matches!(said, Said::Phone(Phone { kind: Some(kind), .. }) if kind.to_lowercase().contains("fax"))
}
