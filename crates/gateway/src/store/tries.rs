//! Tries that are counted for all gateways over one database.

use std::time::Duration;

use calling_card_contact::Timestamp;
use sha2::{Digest, Sha256};

use super::{Store, sql};
use crate::{Result, clock};

/// What is counted: of which kind, and whose.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// The kind of tries.
    pub kind: &'static str,
    /// Whose they are.
    pub whose: &'a str,
}

impl Counted<'_> {
    fn key(self) -> [u8; 32] {
        let digest = Sha256::new().chain_update(self.kind).chain_update([0]).chain_update(self.whose);
        digest.finalize().into()
    }
}

/// Counts a try: how many there are with it in the span of time that began with the first of them, and when that ends.
pub async fn count(store: &Store, counted: Counted<'_>, span: Duration) -> Result<(i64, Timestamp)> {
    let seconds = i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    let counting = sql::query_as(
        "INSERT INTO tries (key, count, ends_at) VALUES (?1, 1, ?2) ON CONFLICT (key) DO UPDATE SET
             count = CASE WHEN tries.ends_at <= ?3 THEN 1 ELSE tries.count + 1 END,
             ends_at = CASE WHEN tries.ends_at <= ?3 THEN excluded.ends_at ELSE tries.ends_at END
         RETURNING count, ends_at",
    )
    .bind(counted.key())
    .bind(clock::in_seconds(seconds).0)
    .bind(clock::now().0)
    .fetch_one(&store.pool);
    // It stays counted whatever becomes of the rest, and is counted once more where that is done once more.
    let (count, ends_at): (i64, String) = sql::watched(counting).await.0?;
    Ok((count, Timestamp(ends_at)))
}

/// Forgets the tries of somebody.
pub async fn forget(store: &Store, counted: Counted<'_>) -> Result<()> {
    sql::query("DELETE FROM tries WHERE key = ?").bind(counted.key()).execute(&store.pool).await?;
    Ok(())
}

/// Forgets those whose span of time has ended.
pub async fn purge(store: &Store) -> Result<()> {
    sql::query("DELETE FROM tries WHERE ends_at <= ?").bind(clock::now().0).execute(&store.pool).await?;
    Ok(())
}
