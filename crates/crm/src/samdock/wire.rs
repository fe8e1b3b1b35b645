//! The vendor's names, as the vendor spells them (<https://docs.samdock.app/de/docs/openapi/contacts>).
//!
//! Every member may be missing. Of what is sent, what is left out stays, and an empty text empties.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::exchange::object;

pub use super::moment::Moment;

/// Something whose members are not ours to know.
pub type Open = Map<String, Value>;

/// What of a person can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PersonFields {
    /// Given when it is made; left out of a change.
    #[serde(rename = "_id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "_tenantID", skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Required, in a change, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_suffix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linkedin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub xing: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facebook: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub twitter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instagram: Option<String>,
    /// ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birthday: Option<String>,
    #[serde(rename = "importID", skip_serializing_if = "Option::is_none")]
    pub import_id: Option<String>,
    /// Taken, never answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Moment>,
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Ids of organizations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employers: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consents: Option<Vec<Value>>,
    /// By the keys of the fields: a text, a list of the options that are chosen, an amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_fields: Option<Open>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub privacy: Option<Open>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority_section: Option<Vec<String>>,
}

/// A person as it is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Person {
    #[serde(flatten)]
    pub fields: PersonFields,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_activity: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deals: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrations: Option<Open>,
}

/// A postal address; street and house number stand apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// By its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// What of an organization can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OrganizationFields {
    #[serde(rename = "_id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "_tenantID", skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Required, in a change, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linkedin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub xing: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facebook: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub twitter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instagram: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat_reg_no: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Moment>,
    #[serde(rename = "importID", skip_serializing_if = "Option::is_none")]
    pub import_id: Option<String>,
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Ids in the vendor's example; nothing says that they are no more than that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branches: Option<Vec<Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_fields: Option<Open>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_customer: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority_section: Option<Vec<String>>,
}

/// An organization as it is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Organization {
    #[serde(flatten)]
    pub fields: OrganizationFields,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Moment>,
    /// Ids in the vendor's example, as the branches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employees: Option<Vec<Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deals: Option<Vec<String>>,
    /// The id of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_person: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrations: Option<Open>,
}

/// A branch, as it is written; no call reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Branch {
    #[serde(rename = "_id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax_number: Option<String>,
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

/// That a person belongs to an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Employee {
    #[serde(rename = "personID", skip_serializing_if = "Option::is_none")]
    pub person_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// What somebody is in an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Role {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// The people at whom the user looked last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LastSeen {
    #[serde(rename = "_id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "_personIDs")]
    pub person_ids: Vec<String>,
}

/// What came in through a source. A change needs `_id` and `_tenantID`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Draft {
    #[serde(rename = "_id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "_tenantID", skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonFields>,
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub organization: Option<OrganizationFields>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<Open>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deal: Option<Open>,
    /// The state of the source's fields; texts in the vendor's example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields_data: Option<Vec<Value>>,
    /// The id of the inbound source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub create_lead: Option<bool>,
    /// The id of a user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread: Option<bool>,
    /// The vendor's own spelling.
    #[serde(rename = "oldDraftRefrence", skip_serializing_if = "Option::is_none")]
    pub old_draft_refrence: Option<Open>,
}

/// What drafts come through: a form, an address for programs, a mailbox. All but the settings are required.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct InboundSource {
    #[serde(rename = "_id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `disabled`, `active` or `testing`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// `api`, `form`, `private-email` or `shared-email`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form_settings: Option<Open>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub create_lead: Option<bool>,
    /// The id of a user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<Open>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub privacy: Option<Open>,
}

/// A custom field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CustomField {
    #[serde(rename = "_id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "_tenantID", skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    /// `person` or `organization`: said when it is made, and in the address afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `text`, `select`, `multiselect`, `textarea` or `currency`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// `active` or `hidden`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Open>,
}

/// All custom fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomFields {
    pub persons: Vec<CustomField>,
    pub organizations: Vec<CustomField>,
}

/// A value that gives way to another, of a field in which is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ValueChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// `select` or `multiselect`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// Who signs in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Login {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

/// What comes of it; both are sent to get new ones, and to make them worthless.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Tokens {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

/// A confirmation of an e-mail address, as the mail's link says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grant {
    /// The draft or the person.
    pub of: String,
    pub tenant_id: Option<String>,
    pub redirect_url: Option<String>,
    pub email: Option<String>,
}
