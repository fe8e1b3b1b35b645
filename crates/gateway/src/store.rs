//! The store: SQLite in one file, in WAL mode, every acknowledged write on disk (`synchronous=FULL`); or PostgreSQL, which any number of
//! gateways share.
//!
//! Every row has its workspace, and every query names it. All writes to records go through the one append-only
//! change log (`changes`), from which undo, the bin and history are read.

pub(crate) mod aggregate;
pub mod api_tokens;
pub mod audit;
mod batch;
pub mod bulk;
pub mod changes;
pub mod checkup;
pub mod circle;
pub mod connections;
pub mod consents;
pub mod custom_fields;
mod derived;
pub mod dialects;
pub mod drafts;
pub mod embeds;
pub mod events;
pub mod export;
pub mod figures;
pub mod files;
mod fold;
pub mod foreign;
pub mod form_counts;
pub mod form_versions;
mod from_row;
pub mod imports;
pub mod inbound_sources;
pub mod index;
mod listing;
pub mod mails;
pub mod member_invitations;
pub mod members;
pub mod merging;
mod migrations;
mod news;
pub mod not_duplicates;
pub mod notes;
pub mod opt_ins;
pub mod organizations;
pub mod passkeys;
pub mod people;
mod postgres;
pub mod privacy;
pub mod private;
pub mod proofs;
pub mod published_cards;
pub mod receipts;
pub mod relations;
mod row;
mod search;
pub mod secrets;
pub mod sessions;
pub mod sql;
pub mod steps;
pub mod submissions;
pub mod tags;
pub mod timeline;
pub mod tokens;
pub mod totp;
pub mod transfers;
pub mod tries;
pub mod users;
pub mod versions;
pub mod views;
pub mod words;
pub mod workspaces;

pub use batch::Batch;

use std::path::Path;
use std::sync::Arc;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;

use crate::{Error, Result};

/// The database in a data folder.
pub const DATABASE: &str = "calling-card.sqlite";
/// How the names of the files end that SQLite keeps beside a database.
pub const BESIDE: [&str; 3] = [WRITE_AHEAD, "-shm", "-journal"];
/// How the name of its write-ahead log ends.
pub const WRITE_AHEAD: &str = "-wal";

/// A workspace (tenant).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WorkspaceId(pub Uuid);

impl From<Uuid> for WorkspaceId {
    fn from(key: Uuid) -> Self {
        Self(key)
    }
}

/// On whose behalf something is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// In which workspace.
    pub workspace: WorkspaceId,
    /// By whom: the name of a member of staff, of a form (`form:contact`), of an import.
    pub name: String,
}

/// The database.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) pool: sql::Pool,
    /// Whose turn it is to write: SQLite takes one writer at a time, and those who wait here wait in order. PostgreSQL takes many, but not
    /// so many that nobody can read any more.
    writers: Arc<Semaphore>,
    /// Tells that something was written.
    news: news::News,
}

impl Store {
    /// Opens the database in a data folder, makes it if there is none, and brings it up to date.
    pub async fn open(data: &Path) -> Result<Self> {
        let store = Self::of_file(options(data).create_if_missing(true).journal_mode(SqliteJournalMode::Wal)).await?;
        store.pool.migrate(&migrations::migrator()).await?;
        derived::bring_up_to_date(&store.pool).await?;
        // Where its file is taken away from now on, no empty one is made in its place.
        store.pool.make_none();
        Ok(store)
    }

    /// Opens the database that is in a data folder as it is: none is made, and it is not brought up to date.
    pub async fn open_as_it_is(data: &Path) -> Result<Self> {
        Self::of_file(options(data)).await
    }

    /// Opens a database's file as it is, by one connection beside which there is no other one. What is still in its log may get into the file
    /// when it is closed, as whenever the last one closes it.
    pub(crate) async fn open_alone(file: &Path) -> Result<Self> {
        Self::over_one(alone(file)).await
    }

    /// Opens a database's file that is thrown away unless it is filled to the end: nothing of it can be taken back.
    pub(crate) async fn open_to_fill(file: &Path) -> Result<Self> {
        Self::over_one(alone(file).journal_mode(SqliteJournalMode::Off).synchronous(SqliteSynchronous::Off)).await
    }

    async fn over_one(options: SqliteConnectOptions) -> Result<Self> {
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        Ok(Self::over(sql::Pool::Sqlite(pool), 1))
    }

