//! Whom a draft is probably of.

use calling_card_contact::OrganizationId;
use serde::{Deserialize, Serialize};

use crate::likeness::Likeness;
use crate::people::PersonSummary;

/// Somebody whom a draft is probably of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonMatch {
    /// The person.
    pub person: PersonSummary,
    /// How likely, and why.
    pub likeness: Likeness,
}

/// Why a draft is probably from an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SameOrganization {
    /// The domain of the e-mail address is that of its website or its own address.
    Domain,
    /// The company has its name, but perhaps for the legal form.
    Name,
}

/// An organization that a draft is probably from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizationMatch {
    /// Its key.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// What speaks for it.
    pub by: Vec<SameOrganization>,
}
