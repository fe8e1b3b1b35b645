//! Notes about people.

use calling_card_api::notes::NoteRecord;
use calling_card_api::{Nothing, ProblemKind, Version, Written};
use calling_card_contact::{BatchId, Check, FieldError, Note, NoteId, Person, PersonId, Problem};

use uuid::Uuid;

use super::row::{self, Row, columns};
use super::{Actor, Batch, Store, WorkspaceId, sql};
use crate::{Error, Result, clock};

/// The notes about a person: flagged ones first, then the newest.
pub async fn list(store: &Store, workspace: WorkspaceId, person: PersonId) -> Result<Vec<NoteRecord>> {
    let mut connection = store.pool.acquire().await?;
    row::get::<Person>(&mut connection, workspace, &person).await?;
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'note' AND parent = ? AND deleted_at IS NULL
         ORDER BY created_at DESC, id DESC"
    ))
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(&mut connection)
    .await?;
    let mut notes: Vec<NoteRecord> = rows.into_iter().map(Row::record).collect::<Result<_>>()?;
    notes.sort_by_key(|note| !note.content.flagged);
    Ok(notes)
}

/// One note.
pub(crate) async fn get(connection: &mut sql::Connection, workspace: WorkspaceId, id: NoteId) -> Result<NoteRecord> {
    row::get(connection, workspace, &id).await
}

/// The texts of the notes about a person, the oldest first.
pub(super) async fn texts_about(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Vec<String>> {
    Ok(sql::query_scalar(
        "SELECT content ->> '$.text' FROM records WHERE workspace = ? AND kind = 'note' AND parent = ? AND deleted_at IS NULL
         ORDER BY created_at, id",
    )
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(connection)
    .await?)
}

/// Writes a note. By a key that its sender has made it is written once, however often it is sent.
pub async fn create(store: &Store, actor: &Actor, id: Option<NoteId>, note: Note) -> Result<Written<NoteRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    if let Some(id) = id
        && let Some(written) = written_before(&mut batch, id, &note).await?
    {
        return Ok(written);
    }
    check(&mut batch, &note).await?;
    let record = batch.create(id.unwrap_or_else(clock::new_key), note).await?;
    batch.commit(record).await
}

/// What was written by this key, as it is now. Other content under the key, or a note that is gone since, stands against it.
async fn written_before(batch: &mut Batch, id: NoteId, note: &Note) -> Result<Option<Written<NoteRecord>>> {
    let workspace = batch.actor.workspace;
    let first: Option<(Uuid, Uuid, Option<String>)> = sql::query_as(
        "SELECT workspace, batch, after FROM changes WHERE kind = 'note' AND id = ? ORDER BY sequence LIMIT 1",
    )
    .bind(id.to_string())
    .fetch_optional(batch.connection())
    .await?;
    let Some((of, made_in, after)) = first else { return Ok(None) };
    let was = after.and_then(|after| serde_json::from_str::<Note>(&after).ok());
    let same = of == workspace.0 && was.as_ref() == Some(note);
    match batch.get::<Note>(&id).await {
        Ok(result) if same => Ok(Some(Written { batch: BatchId(made_in), result })),
        Ok(_) | Err(Error::Problem(ProblemKind::NotFound)) => Err(Error::Problem(ProblemKind::Conflict)),
        Err(wrong) => Err(wrong),
    }
}

/// Writes a note anew.
pub async fn update(
    store: &Store,
    actor: &Actor,
    id: NoteId,
    seen: Version,
    note: Note,
) -> Result<Written<NoteRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    check(&mut batch, &note).await?;
    let record = batch.update(&id, seen, note).await?;
    batch.commit(record).await
}

/// Puts a note into the bin.
pub async fn delete(store: &Store, actor: &Actor, id: NoteId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    batch.delete::<Note>(&id, seen).await?;
    batch.commit(Nothing).await
}

/// Checks a note, and sees that whom it is about is there.
pub(super) async fn check(batch: &mut Batch, note: &Note) -> Result<()> {
    let workspace = batch.actor.workspace;
    let mut errors = note.check();
    if !super::people::exists(batch.connection(), workspace, note.person).await? {
        errors.push(FieldError { field: "/person".into(), problem: Problem::Unknown });
    }
    // It has all its places here.
    if note.there.is_some() {
        errors.push(FieldError { field: "/there".into(), problem: Problem::Unknown });
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}
