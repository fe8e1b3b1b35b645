//! The chain of the audit log: what is hashed, and whether all of it holds.

use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Result;
use crate::store::from_row::from_row;
use crate::store::{Store, sql, tokens};

/// What stands before the first entry.
pub(super) const FIRST: [u8; 32] = [0; 32];

/// An entry, as it is hashed: a JSON array of its members in this order.
pub(super) struct Link {
    pub(super) workspace: Uuid,
    pub(super) number: i64,
    pub(super) at: String,
    pub(super) kind: String,
    pub(super) by: String,
    pub(super) about: String,
    pub(super) detail: String,
}

impl Link {
    /// The SHA-256 of the hash before it and the entry.
    pub(super) fn hash(&self, previous: &[u8]) -> Result<Vec<u8>> {
        let texts = [&self.at, &self.kind, &self.by, &self.about, &self.detail];
        let entry = serde_json::to_vec(&Canonical(self.workspace.to_string(), self.number, texts))?;
        Ok(Sha256::new().chain_update(previous).chain_update(entry).finalize().to_vec())
    }
}

#[derive(Serialize)]
struct Canonical<'a>(String, i64, [&'a String; 5]);

/// The log of a workspace, of which every entry holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What the workspace is called.
    pub workspace: String,
    /// How many entries there are.
    pub entries: u64,
    /// The hash of the last one, in hexadecimal: who keeps it elsewhere can tell later whether entries were taken away at the end.
    pub last: String,
}

/// The first entry that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// It says something else than when it was written, or one before it is missing.
    #[error(
        "entry {number} of the workspace {workspace} does not hold: it was changed, or what stood before it is missing"
    )]
    Entry {
        /// What the workspace is called.
        workspace: String,
        /// The number of the entry.
        number: i64,
    },
    /// Entries at the end are missing.
    #[error("the newest entries are missing: {missing} after all those that are there")]
    End {
        /// How many.
        missing: i64,
    },
}

struct Row {
    workspace: Uuid,
    number: i64,
    at: String,
    kind: String,
    by: String,
    about: String,
    detail: String,
    previous: Vec<u8>,
    hash: Vec<u8>,
}
from_row!(Row: workspace, number, at, kind, by, about, detail, previous, hash);

/// How many entries are read at once.
const PART: u32 = 1000;

/// Looks through all logs: what holds, or the first entry that does not.
pub async fn verify(store: &Store) -> Result<std::result::Result<Vec<Verified>, Broken>> {
    verify_in(&mut store.pool.acquire().await?).await
}

/// The same, as a connection sees them.
pub(crate) async fn verify_in(connection: &mut sql::Connection) -> Result<std::result::Result<Vec<Verified>, Broken>> {
    let mut logs = Vec::new();
    let workspaces: Vec<(Uuid, String)> =
        sql::query_as("SELECT id, name FROM workspaces ORDER BY name, id").fetch_all(&mut *connection).await?;
    for (id, name) in workspaces {
        match log(connection, id, name).await? {
            Ok(log) => logs.push(log),
            Err(broken) => return Ok(Err(broken)),
        }
    }
    // SQLite remembers the number of the last row that was ever written; in PostgreSQL, a trigger does.
    let missing: Option<i64> = sql::query_scalar::<Option<i64>>(
        "SELECT seq - COALESCE((SELECT MAX(sequence) FROM audit), 0) FROM sqlite_sequence WHERE name = 'audit'",
    )
    .in_postgres(
        "SELECT MAX(audit_ends.number - COALESCE((SELECT MAX(number) FROM audit WHERE audit.workspace = audit_ends.workspace), 0))
         FROM audit_ends",
    )
    .fetch_optional(&mut *connection)
    .await?
    .flatten();
    match missing.filter(|missing| *missing > 0) {
        Some(missing) => Ok(Err(Broken::End { missing })),
        None => Ok(Ok(logs)),
    }
}

async fn log(
    connection: &mut sql::Connection,
    workspace: Uuid,
    name: String,
) -> Result<std::result::Result<Verified, Broken>> {
    let (mut previous, mut number) = (FIRST.to_vec(), 0_i64);
    loop {
        let rows: Vec<Row> = sql::query_as(
            "SELECT workspace, number, at, kind, by, about, detail, previous, hash FROM audit
             WHERE workspace = ? AND number > ? ORDER BY number LIMIT ?",
        )
        .bind(workspace)
        .bind(number)
        .bind(PART)
        .fetch_all(&mut *connection)
        .await?;
        if rows.is_empty() {
            let entries = number.unsigned_abs();
            return Ok(Ok(Verified { workspace: name, entries, last: tokens::hexadecimal(&previous) }));
        }
        for row in rows {
            let Row { workspace, at, kind, by, about, detail, .. } = row;
            let link = Link { workspace, number: row.number, at, kind, by, about, detail };
            let holds = row.number == number + 1 && row.previous == previous && link.hash(&previous)? == row.hash;
            if !holds {
                return Ok(Err(Broken::Entry { workspace: name, number: row.number }));
            }
            (number, previous) = (row.number, row.hash);
        }
    }
}
