//! What waits to be sent, and by which rules: pure, without a browser.

use calling_card_api::ProblemDetails;
use calling_card_api::people::PersonRecord;
use calling_card_contact::{Note, NoteId, Person, PersonId, Timestamp, settle_clashes, three_way};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Its key; those that were made later sort after it.
    pub key: String,
    /// The person it is about.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// When it was made.
    pub at: Timestamp,
    /// What is to be sent.
    pub work: Work,
    /// How it stands with it.
    pub state: State,
}

/// What is to be sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Work {
    /// A person was changed.
    Edit(Box<Edit>),
    /// A note was written, with the key that it will have.
    Note(NoteId, Box<Note>),
}

/// A person who was changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Edit {
    /// As they were stored when it was begun.
    pub before: PersonRecord,
    /// As they shall be.
    pub mine: Person,
}

/// How it stands with what waits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// It waits for the connection.
    Waiting,
    /// Somebody else has changed the same: it must be chosen.
    Clash,
    /// It was refused.
    Refused(ProblemDetails),
}

impl Entry {
    /// The change of a person, where it is one.
    pub(crate) fn edit(&self) -> Option<&Edit> {
        match &self.work {
            Work::Edit(edit) => Some(edit),
            Work::Note(..) => None,
        }
    }

    fn edits(&self, person: PersonId) -> bool {
        self.person == person && matches!(self.work, Work::Edit(_))
    }
}

/// What is sent next: in the order in which it was made, but for what needs somebody. A change waits for one of the same person before it.
pub(super) fn next(entries: &[Entry]) -> Option<&Entry> {
    let ready = |(place, entry): &(usize, &Entry)| {
        let earlier = entries.iter().take(*place);
        let behind = entry.edit().is_some() && earlier.into_iter().any(|before| before.edits(entry.person));
        entry.state == State::Waiting && !behind
    };
    entries.iter().enumerate().find(ready).map(|(_, entry)| entry)
}

/// The change of a person that waits; where there are two, since one is on its way, the later one.
pub(super) fn edit_of(entries: &[Entry], person: PersonId) -> Option<&Entry> {
    entries.iter().rev().find(|entry| entry.edits(person))
}

/// A change as it is to be kept: where one of the same person waits and is not on its way, both are one, which goes on from where the first
/// was begun. `new.before` is what the page showed when the later one was made.
pub(super) fn joined(entries: &[Entry], sending: Option<&str>, new: Entry) -> Entry {
    let Work::Edit(later) = &new.work else { return new };
    let known = edit_of(entries, new.person).filter(|known| sending != Some(known.key.as_str()));
    let Some((known, earlier)) = known.and_then(|known| Some((known, known.edit()?))) else { return new };
    let mine = over(&later.before.content, &earlier.mine, &later.mine);
    let work = Work::Edit(Box::new(Edit { before: earlier.before.clone(), mine }));
    Entry { key: known.key.clone(), at: known.at.clone(), work, state: State::Waiting, ..new }
}

/// What two changes of the same hand come to: where both have changed the same, the later one holds.
fn over(base: &Person, earlier: &Person, later: &Person) -> Person {
    let value = |person: &Person| serde_json::to_value(person).unwrap_or(Value::Null);
    let (mut merged, clashes) = three_way(&value(base), &value(earlier), &value(later));
    let mine: Vec<_> = clashes.into_iter().map(|clash| (clash.field, clash.mine)).collect();
    settle_clashes(&mut merged, &mine);
    serde_json::from_value(merged).unwrap_or_else(|_| later.clone())
}

/// Those changes of a person that go on from what was written of them just now, in place of what was there before.
pub(super) fn rebased(entries: &[Entry], sent: &str, written: &PersonRecord) -> Vec<Entry> {
    let later = entries.iter().filter(|entry| entry.key != sent && entry.edits(written.id));
    let again = later.filter_map(|entry| {
        let edit = Edit { before: written.clone(), mine: entry.edit()?.mine.clone() };
        Some(Entry { work: Work::Edit(Box::new(edit)), ..entry.clone() })
    });
    again.collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests;
