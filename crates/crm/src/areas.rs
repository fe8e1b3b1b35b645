//! What a CRM has beside people, where it has it: drafts, inbound sources, custom fields, organizations.
//!
//! Each is a value of its own that knows the dialect's way; a dialect that has none of it gives none.

mod drafts;
mod fields;
mod notes;
mod organizations;
mod sources;

pub use drafts::{Accepted, Drafts};
pub use fields::Fields;
pub use notes::{KnownNote, Notes};
pub use organizations::{Organizations, Unkept};
pub use sources::Sources;

use calling_card_contact::Area;

use crate::Dialect;

impl Dialect {
    /// What it has beside people.
    pub fn areas(self) -> Vec<Area> {
        let drafts = self.drafts().map(|_| Area::Drafts);
        let sources = self.sources().map(|_| Area::InboundSources);
        let fields = self.fields().map(|_| Area::CustomFields);
        let defined = self.fields().filter(|fields| fields.can_be_defined()).map(|_| Area::FieldDefinitions);
        let organizations = self.organizations().map(Organizations::areas).unwrap_or_default();
        let pictures = self.takes_pictures().then_some(Area::Pictures);
        let touchpoints = self.notes().map(|_| Area::Touchpoints);
        let shown = self.tells_pictures().then_some(Area::ShownPictures);
        let before = [drafts, sources, fields, defined].into_iter().flatten();
        before
            .chain(organizations.iter().copied())
            .chain([touchpoints, pictures, shown].into_iter().flatten())
            .collect()
    }

    /// Whether it takes pictures of people, each by itself.
    pub fn takes_pictures(self) -> bool {
        match self {
            Self::RogerRoger | Self::Emnify | Self::Samdock => false,
            Self::OnlyOffice | Self::Cobra => true,
        }
    }

    /// Whether it tells pictures of people, each by itself.
    pub fn tells_pictures(self) -> bool {
        match self {
            Self::RogerRoger | Self::Emnify | Self::Samdock | Self::OnlyOffice => false,
            Self::Cobra => true,
        }
    }

    /// Its notes that are written one by one.
    pub fn notes(self) -> Option<Notes> {
        match self {
            Self::RogerRoger | Self::Emnify | Self::Samdock | Self::OnlyOffice => None,
            Self::Cobra => Some(Notes::Cobra),
        }
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
            Self::RogerRoger | Self::Emnify | Self::Cobra => None,
            Self::Samdock => Some(Fields::Samdock),
            Self::OnlyOffice => Some(Fields::OnlyOffice),
        }
    }

    /// Its organizations.
    pub fn organizations(self) -> Option<Organizations> {
        match self {
            Self::RogerRoger | Self::Emnify | Self::OnlyOffice => None,
            Self::Samdock => Some(Organizations::Samdock),
            Self::Cobra => Some(Organizations::Cobra),
        }
    }
}
