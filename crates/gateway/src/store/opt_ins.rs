//! Double opt-ins: begun with a submission, confirmed by a link, forgotten where they are not.

use calling_card_api::consents::ConsentRecord;
use calling_card_contact::{Consent, ConsentId, DraftId, FormId, FormLanguage, MailText, Timestamp};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    Store, WorkspaceId, alone_everywhere, alone_in, consents, mails, privacy, receipts, sql, tokens, transfers,
};
use crate::{Error, Result, clock};

/// How long a link holds, in seconds: 48 hours.
pub const LINK_SECONDS: i64 = 48 * 3600;
/// How long it is known of a link that it is too old, in seconds: 90 days.
const REMEMBERED_SECONDS: i64 = 90 * 86_400;

/// A double opt-in that begins.
pub struct NewOptIn {
    /// The token of the link.
    pub token: String,
    /// Until when the link holds.
    pub expires_at: Timestamp,
    /// To whom the mail goes.
    pub address: String,
    /// The mail.
    pub mail: MailText,
    /// The language of the pages.
    pub language: FormLanguage,
    /// Where to lead the visitor afterwards; empty to stay.
    pub redirect: String,
    /// Whether the network address is kept from which it is confirmed.
    pub keep_address: bool,
    /// Whether a machine has sent it, so that no mail goes out.
    pub trapped: bool,
}

/// The submission that something belongs to.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    pub workspace: WorkspaceId,
    pub form: &'a FormId,
    pub draft: DraftId,
}

/// What a link is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How far it is.
    pub standing: Standing,
    /// The language of the pages.
    pub language: FormLanguage,
    /// Where to lead the visitor afterwards; empty to stay.
    pub redirect: String,
}

/// How far a double opt-in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for the confirmation.
    Open,
    /// It is confirmed.
    Confirmed,
    /// The link is too old.
    Expired,
}

/// The token of the link that withdraws the consent. It is made of the other one, so that it can be shown again
/// without being kept; the other one cannot be made of it.
pub fn withdraw_token(token: &str) -> String {
    tokens::hexadecimal(&Sha256::digest(format!("withdraw {token}").as_bytes()))
}

/// SQL: whether the record of a draft waits for its confirmation.
macro_rules! is_waiting {
    () => {
        "EXISTS (SELECT 1 FROM opt_ins WHERE opt_ins.workspace = records.workspace AND opt_ins.draft = records.id
                 AND opt_ins.confirmed_at IS NULL)"
    };
}
pub(super) use is_waiting;

