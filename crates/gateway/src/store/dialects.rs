//! What the facades keep beside records: what was said in a dialect and has no place in the model, and ids that are counted.

use calling_card_api::changes::RecordKind;
use calling_card_api::privacy::SaidBeside;
use calling_card_contact::PersonId;
use calling_card_crm::Beside;

use super::WorkspaceId;
use super::aggregate::kind_name;
use super::sql;
use crate::Result;

pub mod cobra;
pub mod companies;
mod contacts;
pub mod entries;
mod ids;
pub mod last_seen;
pub mod lists;
pub mod numbers;
pub mod onlyoffice;
mod people;
pub mod records;
pub mod tags;
pub mod tenant;
pub mod touchpoints;

pub use contacts::{Contact, contacts};
pub(crate) use ids::new_id;
pub use ids::{BRANCH, CARD, Ids};
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
pub async fn beside(connection: &mut sql::Connection, place: Place<'_>) -> Result<Beside> {
    let members: Option<String> = sql::query_scalar(
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
pub async fn put_beside(connection: &mut sql::Connection, place: Place<'_>, beside: &Beside) -> Result<()> {
    if beside.is_empty() {
        sql::query("DELETE FROM dialect_members WHERE workspace = ? AND dialect = ? AND kind = ? AND record = ?")
            .bind(place.workspace.0)
            .bind(place.dialect)
            .bind(kind_name(place.kind))
            .bind(place.record)
            .execute(connection)
            .await?;
        return Ok(());
    }
    sql::query(
        "INSERT INTO dialect_members (workspace, dialect, kind, record, members) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (kind, record, dialect) DO UPDATE SET members = excluded.members WHERE dialect_members.workspace = excluded.workspace",
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
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Vec<SaidBeside>> {
    let rows: Vec<(String, String, String)> = sql::query_as(
        "SELECT dialect, record, members FROM dialect_members AS beside
         JOIN records ON records.kind = beside.kind AND records.id = beside.record
         WHERE beside.workspace = ?1 AND deleted_at IS NULL
             AND ((beside.kind = 'person' AND record = ?2) OR (beside.kind = 'note' AND parent = ?2))
         ORDER BY dialect, record",
    )
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(&mut *connection)
    .await?;
    let mut said: Vec<SaidBeside> = rows
        .into_iter()
        .map(|(dialect, record, members)| Ok(SaidBeside { dialect, record, members: serde_json::from_str(&members)? }))
        .collect::<Result<_>>()?;
    said.extend(entries::said_of(connection, workspace, person).await?);
    Ok(said)
}
