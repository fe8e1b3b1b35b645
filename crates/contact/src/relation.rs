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

/// Who is related to a person, as the person's own vCard tells it (`RELATED`, RFC 6350 section 6.6.6).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Related {
    /// The `UID` of the other's card.
    pub uid: String,
    /// What the other is to the person.
    pub is: String,
}

impl RelationKind {
    /// The kind of which only one direction is told: the other one follows from it, or is the same.
    pub fn told_as(forward: &str) -> Self {
        const PAIRS: [(&str, &str); 8] = [
            ("parent", "Child"),
            ("mother", "Child"),
            ("father", "Child"),
            ("child", "Parent"),
            ("manager", "Report"),
            ("report", "Manager"),
            ("assistant", "Manager"),
            ("agent", "Client"),
        ];
        const ONE_SIDED: [&str; 3] = ["emergency", "crush", "muse"];
        let word = forward.to_lowercase();
        let backward = match PAIRS.iter().find(|(known, _)| *known == word) {
            Some((_, backward)) => backward,
            None if ONE_SIDED.contains(&word.as_str()) => "Contact",
            None => forward,
        };
        Self { forward: forward.to_owned(), backward: backward.to_owned() }
    }
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
