//! The index of people: all of them in the worker's memory, so that each key is answered at once. It is filled part after part,
//! kept up to date by what was changed since, and forgotten when who uses it signs out.

use std::collections::HashMap;

use calling_card_api::listed::{IndexPart, IndexQuery};
use calling_card_api::people::PeopleQuery;
use calling_card_api::worker::{IndexQuestion, IndexState};
use calling_card_contact::PersonId;

mod alike;
mod blocks;
mod duplicates;
mod filter;
mod found;
mod groups;
mod orders;
mod row;
mod search;
mod similar;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests;
mod text;

use filter::Filter;
use found::Found;
use orders::Orders;
use row::{Names, Row};
use search::Search;
use similar::Words;
use text::Text;

/// A row's number: rows are counted as they come, and a person who is changed gets another one.
type Slot = u32;

/// The index.
#[derive(Default)]
pub struct Index {
    state: IndexState,
    /// The number of the newest change that it knows of.
    change: i64,
    rows: Vec<Option<Row>>,
    places: HashMap<PersonId, Slot, foldhash::fast::FixedState>,
    names: Names,
    text: Text,
    words: Words,
    orders: Orders,
    search: Search,
    /// The search for people who are there several times.
    hunt: Option<duplicates::Running>,
    /// The answer that was given last, of which other windows may be asked.
    found: Option<Found>,
}

/// So many rows of people who have changed are put up with, beside half of all.
const DEAD: usize = 1000;

impl Index {
    /// Begins anew, and asks for the first part.
    pub fn begin(&mut self) {
        self.clear();
        self.state.next = Some(IndexQuery::default());
    }

    /// Forgets everybody.
    pub fn clear(&mut self) {
        let number = self.state.number + 1;
        *self = Self { state: IndexState { number, ..IndexState::default() }, ..Self::default() };
    }

    /// How far it is.
    pub fn state(&self) -> IndexState {
        IndexState { people: self.places.len() as u32, ..self.state.clone() }
    }

    /// Asks for what was changed since, where nothing is asked for yet.
    pub fn go_on(&mut self) {
        if self.state.complete && self.state.next.is_none() {
            self.state.next = Some(self.since());
        }
    }

    fn since(&self) -> IndexQuery {
        IndexQuery { since: Some(self.change), cursor: None }
    }

    /// Takes a part in, unless it is another index's; answers whether it did.
    pub fn take(&mut self, number: u32, part: IndexPart) -> bool {
        let Some(asked) = self.state.next.clone().filter(|_| number == self.state.number) else { return false };
        // Who knows of changes that are not there is told all anew.
        let anew = asked.since.is_some() && part.total.is_some();
        if anew {
            *self = Self {
                state: IndexState { generation: self.state.generation, number, ..IndexState::default() },
                ..Self::default()
            };
        }
        let asked = if anew { IndexQuery::default() } else { asked };
        if asked.since.is_none() && asked.cursor.is_none() {
            // What is changed while the parts come is asked for afterwards, from here on.
            self.change = part.change;
            self.state.total = part.total.unwrap_or_default().min(u64::from(u32::MAX)) as u32;
        }
        if !part.people.is_empty() || !part.gone.is_empty() {
            self.state.generation += 1;
            self.found = None;
            self.search.forget();
        }
        for id in part.gone {
            self.remove(id);
        }
        for person in part.people {
            self.remove(person.summary.id);
            self.add(person);
        }
        self.state.next = match (asked.since, part.next) {
            (None, Some(cursor)) => Some(IndexQuery { cursor: Some(cursor), since: None }),
            (None, None) => Some(self.since()),
            (Some(_), more) => {
                self.change = part.change;
                self.state.complete = true;
                more.map(|_| self.since())
            }
        };
        if self.state.next.is_none() {
            self.tidy();
        }
        true
    }

    fn add(&mut self, person: calling_card_api::listed::ListedPerson) {
        let slot = self.rows.len() as Slot;
        self.text.push(&person.searched(), |word| self.words.add(word, slot));
        self.places.insert(person.summary.id, slot);
        self.rows.push(Some(Row::of(person, &mut self.names)));
        self.orders.add(slot);
    }

