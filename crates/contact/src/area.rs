//! What a CRM may have beside people.

use serde::{Deserialize, Serialize};

/// What a CRM may have beside people. Of another one than the built-in, its connection says what it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Contact drafts.
    Drafts,
    /// What drafts come in through: forms and other sources.
    InboundSources,
    /// Definitions of custom fields.
    CustomFields,
    /// Custom fields that can be made, changed and deleted.
    FieldDefinitions,
    /// Organizations.
    Organizations,
    /// Of organizations also their branches, VAT number, whether they are customers, and whom to ask there.
    OrganizationDetails,
    /// Tags of organizations.
    OrganizationTags,
    /// Organizations that no list has: they are found by their domain.
    OrganizationsByDomain,
    /// Notes that are written one by one, of which no list is told: those are seen that were written here.
    Touchpoints,
    /// Pictures of people that are given by themselves.
    Pictures,
    /// Pictures of people that are told by themselves, too.
    ShownPictures,
}

impl Area {
    /// What the built-in CRM has.
    pub const HOME: [Self; 7] = [
        Self::Drafts,
        Self::InboundSources,
        Self::CustomFields,
        Self::FieldDefinitions,
        Self::Organizations,
        Self::OrganizationDetails,
        Self::OrganizationTags,
    ];
}
