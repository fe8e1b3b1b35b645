//! Sessions of members of staff. A plain table, so that a session is gone the moment it is ended, on every gateway.

use sqlx::FromRow;
use uuid::Uuid;

use super::users::UserRow;
use super::{Store, tokens};
use crate::{Result, clock};

/// How long a session holds after its last use, in seconds: 14 days.
pub const SECONDS: i64 = 14 * 86_400;

/// Begins a session; answers its token, which is kept by the browser alone.
pub async fn begin(store: &Store, user: Uuid) -> Result<String> {
    let token = tokens::new_token();
    sqlx::query("DELETE FROM sessions WHERE expires_at <= ?").bind(clock::now().0).execute(&store.pool).await?;
    sqlx::query("INSERT INTO sessions (token_hash, user, created_at, expires_at) VALUES (?, ?, ?, ?)")
        .bind(tokens::hash(&token))
        .bind(user)
        .bind(clock::now().0)
        .bind(clock::in_seconds(SECONDS).0)
        .execute(&store.pool)
        .await?;
    Ok(token)
}

/// Who is signed in by a token. The session is prolonged once a day.
pub async fn find(store: &Store, token: &str) -> Result<Option<UserRow>> {
    let hash = tokens::hash(token);
    let row = sqlx::query(
        "SELECT users.id, workspace, workspaces.name AS workspace_name, users.name, email, password, language, expires_at
         FROM sessions JOIN users ON users.id = sessions.user JOIN workspaces ON workspaces.id = users.workspace
         WHERE token_hash = ? AND expires_at > ?",
    )
    .bind(&hash)
    .bind(clock::now().0)
    .fetch_optional(&store.pool)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let expires_at: String = sqlx::Row::try_get(&row, "expires_at")?;
    if expires_at < clock::in_seconds(SECONDS - 86_400).0 {
        sqlx::query("UPDATE sessions SET expires_at = ? WHERE token_hash = ?")
            .bind(clock::in_seconds(SECONDS).0)
            .bind(&hash)
            .execute(&store.pool)
            .await?;
    }
    Ok(Some(UserRow::from_row(&row)?))
}

/// Ends a session.
pub async fn end(store: &Store, token: &str) -> Result<()> {
    sqlx::query("DELETE FROM sessions WHERE token_hash = ?").bind(tokens::hash(token)).execute(&store.pool).await?;
    Ok(())
}
