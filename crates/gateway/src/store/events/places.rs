//! The places of events. A place that is taken is a row that is derived from a booking, or from a draft that asks for one; whoever
//! writes such a record, also by undoing something, goes through [`take`], in the transaction of the write. So no event is ever overbooked.

use calling_card_api::ProblemKind;
use calling_card_api::changes::RecordKind;
use calling_card_contact::EventId;

use crate::store::aggregate::kind_name;
use crate::store::{WorkspaceId, sql};
use crate::{Error, Result};

/// Takes a place for a record; fails where none is left.
pub(in crate::store) async fn take(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    (kind, id): (RecordKind, &str),
    event: EventId,
) -> Result<()> {
    sql::query(
        "INSERT INTO links (workspace, kind, id, link, target) VALUES (?, ?, ?, 'place', ?) ON CONFLICT DO NOTHING",
    )
    .bind(workspace.0)
    .bind(kind_name(kind))
    .bind(id)
    .bind(event.to_string())
    .execute(&mut *connection)
    .await?;
    keep_within(connection, workspace, event).await
}

/// Fails where more places of an event are taken than it has; also of one in the bin.
pub(in crate::store) async fn keep_within(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    event: EventId,
) -> Result<()> {
    let left = left(connection, workspace, event).await?;
    if left.is_some_and(|left| left < 0) { Err(Error::Problem(ProblemKind::Full)) } else { Ok(()) }
}

/// Fails where no place of an event is left, whether or not what comes in would take one.
pub(in crate::store) async fn see_room(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    event: EventId,
) -> Result<()> {
    let left = left(connection, workspace, event).await?;
    if left.is_some_and(|left| left < 1) { Err(Error::Problem(ProblemKind::Full)) } else { Ok(()) }
}

/// How many places are left; none where as many are there as are asked for, or no such event is.
pub(super) async fn left(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    event: EventId,
) -> Result<Option<i64>> {
    let left: Option<Option<i64>> = sql::query_scalar(
        "SELECT CAST(content ->> '$.places' AS INTEGER) - (SELECT COUNT(*) FROM links WHERE workspace = ?1 AND link = 'place' AND target = ?2)
         FROM records WHERE workspace = ?1 AND kind = 'event' AND id = ?2",
    )
    .bind(workspace.0)
    .bind(event.to_string())
    .fetch_optional(connection)
    .await?;
    Ok(left.flatten())
}

/// How many places of an event are taken, and how many of them by bookings.
pub(super) async fn count(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    event: EventId,
) -> Result<(u32, u32)> {
    let counts: (u32, u32) = sql::query_as(
        "SELECT COUNT(*), COUNT(CASE kind WHEN 'booking' THEN 1 END) FROM links WHERE workspace = ? AND link = 'place' AND target = ?",
    )
    .bind(workspace.0)
    .bind(event.to_string())
    .fetch_one(connection)
    .await?;
    Ok(counts)
}
