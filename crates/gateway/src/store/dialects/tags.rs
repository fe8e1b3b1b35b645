//! Tags as a dialect lists them: those that somebody has, and those that were made there before anybody had them.

use super::super::WorkspaceId;
use super::super::aggregate::kind_named;
use super::onlyoffice::Key;
use crate::Result;
use crate::store::sql;

/// All tags, with how many people and organizations have each.
pub async fn all(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    dialect: &'static str,
) -> Result<Vec<(String, i64)>> {
    Ok(sql::query_as(
        "SELECT tag, SUM(had) FROM (
             SELECT target AS tag, 1 AS had FROM links WHERE workspace = ?1 AND kind = 'person' AND link = 'tag'
             UNION ALL
             SELECT said.value, 1 FROM records, json_each(content, '$.tags') AS said
             WHERE workspace = ?1 AND kind = 'organization' AND deleted_at IS NULL
             UNION ALL
             SELECT tag, 0 FROM dialect_tags WHERE workspace = ?1 AND dialect = ?2) AS said
         GROUP BY tag ORDER BY lower(tag), tag",
    )
    .bind(workspace.0)
    .bind(dialect)
    .fetch_all(connection)
    .await?)
}

/// The tags that were made in a dialect.
pub async fn made(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    dialect: &'static str,
) -> Result<Vec<String>> {
    Ok(sql::query_scalar("SELECT tag FROM dialect_tags WHERE workspace = ? AND dialect = ? ORDER BY tag")
        .bind(workspace.0)
        .bind(dialect)
        .fetch_all(connection)
        .await?)
}

/// Makes a tag; one that is there stays.
pub async fn make(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    dialect: &'static str,
    tag: &str,
) -> Result<()> {
    sql::query("INSERT INTO dialect_tags (workspace, dialect, tag) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(workspace.0)
        .bind(dialect)
        .bind(tag)
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets a tag that was made in a dialect; those who have it are not looked at.
pub async fn forget(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    dialect: &'static str,
    tag: &str,
) -> Result<()> {
    sql::query("DELETE FROM dialect_tags WHERE workspace = ? AND dialect = ? AND tag = ?")
        .bind(workspace.0)
        .bind(dialect)
        .bind(tag)
        .execute(connection)
        .await?;
    Ok(())
}

/// The people and organizations that have a tag.
pub async fn having(connection: &mut sql::Connection, workspace: WorkspaceId, tag: &str) -> Result<Vec<Key>> {
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT kind, id FROM records WHERE workspace = ?1 AND kind IN ('person', 'organization') AND deleted_at IS NULL
             AND EXISTS (SELECT 1 FROM json_each(content, '$.tags') AS said WHERE said.value = ?2)",
    )
    .bind(workspace.0)
    .bind(tag)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(|(kind, id)| Ok((kind_named(&kind)?, id))).collect()
}
