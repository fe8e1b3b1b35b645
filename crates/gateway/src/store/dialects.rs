//! What the facades keep beside records: what was said in a dialect and has no place in the model, and ids that are counted.

use calling_card_api::changes::RecordKind;
use calling_card_api::privacy::SaidBeside;
use calling_card_contact::PersonId;
use calling_card_crm::Beside;
use sqlx::SqliteConnection;

use super::aggregate::kind_name;
use super::{Actor, Batch, Store, WorkspaceId};
use crate::Result;

mod contacts;
mod ids;
pub mod last_seen;
mod people;
pub mod records;

pub use contacts::{Contact, contacts};
pub use ids::{BRANCH, Ids};
pub use people::{Asked, people};

/// A record as a dialect knows it.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The dialect, as its address names it.
    pub dialect: &'static str,
    /// The kind of the record.
    pub kind: RecordKind,
    /// The record's key.
    pub record: &'a str,
}

/// What stands beside a record; nothing where nothing was written.
pub async fn beside(connection: &mut SqliteConnection, place: Place<'_>) -> Result<Beside> {
    let members: Option<String> = sqlx::query_scalar(
        "SELECT members FROM dialect_members WHERE workspace = ? AND dialect = ? AND kind = ? AND record = ?",
    )
    .bind(place.workspace.0)
    .bind(place.dialect)
    .bind(kind_name(place.kind))
    .bind(place.record)
    .fetch_optional(connection)
    .await?;
    Ok(members.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default())
}

/// Writes what stands beside a record, in the transaction in which the record is written.
pub async fn put_beside(connection: &mut SqliteConnection, place: Place<'_>, beside: &Beside) -> Result<()> {
    if beside.is_empty() {
        sqlx::query("DELETE FROM dialect_members WHERE workspace = ? AND dialect = ? AND kind = ? AND record = ?")
            .bind(place.workspace.0)
            .bind(place.dialect)
            .bind(kind_name(place.kind))
            .bind(place.record)
            .execute(connection)
            .await?;
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO dialect_members (workspace, dialect, kind, record, members) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (kind, record, dialect) DO UPDATE SET members = excluded.members WHERE workspace = excluded.workspace",
    )
    .bind(place.workspace.0)
    .bind(place.dialect)
    .bind(kind_name(place.kind))
    .bind(place.record)
    .bind(serde_json::to_string(beside)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// What stands beside a person and the notes about them, in every dialect.
pub(super) async fn said_of(
    connection: &mut SqliteConnection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Vec<SaidBeside>> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT dialect, record, members FROM dialect_members AS beside
         JOIN records ON records.kind = beside.kind AND records.id = beside.record
         WHERE beside.workspace = ?1 AND deleted_at IS NULL
             AND ((beside.kind = 'person' AND record = ?2) OR (beside.kind = 'note' AND parent = ?2))
         ORDER BY dialect, record",
    )
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(dialect, record, members)| Ok(SaidBeside { dialect, record, members: serde_json::from_str(&members)? }))
        .collect()
}

/// Gives a record the next number, within a parent where the dialect has such.
pub async fn give_number(connection: &mut SqliteConnection, place: Place<'_>, parent: Option<i64>) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "INSERT INTO dialect_numbers (workspace, dialect, kind, number, record, parent)
         SELECT ?1, ?2, ?3, COALESCE(MAX(number), 0) + 1, ?4, ?5 FROM dialect_numbers
         WHERE workspace = ?1 AND dialect = ?2 AND kind = ?3 RETURNING number",
    )
    .bind(place.workspace.0)
    .bind(place.dialect)
    .bind(kind_name(place.kind))
    .bind(place.record)
    .bind(parent)
    .fetch_one(connection)
    .await?)
}

/// The key of the record that has this number, and its parent; the record may be gone.
pub async fn numbered(
    connection: &mut SqliteConnection,
    workspace: WorkspaceId,
    dialect: &'static str,
    number: i64,
) -> Result<Option<(String, Option<i64>)>> {
    Ok(sqlx::query_as(
        "SELECT record, parent FROM dialect_numbers WHERE workspace = ? AND dialect = ? AND kind = 'person' AND number = ?",
    )
    .bind(workspace.0)
    .bind(dialect)
    .bind(number)
    .fetch_optional(connection)
    .await?)
}

/// The people of a workspace (1) who have no number in a dialect (2).
macro_rules! without {
    () => {
        "FROM records WHERE records.workspace = ?1 AND records.kind = 'person' AND deleted_at IS NULL
             AND NOT EXISTS (SELECT 1 FROM dialect_numbers AS known
                             WHERE known.kind = 'person' AND known.record = records.id AND known.dialect = ?2)"
    };
}

/// Gives a number to each person who has none yet: those who were made elsewhere.
async fn number_people(store: &Store, actor: &Actor, dialect: &'static str) -> Result<()> {
    let some: bool = sqlx::query_scalar(concat!("SELECT EXISTS (SELECT 1 ", without!(), ")"))
        .bind(actor.workspace.0)
        .bind(dialect)
        .fetch_one(&store.pool)
        .await?;
    if !some {
        return Ok(());
    }
    let mut batch = Batch::begin(store, actor).await?;
    sqlx::query(concat!(
        "INSERT INTO dialect_numbers (workspace, dialect, kind, number, record)
         SELECT ?1, ?2, 'person', ROW_NUMBER() OVER (ORDER BY created_at, id) +
             (SELECT COALESCE(MAX(number), 0) FROM dialect_numbers WHERE workspace = ?1 AND dialect = ?2 AND kind = 'person'), id ",
        without!()
    ))
    .bind(actor.workspace.0)
    .bind(dialect)
    .execute(batch.connection())
    .await?;
    batch.commit(()).await?;
    Ok(())
}
