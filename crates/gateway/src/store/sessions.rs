//! Sessions of members of staff. A plain table, so that a session is gone the moment it is ended, on every gateway.

use calling_card_api::sessions::OpenSession;
use calling_card_contact::Timestamp;
use uuid::Uuid;

use super::users::UserRow;
use super::{Store, sql, tokens};
use crate::store::from_row::from_row;
use crate::{Error, Result, clock};

/// How long a session holds after its last use, in seconds: 14 days.
pub const SECONDS: i64 = 14 * 86_400;
/// How long after its last use that is written down anew, in seconds: an hour.
const NOTED: i64 = 3_600;
/// Most sessions of one member of staff; the one that was used longest ago makes way for a new one.
const MOST: i64 = 100;

/// Where a session is begun, in plain words, and by what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// What the browser is called; empty where it is not known.
    pub browser: String,
    /// What the system below it is called; empty where it is not known.
    pub system: String,
    /// The passkey by which it is begun; none where by a password or a link.
    pub passkey: Option<Uuid>,
}

/// Begins a session; answers its token, which is kept by the browser alone.
pub async fn begin(store: &Store, user: Uuid, device: &Device) -> Result<String> {
    let token = tokens::new_token();
    let now = clock::now().0;
    purge(store).await?;
    sql::query(
        "DELETE FROM sessions WHERE \"user\" = ?1 AND token_hash NOT IN
         (SELECT token_hash FROM sessions WHERE \"user\" = ?1 ORDER BY used_at DESC LIMIT ?2)",
    )
    .bind(user)
    .bind(MOST - 1)
    .execute(&store.pool)
    .await?;
    sql::query(
        "INSERT INTO sessions (token_hash, id, \"user\", browser, system, passkey, created_at, used_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(tokens::hash(&token))
    .bind(Uuid::now_v7())
    .bind(user)
    .bind(&device.browser)
    .bind(&device.system)
    .bind(device.passkey)
    .bind(&now)
    .bind(&now)
    .bind(clock::in_seconds(SECONDS).0)
    .execute(&store.pool)
    .await?;
    Ok(token)
}

/// Who is signed in by a token. The session is prolonged once an hour.
pub async fn find(store: &Store, token: &str) -> Result<Option<UserRow>> {
    let hash = tokens::hash(token);
    let found: Option<Found> = sql::query_as(
        "SELECT users.id, workspace, workspaces.name AS workspace_name, users.name, email, password, language, role, used_at
         FROM sessions JOIN users ON users.id = sessions.user JOIN workspaces ON workspaces.id = users.workspace
         WHERE token_hash = ? AND expires_at > ?",
    )
    .bind(&hash)
    .bind(clock::now().0)
    .fetch_optional(&store.pool)
    .await?;
    let Some(Found { user, used_at }) = found else { return Ok(None) };
    if used_at < clock::in_seconds(-NOTED).0 {
        sql::query("UPDATE sessions SET expires_at = ?, used_at = ? WHERE token_hash = ?")
            .bind(clock::in_seconds(SECONDS).0)
            .bind(clock::now().0)
            .bind(&hash)
            .execute(&store.pool)
            .await?;
    }
    Ok(Some(user))
}

struct Found {
    user: UserRow,
    used_at: String,
}

impl sql::FromRow for Found {
    fn from_row(row: &sql::Row) -> sql::Result<Self> {
        Ok(Self { user: UserRow::from_row(row)?, used_at: row.try_get("used_at")? })
    }
}

struct Row {
    id: Uuid,
    browser: String,
    system: String,
    passkey: Option<String>,
    created_at: String,
    used_at: String,
    this: bool,
}
from_row!(Row: id, browser, system, passkey, created_at, used_at, this);

/// The sessions of a member of staff, that of the token first, then those used last.
pub async fn list(store: &Store, user: Uuid, token: &str) -> Result<Vec<OpenSession>> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT sessions.id, browser, system, passkeys.name AS passkey, sessions.created_at, sessions.used_at, token_hash = ? AS this
         FROM sessions LEFT JOIN passkeys ON passkeys.id = sessions.passkey
         WHERE sessions.user = ? AND expires_at > ? ORDER BY this DESC, sessions.used_at DESC, sessions.id",
    )
    .bind(tokens::hash(token))
    .bind(user)
    .bind(clock::now().0)
    .fetch_all(&store.pool)
    .await?;
    let shown = |row: Row| OpenSession {
        id: row.id,
        browser: row.browser,
        system: row.system,
        passkey: row.passkey,
        since: Timestamp(row.created_at),
        used_at: Timestamp(row.used_at),
        this: row.this,
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// Ends a session.
pub async fn end(store: &Store, token: &str) -> Result<()> {
    sql::query("DELETE FROM sessions WHERE token_hash = ?").bind(tokens::hash(token)).execute(&store.pool).await?;
    Ok(())
}

/// Ends one session of a member of staff.
pub async fn end_one(store: &Store, user: Uuid, id: Uuid) -> Result<()> {
    let ended = sql::query("DELETE FROM sessions WHERE \"user\" = ? AND id = ?").bind(user).bind(id);
    if ended.execute(&store.pool).await?.rows_affected() == 0 {
        return Err(Error::NOT_FOUND);
    }
    Ok(())
}

/// Ends all sessions of a member of staff but that of a token.
pub async fn end_others<'e>(on: impl Into<sql::Executor<'e>>, user: Uuid, token: &str) -> Result<()> {
    sql::query("DELETE FROM sessions WHERE \"user\" = ? AND token_hash <> ?")
        .bind(user)
        .bind(tokens::hash(token))
        .execute(on)
        .await?;
    Ok(())
}

/// Forgets sessions that have ended.
pub async fn purge(store: &Store) -> Result<()> {
    sql::query("DELETE FROM sessions WHERE expires_at <= ?").bind(clock::now().0).execute(&store.pool).await?;
    Ok(())
}
