//! Organizations and their branches.

use serde::{Deserialize, Serialize};

use crate::{Address, BranchId, CustomValues, ForeignId, Image, KeptProperty, PersonId, SocialProfile, is_false};

/// A company, authority, club or other organization. Members follow Samdock's organization.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Organization {
    /// Its name; the one member that it must have.
    pub name: String,
    /// VAT registration number (Samdock: `vatRegNo`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub vat_number: String,
    /// E-mail address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Phone number, as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Fax number, as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fax: String,
    /// Home page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub website: String,
    /// Profiles in social networks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub social_profiles: Vec<SocialProfile>,
    /// A note.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The seat.
    #[serde(skip_serializing_if = "Address::is_empty")]
    pub address: Address,
    /// Branches elsewhere (Samdock: `branches`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<Branch>,
    /// Whom to ask there (Samdock: `contactPerson`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_person: Option<PersonId>,
    /// Whether it is a customer (Samdock: `isCustomer`).
    #[serde(skip_serializing_if = "is_false")]
    pub customer: bool,
    /// Free key words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Its logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Image>,
    /// Values of custom fields, by the keys of the fields (Samdock: `customFields`).
    #[serde(skip_serializing_if = "CustomValues::is_empty")]
    pub custom: CustomValues,
    /// The `UID` of the vCard (`KIND:org`) that it came from, or is known by elsewhere.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub uid: String,
    /// vCard properties that the model has no place for, kept as they stood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept_properties: Vec<KeptProperty>,
    /// What it is called in other systems.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub foreign_ids: Vec<ForeignId>,
}

/// A branch of an organization.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Branch {
    /// Its key; none until it is stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<BranchId>,
    /// What it is called: 'Hamburg'.
    pub name: String,
    /// Where it is.
    #[serde(skip_serializing_if = "Address::is_empty")]
    pub address: Address,
    /// Phone number, as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// E-mail address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Fax number, as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fax: String,
}
