//! Rows of records, read and written.

use calling_card_api::{ProblemKind, Record, Version};
use calling_card_contact::Timestamp;

use super::WorkspaceId;
use super::aggregate::{Aggregate, kind_name};
use super::sql;
use crate::store::from_row::from_row;
use crate::{Error, Result};

/// A row as it is read.
pub(crate) struct Row {
    id: String,
    version: u32,
    created_at: String,
    created_by: String,
    changed_at: String,
    changed_by: String,
    content: String,
}
from_row!(Row: id, version, created_at, created_by, changed_at, changed_by, content);

/// The members that a [`Row`] is read from.
macro_rules! columns {
    () => {
        "id, version, created_at, created_by, changed_at, changed_by, content"
    };
}
pub(crate) use columns;

impl Row {
    /// The record that stands in the row.
    pub(crate) fn record<T: Aggregate>(self) -> Result<Record<T::Id, T>> {
        let id = self.id.parse().map_err(|_| Error::Internal(format!("a key that is none: {}", self.id)))?;
        Ok(Record {
            id,
            version: Version(self.version),
            created_at: Timestamp(self.created_at),
            created_by: self.created_by,
            changed_at: Timestamp(self.changed_at),
            changed_by: self.changed_by,
            content: serde_json::from_str(&self.content)?,
        })
    }
}

/// One record of a workspace; what is in the bin is not found.
pub(crate) async fn get<T: Aggregate>(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: &T::Id,
) -> Result<Record<T::Id, T>> {
    let row: Option<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = ? AND id = ? AND deleted_at IS NULL"
    ))
    .bind(workspace.0)
    .bind(kind_name(T::KIND))
    .bind(id.to_string())
    .fetch_optional(connection)
    .await?;
    row.ok_or(Error::NOT_FOUND)?.record()
}

/// Writes a record's row, and takes it out of the bin if it was there.
pub(super) async fn put<T: Aggregate>(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    record: &Record<T::Id, T>,
    content: &str,
) -> Result<()> {
    let written = sql::query(
        "INSERT INTO records (workspace, kind, id, version, created_at, created_by, changed_at, changed_by, name, parent, content)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, changed_at = excluded.changed_at,
             changed_by = excluded.changed_by, name = excluded.name, parent = excluded.parent, content = excluded.content,
             deleted_at = NULL, deleted_by = NULL, deleted_in = NULL
         WHERE records.workspace = excluded.workspace",
    )
    .bind(workspace.0)
    .bind(kind_name(T::KIND))
    .bind(record.id.to_string())
    .bind(record.version.0)
    .bind(&record.created_at.0)
    .bind(&record.created_by)
    .bind(&record.changed_at.0)
    .bind(&record.changed_by)
    .bind(record.content.called())
    .bind(record.content.parent())
    .bind(content)
    .execute(connection)
    .await?;
    // Another workspace has a record of this id.
    if written.rows_affected() == 0 { Err(Error::Problem(ProblemKind::Conflict)) } else { Ok(()) }
}
