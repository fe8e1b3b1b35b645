//! What is stored, and who made and changed it when.

use std::fmt;
use std::str::FromStr;

use calling_card_contact::{BatchId, Timestamp};
use serde::{Deserialize, Serialize};

/// A stored thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Record<Id, T> {
    /// Its key.
    pub id: Id,
    /// How often it was written.
    pub version: Version,
    /// When it was made.
    pub created_at: Timestamp,
    /// By whom; the name of a member of staff, of a form or of an import.
    pub created_by: String,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// By whom.
    pub changed_by: String,
    /// What it says.
    pub content: T,
}

/// Counts the writes of a record, from 1. As an entity tag (`ETag`, `If-Match`): `"1"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Version(pub u32);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0)
    }
}

/// Why a text is no entity tag of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an entity tag is a number in quotation marks")]
pub struct InvalidVersion;

impl FromStr for Version {
    type Err = InvalidVersion;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.trim().strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        number.and_then(|number| number.parse().ok()).map(Self).ok_or(InvalidVersion)
    }
}

/// The outcome of a write.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Written<T> {
    /// The batch by which it can be undone.
    pub batch: BatchId,
    /// What was written, as it is now.
    pub result: T,
}
