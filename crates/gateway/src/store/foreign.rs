//! What is kept of other CRMs: which key of ours stands for which id there, and how what was done is taken back.

use std::collections::{HashMap, HashSet};

use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{BatchId, Timestamp};
use uuid::Uuid;

use super::changes::BIN_DAYS;
use super::{Store, WorkspaceId, sql};
use crate::foreign::Inverse;
use crate::{Error, Result, clock};

/// Kinds of records.
pub const PERSON: &str = "person";
/// Notes.
pub const NOTE: &str = "note";
/// Notes that no list has: the ids of a person and of a note about them.
pub const TOUCHPOINT: &str = "touchpoint";
/// Drafts.
pub const DRAFT: &str = "draft";
/// Inbound sources.
pub const SOURCE: &str = "inbound_source";
/// Organizations.
pub const ORGANIZATION: &str = "organization";
/// Branches of organizations.
pub const BRANCH: &str = "branch";
/// Custom fields.
pub const FIELD: &str = "custom_field";

/// A connection of a workspace.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The connection.
    pub connection: &'a ConnectionId,
}

/// Our keys for ids there, in the same order; what was not known gets one.
pub async fn ours(store: &Store, place: Place<'_>, kind: &str, ids: &[String]) -> Result<Vec<Uuid>> {
    let mut known = keys(store, place, kind, ids).await?;
    let new: HashSet<&String> = ids.iter().filter(|id| !known.contains_key(*id)).collect();
    if !new.is_empty() {
        let mut transaction = store.begin_in(place.workspace).await?;
        for id in new {
            sql::query(
                "INSERT INTO foreign_records (workspace, connection, kind, foreign_id, id) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            )
            .bind(place.workspace.0)
            .bind(&place.connection.0)
            .bind(kind)
            .bind(id)
            .bind(Uuid::now_v7())
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        known = keys(store, place, kind, ids).await?;
    }
    // The connection may have been deleted meanwhile.
    ids.iter().map(|id| known.get(id).copied().ok_or(Error::NOT_FOUND)).collect()
}

/// Which of these people's ids there were known before this moment: whoever lists people meanwhile makes keys for new ones, too.
pub async fn known_before(
    store: &Store,
    place: Place<'_>,
    ids: &[String],
    moment: &Timestamp,
) -> Result<HashSet<String>> {
    let moment = moment.0.parse::<jiff::Timestamp>().map_or(i64::MAX, jiff::Timestamp::as_millisecond);
    // A key has the millisecond at which it was made (RFC 9562, section 5.7).
    let before = |key: &Uuid| i64::try_from(key.as_u128() >> 80).is_ok_and(|made| made < moment);
    let keys = keys(store, place, PERSON, ids).await?;
    Ok(keys.into_iter().filter(|(_, key)| before(key)).map(|(id, _)| id).collect())
}

async fn keys(store: &Store, place: Place<'_>, kind: &str, ids: &[String]) -> Result<HashMap<String, Uuid>> {
    let rows: Vec<(String, Uuid)> = sql::query_as(
        "SELECT foreign_id, id FROM foreign_records WHERE workspace = ? AND connection = ? AND kind = ?
         AND foreign_id IN (SELECT value FROM json_each(?))",
    )
    .bind(place.workspace.0)
    .bind(&place.connection.0)
    .bind(kind)
    .bind(serde_json::to_string(ids)?)
    .fetch_all(&store.pool)
    .await?;
    Ok(rows.into_iter().collect())
}

/// A part of the ids there that are known, the last one first, and how many there are.
pub async fn known(store: &Store, place: Place<'_>, kind: &str, from: u32, count: u32) -> Result<(Vec<String>, u64)> {
    // Keys are made in the order of time.
    let ids = sql::query_scalar(
        "SELECT foreign_id FROM foreign_records WHERE workspace = ? AND connection = ? AND kind = ?
         ORDER BY id DESC LIMIT ? OFFSET ?",
    )
    .bind(place.workspace.0)
    .bind(&place.connection.0)
    .bind(kind)
    .bind(count)
    .bind(from)
    .fetch_all(&store.pool)
    .await?;
    let total: i64 =
        sql::query_scalar("SELECT count(*) FROM foreign_records WHERE workspace = ? AND connection = ? AND kind = ?")
            .bind(place.workspace.0)
            .bind(&place.connection.0)
            .bind(kind)
            .fetch_one(&store.pool)
            .await?;
    Ok((ids, u64::try_from(total).unwrap_or_default()))
}

/// The last ids there that are known and begin so, the last one first.
pub async fn known_below(
    store: &Store,
    place: Place<'_>,
    kind: &str,
    beginning: &str,
    count: u32,
) -> Result<Vec<String>> {
    Ok(sql::query_scalar(
        "SELECT foreign_id FROM foreign_records WHERE workspace = ? AND connection = ? AND kind = ?
         AND substr(foreign_id, 1, length(?)) = ? ORDER BY id DESC LIMIT ?",
    )
    .bind(place.workspace.0)
    .bind(&place.connection.0)
    .bind(kind)
    .bind(beginning)
    .bind(beginning)
    .bind(count)
    .fetch_all(&store.pool)
    .await?)
}

/// Forgets a key: what it stood for is gone.
pub async fn forget(store: &Store, place: Place<'_>, kind: &str, id: Uuid) -> Result<()> {
    sql::query("DELETE FROM foreign_records WHERE workspace = ? AND connection = ? AND kind = ? AND id = ?")
        .bind(place.workspace.0)
        .bind(&place.connection.0)
        .bind(kind)
        .bind(id)
        .execute(&store.pool)
        .await?;
    Ok(())
}

/// The id there for a key of ours.
pub async fn theirs(store: &Store, place: Place<'_>, kind: &str, id: Uuid) -> Result<Option<String>> {
    Ok(sql::query_scalar(
        "SELECT foreign_id FROM foreign_records WHERE workspace = ? AND connection = ? AND kind = ? AND id = ?",
    )
    .bind(place.workspace.0)
    .bind(&place.connection.0)
    .bind(kind)
    .bind(id)
    .fetch_optional(&store.pool)
    .await?)
}

/// Lets a key stand for this id from now on.
pub async fn point(store: &Store, place: Place<'_>, kind: &str, id: Uuid, foreign_id: &str) -> Result<()> {
    let mut transaction = store.begin_in(place.workspace).await?;
    sql::query("DELETE FROM foreign_records WHERE workspace = ? AND connection = ? AND kind = ? AND (foreign_id = ? OR id = ?)")
        .bind(place.workspace.0)
        .bind(&place.connection.0)
        .bind(kind)
        .bind(foreign_id)
        .bind(id)
        .execute(&mut *transaction)
        .await?;
    sql::query("INSERT INTO foreign_records (workspace, connection, kind, foreign_id, id) VALUES (?, ?, ?, ?, ?)")
        .bind(place.workspace.0)
        .bind(&place.connection.0)
        .bind(kind)
        .bind(foreign_id)
        .bind(id)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

/// What a batch in another CRM was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Something was done.
    Done,
    /// Something was taken back.
    TakenBack,
    /// Something that was taken back was done again.
    DoneAgain,
}

impl Stage {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Done, "done"), (Self::TakenBack, "taken_back"), (Self::DoneAgain, "done_again")];

    /// What the batch is that takes one of this stage back.
    pub fn taken_back(self) -> Self {
        if self == Self::TakenBack { Self::DoneAgain } else { Self::TakenBack }
    }

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(stage, _)| *stage == self).map_or("done", |(_, name)| name)
    }

    /// The stage that the database spells so.
    pub(super) fn named(name: &str) -> Self {
        Self::ALL.iter().find(|(_, known)| *known == name).map_or(Self::Done, |(stage, _)| *stage)
    }
}

