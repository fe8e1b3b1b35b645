//! The rows of the list of people, fetched as they are looked at: from the index in the worker where it is there, else from the gateway.

mod there;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use calling_card_api::ConnectionId;
use calling_card_api::export::ListPeopleKeys;
use calling_card_api::people::{ListPeople, PeopleQuery, PersonSummary};
use calling_card_api::worker::{IndexQuestion, IndexWindow};
use calling_card_contact::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use crate::people_index::PeopleIndex;
use crate::transport::{Failure, Instead, send, send_or};
use crate::ui::use_refresh;

use there::There;

/// How many rows are fetched at once.
const PAGE: u32 = 50;
/// Where no more than so many are found, it is looked for those who are similar, after a pause.
const FEW: u32 = 20;
const PAUSE: Duration = Duration::from_millis(120);

/// How many rows there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// How many people are found.
    pub found: u32,
    /// How many come after them who are only similar to what was typed.
    pub similar: u32,
    /// How many rows there are to scroll through.
    pub rows: u32,
}

/// The rows.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    /// How many there are; nothing before it is known.
    pub count: RwSignal<Option<Count>>,
    /// Why they could not be fetched.
    pub failure: RwSignal<Option<Failure>>,
    /// What they are the rows of: another question begins at the first row.
    pub query: Memo<PeopleQuery>,
    pages: RwSignal<HashMap<u32, Vec<Arc<PersonSummary>>>>,
    /// Which rows are looked at.
    looked_at: StoredValue<Range<u32>>,
    asked: StoredValue<HashSet<u32>>,
    /// Counts the questions; what answers an older one is not taken in.
    run: StoredValue<u32>,
    /// Whether the question is also for those who are similar.
    similar: StoredValue<bool>,
    connection: StoredValue<ConnectionId>,
    index: PeopleIndex,
    there: StoredValue<There>,
}

impl Rows {
    /// The rows of a CRM that a question asks for.
    pub(super) fn of(connection: ConnectionId, query: Memo<PeopleQuery>) -> Self {
        let rows = Self {
            count: RwSignal::new(None),
            failure: RwSignal::new(None),
            query,
            pages: RwSignal::default(),
            looked_at: StoredValue::new(0..PAGE),
            asked: StoredValue::default(),
            run: StoredValue::new(0),
            similar: StoredValue::new(false),
            connection: StoredValue::new(connection),
            index: expect_context(),
            there: StoredValue::default(),
        };
        let refresh = use_refresh();
        // What is taken in while the index is filled changes nothing that is shown.
        let generation = Memo::new(move |_| {
            let known = rows.index.state.with(|state| state.complete.then_some(state.generation));
            (known, rows.index.behind.get())
        });
        let before = StoredValue::new(None::<PeopleQuery>);
        Effect::new(move || {
            refresh.track();
            // Read, not only tracked: a memo that nobody has read follows nothing.
            let _ = generation.get();
            let query = Some(query.get());
            if before.get_value() != query {
                before.set_value(query);
                rows.looked_at.set_value(0..PAGE);
            }
            rows.ask_anew();
        });
        rows
    }

    /// Whether the CRM is the built-in one.
    fn is_home(self) -> bool {
        self.connection.with_value(|connection| connection.0 == ConnectionId::HOME)
    }

    /// Whether the index answers.
    fn is_local(self) -> bool {
        self.is_home() && self.index.state.with_untracked(|state| state.complete)
    }

    /// The person of a row, once fetched.
    pub(super) fn person(self, row: u32) -> Option<Arc<PersonSummary>> {
        self.pages.with(|pages| pages.get(&(row / PAGE))?.get((row % PAGE) as usize).cloned())
    }

    /// The same, by who does not want to know when it becomes another.
    pub(super) fn person_now(self, row: u32) -> Option<Arc<PersonSummary>> {
        self.pages.with_untracked(|pages| pages.get(&(row / PAGE))?.get((row % PAGE) as usize).cloned())
    }

    /// The rows around those that are looked at that are fetched, without a gap.
    pub(super) fn at_hand(self) -> Range<u32> {
        let looked_at = self.looked_at.with_value(|rows| rows.start / PAGE);
        let rows = self.count.get_untracked().map_or(0, |count| count.rows);
        self.pages.with_untracked(|pages| {
            let is_there = |page: &u32| pages.contains_key(page);
            let first = (0..looked_at).rev().take_while(is_there).last().unwrap_or(looked_at);
            let end = (looked_at..).find(|page| !is_there(page)).unwrap_or(looked_at);
            first * PAGE..(end * PAGE).min(rows)
        })
    }

