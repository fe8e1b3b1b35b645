//! The people at whom a client of a dialect has looked.

use calling_card_contact::PersonId;

use super::super::Actor;
use crate::store::sql;
use crate::{Result, clock};

/// Most people that are remembered for each client.
const REMEMBERED: u32 = 50;

/// The keys of those who were looked at, the last one first.
pub async fn list(connection: &mut sql::Connection, actor: &Actor, dialect: &'static str) -> Result<Vec<String>> {
    Ok(sql::query_scalar(
        "SELECT person FROM dialect_last_seen AS seen JOIN records ON records.kind = 'person' AND records.id = seen.person
         WHERE seen.workspace = ? AND dialect = ? AND who = ? AND deleted_at IS NULL ORDER BY seen_at DESC, person LIMIT ?",
    )
    .bind(actor.workspace.0)
    .bind(dialect)
    .bind(&actor.name)
    .bind(REMEMBERED)
    .fetch_all(connection)
    .await?)
}

/// Remembers that somebody was looked at just now; forgets those of long ago.
pub async fn add(
    connection: &mut sql::Connection,
    actor: &Actor,
    dialect: &'static str,
    person: PersonId,
) -> Result<()> {
    sql::query(
        "INSERT INTO dialect_last_seen (workspace, dialect, who, person, seen_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (workspace, dialect, who, person) DO UPDATE SET seen_at = excluded.seen_at",
    )
    .bind(actor.workspace.0)
    .bind(dialect)
    .bind(&actor.name)
    .bind(person.to_string())
    .bind(clock::now().0)
    .execute(&mut *connection)
    .await?;
    sql::query(
        "DELETE FROM dialect_last_seen WHERE workspace = ?1 AND dialect = ?2 AND who = ?3 AND person NOT IN
             (SELECT person FROM dialect_last_seen WHERE workspace = ?1 AND dialect = ?2 AND who = ?3
              ORDER BY seen_at DESC, person LIMIT ?4)",
    )
    .bind(actor.workspace.0)
    .bind(dialect)
    .bind(&actor.name)
    .bind(REMEMBERED)
    .execute(connection)
    .await?;
    Ok(())
}
