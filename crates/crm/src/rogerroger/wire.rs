//! The vendor's names, as the vendor spells them (<https://developer.rogerroger.io/crm/people>).

use serde::{Deserialize, Serialize};

use crate::exchange::{object, objects};

/// What a person says; every member may be missing or null.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Person {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    pub context: Option<serde_json::Value>,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(flatten)]
    pub fields: PersonFields,
    /// When it was made; read-only, as the next three.
    pub created_at: Option<String>,
    pub updated_at: Option<String>,
    pub imported_at: Option<String>,
    pub avatar_url: Option<String>,
}

/// What of a person can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PersonFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Required, and not blank.
    pub family_name: Option<String>,
    pub given_name: Option<String>,
    pub additional_name: Option<String>,
    pub initials: Option<String>,
    pub customer_id: Option<String>,
    pub honorific_prefix: Option<String>,
    pub is_tracked: Option<bool>,
    pub linkedin_id: Option<String>,
    pub external_source: Option<String>,
    /// Writing it archives.
    pub archived_at: Option<String>,
    /// The IRI of a user: `/users/{id}`.
    pub owner: Option<String>,
    pub job_title: Option<String>,
    /// IRIs: `/tags/{id}`.
    pub tags: Vec<String>,
    pub segments: Vec<String>,
    pub organizations: Vec<String>,
    /// The IRI of an uploaded picture; never answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
    pub deal_size: Option<i64>,
    pub total_deals: Option<i64>,
    pub total_lost_deals: Option<i64>,
    pub total_won_deals: Option<i64>,
    #[serde(deserialize_with = "objects")]
    pub email_addresses: Vec<EmailAddress>,
    #[serde(deserialize_with = "objects")]
    pub phone_numbers: Vec<PhoneNumber>,
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub address: Option<PostalAddress>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EmailAddress {
    pub email: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PhoneNumber {
    pub phone_number: Option<String>,
    /// Of its values only `fax` is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_type: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PostalAddress {
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    /// Looks like ISO 3166-1 alpha-2: `NL`.
    pub country: Option<String>,
}

/// A note about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Note {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    pub context: Option<serde_json::Value>,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Taken, never answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_id: Option<String>,
    /// May be written, so that a note can be dated back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// Required.
    pub description: Option<String>,
    pub title: Option<String>,
    pub flagged: Option<bool>,
    pub is_private: Option<bool>,
    pub author: Option<String>,
    /// The IRI of a category; required.
    pub category: Option<String>,
}

/// A page of a list (JSON-LD, without prefixes).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Collection<T> {
    #[serde(rename = "@context", default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    #[serde(rename = "@id", default, skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
    #[serde(rename = "@type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_items: Option<u64>,
    pub member: Vec<T>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
}

/// Where the other pages are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// None on the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// None on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Why something is refused: the vendor promises `message`, its own client reads `detail`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Error {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub violations: Vec<Violation>,
}

/// What is wrong with a member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Violation {
    pub property_path: String,
    pub message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}
