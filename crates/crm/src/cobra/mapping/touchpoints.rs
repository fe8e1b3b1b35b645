//! Touchpoints and notes: what there was between a person and the business, and what staff have written about it.

use calling_card_contact::Note;

use super::said;
use crate::cobra::wire::{Touchpoint, TouchpointFields};
use crate::rogerroger::NOBODY;

/// The priority of what stands first with us.
const HIGH: &str = "High";

/// A touchpoint as a note: its subject, its text, and whether it stands first.
pub fn touchpoint_to_note(there: &Touchpoint) -> Note {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let flagged = there.fields.priority.as_deref().is_some_and(|priority| priority.eq_ignore_ascii_case(HIGH));
    Note { person: NOBODY, title: text(&there.fields.subject), text: text(&there.fields.text), flagged }
}

/// A note as a touchpoint of a person, by their id there.
pub fn touchpoint_from_note(note: &Note, person: &str) -> TouchpointFields {
    TouchpointFields {
        subject: said(&note.title),
        text: said(&note.text),
        priority: note.flagged.then(|| HIGH.to_owned()),
        people: Some(vec![person.to_owned()]),
        ..TouchpointFields::default()
    }
}
