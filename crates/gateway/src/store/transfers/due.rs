//! Going on: what is due is taken, one at a time for each CRM, and what came of it is taken down.

use calling_card_api::ConnectionId;
use calling_card_api::transfers::DeliveryState;
use calling_card_contact::{BatchId, DeliveryId, Loss, Person, PersonId, Timestamp};
use uuid::Uuid;

use super::enqueue::enqueue;
use super::{Cargo, state_name};
use crate::foreign::Inverse;
use crate::store::from_row::from_row;
use crate::store::{Actor, Store, WorkspaceId, sql};
use crate::{Result, clock};

/// How long somebody who is at a delivery has it for themselves, in seconds.
const HELD: i64 = 300;
/// How long to wait before the next try, in seconds; after the last of them always as long as that.
const BACKOFF: [i64; 6] = [10, 60, 300, 1_800, 7_200, 21_600];

/// A delivery whose turn it is.
#[derive(Debug)]
pub struct Due {
    /// Its key.
    pub id: DeliveryId,
    /// On whose behalf.
    pub actor: Actor,
    /// Where it goes.
    pub to: ConnectionId,
    /// What is delivered, or what takes it back.
    pub errand: Errand,
    /// The key that the person gets there.
    pub person: PersonId,
    /// Since when it may have been sent already.
    pub sent_at: Option<Timestamp>,
}

/// What is to be done.
#[derive(Debug)]
pub enum Errand {
    /// To deliver.
    Deliver(Box<Cargo>),
    /// To take back what was delivered.
    TakeBack(Box<Inverse>),
}

/// What came of a delivery.
#[derive(Debug)]
pub enum Outcome {
    /// The person is there.
    Arrived {
        /// What takes it back.
        inverse: Inverse,
        /// What the CRM does not keep of them.
        lost: Vec<Loss>,
    },
    /// It was taken back.
    Left,
    /// It was not sent, or not taken in, and is tried again; after so many seconds where that was said.
    Again(String, Option<u64>),
    /// It may have been sent: it is looked, and tried again.
    Look(String),
    /// The CRM will not have it.
    Refused(String),
    /// Nobody but staff can tell.
    InDoubt(String),
}

/// The next delivery for a CRM that none of these are at; it is the taker's for some minutes.
pub async fn take_due(store: &Store, busy: &[(WorkspaceId, ConnectionId)]) -> Result<Option<Due>> {
    let now = clock::now();
    let busy: Vec<String> = busy.iter().map(|(workspace, id)| format!("{}/{id}", workspace.0.simple())).collect();
    let mut transaction = store.pool.begin_writing().await?;
    if let sql::Connection::Postgres(_) = &*transaction {
        // One gateway after the other: each sees what the one before has taken.
        sql::query("SELECT pg_advisory_xact_lock(hashtext('deliveries'))").execute(&mut *transaction).await?;
    }
    macro_rules! next {
        ($of_others:literal, $alone:literal) => {
            concat!(
                "SELECT deliveries.id, transfers.workspace, transfers.created_by, transfers.target, deliveries.content,
                        deliveries.inverse, deliveries.person, deliveries.sent_at, deliveries.state
                 FROM deliveries JOIN transfers ON transfers.id = deliveries.transfer
                 WHERE deliveries.state IN ('waiting', 'leaving') AND deliveries.next_at <= ?1
                   AND (deliveries.held_until IS NULL OR deliveries.held_until <= ?1)
                   AND (transfers.state = 'running' OR deliveries.state = 'leaving')
                   AND lower(hex(transfers.workspace)) || '/' || transfers.target NOT IN (SELECT value FROM json_each(?2))",
                $of_others,
                " ORDER BY deliveries.next_at, deliveries.transfer, deliveries.place LIMIT 1",
                $alone
            )
        };
    }
    let next = sql::query_as(next!("", "")).in_postgres(next!(
        // What another gateway is at.
        " AND NOT EXISTS (SELECT 1 FROM deliveries AS held JOIN transfers AS theirs ON theirs.id = held.transfer
              WHERE held.held_until > ?1 AND theirs.workspace = transfers.workspace AND theirs.target = transfers.target)",
        " FOR UPDATE OF deliveries, transfers SKIP LOCKED"
    ));
    let row: Option<Row> =
        next.bind(&now.0).bind(serde_json::to_string(&busy)?).fetch_optional(&mut *transaction).await?;
    let Some(row) = row else { return Ok(None) };
    sql::query("UPDATE deliveries SET held_until = ?, sent_at = COALESCE(sent_at, ?) WHERE id = ?")
        .bind(clock::in_seconds(HELD).0)
        .bind(&now.0)
        .bind(row.id)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    row.due().map(Some)
}

