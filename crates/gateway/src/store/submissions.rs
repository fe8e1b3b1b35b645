//! Submissions: what was taken in through a form, exactly once.

use calling_card_api::ProblemKind;
use calling_card_api::consents::ConsentRecord;
use calling_card_contact::{ContactDraft, DraftId, PersonId};
use sqlx::SqliteConnection;

use super::opt_ins::{self, NewOptIn, Origin};
use super::{Actor, Batch, Store, WorkspaceId, consents};
use crate::{Error, Result, clock};

/// What a visitor sent.
pub struct Submission {
    /// The key by which a repeat is known (`Idempotency-Key`).
    pub key: String,
    /// SHA-256 of the content, by which a repeat with other content is told apart.
    pub content_hash: Vec<u8>,
    /// What becomes of it.
    pub draft: ContactDraft,
    /// The double opt-in that begins with it, where the form asks for one.
    pub opt_in: Option<NewOptIn>,
}

/// Takes a submission in: it, its draft, its proof of consent and its mail are on disk afterwards. A repeat changes nothing.
pub async fn take_in(store: &Store, actor: &Actor, submission: Submission) -> Result<()> {
    let mut batch = Batch::begin(store, actor).await?;
    let form = submission.draft.source.clone();
    let known: Option<Vec<u8>> = sqlx::query_scalar("SELECT content_hash FROM submissions WHERE form = ? AND key = ?")
        .bind(form.as_str())
        .bind(&submission.key)
        .fetch_optional(batch.connection())
        .await?;
    match known {
        Some(hash) if hash == submission.content_hash => return Ok(()),
        Some(_) => return Err(Error::Problem(ProblemKind::Conflict)),
        None => {}
    }
    let id: DraftId = clock::new_key();
    let proof = submission.draft.consent.clone();
    batch.create(id, submission.draft).await?;
    if let Some(content) = proof {
        let record = ConsentRecord { id: clock::new_key(), form: form.clone(), draft: id, content };
        consents::keep(batch.connection(), actor.workspace, &record).await?;
    }
    if let Some(opt_in) = &submission.opt_in {
        let origin = Origin { workspace: actor.workspace, form: &form, draft: id };
        opt_ins::begin(batch.connection(), origin, opt_in).await?;
    }
    sqlx::query(
        "INSERT INTO submissions (workspace, form, key, content_hash, draft, received_at) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(actor.workspace.0)
    .bind(form.as_str())
    .bind(&submission.key)
    .bind(&submission.content_hash)
    .bind(id.to_string())
    .bind(clock::now().0)
    .execute(batch.connection())
    .await?;
    batch.commit(()).await?;
    Ok(())
}

/// Takes down into which person a submission went.
pub(super) async fn went_into(
    connection: &mut SqliteConnection,
    workspace: WorkspaceId,
    draft: DraftId,
    person: PersonId,
) -> Result<()> {
    sqlx::query("UPDATE submissions SET person = ? WHERE workspace = ? AND draft = ?")
        .bind(person.to_string())
        .bind(workspace.0)
        .bind(draft.to_string())
        .execute(connection)
        .await?;
    Ok(())
}
