//! The vendor's names, as the vendor spells them (<https://api.onlyoffice.com/workspace/api-backend/>): what is sent.
//!
//! What may be missing is not null: only `Value` of a custom field may be.

use serde::{Deserialize, Deserializer, Serialize};

use super::kinds::{InfoType, ShareType};
use crate::exchange::objects;

mod answered;

pub use answered::{
    Contact, Currency, CustomField, Employee, Envelope, Failure, ListItem, SimpleMatch, TagCount, Token,
};

/// Who signs in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Authenticate {
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub access_token: Option<String>,
    #[serde(rename = "codeOAuth", deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub code_oauth: Option<String>,
}

/// What of a person can be written. A change resets what is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PersonFields {
    /// Required, and not blank.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Required; it may be empty when a person is made, not when one is changed.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Answered as `title`.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub job_title: Option<String>,
    /// 0 is none.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub company_id: Option<i64>,
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub share_type: Option<ShareType>,
    /// GUIDs of users: where there are any, only they see the person.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub manager_list: Vec<String>,
    #[serde(deserialize_with = "objects", skip_serializing_if = "Vec::is_empty")]
    pub custom_field_list: Vec<FieldPair>,
    /// Empty: files are parts of a form.
    #[serde(skip_serializing)]
    pub photo: [String; 0],
}

/// What of a company can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CompanyFields {
    /// Required, and not blank.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Only when it is made.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub person_list: Vec<i64>,
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub share_type: Option<ShareType>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub manager_list: Vec<String>,
    #[serde(deserialize_with = "objects", skip_serializing_if = "Vec::is_empty")]
    pub custom_field_list: Vec<FieldPair>,
    #[serde(skip_serializing)]
    pub photo: [String; 0],
}

/// The value of a custom field; one that is null or empty is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldPair {
    #[serde(rename = "Key", alias = "key")]
    pub key: i64,
    #[serde(rename = "Value", alias = "value", default)]
    pub value: Option<String>,
}

/// First and last name of a person who is made in passing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NamePair {
    #[serde(rename = "Key", alias = "key")]
    pub key: String,
    #[serde(rename = "Value", alias = "value")]
    pub value: String,
}

/// A piece of contact data to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewData {
    pub info_type: InfoType,
    /// Not empty; of an address, its members as JSON text.
    pub data: String,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub is_primary: Option<bool>,
    /// By its name, in exactly these letters.
    pub category: String,
}

/// What is changed of a piece of contact data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DataChange {
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub info_type: Option<InfoType>,
    /// Not empty.
    pub data: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_primary: Option<bool>,
    /// By its name; looked at only where `infoType` is there as well.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

/// A piece of contact data, as it is answered and as it is sent with others; its category is a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Data {
    pub info_type: i64,
    pub category: i64,
    pub data: String,
    /// In the language of who asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category_name: Option<String>,
    pub is_primary: bool,
    pub id: i64,
}

/// A postal address; its category is a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Address {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zip: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    pub category: i64,
    /// Answered; not looked at where it is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category_name: Option<String>,
    pub is_primary: bool,
}

/// Who may see a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Access {
    pub is_shared: bool,
    /// Without any, all may.
    pub manager_list: Vec<String>,
}

/// For members that may be missing, but are not null.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}
