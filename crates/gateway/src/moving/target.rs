//! What a database is moved to: everything is in it at the end, or it is as it was.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::schema::Table;
use super::{MoveError, Place};
use crate::backup::{Aside, BackupError, put, remove_log};
use crate::disk;
use crate::store::{DATABASE, Store, sql};

/// Looks whether there is room for a database, and changes nothing; what it is called.
pub(super) async fn look(place: &Place) -> Result<String, MoveError> {
    let name = place.name()?;
    match place {
        Place::Sqlite(data) if data.join(DATABASE).exists() => Err(MoveError::NotEmpty(name)),
        Place::Sqlite(data) if data.is_file() => Err(MoveError::Nowhere(data.clone())),
        Place::Sqlite(_) => Ok(name),
        Place::Postgres(url) => {
            let unopened = |error| MoveError::Unopened(name.clone(), error);
            let store = Store::connect_alone(url).await.map_err(unopened)?;
            let (has_gateway, is_empty) = (store.has_gateway().await, is_empty(&store).await);
            store.close().await;
            match (has_gateway?, is_empty?) {
                (true, _) => Err(MoveError::InUse(name)),
                (false, false) => Err(MoveError::NotEmpty(name)),
                (false, true) => Ok(name),
            }
        }
    }
}

/// Whether there is no workspace in PostgreSQL, or no table of ours at all.
async fn is_empty(store: &Store) -> crate::Result<bool> {
    let tables = "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'workspaces'";
    if sql::query_scalar::<i64>(tables).fetch_one(&store.pool).await? == 0 {
        return Ok(true);
    }
    Ok(sql::query_scalar::<i64>("SELECT COUNT(*) FROM workspaces").fetch_one(&store.pool).await? == 0)
}

/// A database that is being filled.
pub(super) struct Target {
    /// What is written, all of it at once when it is committed.
    pub(super) transaction: sql::Transaction,
    store: Store,
    /// Where SQLite's file is made, and the data folder into which it goes.
    file: Option<(Aside, PathBuf)>,
}

impl Target {
    /// Makes it, brings it up to date, and begins to write.
    pub(super) async fn begin(place: &Place, name: &str) -> Result<Self, MoveError> {
        match place {
            Place::Sqlite(data) => {
                disk::private_folder(data).map_err(BackupError::file(data))?;
                let aside = Aside::make(data)?;
                let file = aside.folder.join(DATABASE);
                disk::private_file(&file).map_err(BackupError::file(&file))?;
                Store::open(&aside.folder).await?.close().await;
                let store = Store::open_to_fill(&file).await?;
                let transaction = store.pool.begin_writing().await?;
                Ok(Self { transaction, store, file: Some((aside, data.clone())) })
            }
            Place::Postgres(url) => {
                let unopened = |error| MoveError::Unopened(name.to_owned(), error);
                Store::connect(url).await.map_err(unopened)?.close().await;
                let store = Store::connect_alone(url).await.map_err(unopened)?;
                let mut transaction = store.pool.begin_writing().await?;
                // A gateway that starts meanwhile waits, instead of making a workspace.
                sql::query("LOCK TABLE workspaces IN ACCESS EXCLUSIVE MODE").execute(&mut *transaction).await?;
                let workspaces = sql::query_scalar::<i64>("SELECT COUNT(*) FROM workspaces");
                match workspaces.fetch_one(&mut *transaction).await? {
                    0 => Ok(Self { transaction, store, file: None }),
                    _ => Err(MoveError::NotEmpty(name.to_owned())),
                }
            }
        }
    }

    /// Puts everything into its place.
    pub(super) async fn finish(mut self, tables: &[Table]) -> Result<(), MoveError> {
        if self.file.is_none() {
            settle(&mut self.transaction, tables).await?;
        }
        self.transaction.commit().await.map_err(MoveError::Unconfirmed)?;
        self.store.close().await;
        let Some((aside, data)) = self.file else { return Ok(()) };
        Ok(put_in_place(&aside.folder.join(DATABASE), &data)?)
    }
}

/// Takes out what migrations write into a database that belongs to nobody yet.
pub(super) async fn clear(connection: &mut sql::Connection, tables: &[Table]) -> Result<(), MoveError> {
    for table in tables.iter().rev() {
        let mut delete = sql::Builder::new("DELETE FROM ");
        delete.push_name(&table.name);
        delete.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// Lets PostgreSQL find its ways by what there is now, and count on after it. SQLite is told its ways, and counts on by itself.
async fn settle(connection: &mut sql::Connection, tables: &[Table]) -> sql::Result<()> {
    for table in tables {
        let mut analyze = sql::Builder::new("ANALYZE ");
        analyze.push_name(&table.name);
        analyze.build().execute(&mut *connection).await?;
        let Some(counted) = &table.counted else { continue };
        let mut last = sql::Builder::new("SELECT setval(pg_get_serial_sequence(");
        last.push_bind(table.name.as_str()).push(", ").push_bind(counted.as_str());
        last.push("), (SELECT COALESCE(MAX(").push_name(counted).push("), 0) + 1 FROM ").push_name(&table.name);
        last.push("), FALSE)");
        last.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// Gives a file that is whole its name in a data folder.
fn put_in_place(made: &Path, data: &Path) -> Result<(), BackupError> {
    File::open(made).and_then(|made| made.sync_all()).map_err(BackupError::file(made))?;
    disk::own_like(made, data).map_err(BackupError::file(made))?;
    let place = data.join(DATABASE);
    // A log without its database would be read into the new one.
    remove_log(&place)?;
    put(made, &place)?;
    disk::sync_folder(data).map_err(BackupError::file(data))
}
