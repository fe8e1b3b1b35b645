//! Secrets of the installation: made at first need, the same on every gateway over the database.

use super::{Store, sql, tokens};
use crate::Result;

/// What challenges of the proof of work are signed with.
pub const PROOF: &str = "proof";
/// What the links on receipts are signed with.
pub const RECEIPT: &str = "receipt";

/// The secret of this name.
pub async fn named(store: &Store, name: &str) -> Result<String> {
    if let Some(secret) = known(store, name).await? {
        return Ok(secret);
    }
    sql::query("INSERT INTO secrets (name, secret) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind(name)
        .bind(tokens::new_token())
        .execute(&store.pool)
        .await?;
    Ok(known(store, name).await?.unwrap_or_default())
}

async fn known(store: &Store, name: &str) -> Result<Option<String>> {
    Ok(sql::query_scalar("SELECT secret FROM secrets WHERE name = ?").bind(name).fetch_optional(&store.pool).await?)
}
