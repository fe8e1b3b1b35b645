//! Events as visitors see them.

use calling_card_api::events::EventRecord;
use calling_card_contact::{BookedEvent, Event, EventId, InboundSource, LocalTime};

use super::{find, owner, places};
use crate::Result;
use crate::store::{Store, WorkspaceId, sql};

/// The event of a form, and whether a place can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookable {
    /// The event; none where it is gone.
    pub event: Option<EventRecord>,
    /// Whether a place can be asked for.
    pub standing: Standing,
}

/// Whether a place can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can.
    Open,
    /// All places are taken.
    Full,
    /// The event is over, not published, or gone.
    Closed,
}

impl Bookable {
    /// The event as a draft names it.
    pub fn booked(&self) -> Option<BookedEvent> {
        self.event.as_ref().map(|event| BookedEvent { id: event.id, title: event.content.title.clone() })
    }
}

/// An event, whether a place can be asked for, and how many are left; none where as many are there as are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The event.
    pub event: EventRecord,
    /// Whether a place can be asked for.
    pub standing: Standing,
    /// How many places are left.
    pub left: Option<u32>,
}

/// An event as it stands; none where it is gone.
pub async fn see(connection: &mut sql::Connection, workspace: WorkspaceId, id: EventId) -> Result<Option<Seen>> {
    let Some(event) = find(connection, workspace, id).await? else { return Ok(None) };
    let standing = standing(connection, workspace, &event).await?;
    let left = places::left(connection, workspace, id).await?;
    let left = left.map(|left| u32::try_from(left).unwrap_or_default());
    Ok(Some(Seen { event, standing, left }))
}

/// The event of a form; none where the form books nothing.
pub async fn of_source(store: &Store, workspace: WorkspaceId, source: &InboundSource) -> Result<Option<Bookable>> {
    let Some(id) = source.event else { return Ok(None) };
    let mut connection = store.pool.acquire().await?;
    let event = find(&mut connection, workspace, id).await?;
    let standing = match &event {
        Some(event) => standing(&mut connection, workspace, event).await?,
        None => Standing::Closed,
    };
    Ok(Some(Bookable { event, standing }))
}

/// An event that everybody may know of, and its workspace; none where it is not published.
pub async fn published(store: &Store, id: EventId) -> Result<Option<(WorkspaceId, EventRecord, Standing)>> {
    let mut connection = store.pool.acquire().await?;
    let Some(workspace) = owner(&mut connection, id).await? else { return Ok(None) };
    let Some(event) = find(&mut connection, workspace, id).await?.filter(|event| event.content.published) else {
        return Ok(None);
    };
    let standing = standing(&mut connection, workspace, &event).await?;
    Ok(Some((workspace, event, standing)))
}

async fn standing(connection: &mut sql::Connection, workspace: WorkspaceId, event: &EventRecord) -> Result<Standing> {
    if !event.content.published || is_over(&event.content) {
        return Ok(Standing::Closed);
    }
    let left = places::left(connection, workspace, event.id).await?;
    Ok(if left.is_some_and(|left| left < 1) { Standing::Full } else { Standing::Open })
}

/// Whether an event has ended.
pub(super) fn is_over(event: &Event) -> bool {
    moment(event, &event.end).is_some_and(|end| end < jiff::Timestamp::now())
}

/// The moment of a time of an event; none where there is no such time or time zone. A time that clocks show twice is the first one,
/// one that they leave out is as much later.
pub fn moment(event: &Event, time: &str) -> Option<jiff::Timestamp> {
    let time: LocalTime = time.parse().ok()?;
    let zone = jiff::tz::TimeZone::get(&event.time_zone).ok()?;
    let time: jiff::civil::DateTime = time.to_string().parse().ok()?;
    zone.to_timestamp(time).ok()
}
