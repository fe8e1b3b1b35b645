//! Steps back and forth: what a member of staff can undo next, and do again, from the change log.

use calling_card_api::changes::{Action, RecordKind};
use calling_card_api::roles::Role;
use calling_card_api::steps::{Step, Steps};
use calling_card_contact::{BatchId, Timestamp};
use uuid::Uuid;

use super::aggregate::kind_named;
use super::changes::{self, BIN_DAYS};
use super::foreign::{Place, Stage};
use super::{Actor, Batch, Store, WorkspaceId, sql};
use crate::auth::roles;
use crate::foreign::Inverse;
use crate::{Result, clock};

/// How many changes are looked through for what can be undone, and how many batches of them.
const CHANGES: u32 = 2000;
const BATCHES: u32 = 20;

/// Takes down that a batch takes back another one.
pub(super) async fn took_back(undo: &mut Batch, of: BatchId) -> Result<()> {
    let (workspace, batch) = (undo.actor.workspace, undo.id);
    let known: Option<(Uuid, bool)> = sql::query_as("SELECT of, spent FROM undos WHERE workspace = ? AND batch = ?")
        .bind(workspace.0)
        .bind(of.0)
        .fetch_optional(undo.connection())
        .await?;
    let (of, spent) = match known {
        None => (of.0, false),
        // An undo that was in force is no longer: what it had taken back is done again.
        Some((_, false)) => {
            sql::query("UPDATE undos SET spent = TRUE WHERE workspace = ? AND batch = ?")
                .bind(workspace.0)
                .bind(of.0)
                .execute(undo.connection())
                .await?;
            (of.0, true)
        }
        // To take back what was done again is to take back what was done at first.
        Some((inner, true)) => {
            let first: Option<Uuid> = sql::query_scalar("SELECT of FROM undos WHERE workspace = ? AND batch = ?")
                .bind(workspace.0)
                .bind(inner)
                .fetch_optional(undo.connection())
                .await?;
            (first.unwrap_or(of.0), false)
        }
    };
    sql::query("INSERT INTO undos (batch, workspace, of, spent) VALUES (?, ?, ?, ?)")
        .bind(batch.0)
        .bind(workspace.0)
        .bind(of)
        .bind(spent)
        .execute(undo.connection())
        .await?;
    Ok(())
}

/// What a member of staff can undo next in the built-in CRM, and do again.
pub async fn of(store: &Store, actor: &Actor, role: Role) -> Result<Steps> {
    let mut connection = store.pool.acquire().await?;
    let since = clock::in_seconds(-BIN_DAYS * 86_400).0;
    let done: Vec<Uuid> = sql::query_scalar(
        "SELECT batch FROM (SELECT batch, sequence FROM changes WHERE workspace = ?1 AND by = ?2 AND at > ?3
                            ORDER BY sequence DESC LIMIT ?4) AS newest
         WHERE NOT EXISTS (SELECT 1 FROM undos WHERE undos.batch = newest.batch)
           AND NOT EXISTS (SELECT 1 FROM undos WHERE workspace = ?1 AND of = newest.batch AND NOT spent)
         GROUP BY batch ORDER BY MAX(sequence) DESC LIMIT ?5",
    )
    .bind(actor.workspace.0)
    .bind(&actor.name)
    .bind(&since)
    .bind(CHANGES)
    .bind(BATCHES)
    .fetch_all(&mut connection)
    .await?;
    let mut steps = Steps::default();
    for batch in done {
        if can_be_undone(&mut connection, actor.workspace, batch, role).await? {
            steps.undo = step(&mut connection, actor.workspace, batch, batch).await?;
            break;
        }
    }
    let undone: Option<(Uuid, Uuid)> = sql::query_as(
        "SELECT batch, of FROM (SELECT undos.batch, undos.of,
                                       (SELECT MAX(sequence) FROM changes WHERE workspace = ?1 AND batch = undos.batch AND +by = ?2 AND at > ?3) AS last
                                FROM undos WHERE workspace = ?1 AND NOT spent) AS undone
         WHERE last IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM changes AS newer WHERE newer.workspace = ?1 AND newer.by = ?2 AND newer.sequence > undone.last
                           AND NOT EXISTS (SELECT 1 FROM undos AS known WHERE known.batch = newer.batch))
         ORDER BY last DESC LIMIT 1",
    )
    .bind(actor.workspace.0)
    .bind(&actor.name)
    .bind(&since)
    .fetch_optional(&mut connection)
    .await?;
    if let Some((batch, of)) = undone
        && can_be_undone(&mut connection, actor.workspace, batch, role).await?
    {
        steps.redo = step(&mut connection, actor.workspace, batch, of).await?;
    }
    Ok(steps)
}

