//! Contact data: what is beside the name of a person, each piece for itself.

use calling_card_contact::{Address, Language, Place, country_name};
use serde::Serialize;

use crate::onlyoffice::kinds::InfoType;
use crate::onlyoffice::wire;

/// The category of what is neither at home nor at work, of all kinds but phones and addresses.
pub(super) const OTHER: i64 = 2;

/// A piece of contact data.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is.
    pub kind: InfoType,
    /// The number of its category.
    pub category: i64,
    /// Whether it is the main one of its kind.
    pub primary: bool,
    /// What it says.
    pub content: Content,
    /// Where it stands in our person: a JSON Pointer.
    pub at: String,
}

/// What a piece of contact data says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A number, an e-mail address, a name.
    Text(String),
    /// A postal address.
    Address(Lines),
}

impl Content {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Address(lines) => *lines == Lines::default(),
        }
    }
}

/// The lines of a postal address, as they stand in the text of its piece of data.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Lines {
    /// Street with house number; a further line stands below it.
    pub street: String,
    /// City.
    pub city: String,
    /// Federal state.
    pub state: String,
    /// Postal code.
    pub zip: String,
    /// Country by its name.
    pub country: String,
}

impl Lines {
    /// Of an address of ours.
    pub fn of(address: &Address) -> Self {
        let country = country_name(&address.country_code, Language::En).unwrap_or(&address.country);
        let (street, additional) = (address.street.trim(), address.additional.trim());
        Self {
            street: if additional.is_empty() { street.to_owned() } else { format!("{street}\n{additional}") },
            city: address.city.trim().to_owned(),
            state: address.federal_state.trim().to_owned(),
            zip: address.zip.trim().to_owned(),
            country: country.trim().to_owned(),
        }
    }

    /// Of one of theirs.
    pub fn of_wire(address: &wire::Address) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            street: text(&address.street),
            city: text(&address.city),
            state: text(&address.state),
            zip: text(&address.zip),
            country: text(&address.country),
        }
    }
}

impl Entry {
    /// One of a kind that is a text.
    pub(super) fn text(kind: InfoType, category: i64, text: &str, at: String) -> Self {
        Self { kind, category, primary: false, content: Content::Text(text.trim().to_owned()), at }
    }

    /// Whether it says the same, in the same category.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.kind == other.kind && self.category == other.category && self.content == other.content
    }

    /// As it is answered; addresses are answered otherwise.
    pub(super) fn data(&self, id: i64) -> Option<wire::Data> {
        let Content::Text(data) = &self.content else { return None };
        Some(wire::Data {
            info_type: self.kind.number(),
            category: self.category,
            data: data.clone(),
            category_name: None,
            is_primary: self.primary,
            id,
        })
    }

    /// As an address is written and answered.
    pub fn address(&self) -> Option<wire::Address> {
        let Content::Address(lines) = &self.content else { return None };
        let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Some(wire::Address {
            street: said(&lines.street),
            city: said(&lines.city),
            state: said(&lines.state),
            zip: said(&lines.zip),
            country: said(&lines.country),
            category: self.category,
            category_name: None,
            is_primary: self.primary,
        })
    }
}

/// What an address is for: a word of theirs among its types, else where it belongs.
pub(super) fn category_of(address: &Address) -> i64 {
    let kind = InfoType::Address;
    let word = |word: &&str| address.types.iter().any(|said| said == word);
    let named = ["Postal", "Billing", "Office"].into_iter().find(word);
    let place = match address.place {
        Place::Home => "Home",
        Place::Work => "Work",
        Place::Other => "Other",
    };
    kind.category_number(named.unwrap_or(place)).unwrap_or_default()
}
