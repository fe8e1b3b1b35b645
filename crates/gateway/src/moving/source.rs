//! What is moved: read as of one moment, and held meanwhile.

use std::path::{Path, PathBuf};

use secrecy::SecretString;

use super::{MoveError, Place, schema};
use crate::store::checkup::{self, Standing};
use crate::store::sql::{self, postgres_code, sqlite_code};
use crate::store::{DATABASE, Store};

/// A database that is moved.
pub(super) struct Source {
    /// What it is called.
    pub(super) name: String,
    /// Reads all of it as of one moment, and is never committed.
    pub(super) transaction: sql::Transaction,
    store: Store,
}

impl Source {
    /// Opens it as it is. Unless it is only looked at, nobody else writes until it is closed, and no gateway has it open.
    pub(super) async fn open(place: &Place, only_look: bool) -> Result<Self, MoveError> {
        let name = place.name()?;
        let opened = match place {
            Place::Sqlite(path) => Self::of_sqlite(&file(path)?, only_look).await,
            Place::Postgres(url) => Self::of_postgres(url, only_look).await,
        };
        let (store, mut transaction) = match opened {
            Ok(Some(opened)) => opened,
            Ok(None) => return Err(MoveError::InUse(name)),
            Err(error) if is_in_use(&error) => return Err(MoveError::InUse(name)),
            Err(error) => return Err(MoveError::Unopened(name, error)),
        };
        let standing = checkup::standing_of(&mut transaction).await;
        let otherwise = match standing.map_err(|error| MoveError::Unopened(name.clone(), error.into()))? {
            Standing::Current => return Ok(Self { name, transaction, store }),
            Standing::Behind(_) => {
                "is behind this program. Start the gateway of this version over it once (`calling-card serve`): that brings it up to date."
            }
            Standing::Newer(_) => "was written by a newer program. Move it with that one.",
            Standing::Otherwise(_) => {
                "was made by a program that is none of Calling Card's releases. Restore a backup, and move that."
            }
        };
        Err(MoveError::Standing(name, otherwise))
    }

    /// None where somebody has it open.
    async fn of_sqlite(file: &Path, only_look: bool) -> crate::Result<Option<(Store, sql::Transaction)>> {
        if only_look {
            let store = checkup::store(file).await?;
            let transaction = store.pool.begin_reading().await?;
            return Ok(Some((store, transaction)));
        }
        let store = Store::open_alone(file).await?;
        // A writer that never writes: whoever has the file open is found out, and nobody opens it until this has ended.
        let transaction = store.pool.begin_writing().await?;
        Ok(Some((store, transaction)))
    }

    /// The same.
    async fn of_postgres(url: &SecretString, only_look: bool) -> crate::Result<Option<(Store, sql::Transaction)>> {
        let store = Store::connect_alone(url).await?;
        if only_look {
            let transaction = store.pool.begin_reading().await?;
            return Ok(Some((store, transaction)));
        }
        if store.has_gateway().await? {
            return Ok(None);
        }
        let tables = schema::names(&mut store.pool.acquire().await?).await?;
        let mut transaction = store.pool.begin_reading().await?;
        // What is read is of the moment after this: who has begun to write has ended then, and nobody begins.
        let mut lock = sql::Builder::new("LOCK TABLE ");
        for (place, table) in tables.iter().enumerate() {
            lock.push(if place == 0 { "" } else { ", " }).push_name(table);
        }
        lock.push(" IN SHARE MODE");
        lock.build().execute(&mut *transaction).await?;
        Ok(Some((store, transaction)))
    }

    /// Gives it free.
    pub(super) async fn close(self) {
        drop(self.transaction);
        self.store.close().await;
    }
}

/// The file of a database: of a data folder, or itself.
fn file(path: &Path) -> Result<PathBuf, MoveError> {
    let file = if path.is_dir() { path.join(DATABASE) } else { path.to_owned() };
    if file.is_file() { Ok(file) } else { Err(MoveError::Nowhere(path.to_owned())) }
}

/// SQLite's BUSY and LOCKED, and a lock of PostgreSQL's that another one has.
fn is_in_use(error: &crate::Error) -> bool {
    let crate::Error::Database(error) = error else { return false };
    matches!(sqlite_code(error), Some(5 | 6)) || postgres_code(error) == Some("55P03")
}
