//! Business cards, while they are being made.

use std::borrow::Cow;

use calling_card_contact::{Address, BusinessCard, Coordinates, Email, Favourite, Phone, PhoneKind, Place, Position};

use super::labels::Labels;
use crate::Property;

/// A business card while it is being made: lists are brought under the rule of one favourite at the end.
#[derive(Default)]
pub(super) struct Entries {
    card: BusinessCard,
    phones: Ranked<Phone>,
    emails: Ranked<Email>,
    addresses: Ranked<Address>,
    positions: Ranked<Position>,
}

/// Entries, and the one that is preferred most: `PREF` goes from 1 to 100 (RFC 6350 section 5.3).
struct Ranked<T> {
    entries: Vec<T>,
    best: Option<(u8, usize)>,
}

impl<T> Default for Ranked<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), best: None }
    }
}

impl<T: Favourite> Ranked<T> {
    fn push(&mut self, entry: T, property: &Property<'_>) {
        self.rank(self.entries.len(), property);
        self.entries.push(entry);
    }

    /// Takes down how much the entry at this place is preferred.
    fn rank(&mut self, index: usize, property: &Property<'_>) {
        let said = property.parameter("PREF").and_then(|rank| rank.trim().parse().ok());
        let rank: Option<u8> = said.or_else(|| property.is_type("pref").then_some(1));
        if let Some(rank) = rank.filter(|rank| self.best.is_none_or(|(best, _)| *rank < best)) {
            self.best = Some((rank, index));
        }
    }

    fn settle(mut self) -> Vec<T> {
        if let Some(entry) = self.best.and_then(|(_, index)| self.entries.get_mut(index)) {
            entry.set_favourite(true);
        }
        self.entries
    }
}

impl Entries {
    /// Takes a property in; false where there is no place for it.
    pub(super) fn take(&mut self, property: &Property<'_>, labels: &mut Labels) -> bool {
        let place = match property {
            _ if property.is_type("work") => Place::Work,
            _ if property.is_type("home") => Place::Home,
            _ => Place::Other,
        };
        let text = property.text();
        let text = text.trim();
        match &*property.name {
            "EMAIL" if !text.is_empty() => {
                let email =
                    Email { address: text.to_owned(), place, label: labels.of_line(property), favourite: false };
                self.emails.push(email, property);
            }
            "TEL" if !text.is_empty() => {
                let phone = Phone {
                    number: number_of(text),
                    kind: phone_kind(property),
                    place,
                    label: labels.of_line(property),
                    ..Phone::default()
                };
                self.phones.push(phone, property);
            }
            "ADR" => self.addresses.push(read_address(property, place), property),
            "X-ABADR" => {
                // Apple's way to say the country's code; the line itself is kept.
                let code = text.to_ascii_uppercase();
                if let Some(address) = self.addresses.entries.last_mut().filter(|last| last.country_code.is_empty())
                    && code.len() == 2
                {
                    address.country_code = code;
                }
                return false;
            }
            "ORG" => return self.take_business(property),
            "TITLE" if !text.is_empty() => {
                // A department that was told before has no position yet.
                let place = self.positions.entries.iter().position(|known| known.position.is_empty());
                self.positions.rank(place.unwrap_or(self.positions.entries.len()), property);
                match place.and_then(|place| self.positions.entries.get_mut(place)) {
                    Some(known) => text.clone_into(&mut known.position),
                    None => self.positions.entries.push(Position { position: text.to_owned(), ..Position::default() }),
                }
            }
            "X-CALLINGCARD-CARD" => {
                let flags: Vec<_> = property.list().collect();
                let has = |flag: &str| flags.iter().any(|known| known.trim() == flag);
                let card = &mut self.card;
                (card.favourite, card.private, card.active) = (has("favourite"), has("private"), !has("inactive"));
                card.use_alternative_name = has("alternative-name");
            }
            "X-CALLINGCARD-NAME" => {
                let card = &mut self.card;
                card.alternative_salutation = property.component(0);
                card.alternative_title = property.component(1);
                card.alternative_first_name = property.component(2);
                card.alternative_last_name = property.component(3);
            }
            "X-CALLINGCARD-VALID" => {
                self.card.valid_from = property.component(0).parse().ok();
                self.card.valid_to = property.component(1).parse().ok();
            }
            _ => return false,
        }
        true
    }

