//! Organizations of a CRM, with their branches and who works there.

use calling_card_contact::{Organization, Person};
use uuid::Uuid;

use crate::samdock::organizations::{self, Known};
use crate::samdock::revising::{self, Revision};
use crate::{Foreign, Making};

/// Organizations of a CRM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Organizations {
    /// Samdock's.
    Samdock,
}

impl Organizations {
    /// All of them, by name.
    pub fn list(self) -> Making<Vec<Foreign<Known>>> {
        match self {
            Self::Samdock => organizations::list(),
        }
    }

    /// One of them.
    pub fn get(self, id: &str) -> Making<Foreign<Known>> {
        match self {
            Self::Samdock => organizations::get(id),
        }
    }

    /// Who works there.
    pub fn people(self, id: &str) -> Making<Vec<Foreign<Person>>> {
        match self {
            Self::Samdock => revising::people(id),
        }
    }

    /// A new one, with its branches and these people, each with what they are there. The key stands for this making.
    pub fn create(self, revision: &Revision, key: Uuid) -> Making<Foreign<Known>> {
        match self {
            Self::Samdock => revising::create(revision, key),
        }
    }

    /// Changes one from this on; the key stands for what is made on the way.
    pub fn update(self, id: &str, before: &Organization, revision: &Revision, key: Uuid) -> Making<Foreign<Known>> {
        match self {
            Self::Samdock => revising::update(id, before, revision, key),
        }
    }

    /// Deletes one.
    pub fn delete(self, id: &str) -> Making<()> {
        match self {
            Self::Samdock => organizations::delete(id),
        }
    }
}
