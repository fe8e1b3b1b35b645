//! Writing: the one way in which records change. Row, derived rows and change log are written in one transaction.

use calling_card_api::changes::{Action, RecordKind};
use calling_card_api::{ProblemKind, Record, Version, Written};
use calling_card_contact::{BatchId, FieldError, Problem, Timestamp};
use tokio::sync::OwnedSemaphorePermit;

use super::aggregate::{Aggregate, kind_name};
use super::{Actor, Store, derived, row, sql};
use crate::{Error, Result, clock};

/// Changes that are made together, and can be undone together.
pub struct Batch {
    /// Where it is told afterwards.
    store: Store,
    transaction: sql::Transaction,
    /// On whose behalf.
    pub actor: Actor,
    /// The key of the batch.
    pub id: BatchId,
    /// When it is made.
    pub at: Timestamp,
    /// Given back after the transaction has ended.
    _turn: OwnedSemaphorePermit,
}

/// A record as the log has it: before or after a change.
pub(super) struct Entry<'a> {
    pub kind: RecordKind,
    pub id: &'a str,
    pub action: Action,
    pub version: u32,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
}

impl Batch {
    /// Begins a batch. One writes in a workspace at a time, so this waits for others to end.
    pub async fn begin(store: &Store, actor: &Actor) -> Result<Self> {
        let asked = std::time::Instant::now();
        let turn = store.turn().await?;
        let transaction = store.begin_in(actor.workspace).await?;
        crate::metrics::waited(asked.elapsed());
        Ok(Self {
            store: store.clone(),
            transaction,
            actor: actor.clone(),
            id: clock::new_key(),
            at: clock::now(),
            _turn: turn,
        })
    }

    /// Goes on with a batch of before; the caller has made sure that it is the same actor's.
    pub fn resume(mut self, batch: Option<BatchId>) -> Self {
        self.id = batch.unwrap_or(self.id);
        self
    }

    /// The connection, for what else belongs into the same transaction.
    pub fn connection(&mut self) -> &mut sql::Connection {
        &mut self.transaction
    }

    /// Makes a record.
    pub async fn create<T: Aggregate>(&mut self, id: T::Id, content: T) -> Result<Record<T::Id, T>> {
        let record = Record {
            id,
            version: Version(1),
            created_at: self.at.clone(),
            created_by: self.actor.name.clone(),
            changed_at: self.at.clone(),
            changed_by: self.actor.name.clone(),
            content,
        };
        self.put(&record, None, Action::Created).await?;
        Ok(record)
    }

    /// Reads a record as it is inside this batch.
    pub async fn get<T: Aggregate>(&mut self, id: &T::Id) -> Result<Record<T::Id, T>> {
        let workspace = self.actor.workspace;
        row::get(self.connection(), workspace, id).await
    }

    /// Writes a record anew; `seen` is the version that the writer has seen.
    pub async fn update<T: Aggregate>(&mut self, id: &T::Id, seen: Version, content: T) -> Result<Record<T::Id, T>> {
        let old = self.get::<T>(id).await?;
        expect_version(old.version, seen)?;
        let before = serde_json::to_string(&old.content)?;
        let record = Record {
            version: Version(old.version.0 + 1),
            changed_at: self.at.clone(),
            changed_by: self.actor.name.clone(),
            content,
            ..old
        };
        self.put(&record, Some(&before), Action::Updated).await?;
        Ok(record)
    }

    /// Puts a record into the bin; `seen` is the version that the writer has seen.
    pub async fn delete<T: Aggregate>(&mut self, id: &T::Id, seen: Version) -> Result<()> {
        let old = self.get::<T>(id).await?;
        expect_version(old.version, seen)?;
        let id = id.to_string();
        let content = serde_json::to_string(&old.content)?;
        self.remove(T::KIND, &id, old.version.0, &content).await
    }

    /// Puts the records of a kind that belong to another record into the bin with it.
    pub async fn delete_children(&mut self, kind: RecordKind, ids: &[String]) -> Result<()> {
        for id in ids {
            let found: Option<(u32, String)> = sql::query_as(
                "SELECT version, content FROM records WHERE workspace = ? AND kind = ? AND id = ? AND deleted_at IS NULL",
            )
            .bind(self.actor.workspace.0)
            .bind(kind_name(kind))
            .bind(id)
            .fetch_optional(&mut *self.transaction)
            .await?;
            if let Some((version, content)) = found {
                self.remove(kind, id, version, &content).await?;
            }
        }
        Ok(())
    }

    /// Ends the batch: everything in it is on disk afterwards.
    pub async fn commit<T>(self, result: T) -> Result<Written<T>> {
        self.transaction.commit().await?;
        self.store.written_in(self.actor.workspace);
        Ok(Written { batch: self.id, result })
    }

    async fn put<T: Aggregate>(
        &mut self,
        record: &Record<T::Id, T>,
        before: Option<&str>,
        action: Action,
    ) -> Result<()> {
        if let Some(field) = record.content.only_mine() {
            return Err(Error::Invalid(vec![FieldError { field, problem: Problem::Option }]));
        }
        let id = record.id.to_string();
        let content = serde_json::to_string(&record.content)?;
        let workspace = self.actor.workspace;
        row::put(&mut self.transaction, workspace, record, &content).await?;
        derived::write(&mut self.transaction, workspace, T::KIND, &id, Some(&content)).await?;
        let version = record.version.0;
        self.log(Entry { kind: T::KIND, id: &id, action, version, before, after: Some(&content) }).await
    }

    pub(super) async fn remove(&mut self, kind: RecordKind, id: &str, version: u32, content: &str) -> Result<()> {
        sql::query(
            "UPDATE records SET deleted_at = ?, deleted_by = ?, deleted_in = ?, version = version + 1
             WHERE workspace = ? AND kind = ? AND id = ?",
        )
        .bind(&self.at.0)
        .bind(&self.actor.name)
        .bind(self.id.0)
        .bind(self.actor.workspace.0)
        .bind(kind_name(kind))
        .bind(id)
        .execute(&mut *self.transaction)
        .await?;
        derived::write(&mut self.transaction, self.actor.workspace, kind, id, None).await?;
        let action = Action::Deleted;
        self.log(Entry { kind, id, action, version: version + 1, before: Some(content), after: None }).await
    }

    pub(super) async fn log(&mut self, entry: Entry<'_>) -> Result<()> {
        sql::query(
            "INSERT INTO changes (workspace, batch, kind, id, action, version, at, by, before, after)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(self.actor.workspace.0)
        .bind(self.id.0)
        .bind(kind_name(entry.kind))
        .bind(entry.id)
        .bind(action_name(entry.action))
        .bind(entry.version)
        .bind(&self.at.0)
        .bind(&self.actor.name)
        .bind(entry.before)
        .bind(entry.after)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}

/// An action as the database spells it.
pub(super) fn action_name(action: Action) -> &'static str {
    match action {
        Action::Created => "created",
        Action::Updated => "updated",
        Action::Deleted => "deleted",
        Action::Restored => "restored",
    }
}

fn expect_version(is: Version, seen: Version) -> Result<()> {
    if is == seen { Ok(()) } else { Err(Error::Problem(ProblemKind::Stale)) }
}
