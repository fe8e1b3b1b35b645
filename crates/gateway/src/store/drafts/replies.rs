//! Answering whoever has sent a draft.

use calling_card_api::ProblemKind;
use calling_card_api::drafts::{DraftRecord, REPLY_SUBJECT, REPLY_TEXT, Reply, ReplyRecord};
use calling_card_contact::{DraftId, FieldError, InboundSource, MailId, Problem, rules};

use crate::store::bulk::refuse;
use crate::store::mails::replies::{NewReply, enqueue};
use crate::store::{Actor, Batch, Store, WorkspaceId, consents, opt_ins, row, sql};
use crate::{Error, Result};

/// Who writes an answer.
#[derive(Clone, Debug)]
pub struct Author {
    /// On whose behalf.
    pub actor: Actor,
    /// Their address, to which an answer to it goes.
    pub address: String,
}

/// Why nobody can be answered.
pub(super) enum NoWay {
    /// There is no address that can be written to.
    NoAddress,
    /// The address is not confirmed, though the form asks for that.
    Unconfirmed,
    /// It could not be looked up.
    Failed(Error),
}

impl From<Error> for NoWay {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<sql::Error> for NoWay {
    fn from(error: sql::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Writes an answer into the outbox, by the key that it was given: a repeat is the same answer.
pub async fn answer(store: &Store, by: Author, draft: DraftId, (id, reply): (MailId, Reply)) -> Result<ReplyRecord> {
    let reply = checked(reply)?;
    let workspace = by.actor.workspace;
    // A batch takes its turn among those who write; nothing of it goes into the change log.
    let mut batch = Batch::begin(store, &by.actor).await?;
    let record: DraftRecord = batch.get(&draft).await?;
    let address = match address(batch.connection(), workspace, &record).await {
        Ok(address) => address,
        Err(NoWay::NoAddress) => return refuse("/address", Problem::Email),
        Err(NoWay::Unconfirmed) => return Err(Error::Problem(ProblemKind::Unconfirmed)),
        Err(NoWay::Failed(error)) => return Err(error),
    };
    let form = record.content.source;
    let new = NewReply { id, draft, form, address, reply, by: by.actor.name, answer_to: by.address };
    let written = enqueue(batch.connection(), workspace, new).await?;
    Ok(batch.commit(written).await?.result)
}

/// The address to which an answer goes: the one that was confirmed, else the main one of who wrote.
pub(super) async fn address(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    draft: &DraftRecord,
) -> std::result::Result<String, NoWay> {
    let asked: Option<String> = sql::query_scalar("SELECT address FROM mails WHERE workspace = ? AND draft = ?")
        .bind(workspace.0)
        .bind(draft.id.to_string())
        .fetch_optional(&mut *connection)
        .await?;
    let said = || Some(draft.content.person.main_card()?.emails.main()?.address.trim().to_owned());
    let address = asked.or_else(said).filter(|address| rules::email(address).is_ok()).ok_or(NoWay::NoAddress)?;
    // Whoever runs the form has promised to write to nobody who has not confirmed that it is their address.
    let asks = match row::get::<InboundSource>(connection, workspace, &draft.content.source).await {
        Ok(source) => source.content.form.double_opt_in.is_some(),
        Err(Error::Problem(ProblemKind::NotFound)) => false,
        Err(error) => return Err(NoWay::Failed(error)),
    };
    let proof = consents::of_draft(connection, workspace, draft.id).await?;
    let confirmed = proof.and_then(|proof| proof.content.opt_in?.confirmed_at).is_some();
    let waits = opt_ins::waits(connection, workspace, draft.id).await?;
    if waits || (asks && !confirmed) { Err(NoWay::Unconfirmed) } else { Ok(address) }
}

/// The answer with its blanks taken off; refuses one that says nothing, or more than a mail should.
fn checked(reply: Reply) -> Result<Reply> {
    let reply = Reply { subject: reply.subject.trim().to_owned(), text: reply.text.trim().to_owned() };
    let mut errors = Vec::new();
    for (field, text, outcome) in [
        ("/subject", &reply.subject, rules::line(&reply.subject, REPLY_SUBJECT)),
        ("/text", &reply.text, rules::lines(&reply.text, REPLY_TEXT)),
    ] {
        let outcome = if text.is_empty() { Err(Problem::Required) } else { outcome };
        errors.extend(outcome.err().map(|problem| FieldError { field: field.into(), problem }));
    }
    if errors.is_empty() { Ok(reply) } else { Err(Error::Invalid(errors)) }
}