/// Whether all records of a batch are as it left them, the log still says what they were before, and the role is one that takes such
/// changes back.
async fn can_be_undone(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    batch: Uuid,
    role: Role,
) -> Result<bool> {
    if !roles::may_undo(role, &changes::kinds(&mut *connection, workspace, BatchId(batch)).await?) {
        return Ok(false);
    }
    Ok(sql::query_scalar(
        "SELECT NOT EXISTS (
             SELECT 1 FROM changes AS last LEFT JOIN records ON records.kind = last.kind AND records.id = last.id
             WHERE last.workspace = ?1 AND last.batch = ?2
               AND last.sequence = (SELECT MAX(sequence) FROM changes
                                    WHERE kind = last.kind AND id = last.id AND +batch = ?2 AND +workspace = ?1)
               AND (records.id IS NULL OR (last.before IS NULL AND last.after IS NULL)
                    OR NOT (records.version = last.version OR (last.after IS NULL AND records.deleted_at IS NOT NULL)
                            OR (last.after IS NOT DISTINCT FROM records.content AND records.deleted_at IS NULL))))",
    )
    .bind(workspace.0)
    .bind(batch)
    .fetch_one(connection)
    .await?)
}

/// A step that is taken by undoing one batch, and told by what another did.
async fn step(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    batch: Uuid,
    told: Uuid,
) -> Result<Option<Step>> {
    let first: Option<(String, String, String, String)> = sql::query_as(
        "SELECT changes.action, changes.kind, COALESCE(records.name, ''), changes.at
         FROM changes LEFT JOIN records ON records.kind = changes.kind AND records.id = changes.id
         WHERE changes.workspace = ? AND changes.batch = ? ORDER BY sequence LIMIT 1",
    )
    .bind(workspace.0)
    .bind(told)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((action, kind, name, at)) = first else { return Ok(None) };
    let records: u32 = sql::query_scalar(
        "SELECT COUNT(*) FROM (SELECT DISTINCT kind, id FROM changes WHERE workspace = ? AND batch = ?) AS told",
    )
    .bind(workspace.0)
    .bind(told)
    .fetch_one(connection)
    .await?;
    Ok(Some(Step {
        batch: BatchId(batch),
        at: Timestamp(at),
        action: serde_json::from_value(action.into())?,
        kind: kind_named(&kind)?,
        name,
        records,
        partial: false,
    }))
}

/// What a member of staff can undo next in another CRM, and do again. Whether it is still as they left it is known once it is asked.
pub async fn there(store: &Store, place: Place<'_>, by: &str, role: Role) -> Result<Steps> {
    let rows: Vec<(Uuid, String, String, String)> = sql::query_as(
        "SELECT batch, inverse, stage, at FROM foreign_undos WHERE workspace = ? AND connection = ? AND by = ?
         ORDER BY at DESC, batch DESC LIMIT 200",
    )
    .bind(place.workspace.0)
    .bind(&place.connection.0)
    .bind(by)
    .fetch_all(&store.pool)
    .await?;
    let mut steps = Steps::default();
    let mut something_else = false;
    for (batch, inverse, stage, at) in rows {
        let stage = Stage::named(&stage);
        let back = stage == Stage::TakenBack;
        let wanted = if back { steps.redo.is_none() && !something_else } else { steps.undo.is_none() };
        if wanted {
            let inverse: Inverse = serde_json::from_str(&inverse)?;
            let kind = if inverse.is_of_fields() { RecordKind::CustomField } else { inverse.told().1 };
            if roles::may_undo(role, &[kind]) {
                let step = step_there(BatchId(batch), Timestamp(at), &inverse, back);
                *(if back { &mut steps.redo } else { &mut steps.undo }) = Some(step);
            } else {
                // What was taken back before it is not done again without it.
                something_else = true;
            }
        }
        something_else |= stage == Stage::Done;
        if steps.undo.is_some() && something_else {
            break;
        }
    }
    Ok(steps)
}

/// A step in another CRM: what takes it back tells what was done; what does it again, what is done.
fn step_there(batch: BatchId, at: Timestamp, inverse: &Inverse, again: bool) -> Step {
    let (does, kind, name) = inverse.told();
    let action = match does {
        does if again => does,
        Action::Created => Action::Deleted,
        Action::Deleted => Action::Created,
        other => other,
    };
    Step { batch, at, action, kind, name, records: 1, partial: !again && inverse.is_partial() }
}
