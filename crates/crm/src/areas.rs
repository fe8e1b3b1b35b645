//! What a CRM has beside people, where it has it: drafts, inbound sources, definitions of custom fields.
//!
//! Each is a value of its own that knows the dialect's way; a dialect that has none of it gives none.

mod drafts;
mod fields;
mod sources;

pub use drafts::{Accepted, Drafts};
pub use fields::Fields;
pub use sources::Sources;

use calling_card_contact::Area;

use crate::Dialect;

impl Dialect {
    /// What it has beside people.
    pub fn areas(self) -> Vec<Area> {
        let drafts = self.drafts().map(|_| Area::Drafts);
        let sources = self.sources().map(|_| Area::InboundSources);
        let fields = self.fields().map(|_| Area::CustomFields);
        [drafts, sources, fields].into_iter().flatten().collect()
    }

    /// Its drafts.
    pub fn drafts(self) -> Option<Drafts> {
        match self {
            Self::RogerRoger | Self::Emnify | Self::OnlyOffice | Self::Cobra => None,
            Self::Samdock => Some(Drafts::Samdock),
        }
    }

    /// Its inbound sources.
    pub fn sources(self) -> Option<Sources> {
        match self {
            Self::RogerRoger | Self::Emnify | Self::OnlyOffice | Self::Cobra => None,
            Self::Samdock => Some(Sources::Samdock),
        }
    }

    /// Its definitions of custom fields.
    pub fn fields(self) -> Option<Fields> {
        match self {
            Self::RogerRoger | Self::Emnify | Self::OnlyOffice | Self::Cobra => None,
            Self::Samdock => Some(Fields::Samdock),
        }
    }
}