    async fn of_file(options: SqliteConnectOptions) -> Result<Self> {
        // Where the disk is full, SQLite has ended a transaction that the driver then cannot end: such a connection begins no other one.
        let pool = SqlitePoolOptions::new()
            .max_connections(8)
            .before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }))
            .connect_with(options)
            .await?;
        Ok(Self::over(sql::Pool::Sqlite(pool), 1))
    }

    fn over(pool: sql::Pool, writers: usize) -> Self {
        Self { pool, writers: Arc::new(Semaphore::new(writers)), news: news::News::default() }
    }

    /// Waits until it is one's turn to write; it ends when it is dropped.
    async fn turn(&self) -> Result<OwnedSemaphorePermit> {
        let closed = |_| Error::Internal("nobody may write any more".into());
        self.writers.clone().acquire_owned().await.map_err(closed)
    }

    /// Begins a transaction that writes in a workspace, in which nobody else does until it has ended.
    async fn begin_in(&self, workspace: WorkspaceId) -> Result<sql::Transaction> {
        let mut transaction = self.pool.begin_writing().await?;
        alone_in(&mut transaction, workspace).await?;
        Ok(transaction)
    }

    /// Whether it is in PostgreSQL, where others may write at the same time.
    pub fn is_shared(&self) -> bool {
        matches!(self.pool, sql::Pool::Postgres(_))
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        sql::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Writes a copy of SQLite's database, consistent while others go on writing.
    pub async fn backup(&self, file: &Path) -> Result<()> {
        sql::query("VACUUM INTO ?").bind(file.to_string_lossy().into_owned()).execute(&self.pool).await?;
        Ok(())
    }

    /// Leaves nothing of what was deleted in the write-ahead log; where somebody is reading, the next checkpoint does.
    async fn forget_log(&self) -> Result<()> {
        match &self.pool {
            sql::Pool::Sqlite(_) => sql::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pool).await?,
            // Its log is the server's, and not of the gateway to cut.
            sql::Pool::Postgres(_) => return Ok(()),
        };
        Ok(())
    }

    /// Ends every connection, with a last checkpoint.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Lets nobody else write in a workspace until the transaction has ended: what is read in it to decide by stays as it is. SQLite takes one
/// writer at a time as it is; to PostgreSQL it is also said on whose behalf it is asked from now on.
async fn alone_in(connection: &mut sql::Connection, workspace: WorkspaceId) -> Result<()> {
    if let sql::Connection::Postgres(_) = connection {
        sql::query("SELECT set_config('app.workspace', ?, TRUE) FROM workspaces WHERE id = ? FOR NO KEY UPDATE")
            .bind(workspace.0.to_string())
            .bind(workspace.0)
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// The same in every workspace, for what is done to all of them; nobody is spoken for.
async fn alone_everywhere(connection: &mut sql::Connection) -> Result<()> {
    if let sql::Connection::Postgres(_) = connection {
        sql::query("SELECT 1 FROM workspaces ORDER BY id FOR NO KEY UPDATE").execute(connection).await?;
    }
    Ok(())
}

fn alone(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(false)
        .locking_mode(SqliteLockingMode::Exclusive)
        .foreign_keys(true)
        .busy_timeout(std::time::Duration::from_secs(2))
        // Files that came in are whole in their rows.
        .row_buffer_size(4)
        // What goes through all of it takes longer than a query of the gateway may.
        .disable_statement_logging()
}

fn options(data: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(data.join(DATABASE))
        .create_if_missing(false)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is deleted is overwritten in the file too, not only left out.
        .pragma("secure_delete", "ON")
        .busy_timeout(std::time::Duration::from_secs(10))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests {
    use super::*;
    use crate::Error;

    #[tokio::test]
    async fn where_the_database_is_gone_no_empty_one_takes_its_place() {
        let data = tempfile::tempdir().unwrap();
        assert!(Store::open_as_it_is(data.path()).await.is_err(), "there is none");
        assert!(!data.path().join(DATABASE).exists());
        let store = Store::open(data.path()).await.unwrap();
        // More than opening has left behind: one that has just been given back may come late.
        let mut held = Vec::new();
        for _ in 0..4 {
            held.push(store.pool.acquire().await.unwrap());
        }
        std::fs::remove_file(data.path().join(DATABASE)).unwrap();
        let error = Error::from(store.pool.acquire().await.unwrap_err());
        assert_eq!(error.details().status, 503, "{error}");
        assert!(!data.path().join(DATABASE).exists());
        drop(held);
        store.close().await;
        let error = Error::from(store.pool.acquire().await.unwrap_err());
        assert_eq!(error.details().status, 503, "{error}");
    }
}
