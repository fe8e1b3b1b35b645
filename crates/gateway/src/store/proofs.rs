//! Proofs of work: which were used.

use super::sql;
use crate::{Result, clock};

/// How long a challenge holds, in seconds: a little longer than a draft is kept in a visitor's browser.
pub const SECONDS: i64 = 25 * 3_600;

/// Uses a proof up; whether it was unused. Those that no longer hold are forgotten.
pub(super) async fn use_up(connection: &mut sql::Connection, nonce: &str) -> Result<bool> {
    sql::query("DELETE FROM used_proofs WHERE used_at < ?")
        .bind(clock::in_seconds(-SECONDS).0)
        .execute(&mut *connection)
        .await?;
    let used = sql::query("INSERT INTO used_proofs (nonce, used_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind(nonce)
        .bind(clock::now().0)
        .execute(connection)
        .await?;
    Ok(used.rows_affected() == 1)
}
