//! What becomes of many drafts at once, and of spam in the end.

use calling_card_api::drafts::{DraftEdit, DraftRecord, DraftsEdit, EditedDrafts, MANY};
use calling_card_api::{ProblemKind, Written};
use calling_card_contact::{ContactDraft, DraftId, Problem};
use uuid::Uuid;

use super::discard_in;
use crate::store::bulk::refuse;
use crate::store::changes::BIN_DAYS;
use crate::store::{Actor, Batch, Store, WorkspaceId, alone_everywhere, privacy, sql, transfers};
use crate::{Error, Result, clock};

/// Does something with many drafts, in one batch: all of it or nothing. Who is not there any more is counted.
pub async fn edit(store: &Store, actor: &Actor, asked: DraftsEdit) -> Result<Written<EditedDrafts>> {
    if asked.drafts.len() > MANY {
        return refuse("/drafts", Problem::TooMany { max: MANY as u32 });
    }
    let mut batch = Batch::begin(store, actor).await?;
    let mut edited = EditedDrafts::default();
    for id in asked.drafts {
        match one(&mut batch, id, asked.edit).await {
            Ok(true) => edited.changed.push(id),
            Ok(false) => {}
            Err(Error::Problem(ProblemKind::NotFound)) => edited.missing += 1,
            Err(error) => return Err(error),
        }
    }
    batch.commit(edited).await
}

/// Whether something has changed.
async fn one(batch: &mut Batch, id: DraftId, edit: DraftEdit) -> Result<bool> {
    let record: DraftRecord = batch.get(&id).await?;
    let (workspace, draft) = (batch.actor.workspace, record.content);
    match edit {
        DraftEdit::Discard => discard_in(batch, id, record.version).await?,
        DraftEdit::Spam if draft.spam_at.is_some() => return Ok(false),
        DraftEdit::Spam => {
            let spam_at = Some(batch.at.clone());
            batch.update(&id, record.version, ContactDraft { spam_at, ..draft }).await?;
            transfers::drop_draft(batch.connection(), id).await?;
        }
        DraftEdit::NotSpam if draft.spam_at.is_none() && draft.held.is_empty() => return Ok(false),
        DraftEdit::NotSpam => {
            let through = ContactDraft { spam_at: None, held: Vec::new(), ..draft };
            batch.update(&id, record.version, through).await?;
            transfers::let_through(batch.connection(), workspace, id).await?;
        }
    }
    Ok(true)
}

/// Forgets what has been spam for 30 days: draft, proof, mails, files, and what the log says of them.
pub async fn purge_spam(store: &Store) -> Result<u64> {
    let mut transaction = store.pool.begin_writing().await?;
    alone_everywhere(&mut transaction).await?;
    let gone: Vec<(Uuid, String)> = sql::query_as(
        "SELECT workspace, id FROM records WHERE kind = 'draft' AND deleted_at IS NULL AND content ->> '$.spam_at' <= ?",
    )
    .bind(clock::in_seconds(-BIN_DAYS * 86_400).0)
    .fetch_all(&mut *transaction)
    .await?;
    let count = gone.len() as u64;
    for (workspace, draft) in gone {
        privacy::forget_draft(&mut transaction, WorkspaceId(workspace), &draft).await?;
    }
    transaction.commit().await?;
    if count > 0 {
        store.forget_log().await?;
    }
    Ok(count)
}
