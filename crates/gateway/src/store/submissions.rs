//! Submissions: what was taken in through a form, exactly once.

use calling_card_api::ProblemKind;
use calling_card_api::consents::ConsentRecord;
use calling_card_contact::{ContactDraft, DraftId, InvitationId, PersonId, Suspicion};
use uuid::Uuid;

use super::files::{self, Named};
use super::opt_ins::{self, NewOptIn, Origin};
use super::{Actor, Batch, Store, WorkspaceId, consents, events, proofs, sql, transfers};
use crate::{Error, Result, clock};

/// How the key of a submission begins that came without one.
const UNKEYED: &str = "unkeyed:";
/// How long the same content without a key is the same submission, in seconds.
const UNKEYED_SECONDS: i64 = 600;

/// What a visitor sent.
pub struct Submission {
    /// The key by which a repeat is known (`Idempotency-Key`); none where the form had none.
    pub key: Option<String>,
    /// SHA-256 of the content, by which a repeat with other content is told apart.
    pub content_hash: Vec<u8>,
    /// The proof of work, by its nonce, if it is right.
    pub proof: Option<String>,
    /// What becomes of it.
    pub draft: ContactDraft,
    /// The double opt-in that begins with it, where the form asks for one.
    pub opt_in: Option<NewOptIn>,
    /// The invitation by which it asks for a place at an event.
    pub invitation: Option<InvitationId>,
    /// The files that came before it, and belong to it from then on.
    pub files: Vec<Named>,
}

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenIn {
    /// Its draft.
    pub draft: DraftId,
    /// Whether it is no repeat.
    pub new: bool,
}

/// Takes a submission in: it, its draft, its proof of consent and its mail are on disk afterwards. A repeat changes
/// nothing.
pub async fn take_in(store: &Store, actor: &Actor, submission: Submission) -> Result<TakenIn> {
    let mut batch = Batch::begin(store, actor).await?;
    let taken_in = take_into(&mut batch, submission).await?;
    batch.commit(()).await?;
    Ok(taken_in)
}

/// The same within a batch.
pub(crate) async fn take_into(batch: &mut Batch, mut submission: Submission) -> Result<TakenIn> {
    let workspace = batch.actor.workspace;
    if let Some(draft) = known(batch, &submission).await? {
        files::forget(batch.connection(), &submission.files).await?;
        return Ok(TakenIn { draft, new: false });
    }
    if let Some(event) = &submission.draft.event {
        events::see_room(batch.connection(), workspace, event.id).await?;
    }
    if let Some(nonce) = &submission.proof
        && !proofs::use_up(batch.connection(), nonce).await?
    {
        submission.draft.held.push(Suspicion::ProofUsed);
    }
    let id: DraftId = clock::new_key();
    let key = submission.key.unwrap_or_else(|| format!("{UNKEYED}{}", Uuid::now_v7()));
    let form = submission.draft.source.clone();
    files::give(batch.connection(), id, &submission.files).await?;
    let consent = submission.draft.consent.clone();
    batch.create(id, submission.draft).await?;
    if let Some(content) = consent {
        let record = ConsentRecord { id: clock::new_key(), form: form.clone(), draft: id, content };
        consents::keep(batch.connection(), workspace, &record).await?;
    }
    if let Some(invitation) = submission.invitation {
        events::booked(batch, invitation, id).await?;
    }
    if let Some(opt_in) = &submission.opt_in {
        let origin = Origin { workspace, form: &form, draft: id };
        opt_ins::begin(batch.connection(), origin, opt_in).await?;
    }
    transfers::let_through(batch.connection(), workspace, id).await?;
    sql::query(
        "INSERT INTO submissions (workspace, form, key, content_hash, draft, received_at) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(workspace.0)
    .bind(form.as_str())
    .bind(key)
    .bind(&submission.content_hash)
    .bind(id.to_string())
    .bind(clock::now().0)
    .execute(batch.connection())
    .await?;
    Ok(TakenIn { draft: id, new: true })
}

/// Forgets the key of a submission whose draft whoever sent it has taken back: sent once more, it is another.
pub(crate) async fn give_key_up(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    draft: DraftId,
) -> Result<()> {
    sql::query("UPDATE submissions SET key = ? WHERE workspace = ? AND draft = ?")
        .bind(format!("{UNKEYED}{}", Uuid::now_v7()))
        .bind(workspace.0)
        .bind(draft.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes down into which person a submission went.
pub(super) async fn went_into(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    draft: DraftId,
    person: PersonId,
) -> Result<()> {
    sql::query("UPDATE submissions SET person = ? WHERE workspace = ? AND draft = ?")
        .bind(person.to_string())
        .bind(workspace.0)
        .bind(draft.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// The draft of a submission that was taken in before; fails where its key was used for another.
async fn known(batch: &mut Batch, submission: &Submission) -> Result<Option<DraftId>> {
    let form = submission.draft.source.as_str();
    let draft = |key: String| key.parse().map_err(|_| Error::Internal("a draft's key that is none".into()));
    let Some(key) = &submission.key else {
        let same: Option<String> = sql::query_scalar(
            "SELECT draft FROM submissions WHERE workspace = ? AND form = ? AND received_at > ? AND content_hash = ?
             AND key LIKE ? LIMIT 1",
        )
        .bind(batch.actor.workspace.0)
        .bind(form)
        .bind(clock::in_seconds(-UNKEYED_SECONDS).0)
        .bind(&submission.content_hash)
        .bind(format!("{UNKEYED}%"))
        .fetch_optional(batch.connection())
        .await?;
        return same.map(draft).transpose();
    };
    let row: Option<(Vec<u8>, String)> =
        sql::query_as("SELECT content_hash, draft FROM submissions WHERE form = ? AND key = ?")
            .bind(form)
            .bind(key)
            .fetch_optional(batch.connection())
            .await?;
    match row {
        Some((hash, known)) if hash == submission.content_hash => Ok(Some(draft(known)?)),
        Some(_) => Err(Error::Problem(ProblemKind::Conflict)),
        None => Ok(None),
    }
}
