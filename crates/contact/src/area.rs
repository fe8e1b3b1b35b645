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
    /// Organizations with what belongs to them.
    Organizations,
    /// Pictures of people that are given by themselves.
    Pictures,
}
