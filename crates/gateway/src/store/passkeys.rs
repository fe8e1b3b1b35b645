//! The passkeys of members of staff.

use calling_card_api::audit::AuditKind;
use calling_card_api::passkeys::{MOST, Passkey};
use calling_card_contact::{FieldError, Problem, Timestamp, rules};
use uuid::Uuid;

use super::audit::{self, Deed};
use super::{Actor, Store, sql, tokens};
use crate::store::from_row::from_row;
use crate::{Error, Result, clock};

pub mod ceremonies;

/// A passkey that was made.
#[derive(Debug)]
pub struct NewPasskey {
    /// By what its authenticator names it.
    pub credential: Vec<u8>,
    /// How its authenticator is reached.
    pub transports: u8,
    /// The public key, and what stays with it.
    pub unchanging: Vec<u8>,
    /// What changes with each use.
    pub changing: Vec<u8>,
}

/// A passkey by which somebody wants to sign in.
#[derive(Debug)]
pub struct KnownPasskey {
    /// The key.
    pub id: Uuid,
    /// Whose it is.
    pub user: Uuid,
    /// The public key, and what stays with it.
    pub unchanging: Vec<u8>,
    /// What changes with each use.
    pub changing: Vec<u8>,
}
from_row!(KnownPasskey: id, user, unchanging, changing);

struct Row {
    id: Uuid,
    name: String,
    created_at: String,
    used_at: Option<String>,
}
from_row!(Row: id, name, created_at, used_at);

impl Row {
    fn passkey(self) -> Passkey {
        let used_at = self.used_at.map(Timestamp);
        Passkey { id: self.id, name: self.name, created_at: Timestamp(self.created_at), used_at }
    }
}

/// The name of a passkey as it is kept; one that is none is refused at its field.
pub fn check_name(name: &str) -> Result<&str> {
    let name = name.trim();
    let named = if name.is_empty() { Err(Problem::Required) } else { rules::line(name, rules::SHORT_TEXT) };
    named.map(|()| name).map_err(at_name)
}

/// The passkeys of a member of staff, the oldest first.
pub async fn list(store: &Store, user: Uuid) -> Result<Vec<Passkey>> {
    let rows: Vec<Row> =
        sql::query_as("SELECT id, name, created_at, used_at FROM passkeys WHERE \"user\" = ? ORDER BY created_at, id")
            .bind(user)
            .fetch_all(&store.pool)
            .await?;
    Ok(rows.into_iter().map(Row::passkey).collect())
}

/// By what the authenticators of a member of staff name the passkeys that they have, and how they are reached; refused where there are
/// as many as there may be.
pub async fn credentials(store: &Store, user: Uuid) -> Result<Vec<(Vec<u8>, u8)>> {
    let known: Vec<(Vec<u8>, u8)> = sql::query_as("SELECT credential, transports FROM passkeys WHERE \"user\" = ?")
        .bind(user)
        .fetch_all(&store.pool)
        .await?;
    room_for_one(known.len())?;
    Ok(known)
}

/// Keeps a passkey of a member of staff; one that anybody has is refused.
pub async fn add(store: &Store, actor: &Actor, (user, name): (Uuid, &str), new: &NewPasskey) -> Result<Passkey> {
    let _turn = store.turn().await?;
    let mut transaction = store.begin_in(actor.workspace).await?;
    let known: i64 = sql::query_scalar("SELECT COUNT(*) FROM passkeys WHERE \"user\" = ?")
        .bind(user)
        .fetch_one(&mut *transaction)
        .await?;
    room_for_one(usize::try_from(known).unwrap_or(usize::MAX))?;
    let made: Option<Row> = sql::query_as(
        "INSERT INTO passkeys (id, \"user\", name, credential, transports, unchanging, changing, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (credential) DO NOTHING RETURNING id, name, created_at, used_at",
    )
    .bind(Uuid::now_v7())
    .bind(user)
    .bind(name)
    .bind(&new.credential)
    .bind(new.transports)
    .bind(&new.unchanging)
    .bind(&new.changing)
    .bind(clock::now().0)
    .fetch_optional(&mut *transaction)
    .await?;
    if made.is_some() {
        audit::write(&mut transaction, actor.workspace, Deed::new(AuditKind::PasskeyMade).by(&actor.name)).await?;
    }
    transaction.commit().await?;
    let taken = || Error::Invalid(vec![FieldError { field: "/credential".into(), problem: Problem::Taken }]);
    made.map(Row::passkey).ok_or_else(taken)
}

