//! Relations between people.

use calling_card_api::relations::{RelationRecord, RelationSummary};
use calling_card_api::{Nothing, Version, Written};
use calling_card_contact::{Check, FieldError, Person, PersonId, Problem, Relation, RelationId};

use super::row::{self, Row, columns};
use super::{Actor, Batch, Store, WorkspaceId, sql};
use crate::{Error, Result, clock};

/// How a person stands to others; the preferred relations first, then by name.
pub async fn list(store: &Store, workspace: WorkspaceId, person: PersonId) -> Result<Vec<RelationSummary>> {
    let mut connection = store.pool.acquire().await?;
    row::get::<Person>(&mut connection, workspace, &person).await?;
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ?1 AND kind = 'relation' AND deleted_at IS NULL AND id IN
         (SELECT id FROM links WHERE workspace = ?1 AND kind = 'relation' AND link = 'person' AND target = ?2)"
    ))
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(&mut connection)
    .await?;
    let mut relations = Vec::with_capacity(rows.len());
    for row in rows {
        let record: RelationRecord = row.record()?;
        let Some((other, is)) = record.content.seen_from(person) else { continue };
        let name = row::get::<Person>(&mut connection, workspace, &other).await?.content.display_name();
        let (id, version, is, favourite) = (record.id, record.version, is.to_owned(), record.content.favourite);
        relations.push(RelationSummary { id, version, person: other, name, is, favourite });
    }
    relations.sort_by(|a, b| b.favourite.cmp(&a.favourite).then_with(|| a.name.cmp(&b.name)));
    Ok(relations)
}

/// Relates two people.
pub async fn create(store: &Store, actor: &Actor, relation: Relation) -> Result<Written<RelationRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let mut errors = relation.check();
    for (field, person) in [("/from", relation.from), ("/to", relation.to)] {
        if !super::people::exists(batch.connection(), actor.workspace, person).await? {
            errors.push(FieldError { field: field.into(), problem: Problem::Unknown });
        }
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let record = batch.create(clock::new_key(), relation).await?;
    batch.commit(record).await
}

/// Puts a relation into the bin.
pub async fn delete(store: &Store, actor: &Actor, id: RelationId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    batch.delete::<Relation>(&id, seen).await?;
    batch.commit(Nothing).await
}
