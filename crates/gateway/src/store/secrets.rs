//! Secrets of the installation: made at first need, the same on every gateway over the database.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{Store, sql, tokens};
use crate::{Error, Result};

/// What challenges of the proof of work are signed with.
pub const PROOF: &str = "proof";
/// What the links on receipts are signed with.
pub const RECEIPT: &str = "receipt";

/// What known browsers are signed with.
pub const DEVICE: &str = "device";

/// What signs with the secret of this name (HMAC, RFC 2104).
pub async fn signing(store: &Store, name: &str) -> Result<Hmac<Sha256>> {
    let secret = named(store, name).await?;
    Hmac::new_from_slice(secret.as_bytes()).map_err(|error| Error::Internal(error.to_string()))
}

/// The secret of this name.
pub async fn named(store: &Store, name: &str) -> Result<String> {
    if let Some(secret) = known(store, name).await? {
        return Ok(secret);
    }
    let making = sql::query("INSERT INTO secrets (name, secret) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind(name)
        .bind(tokens::new_token())
        .execute(&store.pool);
    // It stays whatever becomes of the rest, which can be done once more with it.
    sql::watched(making).await.0?;
    Ok(known(store, name).await?.unwrap_or_default())
}

async fn known(store: &Store, name: &str) -> Result<Option<String>> {
    Ok(sql::query_scalar("SELECT secret FROM secrets WHERE name = ?").bind(name).fetch_optional(&store.pool).await?)
}