/// Keeps how something is taken back.
pub async fn keep_undo(
    store: &Store,
    place: Place<'_>,
    by: &str,
    batch: BatchId,
    inverse: &Inverse,
    stage: Stage,
) -> Result<()> {
    sql::query(
        "INSERT INTO foreign_undos (batch, workspace, connection, inverse, at, by, stage) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(batch.0)
    .bind(place.workspace.0)
    .bind(&place.connection.0)
    .bind(serde_json::to_string(inverse)?)
    .bind(clock::now().0)
    .bind(by)
    .bind(stage.name())
    .execute(&store.pool)
    .await?;
    Ok(())
}

/// How a batch is taken back, and what it was; fails where it was already.
pub async fn undo(store: &Store, place: Place<'_>, batch: BatchId) -> Result<(Inverse, Stage)> {
    let known: Option<(String, String)> =
        sql::query_as("SELECT inverse, stage FROM foreign_undos WHERE workspace = ? AND connection = ? AND batch = ?")
            .bind(place.workspace.0)
            .bind(&place.connection.0)
            .bind(batch.0)
            .fetch_optional(&store.pool)
            .await?;
    let (inverse, stage) = known.ok_or(ProblemKind::NotFound)?;
    Ok((serde_json::from_str(&inverse)?, Stage::named(&stage)))
}

/// Forgets how a batch is taken back: it was.
pub async fn forget_undo(store: &Store, place: Place<'_>, batch: BatchId) -> Result<()> {
    sql::query("DELETE FROM foreign_undos WHERE workspace = ? AND batch = ?")
        .bind(place.workspace.0)
        .bind(batch.0)
        .execute(&store.pool)
        .await?;
    Ok(())
}

/// Forgets ways back that are as old as what leaves the bin.
pub async fn purge(store: &Store) -> Result<()> {
    sql::query("DELETE FROM foreign_undos WHERE at < ?")
        .bind(clock::in_seconds(-BIN_DAYS * 86_400).0)
        .execute(&store.pool)
        .await?;
    Ok(())
}
