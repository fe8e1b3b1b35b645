//! Proofs of work: the secret that signs what is asked for, and which were used.

use sqlx::SqliteConnection;

use super::{Store, tokens};
use crate::{Result, clock};

/// How long a challenge holds, in seconds: a little longer than a draft is kept in a visitor's browser.
pub const SECONDS: i64 = 25 * 3_600;

/// The secret that challenges are signed with; the same on every gateway over the database.
pub async fn secret(store: &Store) -> Result<String> {
    if let Some(secret) = known_secret(store).await? {
        return Ok(secret);
    }
    sqlx::query("INSERT OR IGNORE INTO secrets (name, secret) VALUES ('proof', ?)")
        .bind(tokens::new_token())
        .execute(&store.pool)
        .await?;
    Ok(known_secret(store).await?.unwrap_or_default())
}

async fn known_secret(store: &Store) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("SELECT secret FROM secrets WHERE name = 'proof'").fetch_optional(&store.pool).await?)
}

/// Uses a proof up; whether it was unused. Those that no longer hold are forgotten.
pub(super) async fn use_up(connection: &mut SqliteConnection, nonce: &str) -> Result<bool> {
    sqlx::query("DELETE FROM used_proofs WHERE used_at < ?")
        .bind(clock::in_seconds(-SECONDS).0)
        .execute(&mut *connection)
        .await?;
    let used = sqlx::query("INSERT OR IGNORE INTO used_proofs (nonce, used_at) VALUES (?, ?)")
        .bind(nonce)
        .bind(clock::now().0)
        .execute(connection)
        .await?;
    Ok(used.rows_affected() == 1)
}
