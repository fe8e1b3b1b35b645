//! The lists of words that records are given: which there are, and which records have them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Address, Note, Organization, Person, Relation};

/// A list of words that records are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WordList {
    /// Tags of people.
    #[default]
    PersonTags,
    /// What people are like, and like; without what it belongs to.
    PersonalityTags,
    /// Stages of the lifecycle, also those that a person was at before.
    Stages,
    /// Tags of organizations.
    OrganizationTags,
    /// What a postal address is for: of people, organizations and branches.
    AddressTypes,
    /// What people are at their organizations.
    Roles,
    /// What two people are to each other, seen from either of them.
    RelationTypes,
    /// What kinds of notes there are.
    NoteCategories,
}

impl WordList {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::PersonTags,
        Self::PersonalityTags,
        Self::Stages,
        Self::OrganizationTags,
        Self::NoteCategories,
        Self::AddressTypes,
        Self::Roles,
        Self::RelationTypes,
    ];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PersonTags => "person_tags",
            Self::PersonalityTags => "personality_tags",
            Self::Stages => "stages",
            Self::OrganizationTags => "organization_tags",
            Self::AddressTypes => "address_types",
            Self::Roles => "roles",
            Self::RelationTypes => "relation_types",
            Self::NoteCategories => "note_categories",
        }
    }

    /// Whether its words can have colours.
    pub const fn has_colours(self) -> bool {
        matches!(
            self,
            Self::PersonTags | Self::PersonalityTags | Self::Stages | Self::OrganizationTags | Self::NoteCategories
        )
    }
}

impl fmt::Display for WordList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a text names no list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such list of words")]
pub struct InvalidWordList;

impl FromStr for WordList {
    type Err = InvalidWordList;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|list| list.name() == text).ok_or(InvalidWordList)
    }
}

/// What has words of lists.
pub trait Worded {
    /// The words that it has of a list; one may stand there twice.
    fn words(&self, list: WordList) -> Vec<&str>;
}

impl Worded for Person {
    fn words(&self, list: WordList) -> Vec<&str> {
        match list {
            WordList::PersonTags => said(self.tags.iter()),
            WordList::PersonalityTags => said(self.personality_tags.iter().map(|tag| &tag.text)),
            WordList::Stages => said(self.lifecycle.iter().map(|known| &known.stage)),
            WordList::AddressTypes => purposes(self.cards.iter().flat_map(|card| card.addresses.iter())),
            WordList::Roles => said(self.organizations.iter().map(|place| &place.role)),
            WordList::OrganizationTags | WordList::RelationTypes | WordList::NoteCategories => Vec::new(),
        }
    }
}

impl Worded for Organization {
    fn words(&self, list: WordList) -> Vec<&str> {
        let branches = self.branches.iter().map(|branch| &branch.address);
        match list {
            WordList::OrganizationTags => said(self.tags.iter()),
            WordList::AddressTypes => purposes(std::iter::once(&self.address).chain(branches)),
            _ => Vec::new(),
        }
    }
}

impl Worded for Relation {
    fn words(&self, list: WordList) -> Vec<&str> {
        match list {
            WordList::RelationTypes => said([&self.kind.forward, &self.kind.backward].into_iter()),
            _ => Vec::new(),
        }
    }
}

impl Worded for Note {
    fn words(&self, list: WordList) -> Vec<&str> {
        match list {
            WordList::NoteCategories => said(std::iter::once(&self.category)),
            _ => Vec::new(),
        }
    }
}

fn said<'a>(words: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    words.map(String::as_str).filter(|word| !word.trim().is_empty()).collect()
}

fn purposes<'a>(addresses: impl Iterator<Item = &'a Address>) -> Vec<&'a str> {
    said(addresses.flat_map(|address| address.types.iter()))
}
