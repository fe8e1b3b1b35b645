//! What stands around people: relations, the entries of lists, pictures, what is merged, the tenant.

use serde::{Deserialize, Serialize};

use super::list;
use crate::exchange::object;

/// How somebody stands to another; the id is that of the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Relation {
    #[serde(rename = "type", deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub kind: Option<RelationType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// What a relation is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RelationType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub type_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_favorite: Option<bool>,
}

/// Relations of one of several people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PeopleRelations {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people_id: Option<String>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub relations: Option<Vec<Relation>>,
}

/// Relations of one of several people that are taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PeopleRemoved {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation_ids: Option<Vec<String>>,
}

/// An entry of a list as it is made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryFields {
    /// Required: 1 to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Of personality tags and properties.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Of life cycles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
}

/// Who becomes one person, and who of them stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Merge {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_ids: Option<Vec<String>>,
}

/// A picture of a person in one of its sizes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileImage {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// Whose CRM it is: the members are assumed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Tenant {
    #[serde(alias = "id", skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// What a tenant pays for: the members are assumed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Plan {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub modules: Option<Vec<Module>>,
}

/// A module of a plan with its functions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Module {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub functions: Option<Vec<String>>,
}

/// How long a tenant pays for it: the members are assumed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Subscription {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
}
