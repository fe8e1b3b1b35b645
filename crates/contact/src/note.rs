//! Notes about people.

use serde::{Deserialize, Serialize};

use crate::{PersonId, is_false};

/// A note about a person. Members follow RogerRoger's note; author and times are said by the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Note {
    /// Whom it is about.
    pub person: PersonId,
    /// A heading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What it says (RogerRoger: `description`; cobra, Samdock: `note`).
    pub text: String,
    /// Stands first (RogerRoger: `flagged`).
    #[serde(default, skip_serializing_if = "is_false")]
    pub flagged: bool,
}
