//! The way back: a backup is opened beside the database, looked at, and put into its place in one step. Whenever this ends, the old database is there,
//! or the new one.

use std::fs::File;
use std::path::{Path, PathBuf};

use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::seal::Opening;
use super::{Aside, BackupError, remove_log};
use crate::store::sql::sqlite_code;
use crate::store::{DATABASE, Store, audit, checkup};
use crate::{Error, disk};

/// A backup that is to be restored.
pub struct Restore {
    /// Its file.
    pub file: PathBuf,
    /// The data folder.
    pub data: PathBuf,
    /// What opens it.
    pub opening: Opening,
    /// Whether a database that is there may be replaced.
    pub replace: bool,
    /// Whether it is restored although its audit log does not hold.
    pub broken_audit: bool,
}

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Records by their kind, without those in the bin.
    pub records: Vec<(String, i64)>,
    /// How many workspaces.
    pub workspaces: i64,
    /// How many members of staff.
    pub members: i64,
    /// How many entries of the audit log hold.
    pub audit: u64,
}

impl Restore {
    /// Restores it; what it holds.
    pub async fn run(self) -> Result<Contents, BackupError> {
        disk::private_folder(&self.data).map_err(BackupError::file(&self.data))?;
        let place = self.data.join(DATABASE);
        if place.exists() && !self.replace {
            return Err(BackupError::Kept(self.data));
        }
        let aside = Aside::make(&self.data)?;
        let copy = aside.folder.join(DATABASE);
        self.open_into(&copy)?;
        let contents = self.look(&aside.folder, &copy).await?;
        File::open(&copy).and_then(|copy| copy.sync_all()).map_err(BackupError::file(&copy))?;
        disk::own_like(&copy, &self.data).map_err(BackupError::file(&copy))?;
        let old = match place.exists() {
            true => Some(take_out(&place, &self.data).await?),
            false => {
                // A log without its database would be read into the new one.
                remove_log(&place)?;
                None
            }
        };
        std::fs::rename(&copy, &place).map_err(BackupError::file(&place))?;
        disk::sync_folder(&self.data).map_err(BackupError::file(&self.data))?;
        if let Some(Some(old)) = old {
            // It has no name any more.
            let _ = old.close().await;
        }
        Ok(contents)
    }

    fn open_into(&self, copy: &Path) -> Result<(), BackupError> {
        let backup = File::open(&self.file).map_err(BackupError::file(&self.file))?;
        let mut into = disk::private_file(copy).map_err(BackupError::file(copy))?;
        self.opening.open(backup, &mut into)
    }

    /// Looks whether it holds, and brings it up to date.
    async fn look(&self, folder: &Path, copy: &Path) -> Result<Contents, BackupError> {
        let mut connection = checkup::open(copy).await.map_err(unread)?;
        let found = checkup::integrity(&mut connection).await.map_err(unread)?;
        let loose = checkup::loose_keys(&mut connection).await.map_err(unread)?;
        let ours = checkup::is_ours(&mut connection).await.map_err(unread)?;
        connection.close().await.map_err(unread)?;
        if let Some(first) = found.first() {
            return Err(BackupError::Damaged(first.clone()));
        }
        if let Some((table, number)) = loose.first() {
            return Err(BackupError::Damaged(format!("{number} rows of {table} belong to nothing")));
        }
        if !ours {
            return Err(BackupError::Damaged("it is no database of Calling Card".into()));
        }
        let store = Store::open(folder).await.map_err(|error| match error {
            Error::Migration(MigrateError::VersionMissing(step)) => BackupError::Newer(step),
            Error::Migration(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => unread(error),
            Error::Migration(error) => BackupError::Damaged(error.to_string()),
            other => other.into(),
        })?;
        let contents = contents(&store, self.broken_audit).await;
        store.close().await;
        contents
    }
}

async fn contents(store: &Store, broken_audit: bool) -> Result<Contents, BackupError> {
    let audit = match audit::verify(store).await? {
        Ok(logs) => logs.iter().map(|log| log.entries).sum(),
        Err(_) if broken_audit => 0,
        Err(broken) => return Err(broken.into()),
    };
    let counts = checkup::counts(&mut store.pool.acquire().await?).await?;
    Ok(Contents { records: counts.records, workspaces: counts.workspaces, members: counts.members, audit })
}

/// Takes the old database for ourselves, until it has no name any more: nobody else has it open, and no log beside it would be read into the new one.
/// None where it is so damaged that it cannot be opened.
async fn take_out(place: &Path, data: &Path) -> Result<Option<SqliteConnection>, BackupError> {
    let options = SqliteConnectOptions::new()
        .filename(place)
        .pragma("locking_mode", "EXCLUSIVE")
        // All that is in the log is in the file from then on, and the log is gone.
        .journal_mode(SqliteJournalMode::Delete)
        .busy_timeout(std::time::Duration::from_secs(2));
    let taken = async {
        let mut old = options.connect().await?;
        sqlx::query("BEGIN EXCLUSIVE").execute(&mut old).await?;
        sqlx::query("COMMIT").execute(&mut old).await?;
        Ok(old)
    };
    match taken.await {
        Ok(old) => Ok(Some(old)),
        Err(error) if is_in_use(&error) => Err(BackupError::InUse(data.to_owned())),
        Err(error) if is_damaged(&error) => {
            remove_log(place)?;
            Ok(None)
        }
        // What is in the log may be all that is new: it stays.
        Err(error) => Err(error.into()),
    }
}

/// SQLITE_BUSY and SQLITE_LOCKED.
fn is_in_use(error: &sqlx::Error) -> bool {
    matches!(sqlite_code(error), Some(5 | 6))
}

/// SQLITE_CORRUPT and SQLITE_NOTADB. All else says something of the disk, or of the rights, and nothing of the database.
fn is_damaged(error: &sqlx::Error) -> bool {
    matches!(sqlite_code(error), Some(11 | 26))
}

/// Why a backup could not be read.
fn unread(error: sqlx::Error) -> BackupError {
    if is_damaged(&error) { BackupError::Damaged(error.to_string()) } else { error.into() }
}
