//! What records were, from the change log, and the way back.

use calling_card_api::Version;
use calling_card_api::versions::Past;
use calling_card_contact::Timestamp;

use super::aggregate::{Aggregate, kind_name};
use super::{Store, WorkspaceId, row, sql};
use crate::{Error, Result};

/// A record of a workspace as it was in one of its versions; one that is in the bin has none.
pub async fn get<T: Aggregate>(store: &Store, workspace: WorkspaceId, id: &T::Id, version: u32) -> Result<Past<T>> {
    let mut connection = store.pool.acquire().await?;
    row::get::<T>(&mut connection, workspace, id).await?;
    let found: Option<(String, String, String)> = sql::query_as(
        "SELECT at, by, after FROM changes WHERE workspace = ? AND kind = ? AND id = ? AND version = ? AND after IS NOT NULL
         ORDER BY sequence DESC LIMIT 1",
    )
    .bind(workspace.0)
    .bind(kind_name(T::KIND))
    .bind(id.to_string())
    .bind(version)
    .fetch_optional(&mut connection)
    .await?;
    let (at, by, content) = found.ok_or(Error::NOT_FOUND)?;
    Ok(Past { version: Version(version), at: Timestamp(at), by, content: serde_json::from_str(&content)? })
}
