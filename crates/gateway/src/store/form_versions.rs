//! The versions of a form, read from the change log.

use calling_card_api::inbound_sources::{FormVersion, InboundSourceRecord};
use calling_card_api::{Version, Written};
use calling_card_contact::{FormId, InboundSource, Timestamp};
use uuid::Uuid;

use super::changes::difference;
use super::{Actor, Store, WorkspaceId, inbound_sources, sql};
use crate::{Error, Result};

/// A change of the log as it is read for a version.
type Logged = (u32, Uuid, String, String, String, Option<String>, Option<String>);

/// What was done to a form, the newest first, at most 200 versions.
pub async fn list(store: &Store, workspace: WorkspaceId, id: &FormId) -> Result<Vec<FormVersion>> {
    inbound_sources::get(store, workspace, id).await?;
    let rows: Vec<Logged> = sql::query_as(
        "SELECT version, batch, action, at, by, before, after FROM changes
         WHERE workspace = ? AND kind = 'inbound_source' AND id = ? ORDER BY sequence DESC LIMIT 200",
    )
    .bind(workspace.0)
    .bind(id.as_str())
    .fetch_all(&store.pool)
    .await?;
    let version = |(version, batch, action, at, by, before, after): Logged| {
        Ok(FormVersion {
            version: Version(version),
            batch: batch.into(),
            action: serde_json::from_value(action.into())?,
            at: Timestamp(at),
            by,
            differences: difference::between(before.as_deref(), after.as_deref())?,
            kept: after.is_some(),
        })
    };
    rows.into_iter().map(version).collect()
}

/// Makes a form what it was in a version. That is a new version, and can be undone.
pub async fn restore(
    store: &Store,
    actor: &Actor,
    id: &FormId,
    seen: Version,
    version: Version,
) -> Result<Written<InboundSourceRecord>> {
    let after: Option<Option<String>> = sql::query_scalar(
        "SELECT after FROM changes WHERE workspace = ? AND kind = 'inbound_source' AND id = ? AND version = ?
         ORDER BY sequence DESC LIMIT 1",
    )
    .bind(actor.workspace.0)
    .bind(id.as_str())
    .bind(version.0)
    .fetch_optional(&store.pool)
    .await?;
    let content = after.flatten().ok_or(Error::NOT_FOUND)?;
    let source: InboundSource = serde_json::from_str(&content)?;
    inbound_sources::update(store, actor, id, seen, source).await
}
