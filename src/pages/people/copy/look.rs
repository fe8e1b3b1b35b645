//! Looking what a CRM would not keep of people who shall be copied there.

use std::sync::Arc;

use calling_card_api::ConnectionId;
use calling_card_api::connections::LossOfMany;
use calling_card_api::export::{ChosenPeople, ExportChosen, ExportPage, ExportPeople};
use calling_card_api::people::PeopleQuery;
use calling_card_contact::PersonId;
use leptos::prelude::*;

use crate::connection::{Beside, Crm, add_losses, ask_losses, loss_words};
use crate::language::language;
use crate::transport::{Failure, send};

/// How many people are looked at where everybody is copied, and most who are asked about at once.
const MANY: usize = 500;

/// What would not be kept, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Preview {
    /// So many people are looked at.
    Looking(u64),
    /// It cannot be said beforehand.
    Unknown,
    /// It is known.
    Known {
        /// What would not be kept, in words.
        words: Vec<String>,
        /// Whether all of the people were looked at.
        whole: bool,
    },
}

/// What is shown of a look, and which look is the newest; one that is not stops.
#[derive(Clone, Copy)]
pub(super) struct Looks {
    /// How far it is.
    pub preview: RwSignal<Preview>,
    newest: StoredValue<u32>,
}

impl Looks {
    /// None yet.
    pub(super) fn new() -> Self {
        Self { preview: RwSignal::new(Preview::Looking(0)), newest: StoredValue::new(0) }
    }

    /// Looks what a CRM would not keep of these people of another; of everybody where nobody is named.
    pub(super) async fn look(self, from: ConnectionId, to: Crm, people: Arc<Vec<PersonId>>) {
        self.newest.try_update_value(|newest| *newest += 1);
        let Some(run) = self.newest.try_get_value() else { return };
        self.preview.try_set(Preview::Looking(0));
        let mut look = Look { looks: self, run, to, losses: Vec::new(), beside: Beside::default(), count: 0 };
        let outcome = match (look.to.is_home(), people.is_empty()) {
            (true, _) => Ok(Some(true)),
            (_, true) => look.everybody(from).await,
            _ => look.chosen(from, &people).await,
        };
        let found = match outcome {
            Ok(Some(whole)) => Preview::Known { words: look.words(), whole },
            Ok(None) => return,
            Err(_) => Preview::Unknown,
        };
        if look.is_newest() {
            self.preview.try_set(found);
        }
    }
}

struct Look {
    looks: Looks,
    run: u32,
    to: Crm,
    losses: Vec<LossOfMany>,
    beside: Beside,
    count: usize,
}

impl Look {
    /// Looks at the first of all people; answers whether they were all, and nothing where it has stopped.
    async fn everybody(&mut self, connection: ConnectionId) -> Result<Option<bool>, Failure> {
        let mut cursor = None;
        loop {
            let limit = Some((MANY - self.count) as u32);
            let query = PeopleQuery { cursor, limit, ..PeopleQuery::default() };
            let page = send(&ExportPeople { connection: connection.clone(), query }).await?;
            cursor = page.next.clone();
            if !self.take(page).await? {
                return Ok(None);
            }
            if cursor.is_none() || self.count >= MANY {
                return Ok(Some(cursor.is_none()));
            }
        }
    }

    /// Looks at these people; answers nothing where it has stopped.
    async fn chosen(&mut self, connection: ConnectionId, people: &[PersonId]) -> Result<Option<bool>, Failure> {
        for ids in people.chunks(MANY) {
            let mut chosen = ChosenPeople { ids: ids.to_vec(), cursor: None };
            loop {
                let page = send(&ExportChosen { connection: connection.clone(), chosen: chosen.clone() }).await?;
                chosen.cursor = page.next.clone();
                if !self.take(page).await? {
                    return Ok(None);
                }
                if chosen.cursor.is_none() {
                    break;
                }
            }
        }
        Ok(Some(true))
    }

    /// Takes in what would be lost of some; answers whether to go on.
    async fn take(&mut self, page: ExportPage) -> Result<bool, Failure> {
        self.count += page.items.len();
        for person in &page.items {
            self.beside.relations += person.relations.len();
            self.beside.notes += person.notes.len();
        }
        let people = page.items.into_iter().map(|person| person.record.content).collect();
        add_losses(&mut self.losses, ask_losses(&self.to.id, people).await?);
        let goes_on = self.is_newest();
        if goes_on {
            self.looks.preview.try_set(Preview::Looking(self.count as u64));
        }
        Ok(goes_on)
    }

    fn is_newest(&self) -> bool {
        self.looks.newest.try_get_value() == Some(self.run)
    }

    fn words(&self) -> Vec<String> {
        let losses = self.losses.iter().map(|lost| loss_words(lost, true, language()));
        losses.chain(self.beside.words(language())).collect()
    }
}
