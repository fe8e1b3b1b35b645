//! The outbox: a mail is written with its submission or invitation, in one transaction, and sent afterwards, at most once.

pub mod members;

use calling_card_api::ProblemKind;
use calling_card_api::mails::{Mail, MailState};
use calling_card_contact::{MailId, Timestamp};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::opt_ins::{NewOptIn, Origin};
use super::{Store, WorkspaceId, alone_in, consents, sql, tokens};
use crate::store::from_row::from_row;
use crate::{Error, Result, clock};

mod invitations;
pub(super) mod replies;

pub(super) use invitations::{NewInvitation, enqueue as enqueue_invitation, of_invitation};

/// Which mails can be sent at their time: those of invitations as long as they are there, and nobody has answered them.
macro_rules! sendable {
    () => {
        "state = 'waiting' AND (invitation IS NULL OR EXISTS
             (SELECT 1 FROM records WHERE records.kind = 'invitation' AND records.id = mails.invitation
                AND records.deleted_at IS NULL AND records.content ->> '$.state' = 'open'))"
    };
}

/// What is read of a mail.
macro_rules! columns {
    () => {
        "id, form, draft, reply_to, (SELECT content ->> '$.event' FROM records WHERE kind = 'invitation' AND records.id = mails.invitation) AS event,
         address, subject, body, state, attempts, created_at, next_at, sent_at, reason"
    };
}

/// In so many seconds an address gets at most one mail of a form.
const QUIET_SECONDS: i64 = 86_400;
/// How long to wait before the next try, in seconds; after the last of them always as long as that.
const BACKOFF: [i64; 5] = [60, 300, 1_800, 7_200, 21_600];
/// For how long a gateway that has taken a mail has it for itself, in seconds: longer than sending one takes.
const HELD: i64 = 600;

/// A mail that is to be sent now.
#[derive(Debug)]
pub struct Due {
    /// The key.
    pub id: MailId,
    /// To whom.
    pub address: String,
    /// The subject.
    pub subject: String,
    /// The text, with the link.
    pub body: String,
    /// Where an answer goes, where a member of staff has written it; none where it was written by the gateway itself.
    pub answer_to: Option<String>,
}

/// How sending ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The mail server has taken it.
    Sent,
    /// Nothing was handed over, or the mail server said to come again.
    Again(String),
    /// The mail server will not take it.
    Refused(String),
    /// The answer was lost.
    InDoubt(String),
}

/// Writes a mail into the outbox. Where the address had one in the last day, or a machine has sent the form, it is written
/// too, but withheld: the work is the same.
pub(super) async fn enqueue(connection: &mut sql::Connection, origin: Origin<'_>, new: &NewOptIn) -> Result<()> {
    let hash = address_hash(&new.address);
    let earlier: i64 = sql::query_scalar(
        "SELECT COUNT(*) FROM mails WHERE form = ? AND draft IS NOT NULL AND address_hash = ? AND created_at > ?
           AND state <> 'withheld'",
    )
    .bind(origin.form.as_str())
    .bind(&hash)
    .bind(clock::in_seconds(-QUIET_SECONDS).0)
    .fetch_one(&mut *connection)
    .await?;
    let reason = match earlier {
        _ if new.trapped => "a machine has sent the form",
        0 => "",
        _ => "the address had a mail of this form in the 24 hours before",
    };
    let (state, body) = match reason {
        "" => (MailState::Waiting, new.mail.body.clone()),
        _ => (MailState::Withheld, new.mail.body.replace(&new.token, HIDDEN)),
    };
    let now = clock::now().0;
    sql::query(
        "INSERT INTO mails (id, workspace, form, draft, address, address_hash, subject, body, state, created_at, next_at, expires_at, reason)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(clock::new_key::<MailId>().to_string())
    .bind(origin.workspace.0)
    .bind(origin.form.as_str())
    .bind(origin.draft.to_string())
    .bind(&new.address)
    .bind(hash)
    .bind(&new.mail.subject)
    .bind(body)
    .bind(state_name(state))
    .bind(&now)
    .bind((state == MailState::Waiting).then_some(&now))
    .bind(&new.expires_at.0)
    .bind(reason)
    .execute(connection)
    .await?;
    Ok(())
}

/// What stands in the place of a token that was sent.
const HIDDEN: &str = "…";

/// By what an address is known again: in lower case, without what stands behind a plus sign.
fn address_hash(address: &str) -> Vec<u8> {
    let lower = address.trim().to_lowercase();
    let plain = match lower.rsplit_once('@') {
        Some((local, domain)) => format!("{}@{domain}", local.split('+').next().unwrap_or(local)),
        None => lower,
    };
    Sha256::digest(plain.as_bytes()).to_vec()
}

/// The newest mails of a workspace, at most 200.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<Mail>> {
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM mails WHERE workspace = ? ORDER BY created_at DESC, id DESC LIMIT 200"
    ))
    .bind(workspace.0)
    .fetch_all(&store.pool)
    .await?;
    rows.into_iter().map(Row::mail).collect()
}

