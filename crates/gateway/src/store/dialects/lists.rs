//! Lists of which a dialect lets choose, with the ids of their entries.

use serde::{Deserialize, Serialize};

use super::super::WorkspaceId;
use super::ids::new_id;
use crate::Result;
use crate::store::from_row::from_row;
use crate::store::sql;

/// A list of a workspace.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The dialect, as its address names it.
    pub dialect: &'static str,
    /// The list, as the dialect's addresses name it.
    pub name: &'static str,
}

/// An entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListEntry {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Among what it stands; empty where nothing is said.
    pub category: String,
    /// In which colour it is shown; empty where nothing is said.
    pub color: String,
}
from_row!(ListEntry: id, text, category, color);

impl List {
    /// All entries, by what they say.
    pub async fn all(&self, connection: &mut sql::Connection) -> Result<Vec<ListEntry>> {
        Ok(sql::query_as(
            "SELECT id, text, category, color FROM dialect_lists
             WHERE workspace = ? AND dialect = ? AND list = ? ORDER BY category, text",
        )
        .bind(self.workspace.0)
        .bind(self.dialect)
        .bind(self.name)
        .fetch_all(connection)
        .await?)
    }

    /// The entry of an id.
    pub async fn find(&self, connection: &mut sql::Connection, id: &str) -> Result<Option<ListEntry>> {
        Ok(sql::query_as(
            "SELECT id, text, category, color FROM dialect_lists
             WHERE workspace = ? AND dialect = ? AND list = ? AND id = ?",
        )
        .bind(self.workspace.0)
        .bind(self.dialect)
        .bind(self.name)
        .bind(id)
        .fetch_optional(connection)
        .await?)
    }

    /// How many entries there are.
    pub async fn count(&self, connection: &mut sql::Connection) -> Result<usize> {
        let count: i64 =
            sql::query_scalar("SELECT COUNT(*) FROM dialect_lists WHERE workspace = ? AND dialect = ? AND list = ?")
                .bind(self.workspace.0)
                .bind(self.dialect)
                .bind(self.name)
                .fetch_one(connection)
                .await?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Adds an entry under the id that it says, or a new one where that is another's. One that is there already stays under its own id,
    /// and takes over a colour.
    pub async fn add(&self, connection: &mut sql::Connection, mut entry: ListEntry) -> Result<ListEntry> {
        let other = |known: ListEntry| (&known.text, &known.category) != (&entry.text, &entry.category);
        if self.find(connection, &entry.id).await?.is_some_and(other) {
            entry.id = new_id(self.dialect);
        }
        Ok(sql::query_as(
            "INSERT INTO dialect_lists (workspace, dialect, list, id, text, category, color) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (workspace, dialect, list, category, text)
                 DO UPDATE SET color = COALESCE(NULLIF(excluded.color, ''), dialect_lists.color)
             RETURNING id, text, category, color",
        )
        .bind(self.workspace.0)
        .bind(self.dialect)
        .bind(self.name)
        .bind(entry.id)
        .bind(entry.text)
        .bind(entry.category)
        .bind(entry.color)
        .fetch_one(connection)
        .await?)
    }

    /// Lets an entry say something else under its id; false where there is none.
    pub async fn put(&self, connection: &mut sql::Connection, entry: &ListEntry) -> Result<bool> {
        let written = sql::query(
            "UPDATE dialect_lists SET text = ?, category = ?, color = ?
             WHERE workspace = ? AND dialect = ? AND list = ? AND id = ?",
        )
        .bind(&entry.text)
        .bind(&entry.category)
        .bind(&entry.color)
        .bind(self.workspace.0)
        .bind(self.dialect)
        .bind(self.name)
        .bind(&entry.id)
        .execute(connection)
        .await?;
        Ok(written.rows_affected() > 0)
    }

    /// Takes an entry out of the list; false where there is none.
    pub async fn remove(&self, connection: &mut sql::Connection, id: &str) -> Result<bool> {
        let gone = sql::query("DELETE FROM dialect_lists WHERE workspace = ? AND dialect = ? AND list = ? AND id = ?")
            .bind(self.workspace.0)
            .bind(self.dialect)
            .bind(self.name)
            .bind(id)
            .execute(connection)
            .await?;
        Ok(gone.rows_affected() > 0)
    }
}
