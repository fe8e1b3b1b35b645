//! Ids of dialects that count their records. A number is given once; its row stays when its record is gone.

use calling_card_api::changes::RecordKind;

use super::super::aggregate::{kind_name, kind_named};
use super::super::{Actor, Batch, Store, WorkspaceId};
use super::Place;
use crate::Result;
use crate::store::sql;

/// Gives a record the next number, within a parent where the dialect has such. People and organizations are counted together.
pub async fn give_number(connection: &mut sql::Connection, place: Place<'_>, parent: Option<i64>) -> Result<i64> {
    Ok(sql::query_scalar(
        "INSERT INTO dialect_numbers (workspace, dialect, kind, number, record, parent)
         SELECT ?1, ?2, ?3, COALESCE(MAX(number), 0) + 1, ?4, ?5 FROM dialect_numbers
         WHERE workspace = ?1 AND dialect = ?2
             AND (kind = ?3 OR (kind IN ('person', 'organization') AND ?3 IN ('person', 'organization'))) RETURNING number",
    )
    .bind(place.workspace.0)
    .bind(place.dialect)
    .bind(kind_name(place.kind))
    .bind(place.record)
    .bind(parent)
    .fetch_one(connection)
    .await?)
}

/// The number of a record; none where it has none yet.
pub async fn number_of(connection: &mut sql::Connection, place: Place<'_>) -> Result<Option<i64>> {
    Ok(sql::query_scalar(
        "SELECT number FROM dialect_numbers WHERE workspace = ? AND dialect = ? AND kind = ? AND record = ?",
    )
    .bind(place.workspace.0)
    .bind(place.dialect)
    .bind(kind_name(place.kind))
    .bind(place.record)
    .fetch_optional(connection)
    .await?)
}

/// The key of the person who has this number, and their parent; they may be gone.
pub async fn numbered(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    dialect: &'static str,
    number: i64,
) -> Result<Option<(String, Option<i64>)>> {
    Ok(sql::query_as(
        "SELECT record, parent FROM dialect_numbers WHERE workspace = ? AND dialect = ? AND kind = 'person' AND number = ?",
    )
    .bind(workspace.0)
    .bind(dialect)
    .bind(number)
    .fetch_optional(connection)
    .await?)
}

/// Who has this number, a person or an organization; they may be gone.
pub async fn contact_numbered(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    dialect: &'static str,
    number: i64,
) -> Result<Option<(RecordKind, String)>> {
    let found: Option<(String, String)> = sql::query_as(
        "SELECT kind, record FROM dialect_numbers
         WHERE workspace = ? AND dialect = ? AND kind IN ('person', 'organization') AND number = ?",
    )
    .bind(workspace.0)
    .bind(dialect)
    .bind(number)
    .fetch_optional(connection)
    .await?;
    found.map(|(kind, record)| Ok((kind_named(&kind)?, record))).transpose()
}

/// The people and organizations of a workspace (1) who have no number in a dialect (2); people alone unless both are counted (3).
macro_rules! without {
    () => {
        "FROM records WHERE records.workspace = ?1 AND deleted_at IS NULL
             AND (records.kind = 'person' OR (?3 AND records.kind = 'organization'))
             AND NOT EXISTS (SELECT 1 FROM dialect_numbers AS known
                             WHERE known.kind = records.kind AND known.record = records.id AND known.dialect = ?2)"
    };
}

/// Gives a number to each person who has none yet, and where both are counted to each organization: those who were made elsewhere.
pub(super) async fn number_contacts(store: &Store, actor: &Actor, dialect: &'static str, both: bool) -> Result<()> {
    let some: bool = sql::query_scalar(concat!("SELECT EXISTS (SELECT 1 ", without!(), ")"))
        .bind(actor.workspace.0)
        .bind(dialect)
        .bind(both)
        .fetch_one(&store.pool)
        .await?;
    if !some {
        return Ok(());
    }
    let mut batch = Batch::begin(store, actor).await?;
    sql::query(concat!(
        "INSERT INTO dialect_numbers (workspace, dialect, kind, number, record)
         SELECT ?1, ?2, kind, ROW_NUMBER() OVER (ORDER BY created_at, id) +
             (SELECT COALESCE(MAX(number), 0) FROM dialect_numbers WHERE workspace = ?1 AND dialect = ?2
                  AND kind IN ('person', 'organization')), id ",
        without!()
    ))
    .bind(actor.workspace.0)
    .bind(dialect)
    .bind(both)
    .execute(batch.connection())
    .await?;
    batch.commit(()).await?;
    Ok(())
}
