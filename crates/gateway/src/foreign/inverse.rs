//! What takes back what was done in another CRM.

use calling_card_api::Version;
use calling_card_contact::{Person, PersonId};
use serde::{Deserialize, Serialize};

/// What takes back what was done in another CRM. It is done only to what is still as it was left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inverse {
    /// A person was made: they are deleted.
    Delete {
        /// The person.
        id: PersonId,
        /// As they were left.
        version: Version,
    },
    /// A person was changed: they are changed back.
    Update {
        /// The person.
        id: PersonId,
        /// As they were left.
        version: Version,
        /// As they were before.
        before: Box<Person>,
    },
    /// A person was deleted: they are made anew, under another id there and the same key here.
    Create {
        /// The person.
        id: PersonId,
        /// As they were before.
        before: Box<Person>,
    },
}

impl Inverse {
    /// Whom it is about.
    pub fn person(&self) -> PersonId {
        match self {
            Self::Delete { id, .. } | Self::Update { id, .. } | Self::Create { id, .. } => *id,
        }
    }
}
