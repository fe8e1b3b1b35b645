//! What members of staff keep to themselves, counted, and what becomes of it when one of them is removed.

use calling_card_api::members::{PrivateCount, PrivateParts};
use calling_card_contact::UserId;
use uuid::Uuid;

use crate::Result;
use crate::store::{WorkspaceId, sql};

/// How much each member of staff keeps to themselves.
pub(in crate::store) async fn counts(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
) -> Result<Vec<(UserId, PrivateCount)>> {
    let rows: Vec<(Uuid, u32, u32)> = sql::query_as(
        "SELECT owner, COUNT(*) FILTER (WHERE kind = 'card'), COUNT(*) FILTER (WHERE kind = 'note') FROM private_parts WHERE workspace = ? GROUP BY owner",
    )
    .bind(workspace.0)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(owner, cards, notes)| (UserId(owner), PrivateCount { cards, notes })).collect())
}

/// Gives what a member of staff keeps to themselves to another one, or forgets it.
pub(in crate::store) async fn settle(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    (of, to): (UserId, UserId),
    what: PrivateParts,
) -> Result<()> {
    let settle = match what {
        PrivateParts::HandOver => {
            sql::query("UPDATE private_parts SET owner = ? WHERE workspace = ? AND owner = ?").bind(to.0)
        }
        PrivateParts::Delete => sql::query("DELETE FROM private_parts WHERE workspace = ? AND owner = ?"),
    };
    let forget = sql::query("DELETE FROM private_changes WHERE workspace = ? AND owner = ?");
    for query in [settle, forget] {
        query.bind(workspace.0).bind(of.0).execute(&mut *connection).await?;
    }
    Ok(())
}
