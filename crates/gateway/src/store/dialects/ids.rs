//! Ids that are texts: made by a client, or given by us to what was made elsewhere. They are random, so that nobody guesses one.

use std::collections::HashMap;

use rand::RngCore;

use super::super::{Actor, Batch, Store, WorkspaceId};
use crate::Result;
use crate::store::sql;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Characters of an id that we give, as nanoids have them.
const LENGTH: usize = 21;
/// The dialects in which an id is 24 hexadecimal digits, as MongoDB makes them; in all others it is a nanoid.
const HEXADECIMAL: &[&str] = &["cobra"];

/// The ids of one kind of records, in a dialect.
#[derive(Clone, Copy, Debug)]
pub struct Ids {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The dialect, as its address names it.
    pub dialect: &'static str,
    /// The kind, as the database spells it.
    pub kind: &'static str,
}

impl Ids {
    /// The key of what has this id, or had it until it was put into the bin.
    pub async fn find(&self, connection: &mut sql::Connection, id: &str) -> Result<Option<String>> {
        Ok(sql::query_scalar(
            "SELECT record FROM dialect_ids WHERE workspace = ? AND dialect = ? AND kind = ? AND foreign_id = ?",
        )
        .bind(self.workspace.0)
        .bind(self.dialect)
        .bind(self.kind)
        .bind(id)
        .fetch_optional(connection)
        .await?)
    }

    /// The id of a record; a new one where it has none.
    pub async fn of(&self, connection: &mut sql::Connection, record: &str) -> Result<String> {
        if let Some(id) = self.given(connection, record).await? {
            return Ok(id);
        }
        let id = new_id(self.dialect);
        self.insert(connection, record, &id).await?;
        // Somebody else may have been first.
        Ok(self.given(connection, record).await?.unwrap_or(id))
    }

    async fn given(&self, connection: &mut sql::Connection, record: &str) -> Result<Option<String>> {
        Ok(sql::query_scalar("SELECT foreign_id FROM dialect_ids WHERE kind = ? AND record = ? AND dialect = ?")
            .bind(self.kind)
            .bind(record)
            .bind(self.dialect)
            .fetch_optional(connection)
            .await?)
    }

    /// Gives a record the id that a client has made; false where another one has it that is not in the bin.
    pub async fn take(&self, connection: &mut sql::Connection, record: &str, id: &str) -> Result<bool> {
        if let Some(known) = self.find(connection, id).await? {
            let there: bool = sql::query_scalar(
                "SELECT EXISTS (SELECT 1 FROM records WHERE kind = ? AND id = ? AND deleted_at IS NULL)",
            )
            .bind(self.kind)
            .bind(&known)
            .fetch_one(&mut *connection)
            .await?;
            if there || !self.is_of_records() {
                return Ok(false);
            }
            self.forget(connection, &known).await?;
        }
        self.insert(connection, record, id).await?;
        Ok(true)
    }

    /// Takes an id away from what has it.
    pub async fn forget(&self, connection: &mut sql::Connection, record: &str) -> Result<()> {
        sql::query("DELETE FROM dialect_ids WHERE kind = ? AND record = ? AND dialect = ?")
            .bind(self.kind)
            .bind(record)
            .bind(self.dialect)
            .execute(connection)
            .await?;
        Ok(())
    }

    /// The ids of all records of the kind that are there, by their keys; new ones for those that have none.
    pub async fn all(&self, store: &Store, actor: &Actor) -> Result<HashMap<String, String>> {
        let mut connection = store.pool.acquire().await?;
        if !self.without(&mut connection).await?.is_empty() {
            drop(connection);
            let mut batch = Batch::begin(store, actor).await?;
            for record in self.without(batch.connection()).await? {
                self.insert(batch.connection(), &record, &new_id(self.dialect)).await?;
            }
            batch.commit(()).await?;
            connection = store.pool.acquire().await?;
        }
        self.known(&mut connection).await
    }

    /// The ids that were given, by the keys of what has them.
    pub async fn known(&self, connection: &mut sql::Connection) -> Result<HashMap<String, String>> {
        let rows: Vec<(String, String)> = sql::query_as(
            "SELECT record, foreign_id FROM dialect_ids WHERE workspace = ? AND dialect = ? AND kind = ?",
        )
        .bind(self.workspace.0)
        .bind(self.dialect)
        .bind(self.kind)
        .fetch_all(connection)
        .await?;
        Ok(rows.into_iter().collect())
    }

    fn is_of_records(&self) -> bool {
        !matches!(self.kind, BRANCH | CARD)
    }

    async fn without(&self, connection: &mut sql::Connection) -> Result<Vec<String>> {
        Ok(sql::query_scalar(
            "SELECT id FROM records WHERE workspace = ? AND kind = ?2 AND deleted_at IS NULL AND NOT EXISTS
                 (SELECT 1 FROM dialect_ids AS known WHERE known.kind = ?2 AND known.record = records.id AND known.dialect = ?3)",
        )
        .bind(self.workspace.0)
        .bind(self.kind)
        .bind(self.dialect)
        .fetch_all(connection)
        .await?)
    }

    async fn insert(&self, connection: &mut sql::Connection, record: &str, id: &str) -> Result<()> {
        sql::query(
            "INSERT INTO dialect_ids (workspace, dialect, kind, foreign_id, record) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(self.workspace.0)
        .bind(self.dialect)
        .bind(self.kind)
        .bind(id)
        .bind(record)
        .execute(connection)
        .await?;
        Ok(())
    }
}

/// The kind of branches, which are parts of records.
pub const BRANCH: &str = "branch";
/// The kind of business cards, which are parts of people.
pub const CARD: &str = "card";

/// A new id of a dialect: 126 random bits, or the 96 of 24 hexadecimal digits.
pub(crate) fn new_id(dialect: &str) -> String {
    let mut bytes = [0u8; LENGTH];
    rand::rng().fill_bytes(&mut bytes);
    if HEXADECIMAL.contains(&dialect) {
        return bytes.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    }
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 63)])).collect()
}
