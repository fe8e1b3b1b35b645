//! Entries of a record that a dialect numbers one by one: what was said of each, and what we would have said ourselves at that time.

use calling_card_api::privacy::SaidBeside;
use calling_card_contact::PersonId;
use serde_json::{Value, json};

use super::super::WorkspaceId;
use super::super::aggregate::kind_name;
use super::Place;
use crate::Result;
use crate::store::sql;

/// An entry as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its number.
    pub number: i64,
    /// What was said of it.
    pub said: Value,
    /// What we would have said ourselves; none where the record has no place for it.
    pub ours: Option<Value>,
}

/// The entries that were written of a record, by number.
pub async fn of(connection: &mut sql::Connection, place: Place<'_>) -> Result<Vec<Entry>> {
    let rows: Vec<(i64, String, Option<String>)> = sql::query_as(
        "SELECT number, said, ours FROM dialect_entries
         WHERE workspace = ? AND dialect = ? AND kind = ? AND record = ? AND said IS NOT NULL ORDER BY number",
    )
    .bind(place.workspace.0)
    .bind(place.dialect)
    .bind(kind_name(place.kind))
    .bind(place.record)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(number, said, ours)| {
            let ours = ours.as_deref().map(serde_json::from_str).transpose()?;
            Ok(Entry { number, said: serde_json::from_str(&said)?, ours })
        })
        .collect()
}

/// Writes an entry, and gives it a number.
pub async fn add(
    connection: &mut sql::Connection,
    place: Place<'_>,
    said: &Value,
    ours: Option<&Value>,
) -> Result<i64> {
    Ok(sql::query_scalar(
        "INSERT INTO dialect_entries (workspace, dialect, number, kind, record, said, ours)
         SELECT ?1, ?2, COALESCE(MAX(number), 0) + 1, ?3, ?4, ?5, ?6 FROM dialect_entries
         WHERE workspace = ?1 AND dialect = ?2 RETURNING number",
    )
    .bind(place.workspace.0)
    .bind(place.dialect)
    .bind(kind_name(place.kind))
    .bind(place.record)
    .bind(said.to_string())
    .bind(ours.map(Value::to_string))
    .fetch_one(connection)
    .await?)
}

/// Writes an entry anew.
pub async fn put(connection: &mut sql::Connection, place: Place<'_>, entry: &Entry) -> Result<()> {
    sql::query(
        "UPDATE dialect_entries SET said = ?, ours = ?
         WHERE workspace = ? AND dialect = ? AND number = ? AND kind = ? AND record = ?",
    )
    .bind(entry.said.to_string())
    .bind(entry.ours.as_ref().map(Value::to_string))
    .bind(place.workspace.0)
    .bind(place.dialect)
    .bind(entry.number)
    .bind(kind_name(place.kind))
    .bind(place.record)
    .execute(connection)
    .await?;
    Ok(())
}

/// Forgets an entry of a record.
pub async fn remove(connection: &mut sql::Connection, place: Place<'_>, number: i64) -> Result<()> {
    sql::query(
        "UPDATE dialect_entries SET record = '', said = NULL, ours = NULL
         WHERE workspace = ? AND dialect = ? AND number = ? AND kind = ? AND record = ?",
    )
    .bind(place.workspace.0)
    .bind(place.dialect)
    .bind(number)
    .bind(kind_name(place.kind))
    .bind(place.record)
    .execute(connection)
    .await?;
    Ok(())
}

/// Lets the entries of a record be those of another one of its kind; they keep their numbers.
pub async fn hand_over(connection: &mut sql::Connection, from: Place<'_>, to: &str) -> Result<()> {
    sql::query("UPDATE dialect_entries SET record = ? WHERE workspace = ? AND dialect = ? AND kind = ? AND record = ?")
        .bind(to)
        .bind(from.workspace.0)
        .bind(from.dialect)
        .bind(kind_name(from.kind))
        .bind(from.record)
        .execute(connection)
        .await?;
    Ok(())
}

/// What was said of a person's entries, in every dialect.
pub(super) async fn said_of(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Vec<SaidBeside>> {
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT dialect, said FROM dialect_entries
         WHERE workspace = ? AND kind = 'person' AND record = ? AND said IS NOT NULL ORDER BY dialect, number",
    )
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(connection)
    .await?;
    let mut all: Vec<(String, Vec<Value>)> = Vec::new();
    for (dialect, said) in rows {
        let said: Value = serde_json::from_str(&said)?;
        match all.last_mut().filter(|(known, _)| *known == dialect) {
            Some((_, entries)) => entries.push(said),
            None => all.push((dialect, vec![said])),
        }
    }
    let record = person.to_string();
    let beside =
        |(dialect, entries)| SaidBeside { dialect, record: record.clone(), members: json!({ "entries": entries }) };
    Ok(all.into_iter().map(beside).collect())
}
