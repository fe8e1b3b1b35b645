//! Files that came in through forms: kept by a token until a submission names them, then with its draft.

use calling_card_api::ProblemKind;
use calling_card_api::files::FileRecord;
use calling_card_contact::{DraftId, FieldError, FileId, FormId, Person, PersonId, Problem};

use super::{Store, WorkspaceId, row, sql, tokens};
use crate::{Error, Result, clock};

/// How long a file is kept that belongs to no draft, in seconds: as long as a draft is kept in a visitor's browser.
const WAITING_SECONDS: i64 = 86_400;
/// Most bytes of such files, of each form.
const WAITING_BYTES: i64 = 200 * 1024 * 1024;
/// After how long it makes sense to come back where there are more, in seconds.
const COME_BACK_SECONDS: u64 = 600;

/// A file that came in.
pub struct NewFile {
    /// The form.
    pub form: FormId,
    /// The name of the field.
    pub field: String,
    /// Its name, made safe.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// SHA-256 of its content.
    pub sha256: Vec<u8>,
    /// What is in it.
    pub content: Vec<u8>,
}

/// A file that a submission names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name of the field.
    pub field: String,
    /// Its token.
    pub token: String,
    /// Its key.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// SHA-256 of its content.
    pub sha256: Vec<u8>,
}

