//! Rows: what is shown of a person, and by what they are sorted and filtered.

use std::collections::HashMap;

use calling_card_api::likeness;
use calling_card_api::listed::ListedPerson;
use calling_card_contact::PersonId;

/// A person.
pub(super) struct Row {
    pub id: PersonId,
    /// `PersonSummary`, in JSON.
    pub summary: Box<str>,
    pub by_family: Box<str>,
    pub by_given: Box<str>,
    pub by_business: Box<str>,
    pub by_city: Box<str>,
    pub by_birthday: Box<str>,
    pub created: Box<str>,
    pub changed: Box<str>,
    pub tags: Box<[u32]>,
    pub lifecycle: u32,
    pub email: bool,
    pub archived: bool,
    /// By what the person is compared with others.
    pub known_by: Box<str>,
}

impl Row {
    /// The row of a person.
    pub(super) fn of(person: ListedPerson, names: &mut Names) -> Self {
        let summary = &person.summary;
        let changed = summary.changed_at.as_ref().map(|at| at.0.as_str()).unwrap_or_default();
        Self {
            id: summary.id,
            by_family: person.by_family().into(),
            by_given: person.by_given().into(),
            by_business: person.by_business().into(),
            by_city: person.by_city().into(),
            by_birthday: person.by_birthday().into(),
            changed: changed.into(),
            tags: summary.tags.iter().map(|tag| names.number(tag)).collect(),
            lifecycle: names.number(&summary.lifecycle),
            email: person.more.email,
            archived: summary.archived,
            known_by: likeness::known_by(&person).into(),
            summary: serde_json::to_string(summary).unwrap_or_default().into(),
            created: person.created_at.into(),
        }
    }
}

/// Numbers of tags and stages.
#[derive(Default)]
pub(super) struct Names(HashMap<Box<str>, u32>);

impl Names {
    /// The number of a name; a new one where it has none.
    fn number(&mut self, name: &str) -> u32 {
        let next = self.0.len() as u32;
        match self.0.get(name) {
            Some(number) => *number,
            None => *self.0.entry(name.into()).or_insert(next),
        }
    }

    /// The number of a name that somebody has.
    pub(super) fn known(&self, name: &str) -> Option<u32> {
        self.0.get(name).copied()
    }
}
