//! Looking: how far transfers are, and what staff decide.

use std::collections::HashMap;

use calling_card_api::transfers::{
    Delivery, DeliveryCounts, DeliveryState, Settlement, Transfer, TransferKind, TransferReport, TransferState,
};
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{BatchId, DeliveryId, DraftId, PersonId, Timestamp};
use uuid::Uuid;

use super::{read, transfer_state};
use crate::store::from_row::from_row;
use crate::store::{Store, WorkspaceId, sql};
use crate::{Error, Result, clock};

/// What a transfer is read from.
macro_rules! transfers {
    () => {
        "SELECT id, kind, source, target, state, reading, total, created_at, created_by,
    (SELECT COUNT(*) FROM deliveries WHERE transfer = transfers.id AND deliveries.state IN ('waiting', 'leaving')) AS waiting,
    (SELECT COUNT(*) FROM deliveries WHERE transfer = transfers.id AND deliveries.state = 'done') AS done,
    (SELECT COUNT(*) FROM deliveries WHERE transfer = transfers.id AND deliveries.state = 'refused') AS refused,
    (SELECT COUNT(*) FROM deliveries WHERE transfer = transfers.id AND deliveries.state = 'in_doubt') AS in_doubt,
    (SELECT COUNT(*) FROM deliveries WHERE transfer = transfers.id AND deliveries.state = 'dropped') AS dropped
    FROM transfers WHERE workspace = ?"
    };
}
/// What a delivery is read from.
macro_rules! deliveries {
    () => {
        "SELECT deliveries.id, transfer, deliveries.name, person, draft, deliveries.state, reason, next_at, lost
    FROM deliveries JOIN transfers ON transfers.id = deliveries.transfer WHERE transfers.workspace = ?"
    };
}

/// The newest transfers of a workspace, at most 50.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<Transfer>> {
    let rows: Vec<TransferRow> = sql::query_as(concat!(transfers!(), " ORDER BY created_at DESC LIMIT 50"))
        .bind(workspace.0)
        .fetch_all(&store.pool)
        .await?;
    rows.into_iter().map(TransferRow::transfer).collect()
}

/// One transfer, with the deliveries that need a look first.
pub async fn get(store: &Store, workspace: WorkspaceId, id: BatchId) -> Result<TransferReport> {
    let transfer = transfer(store, workspace, id).await?;
    let rows: Vec<DeliveryRow> = sql::query_as(concat!(
        deliveries!(),
        " AND transfer = ? ORDER BY CASE deliveries.state WHEN 'in_doubt' THEN 0 WHEN 'refused' THEN 1
         WHEN 'leaving' THEN 2 WHEN 'waiting' THEN 2 ELSE 3 END, place LIMIT 200"
    ))
    .bind(workspace.0)
    .bind(id.0)
    .fetch_all(&store.pool)
    .await?;
    let deliveries = rows.into_iter().map(DeliveryRow::delivery).collect::<Result<_>>()?;
    Ok(TransferReport { transfer, deliveries })
}

async fn transfer(store: &Store, workspace: WorkspaceId, id: BatchId) -> Result<Transfer> {
    let row: Option<TransferRow> = sql::query_as(concat!(transfers!(), " AND id = ?"))
        .bind(workspace.0)
        .bind(id.0)
        .fetch_optional(&store.pool)
        .await?;
    row.ok_or(Error::NOT_FOUND)?.transfer()
}

/// The delivery of a draft, where there is one.
pub async fn delivery_of_draft(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    draft: DraftId,
) -> Result<Option<Delivery>> {
    let row: Option<DeliveryRow> = sql::query_as(concat!(deliveries!(), " AND draft = ?"))
        .bind(workspace.0)
        .bind(draft.to_string())
        .fetch_optional(connection)
        .await?;
    row.map(DeliveryRow::delivery).transpose()
}

/// How far the deliveries of these drafts are.
pub async fn states_of_drafts(
    store: &Store,
    workspace: WorkspaceId,
    drafts: &[DraftId],
) -> Result<HashMap<DraftId, DeliveryState>> {
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT draft, deliveries.state FROM deliveries JOIN transfers ON transfers.id = deliveries.transfer
         WHERE transfers.workspace = ? AND draft IN (SELECT value FROM json_each(?))",
    )
    .bind(workspace.0)
    .bind(serde_json::to_string(drafts)?)
    .fetch_all(&store.pool)
    .await?;
    let entry = |(draft, state): (String, String)| Ok((draft_key(&draft)?, delivery_state(&state)?));
    rows.into_iter().map(entry).collect()
}

/// Stops a transfer for the time being.
pub async fn pause(store: &Store, workspace: WorkspaceId, id: BatchId) -> Result<Transfer> {
    move_on(store, workspace, id, "running", "paused").await
}

/// Lets a transfer go on.
pub async fn resume(store: &Store, workspace: WorkspaceId, id: BatchId) -> Result<Transfer> {
    move_on(store, workspace, id, "paused", "running").await
}

async fn move_on(store: &Store, workspace: WorkspaceId, id: BatchId, from: &str, to: &str) -> Result<Transfer> {
    sql::query("UPDATE transfers SET state = ? WHERE workspace = ? AND id = ? AND state = ?")
        .bind(to)
        .bind(workspace.0)
        .bind(id.0)
        .bind(from)
        .execute(&store.pool)
        .await?;
    transfer(store, workspace, id).await
}

