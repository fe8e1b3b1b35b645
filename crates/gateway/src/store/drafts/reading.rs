//! Whether somebody has opened a draft: for the whole workspace, and beside the record.

use calling_card_contact::DraftId;

use crate::Result;
use crate::store::{Store, WorkspaceId, sql};

/// SQL: whether nobody has opened the draft of a row of records.
macro_rules! is_unread_sql {
    () => {
        "COALESCE((SELECT unread FROM draft_reading WHERE draft_reading.workspace = records.workspace
                   AND draft_reading.draft = records.id), CAST(records.content ->> '$.unread' AS TEXT) IN ('1', 'true'), FALSE)"
    };
}
pub(super) use is_unread_sql;

/// Marks drafts as read or unread; answers those that were not so before. What is not there is left out.
pub async fn mark(store: &Store, workspace: WorkspaceId, drafts: &[DraftId], unread: bool) -> Result<Vec<DraftId>> {
    let mut connection = store.pool.acquire().await?;
    let mut changed = Vec::new();
    for id in drafts {
        if is_unread(&mut connection, workspace, *id).await? == Some(!unread) {
            changed.push(*id);
        }
    }
    drop(connection);
    if changed.is_empty() {
        return Ok(changed);
    }
    let mut transaction = store.begin_in(workspace).await?;
    for id in &changed {
        set(&mut transaction, workspace, *id, unread).await?;
    }
    transaction.commit().await?;
    Ok(changed)
}

/// Whether nobody has opened a draft; none where there is no such draft.
pub(crate) async fn is_unread(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: DraftId,
) -> Result<Option<bool>> {
    let unread = sql::query_scalar(concat!(
        "SELECT ",
        is_unread_sql!(),
        " FROM records WHERE workspace = ? AND kind = 'draft' AND id = ? AND deleted_at IS NULL"
    ));
    Ok(unread.bind(workspace.0).bind(id.to_string()).fetch_optional(connection).await?)
}

/// Takes down whether a draft is unread.
pub(crate) async fn set(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: DraftId,
    unread: bool,
) -> Result<()> {
    sql::query(
        "INSERT INTO draft_reading (workspace, draft, unread) VALUES (?, ?, ?)
         ON CONFLICT (workspace, draft) DO UPDATE SET unread = excluded.unread",
    )
    .bind(workspace.0)
    .bind(id.to_string())
    .bind(unread)
    .execute(connection)
    .await?;
    Ok(())
}
