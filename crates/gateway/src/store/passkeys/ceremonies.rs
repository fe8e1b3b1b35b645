//! What browsers were asked about passkeys, until they answer: kept by its challenge, for five minutes, and taken once.

use uuid::Uuid;

use crate::store::from_row::from_row;
use crate::store::{Store, sql};
use crate::{Result, clock};

/// How long a browser may take for its answer, in seconds: five minutes.
const SECONDS: i64 = 300;

/// What is known of a question.
#[derive(Debug)]
pub struct Ceremony {
    /// What the passkey is to be called that is made; empty where somebody signs in.
    pub name: String,
    /// By what the answer is looked at.
    pub state: Vec<u8>,
}
from_row!(Ceremony: name, state);

/// Keeps what a browser is asked: one of a member of staff who makes a passkey, or of nobody, to sign in.
pub async fn begin(store: &Store, challenge: &[u8], user: Option<Uuid>, ceremony: &Ceremony) -> Result<()> {
    sql::query("DELETE FROM passkey_ceremonies WHERE expires_at <= ?")
        .bind(clock::now().0)
        .execute(&store.pool)
        .await?;
    sql::query("INSERT INTO passkey_ceremonies (challenge, \"user\", name, state, expires_at) VALUES (?, ?, ?, ?, ?)")
        .bind(challenge)
        .bind(user)
        .bind(&ceremony.name)
        .bind(&ceremony.state)
        .bind(clock::in_seconds(SECONDS).0)
        .execute(&store.pool)
        .await?;
    Ok(())
}

/// Takes what a browser was asked by this challenge, so that it is answered once; none where it was answered, is too old, was asked of
/// somebody else, or never.
pub async fn take(store: &Store, challenge: &[u8], user: Option<Uuid>) -> Result<Option<Ceremony>> {
    let taken = sql::query_as(
        "DELETE FROM passkey_ceremonies WHERE challenge = ? AND \"user\" IS NOT DISTINCT FROM ? AND expires_at > ? RETURNING name, state",
    )
    .bind(challenge)
    .bind(user)
    .bind(clock::now().0);
    Ok(taken.fetch_optional(&store.pool).await?)
}
