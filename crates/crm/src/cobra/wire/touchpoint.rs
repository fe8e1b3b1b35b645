//! Touchpoints: what there was between people and the business. The vendor's page has the names of the calls alone; the members here are
//! the plainest ones for what those names say.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Audit, Tag, list};

/// What of a touchpoint can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TouchpointFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mood: Option<String>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    /// The ids of the people involved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<Vec<String>>,
    /// Members that we know nothing of: a touchpoint is written whole, and they stay as they are.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A touchpoint as it is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Touchpoint {
    #[serde(flatten)]
    pub audit: Audit,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(flatten)]
    pub fields: TouchpointFields,
}

/// Tags, and the touchpoints that get or lose them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TouchpointTags {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touchpoint_ids: Option<Vec<String>>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

/// How soon something is due.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Priority {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
}

/// The touchpoints that get a priority.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Touchpoints {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touchpoint_ids: Option<Vec<String>>,
    #[serde(flatten)]
    pub priority: Priority,
}

/// How somebody felt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mood {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mood: Option<String>,
}

/// From whom touchpoints go to whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Move {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touchpoint_ids: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_person_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_person_id: Option<String>,
}