    /// Fetches anew; what is shown stays until then.
    pub(super) fn ask_anew(self) {
        self.run.update_value(|run| *run += 1);
        self.similar.set_value(false);
        self.asked.update_value(HashSet::clear);
        self.there.set_value(There::default());
        self.look_at(self.looked_at.get_value());
    }

    /// Fetches what is missing of the rows that are looked at.
    pub(super) fn look_at(self, rows: Range<u32>) {
        self.looked_at.set_value(rows.clone());
        let run = self.run.get_value();
        if !self.is_home() {
            return self.look_there(rows.end.max(PAGE), run);
        }
        // The index is asked for what comes next as well: who is there when they are drawn are drawn once.
        let ahead = if self.is_local() { PAGE } else { 0 };
        let all = self.count.get_untracked().map_or(0, |count| count.rows);
        let (first, end) = (rows.start.saturating_sub(ahead), (rows.end + ahead).min(all).max(rows.end));
        for page in first / PAGE..end.max(1).div_ceil(PAGE) {
            if self.asked.try_update_value(|asked| asked.insert(page)) == Some(true) {
                spawn_local(self.fetch(page, run));
            }
        }
    }

    async fn fetch(self, page: u32, run: u32) {
        let (query, similar) = (self.query.get_untracked(), self.similar.get_value());
        let outcome = if self.is_local() {
            self.index.rows(&IndexQuestion { query, from: page * PAGE, count: PAGE, similar }).await
        } else {
            let asked = PeopleQuery { offset: Some(page * PAGE), limit: Some(PAGE), ..query.clone() };
            let request = ListPeople { connection: ConnectionId::home(), query: asked };
            // What is kept of the index is newer than what may be kept of an answer.
            let instead = if self.index.behind.get_untracked() { Instead::Nothing } else { Instead::Kept };
            match send_or(&request, instead).await {
                Ok(page) => {
                    Ok(IndexWindow { total: page.total.min(u64::from(u32::MAX)) as u32, similar: 0, items: page.items })
                }
                // Without a connection, those who are found are those who were there.
                Err(Failure::Unreachable) if self.is_home() => {
                    self.index.rows_as_kept(&IndexQuestion { query, from: page * PAGE, count: PAGE, similar }).await
                }
                Err(failure) => Err(failure),
            }
        };
        if self.run.try_get_value() != Some(run) {
            return;
        }
        match outcome {
            Ok(window) => self.take(page, window, run),
            Err(failure) => {
                self.asked.update_value(|asked| _ = asked.remove(&page));
                self.failure.set(Some(failure));
            }
        }
    }

    fn take(self, page: u32, window: IndexWindow, run: u32) {
        let IndexWindow { total, similar, items } = window;
        let count = Count { found: total, similar, rows: total + similar };
        self.failure.set(None);
        self.pages.update(|pages| {
            // Those that are not asked for now may say what is so no longer.
            pages.retain(|known, _| self.asked.with_value(|asked| asked.contains(known)));
            pages.insert(page, items.into_iter().map(Arc::new).collect());
        });
        if self.count.get_untracked() != Some(count) {
            self.count.set(Some(count));
        }
        let few = total <= FEW && self.is_local() && !self.similar.get_value();
        if page == 0 && few && self.query.with_untracked(|query| query.q.chars().any(char::is_alphabetic)) {
            set_timeout(move || self.ask_similar(run), PAUSE);
        }
    }

    /// Asks once more, with those who are similar.
    fn ask_similar(self, run: u32) {
        if self.run.try_get_value() == Some(run) {
            self.similar.set_value(true);
            self.asked.update_value(|asked| {
                asked.clear();
                asked.insert(0);
            });
            spawn_local(self.fetch(0, run));
        }
    }

    /// The keys of so many people from a row on, as far as they can be told.
    pub(super) async fn keys(self, rows: Range<u32>) -> Result<Vec<PersonId>, Failure> {
        let query = self.query.get_untracked();
        let count = rows.end.saturating_sub(rows.start);
        if !self.is_home() {
            return Ok(rows.filter_map(|row| Some(self.person_now(row)?.id)).collect());
        }
        if self.is_local() {
            let question = IndexQuestion { query, from: rows.start, count, similar: self.similar.get_value() };
            let bytes = self.index.keys(&question).await?.to_vec();
            return Ok(bytes.chunks_exact(16).filter_map(|key| Some(PersonId(Uuid::from_slice(key).ok()?))).collect());
        }
        let keys = send(&ListPeopleKeys { connection: ConnectionId::home(), query }).await?;
        Ok(keys.into_iter().skip(rows.start as usize).take(count as usize).collect())
    }
}
