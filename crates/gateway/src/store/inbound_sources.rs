//! Inbound sources: the forms.

use calling_card_api::inbound_sources::{InboundSourceRecord, InboundSourceSummary};
use calling_card_api::{Nothing, Version, Written};
use calling_card_contact::{Check, FieldError, FormId, InboundSource, Problem};
use uuid::Uuid;

use super::row::{self, Row, columns};
use super::{Actor, Batch, Store, WorkspaceId};
use crate::{Error, Result};

/// All forms of a workspace, by name.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<InboundSourceSummary>> {
    let rows: Vec<Row> = sqlx::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'inbound_source' AND deleted_at IS NULL ORDER BY name, id"
    ))
    .bind(workspace.0)
    .fetch_all(&store.pool)
    .await?;
    let mut sources = Vec::with_capacity(rows.len());
    for row in rows {
        let source: InboundSourceRecord = row.record()?;
        let (waiting, submissions) = count(store, workspace, &source.id).await?;
        sources.push(InboundSourceSummary { source, waiting, submissions });
    }
    Ok(sources)
}

/// One form.
pub async fn get(store: &Store, workspace: WorkspaceId, id: &FormId) -> Result<InboundSourceRecord> {
    row::get(&mut *store.pool.acquire().await?, workspace, id).await
}

/// The form of an address, and the workspace that it belongs to.
pub async fn find_form(store: &Store, id: &FormId) -> Result<Option<(WorkspaceId, InboundSourceRecord)>> {
    let owner: Option<Uuid> = sqlx::query_scalar(
        "SELECT workspace FROM records WHERE kind = 'inbound_source' AND id = ? AND deleted_at IS NULL",
    )
    .bind(id.as_str())
    .fetch_optional(&store.pool)
    .await?;
    let Some(workspace) = owner.map(WorkspaceId) else { return Ok(None) };
    Ok(Some((workspace, get(store, workspace, id).await?)))
}

/// Makes a form; its id must not be taken, by whichever workspace, not even by one in the bin.
pub async fn create(store: &Store, actor: &Actor, source: InboundSource) -> Result<Written<InboundSourceRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let taken: Option<i64> = sqlx::query_scalar("SELECT 1 FROM records WHERE kind = 'inbound_source' AND id = ?")
        .bind(source.id.as_str())
        .fetch_optional(batch.connection())
        .await?;
    let mut errors = source.check();
    if taken.is_some() {
        errors.push(FieldError { field: "/id".into(), problem: Problem::Taken });
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let record = batch.create(source.id.clone(), source).await?;
    batch.commit(record).await
}

/// Writes a form anew; its id stays as it is.
pub async fn update(
    store: &Store,
    actor: &Actor,
    id: &FormId,
    seen: Version,
    source: InboundSource,
) -> Result<Written<InboundSourceRecord>> {
    let source = InboundSource { id: id.clone(), ..source };
    let errors = source.check();
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let mut batch = Batch::begin(store, actor).await?;
    let record = batch.update(id, seen, source).await?;
    batch.commit(record).await
}

/// Puts a form into the bin; its drafts stay.
pub async fn delete(store: &Store, actor: &Actor, id: &FormId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    batch.delete::<InboundSource>(id, seen).await?;
    batch.commit(Nothing).await
}

async fn count(store: &Store, workspace: WorkspaceId, id: &FormId) -> Result<(u32, u32)> {
    let counts: (u32, u32) = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM records WHERE workspace = ?1 AND kind = 'draft' AND parent = ?2 AND deleted_at IS NULL),
                (SELECT COUNT(*) FROM submissions WHERE workspace = ?1 AND form = ?2)",
    )
    .bind(workspace.0)
    .bind(id.as_str())
    .fetch_one(&store.pool)
    .await?;
    Ok(counts)
}