/// Gives a passkey of a member of staff another name.
pub async fn rename(store: &Store, user: Uuid, id: Uuid, name: &str) -> Result<Passkey> {
    let row: Option<Row> = sql::query_as(
        "UPDATE passkeys SET name = ? WHERE \"user\" = ? AND id = ? RETURNING id, name, created_at, used_at",
    )
    .bind(check_name(name)?)
    .bind(user)
    .bind(id)
    .fetch_optional(&store.pool)
    .await?;
    row.map(Row::passkey).ok_or(Error::NOT_FOUND)
}

/// Removes a passkey of a member of staff, and ends the sessions that were begun by it, all but that of a token.
pub async fn remove(store: &Store, actor: &Actor, (user, token): (Uuid, &str), id: Uuid) -> Result<()> {
    let _turn = store.turn().await?;
    let mut transaction = store.begin_in(actor.workspace).await?;
    sql::query("DELETE FROM sessions WHERE \"user\" = ? AND passkey = ? AND token_hash <> ?")
        .bind(user)
        .bind(id)
        .bind(tokens::hash(token))
        .execute(&mut *transaction)
        .await?;
    let gone = sql::query("DELETE FROM passkeys WHERE \"user\" = ? AND id = ?").bind(user).bind(id);
    if gone.execute(&mut *transaction).await?.rows_affected() == 0 {
        return Err(Error::NOT_FOUND);
    }
    audit::write(&mut transaction, actor.workspace, Deed::new(AuditKind::PasskeyRemoved).by(&actor.name)).await?;
    transaction.commit().await?;
    Ok(())
}

/// Forgets all passkeys of a member of staff, and what their browser was asked.
pub(super) async fn forget(connection: &mut sql::Connection, user: Uuid) -> Result<()> {
    for forget in ["DELETE FROM passkey_ceremonies WHERE \"user\" = ?", "DELETE FROM passkeys WHERE \"user\" = ?"] {
        sql::query(forget).bind(user).execute(&mut *connection).await?;
    }
    Ok(())
}

/// The passkey that an authenticator names, where it is that of the user whom it names.
pub async fn find(store: &Store, credential: &[u8], user: Uuid) -> Result<Option<KnownPasskey>> {
    let found =
        sql::query_as("SELECT id, \"user\", unchanging, changing FROM passkeys WHERE credential = ? AND \"user\" = ?")
            .bind(credential)
            .bind(user);
    Ok(found.fetch_optional(&store.pool).await?)
}

/// Keeps what has changed by a use; not so where it was used elsewhere in the same moment, for a counter counts up.
pub async fn used(store: &Store, known: &KnownPasskey, changing: &[u8]) -> Result<bool> {
    let kept = sql::query("UPDATE passkeys SET changing = ?, used_at = ? WHERE id = ? AND changing = ?")
        .bind(changing)
        .bind(clock::now().0)
        .bind(known.id)
        .bind(&known.changing);
    Ok(kept.execute(&store.pool).await?.rows_affected() > 0)
}

fn room_for_one(known: usize) -> Result<()> {
    if known < MOST as usize { Ok(()) } else { Err(at_name(Problem::TooMany { max: MOST })) }
}

fn at_name(problem: Problem) -> Error {
    Error::Invalid(vec![FieldError { field: "/name".into(), problem }])
}
