//! Companies as they are sent and answered. The vendor's pages have the names of the calls alone: the members are assumed, in the shapes
//! that people and business cards have, and stand here and nowhere else.

use calling_card_crm::cobra::wire::TypeEntry;
use serde::{Deserialize, Serialize};

use super::super::asked::{object, objects};

/// What of a company can be written at once. Contact data, tags, the note and the life cycle have calls of their own, too.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Fields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) website: Option<String>,
    /// The host of the website, without `www`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) domain: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) vat_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) customer_number: Option<String>,
    #[serde(deserialize_with = "objects", skip_serializing_if = "Option::is_none")]
    pub(super) social_medias: Option<Vec<SocialMedia>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) legal_form: Option<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) industry_sector: Option<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number_of_employees: Option<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number_of_customers: Option<Choice>,
    #[serde(deserialize_with = "objects", skip_serializing_if = "Option::is_none")]
    pub(super) reference_numbers: Option<Vec<ReferenceNumber>>,
}

/// A company as it is sent.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Sent {
    #[serde(flatten)]
    pub(super) fields: Fields,
    #[serde(deserialize_with = "objects")]
    pub(super) phones: Option<Vec<Phone>>,
    #[serde(deserialize_with = "objects")]
    pub(super) emails: Option<Vec<Email>>,
    #[serde(deserialize_with = "objects")]
    pub(super) addresses: Option<Vec<Address>>,
    #[serde(deserialize_with = "objects")]
    pub(super) tags: Option<Vec<TypeEntry>>,
    #[serde(deserialize_with = "object")]
    pub(super) lifecycle: Option<LifecycleId>,
}

/// A company as it is answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Company {
    #[serde(flatten)]
    pub(super) audit: Audit,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    #[serde(flatten)]
    pub(super) fields: Fields,
    pub(super) phones: Vec<Phone>,
    pub(super) emails: Vec<Email>,
    pub(super) addresses: Vec<Address>,
    pub(super) tags: Vec<TypeEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<Note>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lifecycle: Option<Lifecycle>,
    pub(super) lifecycle_histories: Vec<Lifecycle>,
    /// Made of the name.
    pub(super) initials: String,
}

impl Company {
    /// What is told of a company that is not stored.
    pub(super) fn without_ids(self) -> Self {
        let phones = self.phones.into_iter().map(|phone| Phone { id: None, ..phone }).collect();
        let emails = self.emails.into_iter().map(|email| Email { id: None, ..email }).collect();
        let addresses = self.addresses.into_iter().map(|address| Address { id: None, ..address }).collect();
        Self { audit: Audit::default(), id: None, phones, emails, addresses, ..self }
    }
}

/// Who made and changed something, and when.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(in super::super) struct Audit {
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in super::super) created_by: Option<String>,
    /// Who changed it last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in super::super) modified_by: Option<String>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in super::super) date_created: Option<String>,
    /// When it was changed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in super::super) date_modified: Option<String>,
}

/// A choice of a list: what it says, or an entry by its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Choice {
    /// What it says; so it is answered.
    Text(String),
    /// An entry of the list.
    Entry(TypeEntry),
}

/// A number by which somebody else knows the company: a commercial register, a supplier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ReferenceNumber {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<String>,
}

/// A profile in a social network.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SocialMedia {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) link: Option<String>,
}

/// A phone or fax number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Phone {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    pub(super) is_favorite: Option<bool>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<String>,
}

/// An e-mail address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Email {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    #[serde(rename = "type", deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<TypeEntry>,
    pub(super) is_favorite: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mail: Option<String>,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Address {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    pub(super) is_favorite: Option<bool>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<String>,
    #[serde(deserialize_with = "objects", skip_serializing_if = "Option::is_none")]
    pub(super) address_types: Option<Vec<TypeEntry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) country_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) street_additional: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) zip: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) postbox_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) federal_state: Option<String>,
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub(super) coordinates: Option<Coordinates>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) city_district: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) city_addition: Option<String>,
}

/// A place on earth, in degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Coordinates {
    pub(super) longitude: f64,
    pub(super) latitude: f64,
}

/// A note; sent with its text alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Note {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
    #[serde(flatten)]
    pub(super) audit: Audit,
}

/// A stage of a life cycle as it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct LifecycleId {
    pub(super) lifecycle_id: Option<String>,
}

/// A stage of a life cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Lifecycle {
    pub(super) lifecycle_id: String,
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) color: Option<String>,
    pub(super) date_changed: String,
}

/// Tags, and the companies that get or lose them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct CompanyTags {
    pub(super) company_ids: Vec<String>,
    /// Those that go may be named by their ids alone.
    pub(super) tag_ids: Vec<String>,
    #[serde(deserialize_with = "objects")]
    pub(super) tags: Option<Vec<TypeEntry>>,
}
