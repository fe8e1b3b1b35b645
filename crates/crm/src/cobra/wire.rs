//! The vendor's names, as the vendor spells them (<https://apis.cobra-hilfe.de>).
//!
//! What is null says nothing, as what is missing. Of touchpoints, companies and the tenant the vendor's page has the names of the calls
//! alone: their members are ours to assume, and stand in [`touchpoint`], [`company`] and [`around`] alone.

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

mod around;
mod card;
mod company;
mod person;
mod touchpoint;

pub use around::{
    EntryFields, Merge, Module, PeopleRelations, PeopleRemoved, Plan, ProfileImage, Relation, RelationType,
    Subscription, Tenant,
};
pub use card::{Address, Card, CardFields, Coordinates, Email, Phone, Position, TypeEntry, ValidationInfo};
pub use company::{Company, CompanyFields, CompanyTags, WithId};
pub use person::{
    Audit, Birthday, ImportantDate, Lifecycle, Note, Person, PersonFields, PersonWithId, Personality, Quicklook,
    SocialMedia, Tag,
};
pub use touchpoint::{Mood, Move, Priority, Touchpoint, TouchpointFields, TouchpointTags, Touchpoints};

/// What stands around every answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<T>,
    /// In the language of who asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(default, deserialize_with = "crate::exchange::object", skip_serializing_if = "Option::is_none")]
    pub meta_data: Option<MetaData>,
    /// The HTTP status once more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<i32>,
}

/// What is said about an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MetaData {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_results: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_time_stamp: Option<String>,
}

/// Who signs in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TokenRequest {
    /// The e-mail address of an API user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The API key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

// It holds a secret.
impl std::fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenRequest").field("username", &self.username).finish_non_exhaustive()
    }
}

/// The token that calls are signed with. The vendor's guide does not name its member: these are the usual ones.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Token {
    #[serde(alias = "accessToken", alias = "token", skip_serializing_if = "Option::is_none")]
    pub access_token: Option<String>,
    #[serde(alias = "tokenType", skip_serializing_if = "Option::is_none")]
    pub token_type: Option<String>,
    /// Seconds.
    #[serde(alias = "expiresIn", skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u64>,
}

// It is a secret.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Token").field("expires_in", &self.expires_in).finish_non_exhaustive()
    }
}

/// For members that are lists of objects or null; a list of an object's members in their order is no object.
fn list<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<Vec<T>>, D::Error> {
    let Some(entries) = Option::<Vec<Map<String, Value>>>::deserialize(from)? else { return Ok(None) };
    let read = entries.into_iter().map(|members| serde_json::from_value(Value::Object(members)));
    read.collect::<serde_json::Result<Vec<T>>>().map(Some).map_err(D::Error::custom)
}
