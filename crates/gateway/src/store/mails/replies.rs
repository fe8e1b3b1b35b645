//! Mails that staff answer a draft with. They stay with the draft, and with the person that it becomes part of.

use calling_card_api::ProblemKind;
use calling_card_api::drafts::{Reply, ReplyRecord};
use calling_card_api::mails::MailState;
use calling_card_contact::{DraftId, FormId, MailId, PersonId, Timestamp};

use super::{address_hash, key, state_name};
use crate::store::from_row::from_row;
use crate::store::{WorkspaceId, sql};
use crate::{Error, Result, clock};

/// For so many seconds it is tried to send an answer: three days.
const TRIED_SECONDS: i64 = 3 * 86_400;

/// What is read of an answer.
macro_rules! columns {
    () => {
        "id, written_by, address, subject, body, state, created_at, sent_at, reason"
    };
}

/// An answer that is to be written.
pub(in crate::store) struct NewReply {
    /// The key, made by who asks.
    pub id: MailId,
    /// The draft.
    pub draft: DraftId,
    /// The form through which that came.
    pub form: FormId,
    /// To whom.
    pub address: String,
    /// What it says.
    pub reply: Reply,
    /// Who has written it.
    pub by: String,
    /// Their address, to which an answer goes.
    pub answer_to: String,
}

/// Writes an answer into the outbox. The same key with the same answer is a repeat, and changes nothing.
pub(in crate::store) async fn enqueue(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    new: NewReply,
) -> Result<ReplyRecord> {
    let now = clock::now().0;
    sql::query(
        "INSERT INTO mails (id, workspace, form, reply_to, written_by, answer_to, address, address_hash, subject, body, state, created_at, next_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
    )
    .bind(new.id.to_string())
    .bind(workspace.0)
    .bind(new.form.as_str())
    .bind(new.draft.to_string())
    .bind(&new.by)
    .bind(&new.answer_to)
    .bind(&new.address)
    .bind(address_hash(&new.address))
    .bind(&new.reply.subject)
    .bind(&new.reply.text)
    .bind(state_name(MailState::Waiting))
    .bind(&now)
    .bind(&now)
    .bind(clock::in_seconds(TRIED_SECONDS).0)
    .execute(&mut *connection)
    .await?;
    let written = of_draft(connection, workspace, new.draft).await?;
    let same = written.into_iter().find(|known| known.id == new.id && known.reply == new.reply);
    same.ok_or(Error::Problem(ProblemKind::Conflict))
}

/// The answers to a draft, the oldest first.
pub(in crate::store) async fn of_draft(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    draft: DraftId,
) -> Result<Vec<ReplyRecord>> {
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM mails WHERE workspace = ? AND reply_to = ? ORDER BY created_at, id"
    ))
    .bind(workspace.0)
    .bind(draft.to_string())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Row::record).collect()
}

/// The newest answers to drafts that became part of a person, the newest first.
pub(in crate::store) async fn of_person(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
    limit: u32,
) -> Result<Vec<ReplyRecord>> {
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM mails WHERE workspace = ?1 AND reply_to IN (SELECT draft FROM submissions WHERE workspace = ?1 AND person = ?2)
         ORDER BY created_at DESC, id DESC LIMIT ?3"
    ))
    .bind(workspace.0)
    .bind(person.to_string())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Row::record).collect()
}

struct Row {
    id: String,
    written_by: String,
    address: String,
    subject: String,
    body: String,
    state: String,
    created_at: String,
    sent_at: Option<String>,
    reason: String,
}
from_row!(Row: id, written_by, address, subject, body, state, created_at, sent_at, reason);

impl Row {
    fn record(self) -> Result<ReplyRecord> {
        Ok(ReplyRecord {
            id: key(&self.id)?,
            by: self.written_by,
            address: self.address,
            reply: Reply { subject: self.subject, text: self.body },
            state: serde_json::from_value(self.state.into())?,
            written_at: Timestamp(self.created_at),
            sent_at: self.sent_at.map(Timestamp),
            reason: self.reason,
        })
    }
}
