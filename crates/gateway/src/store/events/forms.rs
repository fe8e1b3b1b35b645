//! The forms by which places at events are booked.

use calling_card_api::Written;
use calling_card_api::inbound_sources::InboundSourceRecord;
use calling_card_contact::{Event, EventId, FormDefinition, FormId, InboundSource, SourceStatus};

use crate::store::{Actor, Batch, Store, WorkspaceId, inbound_sources, row, sql};
use crate::{Error, Result};

/// How many ids are tried that begin as an event's title does, before one is made of its key.
const TRIES: u32 = 20;

/// Makes a form by which places at an event are booked, under an id that is made of the event's title.
pub async fn create_booking_form(store: &Store, actor: &Actor, id: EventId) -> Result<Written<InboundSourceRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let event = batch.get::<Event>(&id).await?.content;
    let form = free_id(batch.connection(), &event.title, id).await?;
    let source = InboundSource { event: Some(id), ..InboundSource::new(form, event.title, FormDefinition::booking()) };
    let record = inbound_sources::create_in(&mut batch, source).await?;
    batch.commit(record).await
}

async fn free_id(connection: &mut sql::Connection, title: &str, event: EventId) -> Result<FormId> {
    let stem = stem(title);
    let tries = (1..=TRIES).map(|number| if number == 1 { stem.clone() } else { format!("{stem}-{number}") });
    for id in tries.chain([event.0.simple().to_string(), uuid::Uuid::now_v7().simple().to_string()]) {
        let Ok(id) = id.parse::<FormId>() else { continue };
        let taken: Option<i64> = sql::query_scalar("SELECT 1 FROM records WHERE kind = 'inbound_source' AND id = ?")
            .in_postgres("SELECT 1 FROM (SELECT is_taken('inbound_source', ?) AS taken) AS known WHERE taken")
            .bind(id.as_str())
            .fetch_optional(&mut *connection)
            .await?;
        if taken.is_none() {
            return Ok(id);
        }
    }
    Err(Error::Internal("no id is left for a form".into()))
}

/// What of a title can stand in an address; nothing of one in another script.
fn stem(title: &str) -> String {
    let plain = title.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    let mut stem = String::new();
    for letter in plain.chars() {
        match letter {
            letter if letter.is_ascii_alphanumeric() => stem.push(letter),
            _ if stem.ends_with('-') || stem.is_empty() => {}
            _ => stem.push('-'),
        }
    }
    stem.truncate(50);
    stem.trim_matches('-').to_owned()
}

/// The forms of an event, the oldest first.
pub async fn of_event(connection: &mut sql::Connection, workspace: WorkspaceId, id: EventId) -> Result<Vec<FormId>> {
    let ids: Vec<String> = sql::query_scalar(
        "SELECT id FROM records WHERE workspace = ? AND kind = 'inbound_source' AND content ->> '$.event' = ? AND deleted_at IS NULL
         ORDER BY created_at, id",
    )
    .bind(workspace.0)
    .bind(id.to_string())
    .fetch_all(connection)
    .await?;
    Ok(ids.into_iter().filter_map(|id| id.parse().ok()).collect())
}

/// The form by which an event is booked: the oldest that takes something in.
pub async fn open_form(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    event: EventId,
) -> Result<Option<InboundSource>> {
    for form in of_event(connection, workspace, event).await? {
        let source = row::get::<InboundSource>(connection, workspace, &form).await?.content;
        if source.status != SourceStatus::Disabled {
            return Ok(Some(source));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_id_is_made_of_a_title() {
        assert_eq!(super::stem("Weinprobe & Käse: 24. Dezember"), "weinprobe-kaese-24-dezember");
        assert_eq!(super::stem("展示会"), "");
        assert!(super::stem(&"x".repeat(200)).len() <= 50);
    }
}
