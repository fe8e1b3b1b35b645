//! Proofs of consent: written with the submission, kept beside the records, changed by no undo.

use calling_card_api::consents::ConsentRecord;
use calling_card_contact::{Consent, ConsentId, DraftId, FormId, PersonId};
use uuid::Uuid;

use super::{Store, WorkspaceId, sql};
use crate::{Error, Result, clock};

/// A row as it is read.
type Row = (String, String, String, String);

/// Keeps a proof.
pub(super) async fn keep(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    record: &ConsentRecord,
) -> Result<()> {
    sql::query("INSERT INTO consents (id, workspace, form, draft, content) VALUES (?, ?, ?, ?, ?)")
        .bind(record.id.to_string())
        .bind(workspace.0)
        .bind(record.form.as_str())
        .bind(record.draft.to_string())
        .bind(serde_json::to_string(&record.content)?)
        .execute(connection)
        .await?;
    Ok(())
}

/// One proof.
pub async fn get(store: &Store, workspace: WorkspaceId, id: ConsentId) -> Result<ConsentRecord> {
    find(&mut store.pool.acquire().await?, workspace, id).await
}

/// The proof that came with a draft.
pub async fn of_draft(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    draft: DraftId,
) -> Result<Option<ConsentRecord>> {
    let row: Option<Row> =
        sql::query_as("SELECT id, form, draft, content FROM consents WHERE workspace = ? AND draft = ?")
            .bind(workspace.0)
            .bind(draft.to_string())
            .fetch_optional(connection)
            .await?;
    row.map(record).transpose()
}

/// The proof that came with the draft of a link which the draft's key is a part of, whatever its workspace.
pub(super) async fn of_link(
    connection: &mut sql::Connection,
    draft: DraftId,
) -> Result<Option<(WorkspaceId, ConsentRecord)>> {
    let row: Option<(Uuid, String, String, String, String)> =
        sql::query_as("SELECT workspace, id, form, draft, content FROM consents WHERE draft = ?")
            .bind(draft.to_string())
            .fetch_optional(connection)
            .await?;
    row.map(|(workspace, id, form, draft, content)| Ok((WorkspaceId(workspace), record((id, form, draft, content))?)))
        .transpose()
}

/// What a person has agreed to, the newest first.
pub async fn of_person(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Vec<ConsentRecord>> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT id, form, draft, content FROM consents WHERE workspace = ?1
         AND draft IN (SELECT draft FROM submissions WHERE workspace = ?1 AND person = ?2) ORDER BY id DESC",
    )
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(record).collect()
}

/// The same, for a person who is there.
pub async fn list(store: &Store, workspace: WorkspaceId, person: PersonId) -> Result<Vec<ConsentRecord>> {
    let mut connection = store.pool.acquire().await?;
    super::row::get::<calling_card_contact::Person>(&mut connection, workspace, &person).await?;
    of_person(&mut connection, workspace, person).await
}

/// Takes down that a consent was withdrawn; the first time counts.
pub async fn withdraw(store: &Store, workspace: WorkspaceId, id: ConsentId) -> Result<ConsentRecord> {
    let mut transaction = store.begin_in(workspace).await?;
    let mut record = find(&mut transaction, workspace, id).await?;
    if record.content.withdrawn_at.is_none() {
        record.content.withdrawn_at = Some(clock::now());
        put(&mut transaction, workspace, &record).await?;
    }
    transaction.commit().await?;
    Ok(record)
}

/// Changes the proof of a draft, where there is one.
pub(super) async fn change(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    draft: DraftId,
    change: impl FnOnce(&mut Consent),
) -> Result<()> {
    if let Some(mut record) = of_draft(connection, workspace, draft).await? {
        change(&mut record.content);
        put(connection, workspace, &record).await?;
    }
    Ok(())
}

/// Takes down that the address of a draft's proof was confirmed; the first time counts.
pub(crate) async fn confirm(connection: &mut sql::Connection, workspace: WorkspaceId, draft: DraftId) -> Result<()> {
    let now = clock::now();
    change(connection, workspace, draft, |consent| {
        consent.opt_in.get_or_insert_default().confirmed_at.get_or_insert(now);
    })
    .await
}

async fn find(connection: &mut sql::Connection, workspace: WorkspaceId, id: ConsentId) -> Result<ConsentRecord> {
    let row: Option<Row> =
        sql::query_as("SELECT id, form, draft, content FROM consents WHERE workspace = ? AND id = ?")
            .bind(workspace.0)
            .bind(id.to_string())
            .fetch_optional(connection)
            .await?;
    record(row.ok_or(Error::NOT_FOUND)?)
}

async fn put(connection: &mut sql::Connection, workspace: WorkspaceId, record: &ConsentRecord) -> Result<()> {
    sql::query("UPDATE consents SET content = ? WHERE workspace = ? AND id = ?")
        .bind(serde_json::to_string(&record.content)?)
        .bind(workspace.0)
        .bind(record.id.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

fn record((id, form, draft, content): Row) -> Result<ConsentRecord> {
    let broken = |_| Error::Internal("a key of a consent that is none".into());
    let form: FormId = form.parse().map_err(|_| Error::Internal("a form's id that is none".into()))?;
    Ok(ConsentRecord {
        id: id.parse().map_err(broken)?,
        form,
        draft: draft.parse().map_err(broken)?,
        content: serde_json::from_str(&content)?,
    })
}
