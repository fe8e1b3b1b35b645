//! The audit log: who did what that concerns the safety of a workspace. Append-only, each entry with the hash of the one before it.

mod chain;

use std::fmt::Display;

use calling_card_api::audit::{AuditEntry, AuditKind, AuditQuery};
use calling_card_api::{Cursor, Page, ProblemKind};
use calling_card_contact::Timestamp;

pub(crate) use chain::verify_in;
pub use chain::{Broken, Verified, verify};

use super::{Actor, Store, WorkspaceId, alone_in, sql};
use crate::store::from_row::from_row;
use crate::{Error, Result, clock};

/// Most entries of a page, and how many there are unless said.
const PAGE: (u32, u32) = (200, 50);

/// Something that is taken down.
#[derive(Clone, Debug)]
pub struct Deed {
    kind: AuditKind,
    by: String,
    about: String,
    detail: String,
}

impl Deed {
    /// Something of this kind, of which nothing else is known yet.
    pub fn new(kind: AuditKind) -> Self {
        Self { kind, by: String::new(), about: String::new(), detail: String::new() }
    }

    /// By whom.
    pub fn by(self, name: impl Display) -> Self {
        Self { by: name.to_string(), ..self }
    }

    /// To whom or what.
    pub fn about(self, about: impl Display) -> Self {
        Self { about: about.to_string(), ..self }
    }

    /// What else there is to say.
    pub fn detail(self, detail: impl Display) -> Self {
        Self { detail: detail.to_string(), ..self }
    }
}

/// Takes down what somebody does, in the transaction that does it; nobody else writes meanwhile.
pub async fn write(connection: &mut sql::Connection, workspace: WorkspaceId, deed: Deed) -> Result<()> {
    alone_in(connection, workspace).await?;
    let last: Option<(i64, Vec<u8>)> =
        sql::query_as("SELECT number, hash FROM audit WHERE workspace = ? ORDER BY number DESC LIMIT 1")
            .bind(workspace.0)
            .fetch_optional(&mut *connection)
            .await?;
    let (number, previous) = last.map_or((1, chain::FIRST.to_vec()), |(number, hash)| (number + 1, hash));
    let Deed { kind, by, about, detail } = deed;
    let link =
        chain::Link { workspace: workspace.0, number, at: clock::now().0, kind: kind.name().into(), by, about, detail };
    let hash = link.hash(&previous)?;
    sql::query(
        "INSERT INTO audit (workspace, number, at, kind, by, about, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(link.workspace)
    .bind(link.number)
    .bind(link.at)
    .bind(link.kind)
    .bind(link.by)
    .bind(link.about)
    .bind(link.detail)
    .bind(previous)
    .bind(hash)
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes down what somebody did that is in no transaction.
pub async fn note(store: &Store, actor: &Actor, deed: Deed) -> Result<()> {
    let _turn = store.turn().await?;
    let mut transaction = store.begin_in(actor.workspace).await?;
    write(&mut transaction, actor.workspace, deed.by(&actor.name)).await?;
    transaction.commit().await?;
    Ok(())
}

struct Row {
    number: i64,
    at: String,
    kind: String,
    by: String,
    about: String,
    detail: String,
}
from_row!(Row: number, at, kind, by, about, detail);

/// A page of the log, the newest first.
pub async fn list(store: &Store, workspace: WorkspaceId, query: &AuditQuery) -> Result<Page<AuditEntry>> {
    let kind = query.kind.map(AuditKind::name);
    let before: Option<i64> = match &query.cursor {
        None => None,
        Some(Cursor(text)) => Some(text.parse().map_err(|_| Error::Problem(ProblemKind::Unreadable))?),
    };
    let size = query.limit.unwrap_or(PAGE.1).clamp(1, PAGE.0);
    let total: i64 = sql::query_scalar("SELECT COUNT(*) FROM audit WHERE workspace = ? AND kind = COALESCE(?, kind)")
        .bind(workspace.0)
        .bind(kind)
        .fetch_one(&store.pool)
        .await?;
    let mut rows: Vec<Row> = sql::query_as(
        "SELECT number, at, kind, by, about, detail FROM audit
         WHERE workspace = ? AND kind = COALESCE(?, kind) AND number < COALESCE(?, number + 1) ORDER BY number DESC LIMIT ?",
    )
    .bind(workspace.0)
    .bind(kind)
    .bind(before)
    .bind(size + 1)
    .fetch_all(&store.pool)
    .await?;
    let more = rows.len() > size as usize;
    rows.truncate(size as usize);
    let next = rows.last().filter(|_| more).map(|row| Cursor(row.number.to_string()));
    let items = rows.into_iter().map(entry).collect::<Result<_>>()?;
    Ok(Page { items, next, total: total.unsigned_abs() })
}

fn entry(row: Row) -> Result<AuditEntry> {
    let kind = row.kind.parse().map_err(|_| Error::Internal(format!("an audit entry of no kind: {}", row.kind)))?;
    Ok(AuditEntry {
        number: row.number.unsigned_abs(),
        at: Timestamp(row.at),
        kind,
        by: row.by,
        about: row.about,
        detail: row.detail,
    })
}
