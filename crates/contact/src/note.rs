//! Notes about people.

use serde::{Deserialize, Serialize};

use crate::{PersonId, Timestamp, is_false};

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
    /// What kind of note it is, e.g. “Call”; a word of the list of categories.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// Seen by the member of staff alone who wrote it, as a card can be ([`BusinessCard::only_mine`](crate::BusinessCard::only_mine)).
    #[serde(default, skip_serializing_if = "is_false")]
    pub only_mine: bool,
    /// What another CRM says beside it. It is not written: it stays there as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub there: Option<NoteThere>,
}

/// What a note of another CRM says that ours has no place for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NoteThere {
    /// When it was, what it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Key words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// How soon it is due.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub priority: String,
    /// How somebody felt.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mood: String,
    /// Whom it is about, too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
}
