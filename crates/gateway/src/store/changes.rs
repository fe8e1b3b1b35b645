//! Reading the change log: history, undo, the bin.

use std::collections::HashMap;

use calling_card_api::changes::{Action, BinEntry, Change, RecordKind};
use calling_card_api::{Nothing, ProblemKind, Version, Written};
use calling_card_contact::{BatchId, Person, PersonId, Timestamp, UserId};
use uuid::Uuid;

use super::aggregate::{called, kind_name, kind_named, parent};
use super::batch::Entry;
use super::{
    Actor, Batch, Store, WorkspaceId, alone_everywhere, derived, merging, privacy, private, row, sql, steps, words,
};
use crate::store::from_row::from_row;
use crate::{Error, Result, clock};

pub(super) mod difference;

/// Days that something stays in the bin.
pub const BIN_DAYS: i64 = 30;

/// A change of the log as it is read for a history.
type Logged = (Uuid, u32, String, String, String, Option<String>, Option<String>);

/// What was done to a person, the newest first, at most 200 changes.
pub async fn history(store: &Store, workspace: WorkspaceId, person: PersonId) -> Result<Vec<Change>> {
    let mut connection = store.pool.acquire().await?;
    row::get::<Person>(&mut connection, workspace, &person).await?;
    of_record(&mut connection, workspace, RecordKind::Person, &person.to_string()).await
}

/// The same of any record, also of one that is gone. A version that says nothing new is left out: somebody has changed what they alone see.
pub(crate) async fn of_record(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    kind: RecordKind,
    id: &str,
) -> Result<Vec<Change>> {
    let rows: Vec<Logged> = sql::query_as(
        "SELECT batch, version, action, at, by, before, after FROM changes
         WHERE workspace = ? AND kind = ? AND id = ? AND (before IS DISTINCT FROM after OR before IS NULL) ORDER BY sequence DESC LIMIT 200",
    )
    .bind(workspace.0)
    .bind(kind_name(kind))
    .bind(id)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(batch, version, action, at, by, before, after)| {
            Ok(Change {
                batch: BatchId(batch),
                kind,
                version: Version(version),
                action: serde_json::from_value(action.into())?,
                at: Timestamp(at),
                by,
                differences: difference::between(before.as_deref(), after.as_deref())?,
            })
        })
        .collect()
}

/// One change of a batch, with the state of its record now.
struct Undone {
    kind: String,
    id: String,
    version: u32,
    before: Option<String>,
    after: Option<String>,
    now: u32,
    content: String,
    deleted: bool,
}
from_row!(Undone: kind, id, version, before, after, now, content, deleted);

impl Undone {
    /// Whether the record is as this change left it: untouched since, or brought back to that by undoing what came later.
    fn is_as_left(&self) -> bool {
        let same = match &self.after {
            Some(after) => !self.deleted && *after == self.content,
            None => self.deleted,
        };
        self.version == self.now || same
    }
}

/// The kinds of records that a batch has changed.
pub async fn kinds(
    executor: impl Into<sql::Executor<'_>>,
    workspace: WorkspaceId,
    batch: BatchId,
) -> Result<Vec<RecordKind>> {
    let names: Vec<String> = sql::query_scalar("SELECT DISTINCT kind FROM changes WHERE workspace = ? AND batch = ?")
        .bind(workspace.0)
        .bind(batch.0)
        .fetch_all(executor)
        .await?;
    names.iter().map(|name| kind_named(name)).collect()
}

/// Takes a batch back, whole or not at all. Where one of its records is no longer as the batch left it, nothing is.
pub async fn undo(store: &Store, actor: &Actor, batch: BatchId) -> Result<Written<Nothing>> {
    undo_by(store, actor, None, batch).await
}

/// The same by a member of staff, whose private parts go back with it.
pub(super) async fn undo_by(
    store: &Store,
    actor: &Actor,
    member: Option<UserId>,
    batch: BatchId,
) -> Result<Written<Nothing>> {
    let mut undo = Batch::begin(store, actor).await?;
    let mut changes: Vec<Undone> = sql::query_as(
        "SELECT changes.kind, changes.id, changes.version, before, after, records.version AS now, records.content AS content,
                records.deleted_at IS NOT NULL AS deleted
         FROM changes JOIN records ON records.kind = changes.kind AND records.id = changes.id
         WHERE changes.workspace = ? AND batch = ? ORDER BY sequence DESC",
    )
    .bind(actor.workspace.0)
    .bind(batch.0)
    .fetch_all(undo.connection())
    .await?;
    // What it has done to lists of words and to private parts goes back with it, and may be all.
    let beside = words::take_back(&mut undo, batch).await? | private::take_back(&mut undo, batch, member).await?;
    if !beside && changes.is_empty() {
        return Err(Error::NOT_FOUND);
    }
    // Of several changes of one record, the last must be the newest there is, and the first says what was before.
    let mut states: Vec<Undone> = Vec::new();
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    for change in changes.drain(..) {
        let record = (change.kind.clone(), change.id.clone());
        match places.get(&record).and_then(|place| states.get_mut(*place)) {
            Some(later) => later.before = change.before,
            None if !change.is_as_left() => return Err(Error::Problem(ProblemKind::Conflict)),
            None if change.before.is_none() && change.after.is_none() => {
                return Err(Error::Problem(ProblemKind::Conflict));
            }
            None => {
                places.insert(record, states.len());
                states.push(change);
            }
        }
    }
    for state in states {
        let kind = kind_named(&state.kind)?;
        match state.before {
            Some(before) => restore(&mut undo, kind, &state.id, &before).await?,
            None if state.deleted => {}
            None => undo.remove(kind, &state.id, state.now, state.after.as_deref().unwrap_or("null")).await?,
        }
    }
    merging::take_back(&mut undo, batch).await?;
    steps::took_back(&mut undo, batch).await?;
    undo.commit(Nothing).await
}

