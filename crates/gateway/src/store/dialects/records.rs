//! All records of a kind, and what belongs to them, for dialects whose lists come whole.

use std::collections::HashMap;

use calling_card_api::Record;
use calling_card_api::changes::RecordKind;
use calling_card_api::drafts::DraftRecord;
use calling_card_contact::{DraftId, FieldKey};
use calling_card_crm::Beside;

use super::super::WorkspaceId;
use super::super::aggregate::{Aggregate, kind_name};
use super::super::row::Row;
use crate::Result;
use crate::store::sql;

/// All records of a kind, the oldest first, without their pictures.
pub async fn all<T: Aggregate>(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
) -> Result<Vec<Record<T::Id, T>>> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT id, version, created_at, created_by, changed_at, changed_by, json_remove(content, '$.image', '$.logo') AS content
         FROM records WHERE workspace = ? AND kind = ? AND deleted_at IS NULL ORDER BY created_at, id",
    )
    .bind(workspace.0)
    .bind(kind_name(T::KIND))
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Row::record).collect()
}

/// What stands beside all records of a kind in a dialect, by their keys.
pub async fn all_beside<T: Aggregate>(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    dialect: &'static str,
) -> Result<HashMap<String, Beside>> {
    let rows: Vec<(String, String)> =
        sql::query_as("SELECT record, members FROM dialect_members WHERE workspace = ? AND dialect = ? AND kind = ?")
            .bind(workspace.0)
            .bind(dialect)
            .bind(kind_name(T::KIND))
            .fetch_all(connection)
            .await?;
    rows.into_iter().map(|(record, members)| Ok((record, serde_json::from_str(&members)?))).collect()
}

/// Who belongs to which organization: keys of organizations, each with those of its people.
pub async fn employees(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
) -> Result<HashMap<String, Vec<String>>> {
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT target, id FROM links WHERE workspace = ? AND kind = 'person' AND link = 'organization' ORDER BY id",
    )
    .bind(workspace.0)
    .fetch_all(connection)
    .await?;
    Ok(grouped(rows))
}

/// The keys of those who belong to an organization.
pub async fn employees_of(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    organization: &str,
) -> Result<Vec<String>> {
    Ok(sql::query_scalar(
        "SELECT id FROM links WHERE workspace = ? AND kind = 'person' AND link = 'organization' AND target = ? ORDER BY id",
    )
    .bind(workspace.0)
    .bind(organization)
    .fetch_all(connection)
    .await?)
}

/// The proofs of consent of people, by the keys of both.
pub async fn consents(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
) -> Result<HashMap<String, Vec<String>>> {
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT submissions.person, consents.id FROM consents
         JOIN submissions ON submissions.workspace = consents.workspace AND submissions.draft = consents.draft
         WHERE consents.workspace = ? AND submissions.person IS NOT NULL ORDER BY consents.id",
    )
    .bind(workspace.0)
    .fetch_all(connection)
    .await?;
    Ok(grouped(rows))
}

/// When the addresses of drafts were confirmed, by the keys of the drafts.
pub async fn confirmations(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
) -> Result<HashMap<String, String>> {
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT draft, content ->> '$.opt_in.confirmed_at' FROM consents
         WHERE workspace = ? AND content ->> '$.opt_in.confirmed_at' IS NOT NULL",
    )
    .bind(workspace.0)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().collect())
}

/// A draft that a client of a dialect has marked as deleted: it is in the bin, and told as long as it is there.
pub async fn binned_draft(
    connection: &mut sql::Connection,
    (workspace, dialect): (WorkspaceId, &'static str),
    id: DraftId,
) -> Result<Option<DraftRecord>> {
    let row: Option<Row> = sql::query_as(
        "SELECT id, version, created_at, created_by, changed_at, changed_by, content FROM records
         WHERE workspace = ?1 AND kind = 'draft' AND id = ?2 AND deleted_at IS NOT NULL AND EXISTS
             (SELECT 1 FROM dialect_members AS beside WHERE beside.kind = 'draft' AND beside.record = records.id
              AND beside.dialect = ?3 AND CAST(members ->> '$.deleted[0]' AS TEXT) IN ('1', 'true'))",
    )
    .bind(workspace.0)
    .bind(id.to_string())
    .bind(dialect)
    .fetch_optional(connection)
    .await?;
    row.map(Row::record).transpose()
}

/// What a record says that is in the bin.
pub async fn binned<T: Aggregate>(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: &T::Id,
) -> Result<Option<T>> {
    let content: Option<String> = sql::query_scalar(
        "SELECT content FROM records WHERE workspace = ? AND kind = ? AND id = ? AND deleted_at IS NOT NULL",
    )
    .bind(workspace.0)
    .bind(kind_name(T::KIND))
    .bind(id.to_string())
    .fetch_optional(connection)
    .await?;
    Ok(content.map(|content| serde_json::from_str(&content)).transpose()?)
}

/// The keys of the records of a kind that hold a value of a custom field.
pub async fn holding(
    connection: &mut sql::Connection,
    (workspace, kind): (WorkspaceId, RecordKind),
    field: &FieldKey,
) -> Result<Vec<String>> {
    Ok(sql::query_scalar(
        "SELECT id FROM records WHERE workspace = ? AND kind = ? AND deleted_at IS NULL
             AND json_type(content, '$.custom.\"' || ? || '\"') IS NOT NULL ORDER BY id",
    )
    .bind(workspace.0)
    .bind(kind_name(kind))
    .bind(field.as_str())
    .fetch_all(connection)
    .await?)
}

/// The texts of the notes that a dialect has as a member of the person, by the keys of the people.
pub async fn noted(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    dialect: &'static str,
) -> Result<HashMap<String, String>> {
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT foreign_id, content ->> '$.text' FROM dialect_ids AS known
         JOIN records ON records.kind = known.kind AND records.id = known.record
         WHERE known.workspace = ? AND dialect = ? AND known.kind = 'note' AND deleted_at IS NULL",
    )
    .bind(workspace.0)
    .bind(dialect)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().collect())
}

fn grouped(rows: Vec<(String, String)>) -> HashMap<String, Vec<String>> {
    rows.into_iter().fold(HashMap::new(), |mut groups: HashMap<String, Vec<String>>, (group, entry)| {
        groups.entry(group).or_default().push(entry);
        groups
    })
}
