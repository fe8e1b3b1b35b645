//! All by which people are listed and found, part after part, for an index in a browser; and who was changed since.

use std::collections::BTreeSet;

use calling_card_api::Cursor;
use calling_card_api::listed::IndexQuery;
use serde::Serialize;
use serde_json::value::RawValue;

use super::listing::{cursor, read_cursor};
use super::{Store, WorkspaceId, sql};
use crate::Result;

/// Most people of a part, and most changes that a part looks at.
const PART: i64 = 1000;

/// What `calling_card_api::listed::IndexPart` says, with what the tables hold passed on as it is.
#[derive(Debug, Serialize)]
pub struct Part {
    people: Vec<Person>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gone: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Cursor>,
    change: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<i64>,
}

#[derive(Debug, Serialize)]
struct Person {
    summary: Box<RawValue>,
    more: Box<RawValue>,
    created_at: String,
}

/// A row: summary, what there is more, and when it was made.
type Row = (String, String, String);

impl Person {
    fn of((summary, more, created_at): Row) -> Result<Self> {
        Ok(Self { summary: RawValue::from_string(summary)?, more: RawValue::from_string(more)?, created_at })
    }
}

/// The next part. A change that the log does not know yet is one of another log, which was there before a backup was put back: all is told
/// anew, and how many there are says that it begins.
pub async fn part(store: &Store, workspace: WorkspaceId, query: &IndexQuery) -> Result<Part> {
    // What is read in one transaction fits together.
    let mut transaction = store.pool.begin_reading().await?;
    let part = match query.since {
        Some(since) => match newest(&mut transaction, workspace).await? {
            newest if newest < since => all(&mut transaction, workspace, None).await?,
            _ => changed(&mut transaction, workspace, since).await?,
        },
        None => all(&mut transaction, workspace, query.cursor.as_ref()).await?,
    };
    transaction.commit().await?;
    Ok(part)
}

async fn all(connection: &mut sql::Connection, workspace: WorkspaceId, from: Option<&Cursor>) -> Result<Part> {
    let after = match from {
        Some(cursor) => read_cursor(cursor)?.0.parse().unwrap_or(i64::MAX),
        None => i64::MIN,
    };
    let rows: Vec<(i64, String, String, String)> = sql::query_as(
        "SELECT number, summary, more, created_at FROM listed INDEXED BY listed_by_number
         WHERE workspace = ? AND kind = 'person' AND number > ? ORDER BY number LIMIT ?",
    )
    .bind(workspace.0)
    .bind(after)
    .bind(PART)
    .fetch_all(&mut *connection)
    .await?;
    let next = rows.last().filter(|_| rows.len() as i64 == PART).map(|(number, ..)| cursor(&number.to_string(), ""));
    let total = match from {
        Some(_) => None,
        None => Some(count(connection, workspace).await?),
    };
    let change = newest(connection, workspace).await?;
    let people =
        rows.into_iter().map(|(_, summary, more, at)| Person::of((summary, more, at))).collect::<Result<_>>()?;
    Ok(Part { people, gone: Vec::new(), next, change, total })
}

async fn changed(connection: &mut sql::Connection, workspace: WorkspaceId, since: i64) -> Result<Part> {
    let changes: Vec<(i64, String)> = sql::query_as(
        "SELECT sequence, id FROM changes INDEXED BY changes_by_kind
         WHERE workspace = ? AND kind = 'person' AND sequence > ? ORDER BY sequence LIMIT ?",
    )
    .bind(workspace.0)
    .bind(since)
    .bind(PART)
    .fetch_all(&mut *connection)
    .await?;
    let change = changes.last().map_or(since, |(sequence, _)| *sequence);
    let next = (changes.len() as i64 == PART).then(|| cursor(&change.to_string(), ""));
    let mut gone: BTreeSet<String> = changes.into_iter().map(|(_, id)| id).collect();
    let mut people = Vec::with_capacity(gone.len());
    if !gone.is_empty() {
        let rows: Vec<(String, String, String, String)> = sql::query_as(
            "SELECT id, summary, more, created_at FROM listed
             WHERE +workspace = ? AND kind = 'person' AND id IN (SELECT value FROM json_each(?))",
        )
        .bind(workspace.0)
        .bind(serde_json::to_string(&gone)?)
        .fetch_all(&mut *connection)
        .await?;
        for (id, summary, more, at) in rows {
            gone.remove(&id);
            people.push(Person::of((summary, more, at))?);
        }
    }
    Ok(Part { people, gone: gone.into_iter().collect(), next, change, total: None })
}

async fn count(connection: &mut sql::Connection, workspace: WorkspaceId) -> Result<i64> {
    let count = sql::query_scalar("SELECT COUNT(*) FROM listed WHERE workspace = ? AND kind = 'person'");
    Ok(count.bind(workspace.0).fetch_one(connection).await?)
}

/// The number of the newest change of a person.
async fn newest(connection: &mut sql::Connection, workspace: WorkspaceId) -> Result<i64> {
    let newest: Option<i64> =
        sql::query_scalar("SELECT MAX(sequence) FROM changes WHERE workspace = ? AND kind = 'person'")
            .bind(workspace.0)
            .fetch_one(connection)
            .await?;
    Ok(newest.unwrap_or_default())
}
