//! Finding people by a few letters.

use calling_card_api::ConnectionId;
use calling_card_api::people::{ListPeople, PeopleQuery, PersonSummary};

use crate::transport::send;

/// Most people that are offered.
const OFFERED: u32 = 7;

/// The people of a CRM who fit best; nobody where nothing was typed, or where they cannot be asked for.
pub(super) async fn find(connection: ConnectionId, text: &str) -> Vec<PersonSummary> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let query = PeopleQuery { q: text.trim().to_owned(), limit: Some(OFFERED), ..PeopleQuery::default() };
    send(&ListPeople { connection, query }).await.map(|page| page.items).unwrap_or_default()
}
