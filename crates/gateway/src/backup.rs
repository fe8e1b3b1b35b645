//! Backups: copies of the database, sealed where that is wished, and the way back.

mod aside;
mod restore;
pub mod seal;
mod write;

use std::path::{Path, PathBuf};

use calling_card_contact::Timestamp;
use serde::{Deserialize, Serialize};

pub(crate) use aside::{Aside, remove_log};
pub use restore::{Contents, Restore};
pub(crate) use write::put;
pub use write::write;

use crate::disk;
use crate::store::audit::Broken;

/// What is known of the last backup, in a data folder.
const LAST: &str = "last-backup.json";

/// What is known of the last backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    /// When it was made.
    pub at: Timestamp,
    /// Its file.
    pub file: PathBuf,
    /// Whether it is sealed.
    pub sealed: bool,
}

/// What is known of the last backup of a data folder.
pub fn last(data: &Path) -> Option<Last> {
    serde_json::from_slice(&std::fs::read(data.join(LAST)).ok()?).ok()
}

/// Why a backup was not written, or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file is there already.
    #[error("{0} is there already. Name a file that is not.")]
    There(PathBuf),
    /// A file cannot be read or written.
    #[error("{0} cannot be used ({1}).")]
    File(PathBuf, std::io::Error),
    /// To whom it is to be sealed is nobody.
    #[error("{0} is no recipient. `calling-card key backup` prints a key and its recipient, which begins with age1.")]
    Recipient(String),
    /// The file of the key has none.
    #[error("{0} holds no key of a backup: it is a line that begins with AGE-SECRET-KEY-1.")]
    Identity(PathBuf),
    /// It is sealed, and nothing that opens it was named.
    #[error(
        "The backup is sealed. Name the file of its key with --identity, or of its passphrase with --passphrase-file."
    )]
    Sealed,
    /// It cannot be opened with what was named, or was changed.
    #[error("The backup cannot be opened ({0}). It was sealed for another key, or is not whole.")]
    Unopened(String),
    /// It is no database, or a damaged one.
    #[error("The backup does not hold: {0}. Take another one.")]
    Damaged(String),
    /// A newer program has made it.
    #[error("The backup was made by a newer Calling Card (its database has the step {0}). Restore it with that one.")]
    Newer(i64),
    /// The audit log in it was changed.
    #[error(
        "The audit log in the backup was changed: {0}. Take another backup, or restore it all the same with --broken-audit."
    )]
    Audit(#[from] Broken),
    /// There is a database already.
    #[error("There is a database in {0} already. Back it up, and then say --replace.")]
    Kept(PathBuf),
    /// Somebody is using the database that would be replaced.
    #[error("The database in {0} is in use. Stop the gateway first.")]
    InUse(PathBuf),
    /// Another one is at it.
    #[error("Another restore or move into {0} is under way.")]
    UnderWay(PathBuf),
    /// The database failed.
    #[error("{0}.")]
    Store(#[from] crate::Error),
}

impl BackupError {
    pub(crate) fn file(path: &Path) -> impl Fn(std::io::Error) -> Self {
        move |error| Self::File(path.to_owned(), error)
    }
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// A file that is not left behind.
struct Temporary(PathBuf);

impl Temporary {
    /// An empty file for its owner alone.
    fn make(path: PathBuf) -> Result<Self, BackupError> {
        disk::private_file(&path).map_err(BackupError::file(&path))?;
        Ok(Self(path))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // Where it is in its place by now, there is none.
        let _ = std::fs::remove_file(&self.0);
    }
}
