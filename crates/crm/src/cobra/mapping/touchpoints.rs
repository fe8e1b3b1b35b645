//! Touchpoints and notes.

use calling_card_contact::{Note, NoteThere};

use super::dates::moment;
use super::said;
use crate::cobra::wire::{Touchpoint, TouchpointFields};
use crate::rogerroger::NOBODY;

/// The priority of what stands first with us.
const HIGH: &str = "High";
/// The priority of what did and does so no longer, where it had none before.
const NORMAL: &str = "Normal";

/// A touchpoint as a note: its subject, its text, and whether it stands first. A subject alone is its text: a note has one. What a note
/// has no place for stands beside it.
pub fn touchpoint_to_note(there: &Touchpoint) -> Note {
    let fields = &there.fields;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (title, words) = match (text(&fields.subject), text(&fields.text)) {
        (subject, text) if text.trim().is_empty() => (String::new(), subject),
        both => both,
    };
    let beside = NoteThere {
        // When it was noted is said already.
        at: fields.date.as_deref().filter(|date| there.audit.date_created.as_deref() != Some(date)).and_then(moment),
        tags: fields.tags.iter().flatten().filter_map(|tag| said(tag.text.as_deref()?)).collect(),
        // A high one is said already.
        priority: fields.priority.clone().filter(|priority| !is_high(priority)).unwrap_or_default(),
        mood: text(&fields.mood),
        people: Vec::new(),
    };
    let beside = Some(beside).filter(|beside| *beside != NoteThere::default());
    let flagged = fields.priority.as_deref().is_some_and(is_high);
    Note { person: NOBODY, title, text: words, flagged, category: String::new(), only_mine: false, there: beside }
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

/// What is written over a touchpoint that stands there; none where nothing has changed. It is all of it: what is left out, the vendor may
/// take as emptied.
pub fn touchpoint_changed(there: &TouchpointFields, before: &Note, after: &Note) -> Option<TouchpointFields> {
    let worded = before.title == after.title && before.text == after.text;
    if worded && before.flagged == after.flagged {
        return None;
    }
    let (subject, text) = match worded {
        true => (there.subject.clone(), there.text.clone()),
        false => (Some(after.title.clone()), said(&after.text)),
    };
    // One that was changed back has the priority that it had.
    let had = after.there.as_ref().map_or("", |beside| &beside.priority);
    let usual = match after.flagged {
        true => HIGH,
        false if had.is_empty() => NORMAL,
        false => had,
    };
    let priority = match before.flagged == after.flagged {
        true => there.priority.clone(),
        false => Some(usual.to_owned()),
    };
    Some(TouchpointFields { subject, text, priority, ..there.clone() })
}

fn is_high(priority: &str) -> bool {
    priority.eq_ignore_ascii_case(HIGH)
}