/// Keeps a file; answers its token. Refuses it where too many of the form's belong to no draft.
pub async fn keep(store: &Store, workspace: WorkspaceId, file: NewFile) -> Result<String> {
    let _turn = store.turn().await?;
    let mut transaction = store.begin_in(workspace).await?;
    let size = i64::try_from(file.content.len()).map_err(|_| Error::Problem(ProblemKind::TooLarge))?;
    let waiting: i64 =
        sql::query_scalar("SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM files WHERE form = ? AND draft IS NULL")
            .bind(file.form.as_str())
            .fetch_one(&mut *transaction)
            .await?;
    if waiting + size > WAITING_BYTES {
        return Err(Error::TooMany(COME_BACK_SECONDS));
    }
    let (token, id): (String, FileId) = (tokens::new_token(), clock::new_key());
    sql::query(
        "INSERT INTO files (id, token_hash, workspace, form, field, name, media_type, size, sha256, created_at, content)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id.to_string())
    .bind(tokens::hash(&token))
    .bind(workspace.0)
    .bind(file.form.as_str())
    .bind(file.field)
    .bind(file.name)
    .bind(file.media_type)
    .bind(size)
    .bind(file.sha256)
    .bind(clock::now().0)
    .bind(file.content)
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(token)
}

/// The file of a token in a field of a form; none where there is none.
pub async fn named(
    store: &Store,
    workspace: WorkspaceId,
    (form, field): (&FormId, &str),
    token: &str,
) -> Result<Option<Named>> {
    let found: Option<(String, String, Vec<u8>)> = sql::query_as(
        "SELECT id, name, sha256 FROM files WHERE token_hash = ? AND workspace = ? AND form = ? AND field = ?",
    )
    .bind(tokens::hash(token))
    .bind(workspace.0)
    .bind(form.as_str())
    .bind(field)
    .fetch_optional(&store.pool)
    .await?;
    let named = |(id, name, sha256): (String, String, Vec<u8>)| {
        Ok(Named { field: field.to_owned(), token: token.to_owned(), id: key(&id)?, name, sha256 })
    };
    found.map(named).transpose()
}

/// Gives files to a draft, in the transaction of its submission. One that belongs to another is not there.
pub(super) async fn give(connection: &mut sql::Connection, draft: DraftId, files: &[Named]) -> Result<()> {
    for file in files {
        let given = sql::query("UPDATE files SET draft = ? WHERE id = ? AND draft IS NULL")
            .bind(draft.to_string())
            .bind(file.id.to_string())
            .execute(&mut *connection)
            .await?;
        if given.rows_affected() == 0 {
            let error = FieldError { field: format!("/{}", file.field), problem: Problem::File };
            return Err(Error::Invalid(vec![error]));
        }
    }
    Ok(())
}

/// Forgets those of these files that belong to no draft: a form without script has sent them again.
pub(super) async fn forget(connection: &mut sql::Connection, files: &[Named]) -> Result<()> {
    for file in files {
        sql::query("DELETE FROM files WHERE id = ? AND draft IS NULL")
            .bind(file.id.to_string())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// What is read of a file without its content.
macro_rules! columns {
    () => {
        "id, form, field, draft, name, media_type, size, sha256, created_at"
    };
}

/// The files of a draft, in the order in which they came.
pub async fn of_draft(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    draft: DraftId,
) -> Result<Vec<FileRecord>> {
    let query = concat!("SELECT ", columns!(), " FROM files WHERE workspace = ? AND draft = ? ORDER BY id");
    let rows: Vec<Row> = sql::query_as(query).bind(workspace.0).bind(draft.to_string()).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The files that became part of a person with their drafts, the newest first.
pub async fn of_person(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Vec<FileRecord>> {
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM files WHERE workspace = ?1
         AND draft IN (SELECT draft FROM submissions WHERE workspace = ?1 AND person = ?2) ORDER BY id DESC"
    ))
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The same, for a person who is there.
pub async fn list(store: &Store, workspace: WorkspaceId, person: PersonId) -> Result<Vec<FileRecord>> {
    let mut connection = store.pool.acquire().await?;
    row::get::<Person>(&mut connection, workspace, &person).await?;
    of_person(&mut connection, workspace, person).await
}

/// A file of a draft, with its content.
pub async fn get(store: &Store, workspace: WorkspaceId, id: FileId) -> Result<(FileRecord, Vec<u8>)> {
    let found: Option<WithContent> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        ", content FROM files WHERE workspace = ? AND id = ? AND draft IS NOT NULL"
    ))
    .bind(workspace.0)
    .bind(id.to_string())
    .fetch_optional(&store.pool)
    .await?;
    found.map(|WithContent(record, content)| (record, content)).ok_or(Error::NOT_FOUND)
}

/// Forgets what was sent and then belonged to no draft in time.
pub async fn purge(store: &Store) -> Result<u64> {
    let _turn = store.turn().await?;
    let gone = sql::query("DELETE FROM files WHERE draft IS NULL AND created_at <= ?")
        .bind(clock::in_seconds(-WAITING_SECONDS).0)
        .execute(&store.pool)
        .await?
        .rows_affected();
    if gone > 0 {
        store.forget_log().await?;
    }
    Ok(gone)
}

struct Row(FileRecord);

struct WithContent(FileRecord, Vec<u8>);

impl sql::FromRow for Row {
    fn from_row(row: &sql::Row) -> sql::Result<Self> {
        let text = |column: &str| row.try_get::<String, _>(column);
        let broken = |error: Error| sql::Error::Decode(error.to_string().into());
        let form = text("form")?.parse().map_err(|error| sql::Error::Decode(Box::new(error)))?;
        Ok(Self(FileRecord {
            id: key(&text("id")?).map_err(broken)?,
            form,
            field: text("field")?,
            draft: key(&text("draft")?).map_err(broken)?,
            name: text("name")?,
            media_type: text("media_type")?,
            size: row.try_get::<i64, _>("size")?.unsigned_abs(),
            sha256: tokens::hexadecimal(&row.try_get::<Vec<u8>, _>("sha256")?),
            created_at: calling_card_contact::Timestamp(text("created_at")?),
        }))
    }
}

impl sql::FromRow for WithContent {
    fn from_row(row: &sql::Row) -> sql::Result<Self> {
        Ok(Self(Row::from_row(row)?.0, row.try_get("content")?))
    }
}

fn key<Id: std::str::FromStr>(text: &str) -> Result<Id> {
    text.parse().map_err(|_| Error::Internal("a key of a file that is none".into()))
}
