//! What a CRM keeps of a person, and what it does not.

use calling_card_contact::{CustomField, Held, Loss, Part, Person, fitting_custom};

use crate::{Dialect, cobra, emnify, onlyoffice, rogerroger, samdock};

impl Dialect {
    /// What of a person it would not keep.
    pub fn losses(self, person: &Person) -> Vec<Loss> {
        let person = settled(person);
        calling_card_contact::losses(&person, &self.kept(&person))
    }

    /// The person as they come back from it.
    pub fn kept(self, person: &Person) -> Person {
        match self {
            Self::RogerRoger => rogerroger::kept(person),
            Self::Emnify => emnify::kept(person),
            Self::Samdock => samdock::kept(person),
            Self::OnlyOffice => onlyoffice::kept(person),
            Self::Cobra => cobra::kept(person),
        }
    }

    /// Whether it keeps values of custom fields: of which, the fields that there are tell.
    pub fn writes_custom_fields(self) -> bool {
        let held = self.capabilities().iter().find(|capability| capability.part == Part::CustomFields);
        held.is_some_and(|capability| capability.held != Held::ReadOnly)
    }

    /// The person as they come back from where these are the custom fields of people.
    pub fn kept_with(self, person: &Person, fields: &[CustomField]) -> Person {
        let kept = self.kept(person);
        match self {
            Self::RogerRoger | Self::Emnify | Self::Samdock | Self::Cobra => kept,
            Self::OnlyOffice => Person { custom: fitting_custom(fields, &person.custom), ..kept },
        }
    }

    /// What of a person would not be kept where these are the custom fields of people.
    pub fn losses_with(self, person: &Person, fields: &[CustomField]) -> Vec<Loss> {
        let mut said = settled(person);
        let kept = self.kept_with(&said, fields);
        // A value that is kept in other words is not lost.
        said.custom.extend(kept.custom.clone());
        calling_card_contact::losses(&said, &kept)
    }
}

/// The person with what older records keep as lines in its place.
fn settled(person: &Person) -> Person {
    let mut settled = person.clone();
    settled.settle_personality_tags();
    settled
}
