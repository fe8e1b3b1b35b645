//! Business cards that are published, and what of them is.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Address, BusinessCard, CardId, Email, Name, Person, PersonId, Phone, Position, is_false, rules};

/// A business card that is published at an address of its own (`/c/{id}`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedCard {
    /// The person.
    pub person: PersonId,
    /// Which of their business cards.
    pub card: CardId,
    /// What of it is public. What is not in here is not, also what comes to the person later.
    pub public: BTreeSet<PublicPart>,
    /// Whether search engines may list its page.
    #[serde(default, skip_serializing_if = "is_false")]
    pub indexed: bool,
    /// What it is called in the bin: its public name when it was last written; filled in by the gateway.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
}

/// A part of a person and a business card that can be public. One of several is named by what it says: when that is
/// changed it is another part, which is not public until it is chosen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PublicPart {
    /// The whole name as the person writes it.
    FormattedName,
    /// The title.
    Title,
    /// What stands before the name.
    HonorificPrefix,
    /// The given name.
    Given,
    /// Further given names.
    Additional,
    /// The family name.
    Family,
    /// What stands behind the name.
    HonorificSuffix,
    /// The picture.
    Picture,
    /// The business.
    Business,
    /// A position, with its department.
    Position(String),
    /// An e-mail address.
    Email(String),
    /// A phone number.
    Phone(String),
    /// A postal address, in one line.
    Address(String),
    /// A page on the web or a profile in a social network.
    Web(String),
}

impl From<&Position> for PublicPart {
    fn from(position: &Position) -> Self {
        let parts = [position.position.trim(), position.department.trim()];
        Self::Position(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
    }
}

impl From<&Email> for PublicPart {
    fn from(email: &Email) -> Self {
        Self::Email(email.address.clone())
    }
}

impl From<&Phone> for PublicPart {
    fn from(phone: &Phone) -> Self {
        Self::Phone(phone.number.clone())
    }
}

impl From<&Address> for PublicPart {
    fn from(address: &Address) -> Self {
        Self::Address(address.line())
    }
}

/// What can be public of a person and one of their business cards, from top to bottom as a card has it, each with what it says.
/// A part that says nothing is left out.
pub fn public_parts(person: &Person, card: &BusinessCard) -> Vec<(PublicPart, String)> {
    let name = name_on(person, card);
    let picture = person.image.as_ref().map(|image| image.media_type.clone()).unwrap_or_default();
    let single = [
        (PublicPart::FormattedName, name.formatted),
        (PublicPart::Title, name.title),
        (PublicPart::HonorificPrefix, name.honorific_prefix),
        (PublicPart::Given, name.given),
        (PublicPart::Additional, name.additional),
        (PublicPart::Family, name.family),
        (PublicPart::HonorificSuffix, name.honorific_suffix),
        (PublicPart::Picture, picture),
        (PublicPart::Business, card.business.clone()),
    ];
    let several = (card.positions.iter().map(PublicPart::from))
        .chain(card.emails.iter().map(PublicPart::from))
        .chain(card.phones.iter().map(PublicPart::from))
        .chain(card.addresses.iter().map(PublicPart::from))
        .chain(web_addresses(person).map(|url| PublicPart::Web(url.to_owned())));
    let mut seen = BTreeSet::new();
    let several = several.filter_map(|part| {
        let said = part.said()?.to_owned();
        seen.insert(part.clone()).then_some((part, said))
    });
    single.into_iter().chain(several).filter(|(_, said)| !said.trim().is_empty()).collect()
}

impl PublicPart {
    /// What one of several says; none of the others.
    fn said(&self) -> Option<&str> {
        match self {
            Self::Position(said) | Self::Email(said) | Self::Phone(said) | Self::Address(said) | Self::Web(said) => {
                Some(said)
            }
            _ => None,
        }
    }

    /// Whether it is part of the name.
    pub fn is_of_name(&self) -> bool {
        matches!(
            self,
            Self::FormattedName
                | Self::Title
                | Self::HonorificPrefix
                | Self::Given
                | Self::Additional
                | Self::Family
                | Self::HonorificSuffix
        )
    }
}

/// The name by which the person goes on this card.
pub(crate) fn name_on(person: &Person, card: &BusinessCard) -> Name {
    let alternative = [&card.alternative_title, &card.alternative_first_name, &card.alternative_last_name];
    if !card.use_alternative_name || alternative.iter().all(|part| part.trim().is_empty()) {
        return person.name.clone();
    }
    Name {
        title: card.alternative_title.clone(),
        given: card.alternative_first_name.clone(),
        family: card.alternative_last_name.clone(),
        ..Name::default()
    }
}

/// The pages and profiles of a person that have an address on the web.
pub(crate) fn web_addresses(person: &Person) -> impl Iterator<Item = &str> {
    let pages = person.web_addresses.iter().map(|page| page.url.as_str());
    let profiles = person.social_profiles.iter().map(|profile| profile.url.as_str());
    pages.chain(profiles).filter(|url| rules::url(url).is_ok())
}
