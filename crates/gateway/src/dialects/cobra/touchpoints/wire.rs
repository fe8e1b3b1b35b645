//! Touchpoints as they are sent and answered. The vendor's pages have the names of the calls alone: the members are assumed, the plainest
//! ones for what those names say, and stand here and nowhere else.

use calling_card_crm::cobra::wire::TypeEntry;
use serde::{Deserialize, Serialize};

use super::super::asked::objects;
use super::super::companies::Audit;

/// What of a touchpoint is words and times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Fields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<String>,
    /// When it was, or began; when it was noted, unless said otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) priority: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mood: Option<String>,
}

/// A touchpoint as it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(flatten)]
    pub(super) fields: Fields,
    #[serde(deserialize_with = "objects")]
    pub(super) tags: Option<Vec<TypeEntry>>,
    /// The ids of the people involved.
    pub(super) people: Option<Vec<String>>,
}

/// A touchpoint as it is answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Touchpoint {
    #[serde(flatten)]
    pub(super) audit: Audit,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    #[serde(flatten)]
    pub(super) fields: Fields,
    pub(super) tags: Vec<TypeEntry>,
    pub(super) people: Vec<String>,
}

/// Tags, and the touchpoints that get or lose them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct TouchpointTags {
    pub(super) touchpoint_ids: Vec<String>,
    /// Those that go may be named by their ids alone.
    pub(super) tag_ids: Vec<String>,
    #[serde(deserialize_with = "objects")]
    pub(super) tags: Option<Vec<TypeEntry>>,
}

/// How soon one touchpoint, or several, are due.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Priority {
    pub(super) touchpoint_ids: Vec<String>,
    pub(super) priority: Option<String>,
}

/// How somebody felt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Mood {
    pub(super) mood: Option<String>,
}

/// From whom touchpoints go to whom: those that are named, or all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Move {
    pub(super) from_person_id: Option<String>,
    pub(super) to_person_id: Option<String>,
    pub(super) touchpoint_ids: Option<Vec<String>>,
}
