//! Contact drafts.

use calling_card_api::drafts::{DraftRecord, OpenedDraft, ReplyWay};
use calling_card_api::{Nothing, Version, Written};
use calling_card_contact::{ContactDraft, DraftId};

use super::{Actor, Batch, Store, WorkspaceId, consents, files, mails, opt_ins, row, sql, transfers};
use crate::Result;

mod accept;
mod list;
mod many;
mod matches;
mod reading;
mod replies;
mod take_in;

pub use accept::accept;
pub use list::list;
pub use many::{edit, purge_spam};
pub use reading::mark;
pub(crate) use reading::{is_unread, set as set_unread};
pub use replies::{Author, answer};
pub use take_in::{Proposed, take_in};

/// One draft; nobody has opened it by that.
pub(crate) async fn get(connection: &mut sql::Connection, workspace: WorkspaceId, id: DraftId) -> Result<DraftRecord> {
    row::get(connection, workspace, &id).await
}

/// One draft, with whom it is probably of. It counts as read from then on.
pub async fn open(store: &Store, actor: &Actor, id: DraftId) -> Result<OpenedDraft> {
    let workspace = actor.workspace;
    let mut connection = store.pool.acquire().await?;
    let mut draft: DraftRecord = row::get(&mut connection, workspace, &id).await?;
    drop(connection);
    mark(store, workspace, &[id], false).await?;
    draft.content.unread = false;
    let matches = matches::people(store, workspace, &draft.content.person).await?;
    let mut connection = store.pool.acquire().await?;
    let organizations = matches::organizations(&mut connection, workspace, &draft.content.person).await?;
    let (reply_way, reply_address) = match replies::address(&mut connection, workspace, &draft).await {
        Ok(address) => (ReplyWay::Outbox, address),
        Err(replies::NoWay::Unconfirmed) => (ReplyWay::Unconfirmed, String::new()),
        Err(replies::NoWay::NoAddress) => (ReplyWay::NoAddress, String::new()),
        Err(replies::NoWay::Failed(error)) => return Err(error),
    };
    let destination = transfers::destination(&mut connection, workspace, id, &draft.content).await?;
    Ok(OpenedDraft {
        likely: Vec::new(),
        matches,
        organizations,
        reply_way,
        reply_address,
        replies: mails::replies::of_draft(&mut connection, workspace, id).await?,
        waiting: opt_ins::waits(&mut connection, workspace, id).await?,
        consent: consents::of_draft(&mut connection, workspace, id).await?,
        files: files::of_draft(&mut connection, workspace, id).await?,
        delivery: transfers::delivery_of_draft(&mut connection, workspace, id).await?,
        deliver_to: destination.map(|(to, _)| to),
        there: None,
        draft,
    })
}

/// Lets a draft through that was held for review.
pub async fn release(store: &Store, actor: &Actor, id: DraftId) -> Result<Written<DraftRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let draft: DraftRecord = batch.get(&id).await?;
    let released = ContactDraft { held: Vec::new(), spam_at: None, ..draft.content };
    let draft = batch.update(&id, draft.version, released).await?;
    transfers::let_through(batch.connection(), actor.workspace, id).await?;
    batch.commit(draft).await
}

/// Puts a draft into the bin.
pub async fn discard(store: &Store, actor: &Actor, id: DraftId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    discard_in(&mut batch, id, seen).await?;
    batch.commit(Nothing).await
}

/// The same within a batch.
pub(crate) async fn discard_in(batch: &mut Batch, id: DraftId, seen: Version) -> Result<()> {
    batch.delete::<ContactDraft>(&id, seen).await?;
    transfers::drop_draft(batch.connection(), id).await
}
