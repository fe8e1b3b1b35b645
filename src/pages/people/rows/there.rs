//! The rows of another CRM, which tells its people one part after the other.

use std::sync::Arc;

use calling_card_api::Cursor;
use calling_card_api::people::{ListPeople, PeopleQuery, PersonSummary};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Count, PAGE, Rows};
use crate::transport::{Failure, send};

/// What was told so far.
#[derive(Clone, Debug, Default)]
pub(super) struct There {
    people: Vec<PersonSummary>,
    next: Option<Cursor>,
    /// Whether anything was told yet, and whether more is under way.
    begun: bool,
    busy: bool,
}

impl Rows {
    /// Fetches parts until there are so many rows, or no more.
    pub(super) fn look_there(self, rows: u32, run: u32) {
        let wants =
            |there: &There| !there.busy && (!there.begun || there.next.is_some() && there.people.len() < rows as usize);
        if !self.there.with_value(wants) {
            return;
        }
        self.there.update_value(|there| there.busy = true);
        spawn_local(async move {
            let outcome = self.next_part().await;
            if self.run.try_get_value() != Some(run) {
                return;
            }
            self.there.update_value(|there| there.busy = false);
            match outcome {
                Ok((items, next, total)) => {
                    self.take_there(items, next, total);
                    self.look_there(self.looked_at.get_value().end.max(PAGE), run);
                }
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }

    async fn next_part(self) -> Result<(Vec<PersonSummary>, Option<Cursor>, u64), Failure> {
        let cursor = self.there.with_value(|there| there.next.clone());
        let PeopleQuery { q, tag, .. } = self.query.get_untracked();
        let query = PeopleQuery { q, tag, cursor, ..PeopleQuery::default() };
        let page = send(&ListPeople { connection: self.connection.get_value(), query }).await?;
        Ok((page.items, page.next, page.total))
    }

    fn take_there(self, items: Vec<PersonSummary>, next: Option<Cursor>, total: u64) {
        self.there.update_value(|there| {
            // One that tells nothing and names a next part all the same would be asked for ever.
            there.next = next.filter(|_| !items.is_empty());
            there.begun = true;
            there.people.extend(items);
        });
        let (people, more) = self.there.with_value(|there| (there.people.clone(), there.next.is_some()));
        let told = people.len() as u32;
        // How many there are is not always told: while there are more, there is one more row at least.
        let found = if more { told.max(total.min(u64::from(u32::MAX)) as u32) } else { told };
        let rows = if more { found.max(told + 1) } else { told };
        self.failure.set(None);
        let chunks = people.chunks(PAGE as usize).map(|chunk| chunk.iter().cloned().map(Arc::new).collect());
        self.pages.set(chunks.enumerate().map(|(page, chunk)| (page as u32, chunk)).collect());
        self.count.set(Some(Count { found, similar: 0, rows }));
    }
}
