//! Business cards and what stands on them.

use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::list;
use crate::exchange::object;

/// What of a business card can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CardFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_private: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative_salutation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative_firstname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative_lastname: Option<String>,
    /// The name of the business.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub phones: Option<Vec<Phone>>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub emails: Option<Vec<Email>>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub business_positions: Option<Vec<Position>>,
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<Address>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_favorite: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// Asks for what `isFavorite` then says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark_as_favorite: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_alternative_name: Option<bool>,
}

/// A business card as it is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Card {
    #[serde(flatten)]
    pub fields: CardFields,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// A phone number; what it is is a word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Phone {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_favorite: Option<bool>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// An e-mail address; what it is is an entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Email {
    #[serde(rename = "type", deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub kind: Option<TypeEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_favorite: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
}

/// An entry of a list, by its id and what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypeEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What somebody is in a business.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Position {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_favorite: Option<bool>,
}

/// A postal address. Its id and what a check said of it are answered, and not looked at where they are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Address {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_favorite: Option<bool>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What it is for.
    #[serde(deserialize_with = "list", skip_serializing_if = "Option::is_none")]
    pub address_types: Option<Vec<TypeEntry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_additional: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zip: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postbox_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub federal_state: Option<String>,
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<Coordinates>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city_district: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city_addition: Option<String>,
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub validation_info: Option<ValidationInfo>,
}

/// A place on earth, in degrees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Coordinates {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<Number>,
}

/// What a check of an address has said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ValidationInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deviation: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_validation_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}