/// Lets a mail be sent now.
pub async fn send_now(store: &Store, workspace: WorkspaceId, id: MailId) -> Result<Mail> {
    let mut transaction = store.begin_in(workspace).await?;
    let row: Option<Row> = sql::query_as(concat!("SELECT ", columns!(), " FROM mails WHERE workspace = ? AND id = ?"))
        .bind(workspace.0)
        .bind(id.to_string())
        .fetch_optional(&mut *transaction)
        .await?;
    let mail = row.ok_or(Error::NOT_FOUND)?.mail()?;
    if !mail.state.can_be_sent() {
        return Err(Error::Problem(ProblemKind::Conflict));
    }
    let now = clock::now();
    sql::query("UPDATE mails SET state = 'waiting', next_at = ? WHERE workspace = ? AND id = ?")
        .bind(&now.0)
        .bind(workspace.0)
        .bind(id.to_string())
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(Mail { state: MailState::Waiting, next_at: Some(now), ..mail })
}

/// Takes the next mail that is due out of the outbox, for sending. Those whose link is too old are not sent any more.
pub async fn claim(store: &Store) -> Result<Option<Due>> {
    let now = clock::now().0;
    sql::query(
        "UPDATE mails SET state = 'failed', next_at = NULL,
             reason = CASE WHEN reply_to IS NULL THEN 'the link is too old' ELSE 'the mail server has not taken it for three days' END
         WHERE state = 'waiting' AND expires_at <= ?",
    )
    .bind(&now)
    .execute(&store.pool)
    .await?;
    if store.is_shared() {
        doubt_interrupted(store).await?;
    }
    macro_rules! next {
        ($alone:literal) => {
            concat!(
                "UPDATE mails SET state = 'sending', attempts = attempts + 1, next_at = ?
                 WHERE id = (SELECT id FROM mails WHERE ",
                sendable!(),
                " AND next_at <= ? ORDER BY next_at LIMIT 1",
                $alone,
                ") RETURNING id, address, subject, body, answer_to"
            )
        };
    }
    let claim = sql::query_as(next!("")).in_postgres(next!(" FOR UPDATE SKIP LOCKED"));
    let row: Option<(String, String, String, String, Option<String>)> = claim
        // Until when it is this gateway's, where there may be others.
        .bind(store.is_shared().then(|| clock::in_seconds(HELD).0))
        .bind(&now)
        .fetch_optional(&store.pool)
        .await?;
    let Some((id, address, subject, body, answer_to)) = row else { return Ok(None) };
    Ok(Some(Due { id: key(&id)?, address, subject, body, answer_to }))
}

/// Seconds until the next mail is due; none where none waits.
pub async fn seconds_until_due(store: &Store) -> Result<Option<u64>> {
    let next: Option<String> =
        sql::query_scalar(concat!("SELECT MIN(next_at) FROM mails WHERE ", sendable!())).fetch_one(&store.pool).await?;
    let Some(next) = next else { return Ok(None) };
    let moment: jiff::Timestamp = next.parse().map_err(|error: jiff::Error| Error::Internal(error.to_string()))?;
    Ok(Some(moment.duration_since(jiff::Timestamp::now()).as_secs().max(0).unsigned_abs()))
}

/// Takes down how sending ended; what was sent goes into the proof, in the same transaction.
pub async fn settle(store: &Store, due: &Due, outcome: Outcome) -> Result<()> {
    let mut transaction = store.pool.begin_writing().await?;
    let row: Option<(Uuid, Option<String>, u32)> =
        sql::query_as("SELECT workspace, draft, attempts FROM mails WHERE id = ?")
            .bind(due.id.to_string())
            .fetch_optional(&mut *transaction)
            .await?;
    // Erased while it was on its way.
    let Some((workspace, draft, attempts)) = row else { return Ok(()) };
    alone_in(&mut transaction, WorkspaceId(workspace)).await?;
    let (state, reason) = match outcome {
        Outcome::Sent => (MailState::Sent, String::new()),
        Outcome::Again(reason) => (MailState::Waiting, reason),
        Outcome::Refused(reason) => (MailState::Failed, reason),
        Outcome::InDoubt(reason) => (MailState::InDoubt, reason),
    };
    let step = BACKOFF.get(attempts.saturating_sub(1) as usize).or(BACKOFF.last()).copied().unwrap_or(3_600);
    let sent_at = (state == MailState::Sent).then(clock::now);
    sql::query("UPDATE mails SET state = ?, reason = ?, next_at = ?, sent_at = ?, body = ? WHERE id = ?")
        .bind(state_name(state))
        .bind(reason)
        .bind((state == MailState::Waiting).then(|| clock::in_seconds(step).0))
        .bind(sent_at.as_ref().map(|at| &at.0))
        // What a member of staff has written has no link of ours.
        .bind(if state == MailState::Sent && due.answer_to.is_none() {
            without_token(&due.body)
        } else {
            due.body.clone()
        })
        .bind(due.id.to_string())
        .execute(&mut *transaction)
        .await?;
    if let (Some(at), Some(draft)) = (sent_at, draft) {
        let text = format!("{}\n\n{}", due.subject, due.body);
        let hash = tokens::hexadecimal(&Sha256::digest(text.as_bytes()));
        consents::change(&mut transaction, WorkspaceId(workspace), key(&draft)?, |consent| {
            let proof = consent.opt_in.get_or_insert_default();
            (proof.sent_at, proof.mail_hash) = (Some(at), hash);
        })
        .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Of mails that were handed over when the program ended, nobody knows whether they arrived. Where there are several gateways, those of
/// another one are its own as long as it has them.
pub async fn doubt_interrupted(store: &Store) -> Result<()> {
    sql::query(
        "UPDATE mails SET state = 'in_doubt', next_at = NULL, reason = 'the program ended while it was sent'
         WHERE state = 'sending' AND (next_at IS NULL OR next_at <= ?)",
    )
    .bind(clock::now().0)
    .execute(&store.pool)
    .await?;
    Ok(())
}

/// A text without the token of its link: 64 hexadecimal digits.
fn without_token(body: &str) -> String {
    let is_token = |word: &&str| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let token = body.split(|c: char| !c.is_ascii_alphanumeric()).find(is_token);
    token.map_or_else(|| body.to_owned(), |token| body.replace(token, HIDDEN))
}

struct Row {
    id: String,
    form: Option<String>,
    draft: Option<String>,
    reply_to: Option<String>,
    event: Option<String>,
    address: String,
    subject: String,
    body: String,
    state: String,
    attempts: u32,
    created_at: String,
    next_at: Option<String>,
    sent_at: Option<String>,
    reason: String,
}
from_row!(Row: id, form, draft, reply_to, event, address, subject, body, state, attempts, created_at, next_at, sent_at, reason);

impl Row {
    fn mail(self) -> Result<Mail> {
        let waits = self.state == "waiting";
        Ok(Mail {
            id: key(&self.id)?,
            form: self.form.as_deref().map(key).transpose()?,
            draft: self.draft.as_deref().map(key).transpose()?,
            reply_to: self.reply_to.as_deref().map(key).transpose()?,
            event: self.event.as_deref().map(key).transpose()?,
            address: self.address,
            subject: self.subject,
            body: self.body,
            state: serde_json::from_value(self.state.into())?,
            attempts: self.attempts,
            created_at: Timestamp(self.created_at),
            next_at: self.next_at.filter(|_| waits).map(Timestamp),
            sent_at: self.sent_at.map(Timestamp),
            reason: self.reason,
        })
    }
}

/// A state as the database spells it.
fn state_name(state: MailState) -> &'static str {
    match state {
        MailState::Waiting => "waiting",
        MailState::Sending => "sending",
        MailState::Sent => "sent",
        MailState::Failed => "failed",
        MailState::InDoubt => "in_doubt",
        MailState::Withheld => "withheld",
    }
}

fn key<Id: std::str::FromStr>(text: &str) -> Result<Id> {
    text.parse().map_err(|_| Error::Internal("a key of a mail that is none".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_however_it_is_written() {
        assert_eq!(address_hash("Ann+news@Example.com "), address_hash("ann@example.com"));
        assert_ne!(address_hash("ann@example.com"), address_hash("bob@example.com"));
    }

    #[test]
    fn a_token_that_was_sent_is_not_kept() {
        let token = tokens::new_token();
        let kept = without_token(&format!("Confirm:\n\nhttps://a.example/doi/{token}\n\nBye"));
        assert_eq!(kept, "Confirm:\n\nhttps://a.example/doi/…\n\nBye");
    }
}
