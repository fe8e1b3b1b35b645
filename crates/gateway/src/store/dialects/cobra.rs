//! What cobra's dialect asks of many people at once.

use std::collections::{HashMap, HashSet};

use calling_card_api::changes::RecordKind;
use calling_card_api::notes::NoteRecord;
use calling_card_api::relations::RelationRecord;
use calling_card_contact::PersonId;

use super::super::aggregate::kind_name;
use super::super::row::Row;
use super::super::{Actor, Batch, Store, WorkspaceId};
use super::Ids;
use crate::Result;
use crate::store::sql;

/// Gives an id to each business card that has none.
pub async fn name_cards(store: &Store, actor: &Actor, ids: Ids) -> Result<()> {
    if nameless(&mut store.pool.acquire().await?, ids).await?.is_empty() {
        return Ok(());
    }
    let mut batch = Batch::begin(store, actor).await?;
    for card in nameless(batch.connection(), ids).await? {
        ids.of(batch.connection(), &card).await?;
    }
    batch.commit(()).await?;
    Ok(())
}

async fn nameless(connection: &mut sql::Connection, ids: Ids) -> Result<Vec<String>> {
    Ok(sql::query_scalar(
        "SELECT records.id || '/' || (card.value ->> '$.id') AS key FROM records, json_each(content, '$.cards') AS card
         WHERE workspace = ?1 AND kind = 'person' AND deleted_at IS NULL AND card.value ->> '$.id' IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM dialect_ids AS known WHERE known.kind = ?2 AND known.dialect = ?3
                             AND known.record = records.id || '/' || (card.value ->> '$.id'))",
    )
    .bind(ids.workspace.0)
    .bind(ids.kind)
    .bind(ids.dialect)
    .fetch_all(connection)
    .await?)
}

/// The notes that are a member of people, by the keys of the people.
pub async fn notes(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    dialect: &'static str,
) -> Result<HashMap<String, NoteRecord>> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT id, version, created_at, created_by, changed_at, changed_by, content FROM dialect_ids AS known
         JOIN records ON records.kind = known.kind AND records.id = known.record AND records.parent = known.foreign_id
         WHERE known.workspace = ? AND dialect = ? AND known.kind = 'note' AND deleted_at IS NULL",
    )
    .bind(workspace.0)
    .bind(dialect)
    .fetch_all(connection)
    .await?;
    let each = rows.into_iter().map(|row| {
        let note: NoteRecord = row.record()?;
        Ok((note.content.person.to_string(), note))
    });
    each.collect()
}

/// The relations of a person, the oldest first.
pub async fn relations(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Vec<RelationRecord>> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT id, version, created_at, created_by, changed_at, changed_by, content FROM records
         WHERE workspace = ?1 AND kind = 'relation' AND deleted_at IS NULL AND id IN
             (SELECT id FROM links WHERE workspace = ?1 AND kind = 'relation' AND link = 'person' AND target = ?2)
         ORDER BY created_at, id",
    )
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Row::record).collect()
}

/// The keys of the people who have this e-mail address, this employee status, or both, the oldest first.
pub async fn people(
    connection: &mut sql::Connection,
    (workspace, dialect): (WorkspaceId, &'static str),
    (email, employee_status): (Option<&str>, Option<&str>),
) -> Result<Vec<String>> {
    Ok(sql::query_scalar(
        "SELECT id FROM records WHERE workspace = ?1 AND kind = ?2 AND deleted_at IS NULL
             AND (?3 IS NULL OR id IN (SELECT id FROM identities WHERE workspace = ?1 AND key = ?3))
             AND (?4 IS NULL OR id IN (SELECT record FROM dialect_members WHERE workspace = ?1 AND dialect = ?5
                     AND kind = ?2 AND members ->> '$.fields[0].employeeStatus[0]' = ?4))
         ORDER BY created_at, id",
    )
    .bind(workspace.0)
    .bind(kind_name(RecordKind::Person))
    .bind(email.map(|email| format!("email:{}", email.trim().to_lowercase())))
    .bind(employee_status)
    .bind(dialect)
    .fetch_all(connection)
    .await?)
}

/// The keys of the people of whom there is a picture.
pub async fn pictured(connection: &mut sql::Connection, workspace: WorkspaceId) -> Result<HashSet<String>> {
    let keys: Vec<String> = sql::query_scalar(
        "SELECT id FROM records WHERE workspace = ? AND kind = 'person' AND deleted_at IS NULL
             AND json_type(content, '$.image') = 'object'",
    )
    .bind(workspace.0)
    .fetch_all(connection)
    .await?;
    Ok(keys.into_iter().collect())
}

/// The stages that people are at or were, each once.
pub async fn stages(connection: &mut sql::Connection, workspace: WorkspaceId) -> Result<Vec<String>> {
    Ok(sql::query_scalar(
        "SELECT DISTINCT stage.value ->> '$.stage' FROM records, json_each(content, '$.lifecycle') AS stage
         WHERE workspace = ? AND kind = 'person' AND deleted_at IS NULL",
    )
    .bind(workspace.0)
    .fetch_all(connection)
    .await?)
}

/// Lets the id of a business card be that of the same card of another person.
pub async fn hand_card_over(connection: &mut sql::Connection, ids: Ids, (from, to): (&str, &str)) -> Result<()> {
    sql::query(
        "UPDATE dialect_ids SET record = ?1 WHERE workspace = ?2 AND dialect = ?3 AND kind = ?4 AND record = ?5
         AND NOT EXISTS (SELECT 1 FROM dialect_ids AS known WHERE known.kind = ?4 AND known.record = ?1 AND known.dialect = ?3)",
    )
    .bind(to)
    .bind(ids.workspace.0)
    .bind(ids.dialect)
    .bind(ids.kind)
    .bind(from)
    .execute(connection)
    .await?;
    Ok(())
}
