//! Drafts of a CRM: what came in there, until somebody accepts or discards it.

use calling_card_contact::Person;
use serde_json::Value;
use uuid::Uuid;

use crate::samdock::{accept, drafts};
use crate::{Draft, Foreign, Making};

/// Drafts of a CRM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// Samdock's.
    Samdock,
}

/// What has become of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// The person, as they stand there.
    pub person: Foreign<Person>,
    /// The draft as the vendor said it, so that it can be put back.
    pub draft: Value,
}

impl Drafts {
    /// All of them, the newest first.
    pub fn list(self) -> Making<Vec<Foreign<Draft>>> {
        match self {
            Self::Samdock => drafts::list(),
        }
    }

    /// One of them.
    pub fn get(self, id: &str) -> Making<Foreign<Draft>> {
        match self {
            Self::Samdock => drafts::get(id),
        }
    }

    /// Somebody has opened it.
    pub fn mark_read(self, id: &str) -> Making<Foreign<Draft>> {
        let read = drafts::DraftChange { unread: Some(false), ..drafts::DraftChange::default() };
        match self {
            Self::Samdock => drafts::update(id, &read),
        }
    }

    /// Makes a new person of it, and the organization that it proposes; it is gone then. The key stands for this making.
    pub fn accept(self, id: &str, person: &Person, key: Uuid) -> Making<Accepted> {
        match self {
            Self::Samdock => accept::as_new(id, person, key),
        }
    }

    /// Puts it into a person, who was this and shall be that; it is gone then.
    pub fn accept_into(self, id: &str, person: &str, before: &Person, after: &Person) -> Making<Accepted> {
        match self {
            Self::Samdock => accept::into(id, person, before, after),
        }
    }

    /// Deletes it; answers it as the vendor said it, so that it can be put back.
    pub fn delete(self, id: &str) -> Making<Value> {
        match self {
            Self::Samdock => accept::discard(id),
        }
    }

    /// Puts one back that was deleted, under its own id.
    pub fn restore(self, said: &Value) -> Making<()> {
        match self {
            Self::Samdock => accept::restore(said),
        }
    }
}