/// Takes down what came of a delivery in a workspace.
pub async fn settle(store: &Store, workspace: WorkspaceId, id: DeliveryId, outcome: Outcome) -> Result<()> {
    let now = clock::now();
    let (state, reason) = match &outcome {
        Outcome::Arrived { .. } => (Some(DeliveryState::Done), ""),
        Outcome::Left => (Some(DeliveryState::Dropped), ""),
        Outcome::Again(why, _) | Outcome::Look(why) => (None, why.as_str()),
        Outcome::Refused(why) => (Some(DeliveryState::Refused), why.as_str()),
        Outcome::InDoubt(why) => (Some(DeliveryState::InDoubt), why.as_str()),
    };
    // Whoever undoes the transfer at the same time does it before or afterwards.
    let mut transaction = store.begin_in(workspace).await?;
    let attempts = sql::query_scalar("SELECT attempts FROM deliveries WHERE id = ?").bind(id.0);
    let attempts: i64 = attempts.fetch_one(&mut *transaction).await?;
    let pause = BACKOFF[usize::try_from(attempts).unwrap_or_default().min(BACKOFF.len() - 1)];
    let pause = if let Outcome::Again(_, Some(seconds)) = &outcome {
        i64::try_from(*seconds).unwrap_or(i64::from(u32::MAX)).max(1)
    } else {
        pause
    };
    let (inverse, lost) = match &outcome {
        Outcome::Arrived { inverse, lost } => (Some(serde_json::to_string(inverse)?), serde_json::to_string(lost)?),
        _ => (None, "[]".into()),
    };
    sql::query(
        "UPDATE deliveries SET held_until = NULL, attempts = attempts + 1, changed_at = ?, reason = ?,
                state = CASE WHEN ? IS NULL THEN state
                    WHEN state = 'leaving' AND ? <> 'dropped' THEN 'in_doubt'
                    -- Who arrives in a transfer that was undone meanwhile leaves again.
                    WHEN ? = 'done' AND (SELECT state FROM transfers WHERE id = transfer) = 'undone' THEN 'leaving'
                    ELSE ? END,
                next_at = ?,
                -- What was certainly not sent need not be looked for.
                sent_at = CASE WHEN ? THEN NULL ELSE sent_at END,
                content = CASE WHEN ? IN ('done', 'dropped') THEN NULL ELSE content END,
                inverse = COALESCE(?, inverse), lost = CASE WHEN ? IS NULL THEN lost ELSE ? END
         WHERE id = ?",
    )
    .bind(&now.0)
    .bind(reason)
    .bind(state.map(state_name))
    .bind(state.map(state_name))
    .bind(state.map(state_name))
    .bind(state.map(state_name))
    .bind(clock::in_seconds(pause).0)
    .bind(matches!(outcome, Outcome::Again(..) | Outcome::Refused(_)))
    .bind(state.map(state_name))
    .bind(&inverse)
    .bind(&inverse)
    .bind(lost)
    .bind(id.0)
    .execute(&mut *transaction)
    .await?;
    Ok(transaction.commit().await?)
}

/// A source that is being read.
#[derive(Debug)]
pub struct Reading {
    /// The transfer.
    pub transfer: BatchId,
    /// On whose behalf.
    pub actor: Actor,
    /// From where.
    pub from: ConnectionId,
    /// Who; everybody where nobody is named.
    pub chosen: Option<Vec<PersonId>>,
    /// From where on.
    pub next: Option<String>,
}

/// The next source that is to be read on.
pub async fn next_reading(store: &Store) -> Result<Option<Reading>> {
    type Columns = (Uuid, Uuid, String, String, Option<String>, Option<String>);
    let row: Option<Columns> = sql::query_as(
        "SELECT id, workspace, created_by, source, chosen, next FROM transfers
         WHERE reading AND state = 'running' AND source IS NOT NULL ORDER BY created_at LIMIT 1",
    )
    .fetch_optional(&store.pool)
    .await?;
    let Some((id, workspace, name, from, chosen, next)) = row else { return Ok(None) };
    let actor = Actor { workspace: WorkspaceId(workspace), name };
    let chosen = chosen.map(|text| serde_json::from_str(&text)).transpose()?;
    Ok(Some(Reading { transfer: BatchId(id), actor, from: ConnectionId(from), chosen, next }))
}

/// What was read of a source.
#[derive(Debug)]
pub struct Part {
    /// The people.
    pub people: Vec<Person>,
    /// Where to read on.
    pub next: Option<String>,
    /// How many there are, where that was said.
    pub total: Option<u64>,
}

/// Puts people who were read on their way, and takes down where to read on; nothing where another gateway has done so meanwhile.
pub async fn read_on(store: &Store, read: &Reading, part: Part) -> Result<()> {
    let (transfer, Part { people, next, total }) = (read.transfer, part);
    let mut transaction = store.begin_in(read.actor.workspace).await?;
    let at: Option<Option<String>> = sql::query_scalar("SELECT next FROM transfers WHERE id = ? AND reading")
        .bind(transfer.0)
        .fetch_optional(&mut *transaction)
        .await?;
    if at != Some(read.next.clone()) {
        return Ok(());
    }
    let first: i64 = sql::query_scalar("SELECT COALESCE(MAX(place) + 1, 0) FROM deliveries WHERE transfer = ?")
        .bind(transfer.0)
        .fetch_one(&mut *transaction)
        .await?;
    for (place, person) in (first..).zip(people) {
        let cargo = Cargo { person, known: None };
        enqueue(&mut transaction, transfer, place, &cargo, clock::new_key(), None).await?;
    }
    sql::query("UPDATE transfers SET next = ?, reading = ?, total = COALESCE(?, total) WHERE id = ?")
        .bind(&next)
        .bind(next.is_some())
        .bind(total.map(|total| total as i64))
        .bind(transfer.0)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

struct Row {
    id: Uuid,
    workspace: Uuid,
    created_by: String,
    target: String,
    content: Option<String>,
    inverse: Option<String>,
    person: Uuid,
    sent_at: Option<String>,
    state: String,
}
from_row!(Row: id, workspace, created_by, target, content, inverse, person, sent_at, state);

impl Row {
    fn due(self) -> Result<Due> {
        let errand = if self.state == "leaving" {
            Errand::TakeBack(serde_json::from_str(&self.inverse.unwrap_or_default())?)
        } else {
            Errand::Deliver(serde_json::from_str(&self.content.unwrap_or_default())?)
        };
        Ok(Due {
            id: DeliveryId(self.id),
            actor: Actor { workspace: WorkspaceId(self.workspace), name: self.created_by },
            to: ConnectionId(self.target),
            errand,
            person: PersonId(self.person),
            sent_at: self.sent_at.map(Timestamp),
        })
    }
}
