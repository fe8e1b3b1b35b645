//! The second factor of members of staff (TOTP): its sealed secret, and which of its steps was used last.

use calling_card_api::audit::AuditKind;
use calling_card_api::totp::TotpState;
use calling_card_contact::Timestamp;
use uuid::Uuid;

use super::audit::{self, Deed};
use super::{Actor, Store, sessions, sql};
use crate::vault::Vault;
use crate::{Error, Result, clock};

pub mod recovery;

/// For what the secret of a member of staff is sealed.
pub fn place(member: Uuid) -> String {
    format!("totp/{member}")
}

/// Whether the password of a member of staff needs a code beside it.
pub async fn state(store: &Store, member: Uuid) -> Result<TotpState> {
    let since: Option<String> =
        sql::query_scalar("SELECT confirmed_at FROM totp WHERE member = ? AND confirmed_at IS NOT NULL")
            .bind(member)
            .fetch_optional(&store.pool)
            .await?;
    let recovery = recovery::count(store, member).await?;
    Ok(TotpState { since: since.map(Timestamp), recovery })
}

/// Keeps a secret whose first code is waited for, in place of another such; false where there is one that is used.
pub async fn offer(store: &Store, member: Uuid, sealed: &[u8]) -> Result<bool> {
    let kept = sql::query(
        "INSERT INTO totp (member, secret, step, created_at) VALUES (?, ?, 0, ?)
         ON CONFLICT (member) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at
         WHERE totp.confirmed_at IS NULL",
    )
    .bind(member)
    .bind(sealed)
    .bind(clock::now().0)
    .execute(&store.pool)
    .await?;
    Ok(kept.rows_affected() > 0)
}

/// The secret whose first code is waited for, sealed.
pub async fn offered(store: &Store, member: Uuid) -> Result<Option<Vec<u8>>> {
    let found = sql::query_scalar("SELECT secret FROM totp WHERE member = ? AND confirmed_at IS NULL").bind(member);
    Ok(found.fetch_optional(&store.pool).await?)
}

/// The secret by which the codes of a member of staff are looked at, sealed; none where their password needs no code.
pub async fn active(store: &Store, member: Uuid) -> Result<Option<Vec<u8>>> {
    let found = sql::query_scalar("SELECT secret FROM totp WHERE member = ? AND confirmed_at IS NOT NULL").bind(member);
    Ok(found.fetch_optional(&store.pool).await?)
}

/// What is written when the first code has come.
pub struct Confirmed<'a> {
    /// On whose behalf.
    pub actor: &'a Actor,
    /// The member of staff.
    pub member: Uuid,
    /// The secret that the code was of, sealed: another may have been offered meanwhile.
    pub sealed: &'a [u8],
    /// The step of the code.
    pub step: i64,
    /// What is kept of the codes for when the phone is lost.
    pub recovery: &'a [Vec<u8>],
    /// The token of the session that stays.
    pub token: &'a str,
}

/// Turns it on, and ends the other sessions, which were begun without it; false where it was turned on meanwhile.
pub async fn confirm(store: &Store, confirmed: Confirmed<'_>) -> Result<bool> {
    let Confirmed { actor, member, sealed, step, recovery, token } = confirmed;
    let _turn = store.writer.clone().lock_owned().await;
    let mut transaction = store.pool.begin_writing().await?;
    let written = sql::query(
        "UPDATE totp SET confirmed_at = ?, step = ? WHERE member = ? AND secret = ? AND confirmed_at IS NULL",
    )
    .bind(clock::now().0)
    .bind(step)
    .bind(member)
    .bind(sealed)
    .execute(&mut *transaction)
    .await?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    recovery::write(&mut transaction, member, recovery).await?;
    sessions::end_others(&mut *transaction, member, token).await?;
    audit::write(&mut transaction, actor.workspace, Deed::new(AuditKind::TotpMade).by(&actor.name)).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Uses the code of a step up; false where that one or a later one was used before, on whichever gateway.
pub async fn use_step(store: &Store, member: Uuid, step: i64) -> Result<bool> {
    let used = sql::query("UPDATE totp SET step = ? WHERE member = ? AND step < ? AND confirmed_at IS NOT NULL");
    let used = used.bind(step).bind(member).bind(step).execute(&store.pool).await?;
    Ok(used.rows_affected() > 0)
}

/// Turns it off, with the codes for when the phone is lost.
pub async fn remove(store: &Store, actor: &Actor, member: Uuid) -> Result<()> {
    let _turn = store.writer.clone().lock_owned().await;
    let mut transaction = store.pool.begin_writing().await?;
    let gone = sql::query("DELETE FROM totp WHERE member = ? AND confirmed_at IS NOT NULL").bind(member);
    if gone.execute(&mut *transaction).await?.rows_affected() == 0 {
        return Err(Error::NOT_FOUND);
    }
    audit::write(&mut transaction, actor.workspace, Deed::new(AuditKind::TotpRemoved).by(&actor.name)).await?;
    transaction.commit().await?;
    Ok(())
}

/// Seals all secrets with the newest key; answers how many there are.
pub async fn seal_anew(store: &Store, vault: &Vault) -> Result<usize> {
    let mut transaction = store.pool.begin_writing().await?;
    let rows: Vec<(Uuid, Vec<u8>)> =
        sql::query_as("SELECT member, secret FROM totp").fetch_all(&mut *transaction).await?;
    for (member, sealed) in &rows {
        let place = place(*member);
        let anew = vault.seal(&place, &vault.open(&place, sealed)?)?;
        let write = sql::query("UPDATE totp SET secret = ? WHERE member = ?").bind(anew).bind(member);
        write.execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(rows.len())
}
