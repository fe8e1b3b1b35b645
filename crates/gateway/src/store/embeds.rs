//! Versions of the forms' scripts that pages name by their hash: they stay as they are when the form changes.

use calling_card_contact::FormId;

use super::{Store, WorkspaceId, sql};
use crate::{Result, clock};

/// Keeps a version.
pub async fn keep(store: &Store, workspace: WorkspaceId, form: &FormId, version: &str, script: &str) -> Result<()> {
    if find(store, form, version).await?.is_some() {
        return Ok(());
    }
    sql::query(
        "INSERT INTO embeds (workspace, form, version, script, kept_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(workspace.0)
    .bind(form.as_str())
    .bind(version)
    .bind(script)
    .bind(clock::now().0)
    .execute(&store.pool)
    .await?;
    Ok(())
}

/// A version that was kept.
pub async fn find(store: &Store, form: &FormId, version: &str) -> Result<Option<String>> {
    let script = sql::query_scalar("SELECT script FROM embeds WHERE form = ? AND version = ?")
        .bind(form.as_str())
        .bind(version)
        .fetch_optional(&store.pool)
        .await?;
    Ok(script)
}
