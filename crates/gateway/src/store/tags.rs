//! Tags of people.

use calling_card_api::tags::TagCount;

use super::{Store, WorkspaceId, sql};
use crate::Result;

/// All tags, the most used first, at most 500.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<TagCount>> {
    let rows: Vec<(String, u32)> = sql::query_as(
        "SELECT target, COUNT(*) AS people FROM links WHERE workspace = ? AND kind = 'person' AND link = 'tag'
         GROUP BY target ORDER BY people DESC, target LIMIT 500",
    )
    .bind(workspace.0)
    .fetch_all(&store.pool)
    .await?;
    Ok(rows.into_iter().map(|(tag, people)| TagCount { tag, people }).collect())
}
