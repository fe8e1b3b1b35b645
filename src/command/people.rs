//! Finding people by a few letters.

use calling_card_api::ConnectionId;
use calling_card_api::people::{ListPeople, PeopleQuery, PersonSummary};
use calling_card_api::worker::IndexQuestion;
use leptos::prelude::*;

use crate::people_index::PeopleIndex;
use crate::transport::send;

/// Most people that are offered.
const OFFERED: u32 = 7;

/// The people of a CRM who fit best; nobody where nothing was typed, or where they cannot be asked for.
pub(super) async fn find(connection: ConnectionId, text: &str, index: PeopleIndex) -> Vec<PersonSummary> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let query = PeopleQuery { q: text.trim().to_owned(), ..PeopleQuery::default() };
    let home = connection == ConnectionId::home();
    let question = IndexQuestion { query: query.clone(), from: 0, count: OFFERED, similar: false };
    if home && index.state.with_untracked(|state| state.complete) {
        return index.rows(&question).await.map(|window| window.items).unwrap_or_default();
    }
    let query = PeopleQuery { limit: Some(OFFERED), ..query };
    match send(&ListPeople { connection, query }).await {
        Ok(page) => page.items,
        Err(_) if home => index.rows_as_kept(&question).await.map(|window| window.items).unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}
