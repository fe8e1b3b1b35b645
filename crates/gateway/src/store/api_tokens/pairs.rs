//! Pairs of tokens: one that calls are made with, which ends soon, and one that gives the next pair, once (Samdock's way).

use uuid::Uuid;

use super::super::{Store, tokens};
use super::EXCHANGED_SECONDS;
use crate::store::sql;
use crate::{Result, clock};

/// How long the token holds that gives the next pair, in seconds: 30 days.
const REFRESH_SECONDS: i64 = 30 * 86_400;

/// Two tokens that belong together.
pub struct Pair {
    /// What calls are made with.
    pub access: String,
    /// What gives the next pair.
    pub refresh: String,
}

/// Exchanges an API token for a pair; none where it is no API token.
pub async fn open(store: &Store, api_token: &str) -> Result<Option<Pair>> {
    let mut transaction = store.pool.begin_writing().await?;
    let known: Option<Uuid> = sql::query_scalar("SELECT id FROM api_tokens WHERE token_hash = ?")
        .bind(tokens::hash(api_token))
        .fetch_optional(&mut *transaction)
        .await?;
    let Some(known) = known else { return Ok(None) };
    let pair = make(&mut transaction, known).await?;
    transaction.commit().await?;
    Ok(Some(pair))
}

/// Exchanges a pair for the next one; none where the two do not belong together, or are too old. It is worth nothing afterwards.
pub async fn renew(store: &Store, pair: &Pair) -> Result<Option<Pair>> {
    let mut transaction = store.pool.begin_writing().await?;
    let Some(known) = take(&mut transaction, pair).await? else { return Ok(None) };
    let next = make(&mut transaction, known).await?;
    transaction.commit().await?;
    Ok(Some(next))
}

/// Makes a pair worthless; whether it was one.
pub async fn close(store: &Store, pair: &Pair) -> Result<bool> {
    let mut transaction = store.pool.begin_writing().await?;
    let known = take(&mut transaction, pair).await?;
    transaction.commit().await?;
    Ok(known.is_some())
}

async fn make(connection: &mut sql::Connection, api_token: Uuid) -> Result<Pair> {
    let pair = Pair { access: tokens::new_token(), refresh: tokens::new_token() };
    let now = clock::now().0;
    for old in
        ["DELETE FROM exchanged_tokens WHERE expires_at <= ?", "DELETE FROM refresh_tokens WHERE expires_at <= ?"]
    {
        sql::query(old).bind(&now).execute(&mut *connection).await?;
    }
    sql::query("INSERT INTO exchanged_tokens (token_hash, api_token, expires_at) VALUES (?, ?, ?)")
        .bind(tokens::hash(&pair.access))
        .bind(api_token)
        .bind(clock::in_seconds(EXCHANGED_SECONDS).0)
        .execute(&mut *connection)
        .await?;
    sql::query("INSERT INTO refresh_tokens (token_hash, access_hash, api_token, expires_at) VALUES (?, ?, ?, ?)")
        .bind(tokens::hash(&pair.refresh))
        .bind(tokens::hash(&pair.access))
        .bind(api_token)
        .bind(clock::in_seconds(REFRESH_SECONDS).0)
        .execute(connection)
        .await?;
    Ok(pair)
}

/// Takes a pair out; answers the API token that it stands for. The one for calls may have ended by itself.
async fn take(connection: &mut sql::Connection, pair: &Pair) -> Result<Option<Uuid>> {
    let known: Option<Uuid> = sql::query_scalar(
        "DELETE FROM refresh_tokens WHERE token_hash = ? AND access_hash = ? AND expires_at > ? RETURNING api_token",
    )
    .bind(tokens::hash(&pair.refresh))
    .bind(tokens::hash(&pair.access))
    .bind(clock::now().0)
    .fetch_optional(&mut *connection)
    .await?;
    if known.is_some() {
        sql::query("DELETE FROM exchanged_tokens WHERE token_hash = ?")
            .bind(tokens::hash(&pair.access))
            .execute(connection)
            .await?;
    }
    Ok(known)
}
