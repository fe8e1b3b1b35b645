//! What of a merge stands beside the change log, and goes back with its batch: whose submissions are, and who became part of whom.

use calling_card_contact::{BatchId, PersonId};

use crate::Result;
use crate::store::{Batch, WorkspaceId, sql};

/// Gives the submissions of a person to another one, with the files and proofs of consent that came with them; answers how many.
pub(super) async fn move_submissions(batch: &mut Batch, from: PersonId, to: PersonId) -> Result<u32> {
    let (workspace, id) = (batch.actor.workspace, batch.id);
    sql::query(
        "INSERT INTO moved_submissions (workspace, batch, draft, person)
         SELECT workspace, ?, draft, person FROM submissions WHERE workspace = ? AND person = ? ON CONFLICT DO NOTHING",
    )
    .bind(id.0)
    .bind(workspace.0)
    .bind(from.to_string())
    .execute(batch.connection())
    .await?;
    let moved = sql::query("UPDATE submissions SET person = ? WHERE workspace = ? AND person = ?")
        .bind(to.to_string())
        .bind(workspace.0)
        .bind(from.to_string())
        .execute(batch.connection())
        .await?;
    Ok(u32::try_from(moved.rows_affected()).unwrap_or(u32::MAX))
}

/// Takes down who became part of whom.
pub(super) async fn take_down(batch: &mut Batch, gone: PersonId, stays: PersonId) -> Result<()> {
    let (workspace, id) = (batch.actor.workspace, batch.id);
    sql::query("INSERT INTO merged_people (workspace, batch, gone, stays) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(workspace.0)
        .bind(id.0)
        .bind(gone.to_string())
        .bind(stays.to_string())
        .execute(batch.connection())
        .await?;
    Ok(())
}

/// Takes back what stands beside the log of a batch, in the batch that undoes it: undone itself, it does it again.
pub(in crate::store) async fn take_back(undo: &mut Batch, batch: BatchId) -> Result<()> {
    let (workspace, id) = (undo.actor.workspace, undo.id);
    for sql in [
        "INSERT INTO moved_submissions (workspace, batch, draft, person)
         SELECT submissions.workspace, ?1, submissions.draft, submissions.person FROM submissions
         JOIN moved_submissions ON moved_submissions.workspace = submissions.workspace AND moved_submissions.draft = submissions.draft
         WHERE submissions.workspace = ?2 AND moved_submissions.batch = ?3 AND submissions.person IS NOT NULL
         ON CONFLICT DO NOTHING",
        "UPDATE submissions SET person = (SELECT moved.person FROM moved_submissions AS moved WHERE moved.batch = ?3 AND moved.draft = submissions.draft)
         WHERE workspace = ?2 AND person IS NOT NULL AND ?1 IS NOT NULL
           AND draft IN (SELECT draft FROM moved_submissions WHERE workspace = ?2 AND batch = ?3)",
        "INSERT INTO merged_people (workspace, batch, gone, stays)
         SELECT workspace, ?1, gone, stays FROM merged_people WHERE workspace = ?2 AND batch = ?3
         ON CONFLICT DO NOTHING",
    ] {
        sql::query(sql).bind(id.0).bind(workspace.0).bind(batch.0).execute(undo.connection()).await?;
    }
    Ok(())
}

/// A person and all who became part of them, as far as they are in the bin for that.
pub(in crate::store) async fn became_part_of(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Vec<String>> {
    Ok(sql::query_scalar(
        "WITH RECURSIVE parts (id) AS (
             SELECT COALESCE((SELECT id FROM records WHERE kind = 'person' AND id = ?2), ?2) UNION
             SELECT merged_people.gone FROM merged_people JOIN parts ON merged_people.stays = parts.id
             JOIN records ON records.kind = 'person' AND records.id = merged_people.gone AND records.deleted_in = merged_people.batch
             WHERE merged_people.workspace = ?1)
         SELECT id FROM parts",
    )
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(connection)
    .await?)
}
