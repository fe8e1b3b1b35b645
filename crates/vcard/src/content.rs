//! What is on a card, of whomever it is.

use calling_card_contact::{Organization, import_keys, organization_keys};

use crate::organization::organization_with;
use crate::person::person_with;
use crate::read::is_content;
use crate::subject::subject_of;
use crate::{Card, Group, Imported, Property, Subject, content_uid, storable};

/// What is on a card, as it can be stored.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A person.
    Person(Box<Imported>),
    /// An organization.
    Organization(Box<Organization>),
    /// A group of cards.
    Group(Group),
}

/// What is on a card, which is taken apart once; nothing where [nothing can be read](Card::is_readable).
pub fn content_of(card: &Card<'_>) -> Option<Content> {
    let properties: Vec<Property<'_>> = card.properties().collect();
    if !properties.iter().any(is_content) {
        return None;
    }
    Some(match subject_of(&properties) {
        Subject::Person => Content::Person(Box::new(storable(person_with(&properties)))),
        Subject::Organization => Content::Organization(Box::new(organization_with(&properties))),
        Subject::Group(group) => Content::Group(group),
    })
}

impl Content {
    /// The keys by which the same person or organization is found again: those of what was read from this card.
    pub fn keys(&self, card: &Card<'_>) -> Vec<String> {
        match self {
            Self::Person(imported) => import_keys(&imported.person, || content_uid(card)),
            Self::Organization(organization) => organization_keys(organization),
            Self::Group(_) => Vec::new(),
        }
    }
}
