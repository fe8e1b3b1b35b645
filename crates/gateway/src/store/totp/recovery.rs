//! Codes for when the phone is lost. Each is random enough that its hash alone tells nothing of it, and is used once.

use calling_card_api::audit::AuditKind;
use uuid::Uuid;

use crate::store::audit::{self, Deed};
use crate::store::{Actor, Store, sql};
use crate::{Error, Result};

/// How many are left.
pub async fn count(store: &Store, member: Uuid) -> Result<u32> {
    let count: i64 = sql::query_scalar("SELECT COUNT(*) FROM recovery_codes WHERE member = ?")
        .bind(member)
        .fetch_one(&store.pool)
        .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Keeps these, and no others.
pub(super) async fn write(connection: &mut sql::Connection, member: Uuid, hashes: &[Vec<u8>]) -> Result<()> {
    sql::query("DELETE FROM recovery_codes WHERE member = ?").bind(member).execute(&mut *connection).await?;
    for hash in hashes {
        let write = sql::query("INSERT INTO recovery_codes (code_hash, member) VALUES (?, ?)").bind(hash).bind(member);
        write.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Makes them anew, where a code of an app is asked for at all.
pub async fn renew(store: &Store, actor: &Actor, member: Uuid, hashes: &[Vec<u8>]) -> Result<()> {
    let _turn = store.turn().await?;
    let mut transaction = store.begin_in(actor.workspace).await?;
    let on: Option<i64> = sql::query_scalar("SELECT 1 FROM totp WHERE member = ? AND confirmed_at IS NOT NULL")
        .bind(member)
        .fetch_optional(&mut *transaction)
        .await?;
    on.ok_or(Error::NOT_FOUND)?;
    write(&mut transaction, member, hashes).await?;
    audit::write(&mut transaction, actor.workspace, Deed::new(AuditKind::RecoveryMade).by(&actor.name)).await?;
    transaction.commit().await?;
    Ok(())
}

/// Uses one up; false where there is none such.
pub async fn use_up(store: &Store, actor: &Actor, member: Uuid, hash: &[u8]) -> Result<bool> {
    let _turn = store.turn().await?;
    let mut transaction = store.begin_in(actor.workspace).await?;
    let gone = sql::query("DELETE FROM recovery_codes WHERE member = ? AND code_hash = ?").bind(member).bind(hash);
    if gone.execute(&mut *transaction).await?.rows_affected() == 0 {
        return Ok(false);
    }
    let left: i64 = sql::query_scalar("SELECT COUNT(*) FROM recovery_codes WHERE member = ?")
        .bind(member)
        .fetch_one(&mut *transaction)
        .await?;
    let deed = Deed::new(AuditKind::RecoveryUsed).by(&actor.name).detail(left);
    audit::write(&mut transaction, actor.workspace, deed).await?;
    transaction.commit().await?;
    Ok(true)
}