/// Takes a transfer back: what waits is dropped, what has arrived is taken back one by one.
pub async fn undo(store: &Store, workspace: WorkspaceId, id: BatchId) -> Result<Transfer> {
    let known = transfer(store, workspace, id).await?;
    // A form's transfer has no end: what came in through it is taken back there, one by one.
    if known.kind == TransferKind::Form {
        return Err(ProblemKind::CrmCannot.into());
    }
    let now = clock::now().0;
    let mut transaction = store.begin_in(workspace).await?;
    sql::query("UPDATE transfers SET state = 'undone', reading = FALSE WHERE workspace = ? AND id = ?")
        .bind(workspace.0)
        .bind(id.0)
        .execute(&mut *transaction)
        .await?;
    // One that may have been sent has to be looked for first: it stays in doubt.
    sql::query(
        "UPDATE deliveries SET state = CASE WHEN state = 'done' THEN 'leaving'
             WHEN state IN ('waiting', 'in_doubt') AND sent_at IS NOT NULL THEN 'in_doubt' ELSE 'dropped' END,
             attempts = 0, next_at = ?, changed_at = ?, sent_at = CASE WHEN state = 'done' THEN NULL ELSE sent_at END
         WHERE transfer = ? AND state IN ('done', 'waiting', 'in_doubt', 'refused')",
    )
    .bind(&now)
    .bind(&now)
    .bind(id.0)
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    transfer(store, workspace, id).await
}

/// Does with a delivery that was refused or is in doubt what staff say.
pub async fn settle_by_staff(
    store: &Store,
    workspace: WorkspaceId,
    id: DeliveryId,
    settlement: Settlement,
) -> Result<Delivery> {
    let (state, now) = (if settlement == Settlement::Again { "waiting" } else { "dropped" }, clock::now().0);
    sql::query(
        "UPDATE deliveries SET state = CASE WHEN content IS NULL AND ? = 'waiting' THEN 'leaving' ELSE ? END,
                attempts = 0, next_at = ?, changed_at = ?, sent_at = NULL, reason = ''
         WHERE id = ? AND state IN ('refused', 'in_doubt')
           AND transfer IN (SELECT id FROM transfers WHERE workspace = ?)",
    )
    .bind(state)
    .bind(state)
    .bind(&now)
    .bind(&now)
    .bind(id.0)
    .bind(workspace.0)
    .execute(&store.pool)
    .await?;
    let row: Option<DeliveryRow> = sql::query_as(concat!(deliveries!(), " AND deliveries.id = ?"))
        .bind(workspace.0)
        .bind(id.0)
        .fetch_optional(&store.pool)
        .await?;
    row.ok_or(Error::NOT_FOUND)?.delivery()
}

struct TransferRow {
    id: Uuid,
    kind: String,
    source: Option<String>,
    target: String,
    state: String,
    reading: bool,
    total: i64,
    created_at: String,
    created_by: String,
    waiting: i64,
    done: i64,
    refused: i64,
    in_doubt: i64,
    dropped: i64,
}
from_row!(TransferRow: id, kind, source, target, state, reading, total, created_at, created_by, waiting, done, refused, in_doubt, dropped);

impl TransferRow {
    fn transfer(self) -> Result<Transfer> {
        let counts = DeliveryCounts {
            waiting: self.waiting.unsigned_abs(),
            done: self.done.unsigned_abs(),
            refused: self.refused.unsigned_abs(),
            in_doubt: self.in_doubt.unsigned_abs(),
            dropped: self.dropped.unsigned_abs(),
        };
        let known = counts.waiting + counts.done + counts.refused + counts.in_doubt + counts.dropped;
        let state = match transfer_state(&self.state)? {
            TransferState::Running if counts.waiting == 0 && !self.reading => TransferState::Done,
            state => state,
        };
        Ok(Transfer {
            id: BatchId(self.id),
            kind: read(&self.kind)?,
            from: self.source.map(ConnectionId),
            to: ConnectionId(self.target),
            state,
            counts,
            total: self.total.unsigned_abs().max(known),
            created_at: Timestamp(self.created_at),
            created_by: self.created_by,
        })
    }
}

/// What is being taken back waits too.
fn delivery_state(name: &str) -> Result<DeliveryState> {
    if name == "leaving" { Ok(DeliveryState::Waiting) } else { read(name) }
}

fn draft_key(draft: &str) -> Result<DraftId> {
    draft.parse().map_err(|_| Error::Internal("a draft's key that is none".into()))
}

struct DeliveryRow {
    id: Uuid,
    transfer: Uuid,
    name: String,
    person: Uuid,
    draft: Option<String>,
    state: String,
    reason: String,
    next_at: String,
    lost: String,
}
from_row!(DeliveryRow: id, transfer, name, person, draft, state, reason, next_at, lost);

impl DeliveryRow {
    fn delivery(self) -> Result<Delivery> {
        let state = delivery_state(&self.state)?;
        Ok(Delivery {
            id: DeliveryId(self.id),
            transfer: BatchId(self.transfer),
            name: self.name,
            person: (state == DeliveryState::Done).then_some(PersonId(self.person)),
            draft: self.draft.as_deref().map(draft_key).transpose()?,
            state,
            reason: self.reason,
            next_at: (state == DeliveryState::Waiting).then_some(Timestamp(self.next_at)),
            lost: serde_json::from_str(&self.lost)?,
        })
    }
}
