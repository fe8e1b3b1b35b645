//! What makes of the contact data of before that of after. What stands there beside it stays.

use crate::onlyoffice::mapping::{Entry, entry_of};
use crate::onlyoffice::wire::Data;

/// Pieces of contact data that shall be other ones, gone or there.
#[derive(Debug, Default)]
pub(super) struct Difference {
    changed: Vec<(Entry, Entry)>,
    added: Vec<Entry>,
    deleted: Vec<Entry>,
}

/// One call.
#[derive(Debug)]
pub(super) enum Change {
    /// The piece of this number is written over.
    Write(i64, Entry),
    /// One is added.
    Add(Entry),
    /// The piece of this number is deleted; where it stood in our person.
    Delete(i64, String),
}

impl Difference {
    /// What is said otherwise. A piece that says something else than before is changed, not deleted and added.
    pub(super) fn between(before: &[Entry], after: &[Entry]) -> Self {
        let mut gone = before.to_vec();
        let mut new = Vec::new();
        for entry in after {
            match gone.iter().position(|was| was.says_the_same(entry) && was.primary == entry.primary) {
                Some(same) => drop(gone.remove(same)),
                None => new.push(entry.clone()),
            }
        }
        let mut difference = Self::default();
        for entry in new {
            let like = |was: &Entry| (was.kind == entry.kind, was.content == entry.content);
            let nearest = gone.iter().position(|was| like(was) == (true, true));
            match nearest.or_else(|| gone.iter().position(|was| like(was).0)) {
                Some(was) => difference.changed.push((gone.remove(was), entry)),
                None => difference.added.push(entry),
            }
        }
        difference.deleted = gone;
        difference
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.added.is_empty() && self.deleted.is_empty()
    }

    /// The calls, as the data has its numbers there. What shall be changed and is not there is added; who deletes comes last.
    pub(super) fn found_in(self, known: &[Data]) -> Vec<Change> {
        let mut known: Vec<(i64, Entry)> = known.iter().filter_map(|data| Some((data.id, entry_of(data)?))).collect();
        let mut find = |was: &Entry| {
            let place = known.iter().position(|(_, entry)| entry.says_the_same(was))?;
            Some(known.remove(place).0)
        };
        let mut changes = Vec::new();
        for (was, entry) in self.changed {
            changes.push(match find(&was) {
                Some(id) => Change::Write(id, entry),
                None => Change::Add(entry),
            });
        }
        changes.extend(self.added.into_iter().map(Change::Add));
        let deleted = self.deleted.into_iter().filter_map(|gone| Some(Change::Delete(find(&gone)?, gone.at)));
        changes.extend(deleted);
        changes
    }
}
