//! Bookings: places that people have at events.

use calling_card_api::changes::RecordKind;
use calling_card_api::drafts::DraftRecord;
use calling_card_api::events::{BookingRecord, BookingSummary, EventBookings, EventRecord, WaitingSummary};
use calling_card_api::{Nothing, ProblemKind, Version, Written};
use calling_card_contact::{Booking, BookingId, ContactDraft, DraftId, Event, EventId, FormLanguage, Person, PersonId};
use uuid::Uuid;

use super::{find, forms, places};
use crate::store::row::{self, Row, columns};
use crate::store::{Actor, Batch, Store, WorkspaceId, drafts, opt_ins, sql};
use crate::{Error, Result, clock};

/// Who comes to an event, who asks to, and by which forms.
pub async fn list(store: &Store, workspace: WorkspaceId, id: EventId) -> Result<EventBookings> {
    let mut connection = store.pool.acquire().await?;
    row::get::<Event>(&mut connection, workspace, &id).await?;
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'booking' AND content ->> '$.event' = ? AND deleted_at IS NULL ORDER BY created_at, id"
    ))
    .bind(workspace.0)
    .bind(id.to_string())
    .fetch_all(&mut connection)
    .await?;
    let mut bookings = Vec::with_capacity(rows.len());
    for row in rows {
        let booking: BookingRecord = row.record()?;
        let name = name_of(&mut connection, workspace, booking.content.person).await?;
        bookings.push(BookingSummary { booking, name });
    }
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'draft' AND content ->> '$.event.id' = ? AND deleted_at IS NULL ORDER BY created_at, id"
    ))
    .bind(workspace.0)
    .bind(id.to_string())
    .fetch_all(&mut connection)
    .await?;
    let summary = |row: Row| {
        let draft: DraftRecord = row.record()?;
        let takes_place = draft.content.takes_place_at().is_some();
        Ok(WaitingSummary { id: draft.id, name: draft.content.person.display_name(), takes_place })
    };
    let waiting = rows.into_iter().map(summary).collect::<Result<_>>()?;
    let (taken, _) = places::count(&mut connection, workspace, id).await?;
    Ok(EventBookings { bookings, waiting, taken, forms: forms::of_event(&mut connection, workspace, id).await? })
}

/// What a person is called; nothing where they are gone.
pub(super) async fn name_of(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<String> {
    let name: Option<String> =
        sql::query_scalar("SELECT name FROM records WHERE workspace = ? AND kind = 'person' AND id = ?")
            .bind(workspace.0)
            .bind(person.to_string())
            .fetch_optional(connection)
            .await?;
    Ok(name.unwrap_or_default())
}

/// Makes a booking of a draft that was accepted into a person, in the same batch; the draft gave its place up before. Where the event
/// is gone there is nothing to book.
pub(in crate::store) async fn accepted(
    batch: &mut Batch,
    draft: DraftId,
    content: &ContactDraft,
    person: PersonId,
) -> Result<()> {
    let Some(event) = content.event.as_ref().map(|event| event.id) else { return Ok(()) };
    let workspace = batch.actor.workspace;
    if find(batch.connection(), workspace, event).await?.is_some() {
        batch.create(clock::new_key(), Booking { event, person, draft }).await?;
    }
    Ok(())
}

/// Cancels a booking; its place is free again.
pub async fn cancel(store: &Store, actor: &Actor, id: BookingId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    batch.delete::<Booking>(&id, seen).await?;
    batch.commit(Nothing).await
}

/// The bookings of a person, the first first.
pub(in crate::store) async fn of_person(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Vec<BookingRecord>> {
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'booking' AND parent = ? AND deleted_at IS NULL ORDER BY created_at, id"
    ))
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Row::record).collect()
}

/// How far the booking is that came of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// In which workspace.
    pub workspace: WorkspaceId,
    /// The event; none where it is gone.
    pub event: Option<EventRecord>,
    /// How far it is.
    pub state: State,
    /// The language in which the form was read; none where that is no longer known.
    pub language: Option<FormLanguage>,
}

/// How far a booking is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its address has to be confirmed.
    Unconfirmed,
    /// It is looked at.
    Asked,
    /// The place is theirs.
    Booked,
    /// It was declined or cancelled.
    Gone,
}

/// How far the booking of a draft is; none where the draft has asked for no place, or nothing is known of it.
pub async fn held(store: &Store, draft: DraftId) -> Result<Option<Held>> {
    let mut connection = store.pool.acquire().await?;
    let booking: Option<(Uuid, String)> = sql::query_as(
        "SELECT workspace, content ->> '$.event' FROM records WHERE kind = 'booking' AND content ->> '$.draft' = ? AND deleted_at IS NULL",

    )
    .bind(draft.to_string())
    .fetch_optional(&mut connection)
    .await?;
    let asked: Option<(Uuid, Option<String>, String, bool)> = sql::query_as(
        "SELECT workspace, content ->> '$.event.id', content ->> '$.language', deleted_at IS NOT NULL
         FROM records WHERE kind = 'draft' AND id = ?",
    )
    .bind(draft.to_string())
    .fetch_optional(&mut connection)
    .await?;
    let language = asked.as_ref().and_then(|(_, _, language, _)| FormLanguage::of(language));
    let (workspace, event, state) = match (booking, asked) {
        (Some((workspace, event)), _) => (workspace, event, State::Booked),
        (None, Some((workspace, Some(event), _, gone))) => {
            let waits = opt_ins::waits(&mut connection, WorkspaceId(workspace), draft).await?;
            let state = match (gone, waits) {
                (true, _) => State::Gone,
                (false, true) => State::Unconfirmed,
                (false, false) => State::Asked,
            };
            (workspace, event, state)
        }
        _ => return Ok(None),
    };
    let workspace = WorkspaceId(workspace);
    let event = match event.parse() {
        Ok(event) => find(&mut connection, workspace, event).await?,
        Err(_) => None,
    };
    Ok(Some(Held { workspace, event, state, language }))
}

/// Takes back what came of a draft: the draft while it waits, the booking afterwards.
pub async fn withdraw(batch: &mut Batch, draft: DraftId) -> Result<()> {
    let booking: Option<String> = sql::query_scalar(
        "SELECT id FROM records WHERE workspace = ? AND kind = 'booking' AND content ->> '$.draft' = ? AND deleted_at IS NULL",
    )
    .bind(batch.actor.workspace.0)
    .bind(draft.to_string())
    .fetch_optional(batch.connection())
    .await?;
    batch.delete_children(RecordKind::Booking, booking.as_slice()).await?;
    match batch.get::<ContactDraft>(&draft).await {
        Ok(record) => drafts::discard_in(batch, draft, record.version).await,
        Err(Error::Problem(ProblemKind::NotFound)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether a person is there.
pub(super) async fn is_there(batch: &mut Batch, person: PersonId) -> Result<bool> {
    match batch.get::<Person>(&person).await {
        Ok(_) => Ok(true),
        Err(Error::Problem(ProblemKind::NotFound)) => Ok(false),
        Err(error) => Err(error),
    }
}
