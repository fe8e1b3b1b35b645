//! Events.

use calling_card_api::changes::{Change, RecordKind};
use calling_card_api::events::{EventRecord, EventSummary, EventsQuery};
use calling_card_api::{Nothing, Page, ProblemKind, Version, Written};
use calling_card_contact::{Check, Event, EventId, FieldError, Problem};
use uuid::Uuid;

use super::listing::{cursor, page_size, read_cursor};
use super::row::{self, Row, columns};
use super::{Actor, Batch, Store, WorkspaceId, changes, sql};
use crate::{Error, Result, clock};

mod bookable;
mod bookings;
mod forms;
mod invitations;
mod invited;
mod mailing;
mod places;

pub use bookable::{Bookable, Seen, Standing, moment, of_source, published, see};
pub use bookings::{Held, State, cancel, held, list as list_bookings, withdraw};
pub(super) use bookings::{accepted, of_person as bookings_of_person};
pub use forms::{create_booking_form, open_form};
pub(super) use invitations::{booked, of_person as invitations_of_person};
pub use invitations::{
    create as invite, delete as delete_invitation, get as invitation, list as list_invitations,
    mail as mail_invitation, reject,
};
pub use invited::{Invited, invited, invited_to, to_what};
pub use mailing::Links;
pub(super) use places::{keep_within, see_room, take};

/// A page of events, the one that begins last first.
pub async fn list(store: &Store, workspace: WorkspaceId, query: &EventsQuery) -> Result<Page<EventSummary>> {
    let size = page_size(query.limit);
    let (before, id) = match &query.cursor {
        Some(cursor) => read_cursor(cursor)?,
        None => ("9999-99".into(), String::new()),
    };
    let mut connection = store.pool.acquire().await?;
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'event' AND deleted_at IS NULL AND (content ->> '$.begin', id) < (?, ?)
         ORDER BY content ->> '$.begin' DESC, id DESC LIMIT ?"
    ))
    .bind(workspace.0)
    .bind(before)
    .bind(id)
    .bind(size + 1)
    .fetch_all(&mut connection)
    .await?;
    let total: i64 =
        sql::query_scalar("SELECT COUNT(*) FROM records WHERE workspace = ? AND kind = 'event' AND deleted_at IS NULL")
            .bind(workspace.0)
            .fetch_one(&mut connection)
            .await?;
    let more = rows.len() > size as usize;
    let records: Vec<EventRecord> = rows.into_iter().take(size as usize).map(Row::record).collect::<Result<_>>()?;
    let next = records.last().filter(|_| more).map(|last| cursor(&last.content.begin, &last.id.to_string()));
    let mut items = Vec::with_capacity(records.len());
    for event in records {
        let (taken, booked) = places::count(&mut connection, workspace, event.id).await?;
        items.push(EventSummary { taken, booked, over: bookable::is_over(&event.content), event });
    }
    Ok(Page { items, next, total: total.unsigned_abs() })
}

/// One event.
pub async fn get(store: &Store, workspace: WorkspaceId, id: EventId) -> Result<EventRecord> {
    row::get(&mut store.pool.acquire().await?, workspace, &id).await
}

/// An event that is there, or none.
pub(crate) async fn find(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: EventId,
) -> Result<Option<EventRecord>> {
    match row::get::<Event>(connection, workspace, &id).await {
        Ok(record) => Ok(Some(record)),
        Err(Error::Problem(ProblemKind::NotFound)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The workspace that an event belongs to.
pub(super) async fn owner(connection: &mut sql::Connection, id: EventId) -> Result<Option<WorkspaceId>> {
    let owner: Option<Uuid> =
        sql::query_scalar("SELECT workspace FROM records WHERE kind = 'event' AND id = ? AND deleted_at IS NULL")
            .bind(id.to_string())
            .fetch_optional(connection)
            .await?;
    Ok(owner.map(WorkspaceId))
}

/// Makes an event.
pub async fn create(store: &Store, actor: &Actor, event: Event) -> Result<Written<EventRecord>> {
    check(&event, 0)?;
    let mut batch = Batch::begin(store, actor).await?;
    let record = batch.create(clock::new_key(), event).await?;
    batch.commit(record).await
}

/// Writes an event anew. It has no fewer places than are taken.
pub async fn update(
    store: &Store,
    actor: &Actor,
    id: EventId,
    seen: Version,
    event: Event,
) -> Result<Written<EventRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let workspace = actor.workspace;
    batch.get::<Event>(&id).await?;
    let (taken, _) = places::count(batch.connection(), workspace, id).await?;
    check(&event, taken)?;
    let record = batch.update(&id, seen, event).await?;
    batch.commit(record).await
}

/// Puts an event into the bin, with its bookings and invitations.
pub async fn delete(store: &Store, actor: &Actor, id: EventId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    batch.delete::<Event>(&id, seen).await?;
    for (kind, of_event) in [
        (
            RecordKind::Booking,
            "SELECT id FROM records WHERE workspace = ? AND kind = 'booking' AND content ->> '$.event' = ? AND deleted_at IS NULL",
        ),
        (
            RecordKind::Invitation,
            "SELECT id FROM records WHERE workspace = ? AND kind = 'invitation' AND content ->> '$.event' = ? AND deleted_at IS NULL",
        ),
    ] {
        let ids: Vec<String> = sql::query_scalar(of_event)
            .bind(actor.workspace.0)
            .bind(id.to_string())
            .fetch_all(batch.connection())
            .await?;
        batch.delete_children(kind, &ids).await?;
    }
    batch.commit(Nothing).await
}

/// What was done to an event, the newest first.
pub async fn history(store: &Store, workspace: WorkspaceId, id: EventId) -> Result<Vec<Change>> {
    let mut connection = store.pool.acquire().await?;
    row::get::<Event>(&mut connection, workspace, &id).await?;
    changes::of_record(&mut connection, workspace, RecordKind::Event, &id.to_string()).await
}

/// The model's own rules, that there is such a time zone, and that all who have a place keep it.
fn check(event: &Event, taken: u32) -> Result<()> {
    let mut errors = event.check();
    let mut add = |field: &str, problem: Problem| {
        if errors.iter().all(|known| known.field != field) {
            errors.push(FieldError { field: field.into(), problem });
        }
    };
    if jiff::tz::TimeZone::get(&event.time_zone).is_err() {
        add("/time_zone", Problem::Option);
    } else if let (Some(begin), Some(end)) = (moment(event, &event.begin), moment(event, &event.end))
        && end < begin
    {
        add("/end", Problem::EndsBeforeItBegins);
    }
    if event.places.is_some_and(|places| places < taken) {
        add("/places", Problem::Number { min: taken, max: Event::PLACES });
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}
