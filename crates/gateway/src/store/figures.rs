//! Numbers of all workspaces together, for those who run the gateway.

use calling_card_contact::Timestamp;
use uuid::Uuid;

use super::{Store, sql};
use crate::{Result, clock};

/// How many of a kind wait.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Waiting {
    /// How many.
    pub number: i64,
    /// For how many seconds the oldest of them does.
    pub seconds: f64,
}

/// Mails that are not done, by their state.
pub async fn mails(store: &Store) -> Result<Vec<(&'static str, Waiting)>> {
    let found: Vec<(String, i64, String)> = sql::query_as(
        "SELECT state, COUNT(*), MIN(created_at) FROM mails
         WHERE state IN ('waiting', 'sending', 'failed', 'in_doubt') GROUP BY state",
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(by_state(&["waiting", "sending", "failed", "in_doubt"], &found))
}

/// People on their way into other CRMs who are not done, by the state of their delivery.
pub async fn deliveries(store: &Store) -> Result<Vec<(&'static str, Waiting)>> {
    // Since when they wait is in their keys; every try changes when they were changed.
    let found: Vec<(String, i64, Uuid)> = sql::query_as(
        "SELECT state, COUNT(*), MIN(id) FROM deliveries WHERE state IN ('waiting', 'leaving', 'in_doubt') GROUP BY state",
    )
    // It knows no least key; their texts stand in the same order.
    .in_postgres(
        "SELECT state, COUNT(*), CAST(MIN(CAST(id AS TEXT)) AS UUID) FROM deliveries
         WHERE state IN ('waiting', 'leaving', 'in_doubt') GROUP BY state",
    )
    .fetch_all(&store.pool)
    .await?;
    let found: Vec<_> = found.into_iter().map(|(state, number, id)| (state, number, clock::made_at(id).0)).collect();
    Ok(by_state(&["waiting", "leaving", "in_doubt"], &found))
}

/// Sessions that hold.
pub async fn sessions(store: &Store) -> Result<i64> {
    let holding = sql::query_scalar("SELECT COUNT(*) FROM sessions WHERE expires_at > ?").bind(clock::now().0);
    Ok(holding.fetch_one(&store.pool).await?)
}

/// Each state, also one in which there are none.
fn by_state(states: &[&'static str], found: &[(String, i64, String)]) -> Vec<(&'static str, Waiting)> {
    let waiting = |state: &str| {
        let (_, number, oldest) = found.iter().find(|(known, ..)| known == state)?;
        Some(Waiting { number: *number, seconds: clock::seconds_since(&Timestamp(oldest.clone())) })
    };
    states.iter().map(|state| (*state, waiting(state).unwrap_or_default())).collect()
}

/// Sessions that ended more than so many seconds ago and are stored still.
pub async fn sessions_ended(store: &Store, seconds: i64) -> Result<i64> {
    let ended = sql::query_scalar("SELECT COUNT(*) FROM sessions WHERE expires_at < ?");
    Ok(ended.bind(clock::in_seconds(-seconds).0).fetch_one(&store.pool).await?)
}

/// By how many seconds what was written last is in the future; none where nothing was written.
pub async fn seconds_ahead(store: &Store) -> Result<Option<i64>> {
    let last: Option<String> = sql::query_scalar("SELECT MAX(at) FROM changes").fetch_one(&store.pool).await?;
    let last: Option<jiff::Timestamp> = last.and_then(|at| at.parse().ok());
    Ok(last.map(|at| at.duration_since(jiff::Timestamp::now()).as_secs()))
}

/// Workspaces without an owner.
pub async fn without_owner(store: &Store) -> Result<Vec<String>> {
    let found = sql::query_scalar(
        "SELECT name FROM workspaces WHERE NOT EXISTS
             (SELECT 1 FROM users WHERE users.workspace = workspaces.id AND users.role = 'owner') ORDER BY name",
    );
    Ok(found.fetch_all(&store.pool).await?)
}