    /// A business with its units; of several, the first.
    fn take_business(&mut self, property: &Property<'_>) -> bool {
        if !self.card.business.is_empty() || self.positions.entries.iter().any(|known| !known.department.is_empty()) {
            return false;
        }
        let mut units = property.components().map(|unit| unit.collect::<Vec<_>>().join(", ").trim().to_owned());
        self.card.business = units.next().unwrap_or_default();
        let units: Vec<String> = units.filter(|unit| !unit.is_empty()).collect();
        if !units.is_empty() {
            let department = units.join("; ");
            match self.positions.entries.first_mut() {
                Some(first) => first.department = department,
                None => self.positions.entries.push(Position { department, ..Position::default() }),
            }
        }
        true
    }

    /// The card.
    pub(super) fn settle(self) -> BusinessCard {
        let Self { mut card, phones, emails, addresses, positions } = self;
        card.phones = phones.settle().into();
        card.emails = emails.settle().into();
        card.addresses = addresses.settle().into();
        card.positions = positions.settle().into();
        card
    }
}

/// A number as people write it: of an address `tel:+1-201-555-0123;ext=102` (RFC 3966) the number and the extension.
pub(super) fn number_of(text: &str) -> String {
    let Some(rest) = text.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("tel:")).map(|_| &text[4..]) else {
        return text.to_owned();
    };
    let mut parts = rest.split(';');
    let number = parts.next().unwrap_or_default().to_owned();
    match parts.find_map(|part| part.strip_prefix("ext=")) {
        Some(extension) => format!("{number} ext. {extension}"),
        None => number,
    }
}

/// What answers at a number, and the word by which the card says so; the surest first.
const PHONE_KINDS: [(&str, PhoneKind); 6] = [
    ("cell", PhoneKind::Mobile),
    ("fax", PhoneKind::Fax),
    ("pager", PhoneKind::Pager),
    ("textphone", PhoneKind::Textphone),
    ("text", PhoneKind::Text),
    ("video", PhoneKind::Video),
];

fn phone_kind(property: &Property<'_>) -> PhoneKind {
    let word = phone_word(property);
    PHONE_KINDS.iter().find(|(known, _)| *known == word).map_or(PhoneKind::Voice, |(_, kind)| *kind)
}

/// The type that tells what answers at a number.
pub(super) fn phone_word(property: &Property<'_>) -> &'static str {
    PHONE_KINDS.iter().find(|(word, _)| property.is_type(word)).map_or("voice", |(word, _)| word)
}

fn read_address(property: &Property<'_>, place: Place) -> Address {
    let parameter = |name: &str| property.parameter(name).unwrap_or_default().into_owned();
    let geo = parameter("GEO");
    let coordinates =
        geo.strip_prefix("geo:").and_then(|text| text.split_once(',')).and_then(|(latitude, longitude)| {
            Some(Coordinates { latitude: latitude.parse().ok()?, longitude: longitude.parse().ok()? })
        });
    let code = property.parameter("CC").or(property.parameter("X-CALLINGCARD-CC")).unwrap_or_default();
    let types = property.parameters().filter(|parameter| parameter.name == "X-CALLINGCARD-TYPES");
    Address {
        place,
        types: types.flat_map(|parameter| parameter.values().map(Cow::into_owned)).collect(),
        post_box: property.component(0),
        additional: property.component(1),
        street: property.component(2),
        city: property.component(3),
        federal_state: property.component(4),
        zip: property.component(5),
        country: property.component(6),
        country_code: code.to_ascii_uppercase(),
        district: parameter("X-CALLINGCARD-DISTRICT"),
        city_addition: parameter("X-CALLINGCARD-CITY-ADDITION"),
        coordinates,
        ..Address::default()
    }
}
