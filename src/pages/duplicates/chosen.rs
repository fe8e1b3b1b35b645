//! What is chosen where people are made one.

use calling_card_api::ConnectionId;
use calling_card_api::duplicates::{Merge, MergePeople, Seen};
use calling_card_api::people::PersonRecord;
use calling_card_contact::{Choice, Person, choices, united_by};
use leptos::prelude::*;

/// What is chosen: who stays, and of whom which field is taken.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    people: StoredValue<Vec<PersonRecord>>,
    /// Whose record stays, by their column.
    pub stays: RwSignal<usize>,
    /// Which column a field is taken from, where somebody has said that.
    taken: RwSignal<Vec<(String, usize)>>,
}

impl Chosen {
    /// Nothing is chosen yet; who was written down first stays.
    pub(super) fn of(people: Vec<PersonRecord>) -> Self {
        // Who was written down first is known longest: links and programs know that record.
        let first = (0..people.len()).min_by_key(|at| people.get(*at).map(|record| record.created_at.clone()));
        Self {
            people: StoredValue::new(people),
            stays: RwSignal::new(first.unwrap_or_default()),
            taken: RwSignal::new(Vec::new()),
        }
    }

    /// The people, by columns.
    pub(super) fn records(self) -> Vec<PersonRecord> {
        self.people.get_value()
    }

    /// The columns, who stays first.
    fn order(self) -> Vec<usize> {
        let (stays, count) = (self.stays.get(), self.people.with_value(Vec::len));
        std::iter::once(stays).chain((0..count).filter(|at| *at != stays)).collect()
    }

    /// The people, who stays first.
    pub(super) fn ordered(self) -> Vec<Person> {
        let order = self.order();
        self.people.with_value(|people| {
            order.iter().filter_map(|at| people.get(*at)).map(|record| record.content.clone()).collect()
        })
    }

    /// What is to be chosen, by columns.
    pub(super) fn choices(self) -> Vec<Choice> {
        let order = self.order();
        let by_column = |choice: Choice| {
            let mut said = choice.said.clone();
            for (place, column) in order.iter().enumerate() {
                if let (Some(to), Some(value)) = (said.get_mut(*column), choice.said.get(place)) {
                    *to = value.clone();
                }
            }
            let taken = order.get(choice.taken).copied().unwrap_or_default();
            Choice { said, taken: self.column(&choice.field).unwrap_or(taken), ..choice }
        };
        choices(&self.ordered()).into_iter().map(by_column).collect()
    }

    /// The column from which a field was said to be taken.
    fn column(self, field: &str) -> Option<usize> {
        self.taken.with(|taken| taken.iter().find(|(known, _)| known == field).map(|(_, column)| *column))
    }

    /// Takes a field from a column.
    pub(super) fn take(self, field: &str, column: usize) {
        self.taken.update(|taken| {
            taken.retain(|(known, _)| known != field);
            taken.push((field.to_owned(), column));
        });
    }

    /// Who becomes of them.
    pub(super) fn united(self) -> Person {
        let order = self.order();
        let place = |(field, column): &(String, usize)| {
            order.iter().position(|at| at == column).map(|place| (field.clone(), place))
        };
        let chosen: Vec<(String, usize)> = self.taken.with(|taken| taken.iter().filter_map(place).collect());
        united_by(&self.ordered(), &chosen)
    }

    /// What is asked of the gateway.
    pub(super) fn request(self, preview: bool) -> Option<MergePeople> {
        let order = self.order();
        let person = self.united();
        let mut seen = self.people.with_value(|people| {
            order
                .iter()
                .filter_map(|at| people.get(*at))
                .map(|record| Seen { id: record.id, version: record.version })
                .collect::<Vec<_>>()
        });
        let stays = (!seen.is_empty()).then(|| seen.remove(0))?;
        let merge = Merge { stays, others: seen, person, preview };
        Some(MergePeople { connection: ConnectionId::home(), merge })
    }
}
