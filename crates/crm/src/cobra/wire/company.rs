//! Companies. The vendor's page has the names of the calls alone; the members here are those that the calls name, in the shapes that
//! people and business cards have.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Address, Audit, Email, Lifecycle, Note, Phone, Tag, list};
use crate::exchange::object;

/// What of a company can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CompanyFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Answered by some, and sent back as it was: a company is known by its domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<Address>>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub phones: Option<Vec<WithId<Phone>>>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub emails: Option<Vec<WithId<Email>>>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_form: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub industry_sector: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_employees: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_customers: Option<String>,
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub lifecycle: Option<Lifecycle>,
    /// Members that we know nothing of: a company is written whole, and they stay as they are.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// An entry of a company's list, which calls name by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, bound(deserialize = "T: Deserialize<'de> + Default"))]
pub struct WithId<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(flatten)]
    pub content: T,
}

/// A company as it is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Company {
    #[serde(flatten)]
    pub audit: Audit,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(flatten)]
    pub fields: CompanyFields,
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// Made by the vendor, as the stages that it was at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initials: Option<String>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub lifecycle_histories: Option<Vec<Lifecycle>>,
}

/// Tags, and the companies that get or lose them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CompanyTags {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_ids: Option<Vec<String>>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}
