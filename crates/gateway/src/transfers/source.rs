//! Reading the people whom a transfer copies, part after part.

use calling_card_api::export::ChosenPeople;
use calling_card_api::people::PeopleQuery;
use calling_card_api::{ConnectionId, Cursor};
use calling_card_contact::PersonId;

use super::LOOK;
use crate::foreign::{ForeignCrm, Pace};
use crate::store::transfers::{self, Part, Reading};
use crate::store::{Actor, export};
use crate::{AppState, Error, Result};

/// Most people of a part that is read of the built-in CRM.
const PART: usize = 200;

/// Reads the next part of a source that is being copied.
pub(super) async fn read_on(state: &AppState) -> Result<()> {
    let Some(reading) = transfers::next_reading(&state.store).await? else {
        return Ok(());
    };
    let Reading { actor, from, chosen, next, .. } = &reading;
    let next = next.clone();
    let read = match (from.0 == ConnectionId::HOME, chosen) {
        (true, None) => everybody_at_home(state, actor, next).await,
        (true, Some(ids)) => chosen_at_home(state, actor, ids, next).await,
        (false, chosen) => abroad(state, actor, from, chosen.clone(), next).await,
    };
    let part = match read {
        // It is read on at the next look.
        Err(Error::Crm(failed)) => {
            tracing::warn!(%failed, "a CRM could not be read for a transfer");
            tokio::time::sleep(LOOK).await;
            return Ok(());
        }
        read => read?,
    };
    transfers::read_on(&state.store, &reading, part).await
}

async fn everybody_at_home(state: &AppState, actor: &Actor, next: Option<String>) -> Result<Part> {
    let query = PeopleQuery { cursor: next.map(Cursor), limit: Some(PART as u32), ..PeopleQuery::default() };
    let page = export::page(&state.store, actor.workspace, &query).await?;
    let people = page.items.into_iter().map(|exported| exported.record.content).collect();
    Ok(Part { people, next: page.next.map(|Cursor(next)| next), total: page.total })
}

/// The place in the list of keys is where to read on: an answer may hold fewer people than were asked for.
async fn chosen_at_home(state: &AppState, actor: &Actor, ids: &[PersonId], next: Option<String>) -> Result<Part> {
    let from: usize = next.and_then(|next| next.parse().ok()).unwrap_or_default();
    let asked: Vec<PersonId> = ids.iter().skip(from).take(PART).copied().collect();
    let count = asked.len();
    let page = export::chosen(&state.store, actor.workspace, &ChosenPeople { ids: asked, cursor: None }).await?;
    let read = page.next.and_then(|Cursor(next)| next.parse().ok()).unwrap_or(count);
    let people = page.items.into_iter().map(|exported| exported.record.content).collect();
    let next = (from + read < ids.len()).then(|| (from + read).to_string());
    Ok(Part { people, next, total: Some(ids.len() as u64) })
}

async fn abroad(
    state: &AppState,
    actor: &Actor,
    from: &ConnectionId,
    chosen: Option<Vec<PersonId>>,
    next: Option<String>,
) -> Result<Part> {
    let crm = ForeignCrm::open(state, actor.clone(), from, Pace::Transfer).await?;
    let Some(ids) = chosen else {
        let (records, next, total) = crm.page(next).await?;
        return Ok(Part { people: records.into_iter().map(|record| record.content).collect(), next, total });
    };
    let total = ids.len() as u64;
    let page = crm.export(&ChosenPeople { ids, cursor: next.map(Cursor) }).await?;
    let people = page.items.into_iter().map(|exported| exported.record.content).collect();
    Ok(Part { people, next: page.next.map(|Cursor(next)| next), total: Some(total) })
}