/// Begins a double opt-in with its mail, in the transaction of the submission.
pub(super) async fn begin(connection: &mut sql::Connection, origin: Origin<'_>, new: &NewOptIn) -> Result<()> {
    sql::query(
        "INSERT INTO opt_ins (token_hash, withdraw_hash, workspace, draft, language, redirect, keep_address, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(tokens::hash(&new.token))
    .bind(tokens::hash(&withdraw_token(&new.token)))
    .bind(origin.workspace.0)
    .bind(origin.draft.to_string())
    .bind(new.language.tag())
    .bind(&new.redirect)
    .bind(new.keep_address)
    .bind(&new.expires_at.0)
    .execute(&mut *connection)
    .await?;
    mails::enqueue(connection, origin, new).await
}

/// What a link is good for; looking changes nothing.
pub async fn look(store: &Store, token: &str) -> Result<Option<Found>> {
    Ok(find(&mut store.pool.acquire().await?, token).await?.map(|row| row.found))
}

/// Confirms by a link, once; answers how it was before. `from` is kept where the form says so.
pub async fn confirm(store: &Store, token: &str, from: &str) -> Result<Option<Found>> {
    let mut transaction = store.pool.begin_writing().await?;
    let Some(row) = find(&mut transaction, token).await? else { return Ok(None) };
    alone_in(&mut transaction, row.workspace).await?;
    let Some(row) = find(&mut transaction, token).await? else { return Ok(None) };
    if row.found.standing == Standing::Open {
        let now = clock::now();
        sql::query("UPDATE opt_ins SET confirmed_at = ? WHERE token_hash = ?")
            .bind(&now.0)
            .bind(tokens::hash(token))
            .execute(&mut *transaction)
            .await?;
        let from = if row.keep_address { from } else { "" };
        consents::change(&mut transaction, row.workspace, row.draft, |consent| {
            let proof = consent.opt_in.get_or_insert_default();
            proof.confirmed_at = Some(now);
            proof.confirmed_from = from.to_owned();
        })
        .await?;
        transfers::let_through(&mut transaction, row.workspace, row.draft).await?;
        transaction.commit().await?;
    }
    Ok(Some(row.found))
}

/// Confirms the address of a draft without a link of ours: somebody else has asked for it. Whether there is anything to confirm:
/// what was not confirmed in time is not. A draft that came without a consent gets `given` as its proof.
pub async fn grant(store: &Store, workspace: WorkspaceId, draft: DraftId, given: ConsentRecord) -> Result<bool> {
    let mut transaction = store.begin_in(workspace).await?;
    let now = clock::now();
    let waiting: Option<(String, Option<String>)> =
        sql::query_as("SELECT expires_at, confirmed_at FROM opt_ins WHERE workspace = ? AND draft = ?")
            .bind(workspace.0)
            .bind(draft.to_string())
            .fetch_optional(&mut *transaction)
            .await?;
    if waiting.is_some_and(|(expires_at, confirmed_at)| confirmed_at.is_none() && expires_at <= now.0) {
        return Ok(false);
    }
    sql::query("UPDATE opt_ins SET confirmed_at = ? WHERE workspace = ? AND draft = ? AND confirmed_at IS NULL")
        .bind(&now.0)
        .bind(workspace.0)
        .bind(draft.to_string())
        .execute(&mut *transaction)
        .await?;
    if consents::of_draft(&mut transaction, workspace, draft).await?.is_none() {
        consents::keep(&mut transaction, workspace, &given).await?;
    }
    consents::confirm(&mut transaction, workspace, draft).await?;
    transfers::let_through(&mut transaction, workspace, draft).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Whether a link withdraws a consent, and whether it was withdrawn by now; with the language of the pages.
pub async fn look_at_withdrawal(store: &Store, token: &str) -> Result<Option<(FormLanguage, bool)>> {
    let found = find_withdrawal(store, token).await?;
    Ok(found.map(|(_, Consent { language, withdrawn_at, .. }, _)| (language, withdrawn_at.is_some())))
}

/// Withdraws the consent of a link; none where there is none.
pub async fn withdraw(store: &Store, token: &str) -> Result<Option<FormLanguage>> {
    let Some((workspace, consent, id)) = find_withdrawal(store, token).await? else { return Ok(None) };
    consents::withdraw(store, workspace, id).await?;
    Ok(Some(consent.language))
}

/// Whether a draft waits for its confirmation.
pub(super) async fn waits(connection: &mut sql::Connection, workspace: WorkspaceId, draft: DraftId) -> Result<bool> {
    let open: Option<i64> =
        sql::query_scalar("SELECT 1 FROM opt_ins WHERE workspace = ? AND draft = ? AND confirmed_at IS NULL")
            .bind(workspace.0)
            .bind(draft.to_string())
            .fetch_optional(connection)
            .await?;
    Ok(open.is_some())
}

/// Forgets what was not confirmed in time: draft, proof, mail, and what the log says of them. What staff have accepted all
/// the same stays.
pub async fn purge(store: &Store) -> Result<u64> {
    let mut transaction = store.pool.begin_writing().await?;
    alone_everywhere(&mut transaction).await?;
    let gone: Vec<(Uuid, String)> = sql::query_as(
        "SELECT opt_ins.workspace, opt_ins.draft FROM opt_ins
         JOIN submissions ON submissions.workspace = opt_ins.workspace AND submissions.draft = opt_ins.draft
         WHERE opt_ins.confirmed_at IS NULL AND opt_ins.expires_at <= ?
           AND NOT EXISTS (SELECT 1 FROM records WHERE records.workspace = opt_ins.workspace AND records.kind = 'person'
                           AND records.id = submissions.person AND records.deleted_at IS NULL)
           AND (EXISTS (SELECT 1 FROM records WHERE records.kind = 'draft' AND records.id = opt_ins.draft)
                OR EXISTS (SELECT 1 FROM mails WHERE mails.draft = opt_ins.draft)
                OR EXISTS (SELECT 1 FROM consents WHERE consents.draft = opt_ins.draft))",
    )
    .bind(clock::now().0)
    .fetch_all(&mut *transaction)
    .await?;
    let count = gone.len() as u64;
    for (workspace, draft) in gone {
        privacy::forget_draft(&mut transaction, WorkspaceId(workspace), &draft).await?;
    }
    sql::query("DELETE FROM opt_ins WHERE confirmed_at IS NULL AND expires_at <= ?")
        .bind(clock::in_seconds(-REMEMBERED_SECONDS).0)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    if count > 0 {
        store.forget_log().await?;
    }
    Ok(count)
}

struct Row {
    found: Found,
    workspace: WorkspaceId,
    draft: DraftId,
    keep_address: bool,
}

type Columns = (Uuid, String, String, String, bool, String, Option<String>);

async fn find(connection: &mut sql::Connection, token: &str) -> Result<Option<Row>> {
    let row: Option<Columns> = sql::query_as(
        "SELECT workspace, draft, language, redirect, keep_address, expires_at, confirmed_at FROM opt_ins WHERE token_hash = ?",
    )
    .bind(tokens::hash(token))
    .fetch_optional(connection)
    .await?;
    let Some((workspace, draft, language, redirect, keep_address, expires_at, confirmed_at)) = row else {
        return Ok(None);
    };
    let standing = match confirmed_at {
        Some(_) => Standing::Confirmed,
        None if expires_at <= clock::now().0 => Standing::Expired,
        None => Standing::Open,
    };
    let found = Found { standing, language: FormLanguage::of(&language).unwrap_or_default(), redirect };
    Ok(Some(Row { found, workspace: WorkspaceId(workspace), draft: key(&draft)?, keep_address }))
}

/// The consent that a link withdraws: one that follows a confirmation, or one on a receipt.
async fn find_withdrawal(store: &Store, token: &str) -> Result<Option<(WorkspaceId, Consent, ConsentId)>> {
    let confirmed: Option<String> = sql::query_scalar("SELECT draft FROM opt_ins WHERE withdraw_hash = ?")
        .bind(tokens::hash(token))
        .fetch_optional(&store.pool)
        .await?;
    let draft = match confirmed {
        Some(draft) => Some(key(&draft)?),
        None => receipts::draft(store, token).await?,
    };
    let Some(draft) = draft else { return Ok(None) };
    let found = consents::of_link(&mut store.pool.acquire().await?, draft).await?;
    Ok(found.map(|(workspace, record)| (workspace, record.content, record.id)))
}

fn key(draft: &str) -> Result<DraftId> {
    draft.parse().map_err(|_| Error::Internal("a draft's key that is none".into()))
}