/// Brings a record back to what it was.
async fn restore(undo: &mut Batch, kind: RecordKind, id: &str, before: &str) -> Result<()> {
    let (workspace, at, by) = (undo.actor.workspace, undo.at.0.clone(), undo.actor.name.clone());
    let (version, now, deleted): (u32, String, bool) = sql::query_as(
        "SELECT version + 1, content, deleted_at IS NOT NULL FROM records WHERE workspace = ? AND kind = ? AND id = ?",
    )
    .bind(workspace.0)
    .bind(kind_name(kind))
    .bind(id)
    .fetch_one(undo.connection())
    .await?;
    sql::query(
        "UPDATE records SET version = ?, changed_at = ?, changed_by = ?, name = ?, parent = ?, content = ?, deleted_at = NULL,
             deleted_by = NULL, deleted_in = NULL WHERE workspace = ? AND kind = ? AND id = ?",
    )
    .bind(version)
    .bind(at)
    .bind(by)
    .bind(called(kind, before)?)
    .bind(parent(kind, before)?)
    .bind(before)
    .bind(workspace.0)
    .bind(kind_name(kind))
    .bind(id)
    .execute(undo.connection())
    .await?;
    derived::write(undo.connection(), workspace, kind, id, Some(before)).await?;
    let action = if deleted { Action::Restored } else { Action::Updated };
    let old = Some(now.as_str()).filter(|_| !deleted);
    undo.log(Entry { kind, id, action, version, before: old, after: Some(before) }).await
}

/// What was deleted in the last 30 days, the newest first, at most 200. What went with something else is not listed by
/// itself, nor a note that its writer keeps to themselves now; of who became part of somebody each is, and to take one back is to take the merge back.
pub async fn list_bin(store: &Store, workspace: WorkspaceId) -> Result<Vec<BinEntry>> {
    let rows: Vec<(Uuid, String, String, String, String)> = sql::query_as(
        "SELECT deleted_in, kind, name, deleted_at, deleted_by FROM records
         WHERE workspace = ?1 AND deleted_at IS NOT NULL AND deleted_at > ?2 AND deleted_in IS NOT NULL
           AND (kind = 'person' AND EXISTS (SELECT 1 FROM merged_people WHERE gone = records.id AND batch = records.deleted_in)
             OR id = (SELECT changes.id FROM changes WHERE changes.workspace = ?1 AND changes.batch = records.deleted_in
                      AND changes.action = 'deleted' ORDER BY sequence LIMIT 1)
              AND NOT EXISTS (SELECT 1 FROM changes WHERE changes.workspace = ?1 AND changes.batch = records.deleted_in
                      AND changes.action <> 'deleted'))
           AND NOT (kind = 'note' AND EXISTS (SELECT 1 FROM private_parts WHERE private_parts.kind = 'note' AND private_parts.id = records.id))
         ORDER BY deleted_at DESC LIMIT 200",
    )
    .bind(workspace.0)
    .bind(clock::in_seconds(-BIN_DAYS * 86_400).0)
    .fetch_all(&store.pool)
    .await?;
    rows.into_iter()
        .map(|(batch, kind, name, at, by)| {
            let gone_at = at.parse::<jiff::Timestamp>().map_err(|error| Error::Internal(error.to_string()))?
                + jiff::SignedDuration::from_hours(24 * BIN_DAYS);
            Ok(BinEntry {
                batch: BatchId(batch),
                kind: kind_named(&kind)?,
                name,
                deleted_at: Timestamp(at),
                deleted_by: by,
                gone_at: clock::at(gone_at),
            })
        })
        .collect()
}

/// Forgets what was deleted 30 days ago or longer: its row, and what the log says of it. That something was there, and when, stays.
pub async fn purge_bin(store: &Store) -> Result<u64> {
    let mut transaction = store.pool.begin_writing().await?;
    alone_everywhere(&mut transaction).await?;
    let limit = clock::in_seconds(-BIN_DAYS * 86_400).0;
    sql::query(
        "UPDATE changes SET before = NULL, after = NULL WHERE (before IS NOT NULL OR after IS NOT NULL)
         AND (kind, id) IN (SELECT kind, id FROM records WHERE deleted_at <= ?)",
    )
    .bind(&limit)
    .execute(&mut *transaction)
    .await?;
    let gone = sql::query("DELETE FROM records WHERE deleted_at <= ?").bind(&limit).execute(&mut *transaction).await?;
    privacy::forget_left_over(&mut transaction).await?;
    private::forget_old(&mut transaction).await?;
    transaction.commit().await?;
    Ok(gone.rows_affected())
}
