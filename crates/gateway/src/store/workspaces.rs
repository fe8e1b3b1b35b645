//! Workspaces (tenants).

use uuid::Uuid;

use super::{Store, WorkspaceId, sql};
use crate::{Result, clock};

/// Makes a workspace.
pub async fn create(store: &Store, name: &str) -> Result<WorkspaceId> {
    let id: WorkspaceId = clock::new_key();
    sql::query("INSERT INTO workspaces (id, name, created_at) VALUES (?, ?, ?)")
        .bind(id.0)
        .bind(name)
        .bind(clock::now().0)
        .execute(&store.pool)
        .await?;
    Ok(id)
}

/// A workspace by its name; the oldest of that name.
pub async fn find(store: &Store, name: &str) -> Result<Option<WorkspaceId>> {
    let id: Option<Uuid> = sql::query_scalar("SELECT id FROM workspaces WHERE name = ? ORDER BY created_at LIMIT 1")
        .bind(name)
        .fetch_optional(&store.pool)
        .await?;
    Ok(id.map(WorkspaceId))
}

/// The name of a workspace.
pub async fn name(store: &Store, id: WorkspaceId) -> Result<String> {
    name_in(&mut store.pool.acquire().await?, id).await
}

/// The same, within a transaction.
pub(super) async fn name_in(connection: &mut sql::Connection, id: WorkspaceId) -> Result<String> {
    Ok(sql::query_scalar("SELECT name FROM workspaces WHERE id = ?").bind(id.0).fetch_one(connection).await?)
}

/// The oldest workspace.
pub async fn first(store: &Store) -> Result<Option<WorkspaceId>> {
    let id: Option<Uuid> = sql::query_scalar("SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1")
        .fetch_optional(&store.pool)
        .await?;
    Ok(id.map(WorkspaceId))
}

/// All workspaces, the oldest first.
pub async fn all(store: &Store) -> Result<Vec<(WorkspaceId, String)>> {
    let rows: Vec<(Uuid, String)> =
        sql::query_as("SELECT id, name FROM workspaces ORDER BY created_at, id").fetch_all(&store.pool).await?;
    Ok(rows.into_iter().map(|(id, name)| (WorkspaceId(id), name)).collect())
}

/// The workspaces that nobody can sign in to yet.
pub async fn without_users(store: &Store) -> Result<Vec<(WorkspaceId, String)>> {
    let rows: Vec<(Uuid, String)> = sql::query_as(
        "SELECT id, name FROM workspaces WHERE NOT EXISTS (SELECT 1 FROM users WHERE users.workspace = workspaces.id) ORDER BY created_at",
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows.into_iter().map(|(id, name)| (WorkspaceId(id), name)).collect())
}