    fn remove(&mut self, id: PersonId) {
        if let Some(slot) = self.places.remove(&id)
            && let Some(row) = self.rows.get_mut(slot as usize)
        {
            *row = None;
            self.orders.has_gaps();
        }
    }

    /// Gives back the room of rows that are gone, once they are many.
    fn tidy(&mut self) {
        let dead = self.rows.len() - self.places.len();
        if dead <= DEAD + self.places.len() / 2 {
            return;
        }
        let (rows, text) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.text));
        (self.words, self.orders, self.found) = (Words::default(), Orders::default(), None);
        self.search.forget();
        for (old, row) in rows.into_iter().enumerate() {
            let Some(row) = row else { continue };
            let slot = self.rows.len() as Slot;
            self.text.push_tokens(text.row(old as Slot), |word| self.words.add(word, slot));
            self.places.insert(row.id, slot);
            self.rows.push(Some(row));
            self.orders.add(slot);
        }
    }

    /// The people who are asked for, as `IndexWindow` in JSON.
    pub fn rows(&mut self, question: &IndexQuestion) -> String {
        self.find(question);
        let Some(found) = &self.found else { return String::new() };
        let items: Vec<&str> =
            window(&found.slots, question).iter().filter_map(|slot| Some(&*self.row(*slot)?.summary)).collect();
        let similar = found.slots.len() as u32 - found.exact;
        format!(r#"{{"total":{},"similar":{similar},"items":[{}]}}"#, found.exact, items.join(","))
    }

    /// The keys of the people who are asked for, 16 bytes each.
    pub fn keys(&mut self, question: &IndexQuestion) -> Vec<u8> {
        self.find(question);
        let Some(found) = &self.found else { return Vec::new() };
        let rows = window(&found.slots, question).iter().filter_map(|slot| self.row(*slot));
        rows.flat_map(|row| row.id.0.into_bytes()).collect()
    }

    fn row(&self, slot: Slot) -> Option<&Row> {
        self.rows.get(slot as usize)?.as_ref()
    }

    /// Looks for the people who are asked for, unless they are those of before.
    fn find(&mut self, question: &IndexQuestion) {
        let query = PeopleQuery { cursor: None, offset: None, limit: None, ..question.query.clone() };
        let is_known = |found: &Found| found.query == query && (found.with_similar || !question.similar);
        if self.found.as_ref().is_some_and(is_known) {
            return;
        }
        let typed = search::phrases(&query.q);
        let filter = Filter::of(&query, &self.names);
        let mut slots = Vec::new();
        // What was typed but is no word finds nobody.
        if !typed.is_empty() || query.q.trim().is_empty() {
            let order = self.orders.of(query.sort, &self.rows);
            let matching = (!typed.is_empty()).then(|| self.search.find(&self.text, &typed));
            // Rows lie all over the memory: to look at each would take longer than the search.
            let is_open = filter.is_open();
            let fits = |slot: &Slot| {
                matching.as_ref().is_none_or(|bits| bits.has(*slot))
                    && (is_open
                        || self.rows.get(*slot as usize).and_then(Option::as_ref).is_some_and(|row| filter.fits(row)))
            };
            slots = order.iter().copied().filter(fits).collect();
        }
        let exact = slots.len() as u32;
        if question.similar {
            let similar = self.words.similar(&typed, &self.text, self.rows.len());
            let exact: std::collections::HashSet<Slot> = slots.iter().copied().collect();
            let fits = |slot: Slot| !exact.contains(&slot) && self.row(slot).is_some_and(|row| filter.fits(row));
            slots.extend(similar.into_iter().filter(|slot| fits(*slot)).take(similar::MOST));
        }
        self.found = Some(Found { query, exact, slots, with_similar: question.similar });
    }
}

/// The slots of a window.
fn window<'a>(slots: &'a [Slot], question: &IndexQuestion) -> &'a [Slot] {
    let from = (question.from as usize).min(slots.len());
    let to = from.saturating_add(question.count as usize).min(slots.len());
    slots.get(from..to).unwrap_or_default()
}
