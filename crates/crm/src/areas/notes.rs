//! Notes of a CRM that are written one by one, about one person or several.

use calling_card_contact::Note;
use serde_json::Value;

use crate::cobra::works::touchpoints;
use crate::{Foreign, Making};

/// Notes of a CRM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes {
    /// The touchpoints of cobra, which no call lists.
    Cobra,
}

/// A note as it stands there.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownNote {
    /// What it says. Whom it is about stands beside it: they are known by ids there.
    pub note: Note,
    /// The ids of the people it is about.
    pub people: Vec<String>,
}

impl Notes {
    /// Those of these ids that are there; each takes a call.
    pub fn some(self, ids: &[String]) -> Making<Vec<Foreign<KnownNote>>> {
        match self {
            Self::Cobra => touchpoints::some(ids),
        }
    }

    /// One of them.
    pub fn get(self, id: &str) -> Making<Foreign<KnownNote>> {
        match self {
            Self::Cobra => touchpoints::get(id),
        }
    }

    /// A new one about a person.
    pub fn create(self, note: &Note, person: &str) -> Making<Foreign<KnownNote>> {
        match self {
            Self::Cobra => touchpoints::create(note, person),
        }
    }

    /// Changes one from this to that; what stands there beside it stays.
    pub fn update(self, id: &str, before: &Note, after: &Note) -> Making<Foreign<KnownNote>> {
        match self {
            Self::Cobra => touchpoints::update(id, before, after),
        }
    }

    /// Deletes one, or takes a person off who is not the only one it is about; answers it as the vendor said it, so that it can be put
    /// back.
    pub fn delete(self, id: &str, person: &str) -> Making<Value> {
        match self {
            Self::Cobra => touchpoints::delete(id, person),
        }
    }

    /// Puts one back that was deleted, under another id, or the person into the one that they were taken off.
    pub fn restore(self, said: &Value, person: &str) -> Making<Foreign<KnownNote>> {
        match self {
            Self::Cobra => touchpoints::restore(said, person),
        }
    }
}
