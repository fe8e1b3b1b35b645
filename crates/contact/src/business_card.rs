//! Business cards: one of the ways in which a person can be reached.

use serde::{Deserialize, Serialize};

use crate::{Address, CardId, Favourite, OneFavourite, PartialDate, is_false};

/// A business card of a person, with cobra's seventeen members (cobra's name in parentheses where it differs).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct BusinessCard {
    /// Its key (`id`); none until it is stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<CardId>,
    /// A private card, not one of a business (`isPrivate`).
    #[serde(skip_serializing_if = "is_false")]
    pub private: bool,
    /// Seen by the member of staff alone who keeps it. Such a card stands in no record of the built-in CRM: it is kept apart, and told to
    /// nobody else. Other CRMs have no place for it.
    #[serde(skip_serializing_if = "is_false")]
    pub only_mine: bool,
    /// How the person is addressed on this card (`alternativeSalutation`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alternative_salutation: String,
    /// Academic or other title on this card (`alternativeTitle`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alternative_title: String,
    /// Given name on this card (`alternativeFirstname`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alternative_first_name: String,
    /// Family name on this card (`alternativeLastname`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alternative_last_name: String,
    /// Whether the alternative name is the one to use (`useAlternativeName`).
    #[serde(skip_serializing_if = "is_false")]
    pub use_alternative_name: bool,
    /// The business that the card is of (`business`; vCard: `ORG`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub business: String,
    /// The first day on which the card holds (`validFrom`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<PartialDate>,
    /// The last day on which it holds (`validTo`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<PartialDate>,
    /// Phone numbers.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub phones: OneFavourite<Phone>,
    /// E-mail addresses.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub emails: OneFavourite<Email>,
    /// Positions held (`businessPositions`; vCard: `TITLE` and the units of `ORG`).
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub positions: OneFavourite<Position>,
    /// Postal addresses.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub addresses: OneFavourite<Address>,
    /// The preferred card of the person (`isFavorite`; `markAsFavorite` asks for it in a write).
    #[serde(skip_serializing_if = "is_false")]
    pub favourite: bool,
    /// Whether the card is in use (`isActive`); a new one is.
    pub active: bool,
}

impl BusinessCard {
    /// Whether it says nothing by which a person could be reached or named.
    pub fn is_empty(&self) -> bool {
        let blank = Self {
            id: self.id,
            private: self.private,
            only_mine: self.only_mine,
            favourite: self.favourite,
            active: self.active,
            ..Self::default()
        };
        *self == blank
    }

    /// Whether its last day is over; one of which the year is not known never is.
    pub fn is_over(&self, today: PartialDate) -> bool {
        let last = |date: PartialDate| Some((date.year()?, date.month().unwrap_or(12), date.day().unwrap_or(31)));
        self.valid_to.and_then(last).zip(last(today)).is_some_and(|(last, today)| last < today)
    }
}

impl Default for BusinessCard {
    fn default() -> Self {
        Self {
            id: None,
            private: false,
            only_mine: false,
            alternative_salutation: String::new(),
            alternative_title: String::new(),
            alternative_first_name: String::new(),
            alternative_last_name: String::new(),
            use_alternative_name: false,
            business: String::new(),
            valid_from: None,
            valid_to: None,
            phones: OneFavourite::default(),
            emails: OneFavourite::default(),
            positions: OneFavourite::default(),
            addresses: OneFavourite::default(),
            favourite: false,
            active: true,
        }
    }
}

/// Where a number or an address belongs (vCard: `TYPE=work` and `TYPE=home`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Not said.
    #[default]
    Other,
    /// At work (Samdock: `officeNumber`).
    Work,
    /// At home, private (Samdock: `homeNumber`, `privateNumber`).
    Home,
}

impl Place {
    /// Whether nothing is said.
    pub fn is_other(&self) -> bool {
        *self == Self::Other
    }
}

/// What answers at a phone number (vCard: `TYPE` of `TEL`, RFC 6350 section 6.4.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// A telephone (`voice`).
    #[default]
    Voice,
    /// A mobile phone (`cell`; Samdock: `mobileNumber`; emnify: `mobile`).
    Mobile,
    /// A fax machine (`fax`).
    Fax,
    /// A pager (`pager`).
    Pager,
    /// Text messages (`text`).
    Text,
    /// Video calls (`video`).
    Video,
    /// For those who cannot hear (`textphone`).
    Textphone,
}

/// A phone number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Phone {
    /// The number as it was typed.
    pub number: String,
    /// The same in E.164 (`+4930123456`), where it could be told; filled in by the gateway.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub e164: String,
    /// What answers there.
    pub kind: PhoneKind,
    /// Where it belongs.
    #[serde(skip_serializing_if = "Place::is_other")]
    pub place: Place,
    /// A name of its own for it (Apple's `X-ABLabel`; 'Reception').
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The preferred one of its card.
    #[serde(skip_serializing_if = "is_false")]
    pub favourite: bool,
}

/// An e-mail address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Email {
    /// The address (cobra: `mail`).
    pub address: String,
    /// Where it belongs.
    #[serde(skip_serializing_if = "Place::is_other")]
    pub place: Place,
    /// A name of its own for it (cobra: `type.text`; Apple's `X-ABLabel`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The preferred one of its card.
    #[serde(skip_serializing_if = "is_false")]
    pub favourite: bool,
}

/// A position in a business.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Position {
    /// What the person is there (vCard: `TITLE`; RogerRoger, ONLYOFFICE: `jobTitle`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub position: String,
    /// In which part of the business (vCard: second part of `ORG`; emnify: `department`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub department: String,
    /// The preferred one of its card.
    #[serde(skip_serializing_if = "is_false")]
    pub favourite: bool,
}

macro_rules! favourites {
    ($($kind:ty),+) => {$(
        impl Favourite for $kind {
            fn is_favourite(&self) -> bool {
                self.favourite
            }

            fn set_favourite(&mut self, favourite: bool) {
                self.favourite = favourite;
            }
        }
    )+};
}

favourites!(Address, BusinessCard, Phone, Email, Position);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_over_after_its_last_day() -> Result<(), crate::InvalidDate> {
        let today = "2026-11-27".parse()?;
        for (last, over) in [
            ("2026-11-26", true),
            ("2026-11-27", false),
            ("2026-11", false),
            ("2026-10", true),
            ("2026", false),
            ("2025", true),
            ("--01-01", false),
        ] {
            let card = BusinessCard { valid_to: Some(last.parse()?), ..BusinessCard::default() };
            assert_eq!(card.is_over(today), over, "{last}");
        }
        assert!(!BusinessCard::default().is_over(today));
        Ok(())
    }
}
