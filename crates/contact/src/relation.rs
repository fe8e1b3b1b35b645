//! Relations between two people.

use serde::{Deserialize, Serialize};

use crate::{PersonId, is_false};

/// How one person stands to another; one record, seen from both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Relation {
    /// The person from whom it is told.
    pub from: PersonId,
    /// The person about whom it is told.
    pub to: PersonId,
    /// What `to` is to `from`, and the other way round.
    pub kind: RelationKind,
    /// A preferred relation (cobra: `type.isFavorite`).
    #[serde(default, skip_serializing_if = "is_false")]
    pub favourite: bool,
}

/// A kind of relation, named in both directions (cobra: `typeIdentifier`; vCard: `TYPE` of `RELATED`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RelationKind {
    /// What the second person is to the first: 'Manager'.
    pub forward: String,
    /// What the first person is to the second: 'Report'.
    pub backward: String,
}

impl Relation {
    /// The other person, and what they are to this one; nothing if this one has no part in it.
    pub fn seen_from(&self, person: PersonId) -> Option<(PersonId, &str)> {
        if person == self.from {
            Some((self.to, &self.kind.forward))
        } else if person == self.to {
            Some((self.from, &self.kind.backward))
        } else {
            None
        }
    }
}
