//! What is answered. Of what an answer says, nothing but the id of a contact is relied upon.

use serde::{Deserialize, Serialize};

use super::{Address, Data};

/// What stands around every answer in JSON or XML.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope<T> {
    /// How many are in `response`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Where the page begins, unless at the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_index: Option<u64>,
    /// That there are more; it is one more than where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_index: Option<u64>,
    /// How many there are in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// 0, or 1 for a refusal.
    pub status: u8,
    /// The HTTP status code again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_code: Option<u16>,
    #[serde(default = "nothing", skip_serializing_if = "Option::is_none")]
    pub response: Option<T>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Failure>,
}

fn nothing<T>() -> Option<T> {
    None
}

/// Why something is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Failure {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hresult: Option<i64>,
}

/// What signing in gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Token {
    /// None where a second factor is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_noise: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tfa: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tfa_key: Option<String>,
}

/// A person or a company. Members of the one are missing in the other, and in what only names them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Contact {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    /// Of a person; its name is in `displayName`, in `companyName`, or in both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<Box<Contact>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons: Option<Vec<Contact>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons_count: Option<i64>,
    /// Written as `jobTitle`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<Address>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub create_by: Option<Employee>,
    /// With seven digits of a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub industry: Option<String>,
    /// How warm the contact is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_status: Option<ListItem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_type: Option<ListItem>,
    /// Without addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub common_data: Option<Vec<Data>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_fields: Option<Vec<CustomField>>,
    /// In lists; not where one contact is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub have_late_tasks: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub small_foto_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medium_foto_url: Option<String>,
    /// First and last name, or the company's name; may be null.
    pub display_name: Option<String>,
    pub is_company: bool,
    /// Who may see it, where not all may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_list: Option<Vec<Employee>>,
    /// Whether it has managers.
    pub is_private: bool,
    pub is_shared: bool,
    pub share_type: i64,
    /// May be null.
    pub currency: Option<Currency>,
    pub can_edit: bool,
    pub can_delete: bool,
    pub id: i64,
}

/// A user of the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Employee {
    /// A GUID.
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_small: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_url: Option<String>,
}

/// The currency of a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Currency {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abbreviation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub culture_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_convertable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_basic: Option<bool>,
}

/// An entry of a list of the portal's: a status or a type of contacts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ListItem {
    pub id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_order: Option<i64>,
}

/// A custom field, with its value where it is that of a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CustomField {
    pub id: i64,
    pub entity_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_value: Option<String>,
    /// 0 text, 1 text area, 2 select box, 3 check box, 4 heading, 5 date.
    pub field_type: i64,
    pub position: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mask: Option<String>,
}

/// A tag, and how many contacts have it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TagCount {
    pub title: String,
    /// Left out where it is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relative_items_count: Option<i64>,
}

/// A contact that was found by a part of a name or an e-mail address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SimpleMatch {
    pub contact: Contact,
}
