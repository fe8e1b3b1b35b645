//! Looking at a database as a file, whatever it is, without bringing it up to date.

use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{ConnectOptions, SqliteConnection};

use super::{Store, migrations, sql};
use crate::Result;

/// How a database stands to this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is as this program wants it.
    Current,
    /// So many steps have not been done yet; the next start does them.
    Behind(usize),
    /// A newer program has done this step.
    Newer(i64),
    /// This step was done otherwise than it is written in this program.
    Otherwise(i64),
}

/// How many there are of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Records by their kind, without those in the bin.
    pub records: Vec<(String, i64)>,
    /// Workspaces.
    pub workspaces: i64,
    /// Members of staff.
    pub members: i64,
}

/// A file, to be read alone.
pub async fn open(file: &Path) -> sqlx::Result<SqliteConnection> {
    // To look through all of it goes criss-cross: with 128 MB at hand, little is read twice.
    SqliteConnectOptions::new().filename(file).read_only(true).pragma("cache_size", "-131072").connect().await
}

/// The same as a store, for what reads stores. It must be as this program wants it.
pub async fn store(file: &Path) -> Result<Store> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    Ok(Store::over(sql::Pool::Sqlite(pool), 1))
}

/// What SQLite finds wrong with the file; nothing where it is whole.
pub async fn integrity(connection: &mut SqliteConnection) -> sqlx::Result<Vec<String>> {
    let found: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(20)").fetch_all(connection).await?;
    Ok(found.into_iter().filter(|line| line != "ok").collect())
}

/// Rows that belong to nothing: in which table, and how many.
pub async fn loose_keys(connection: &mut SqliteConnection) -> sqlx::Result<Vec<(String, i64)>> {
    let found = sqlx::query_as("SELECT \"table\", COUNT(*) FROM pragma_foreign_key_check GROUP BY 1 ORDER BY 1");
    found.fetch_all(connection).await
}

/// Whether it is one of ours.
pub async fn is_ours(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    let tables =
        "SELECT COUNT(*) = 2 FROM sqlite_schema WHERE type = 'table' AND name IN ('_sqlx_migrations', 'records')";
    sqlx::query_scalar(tables).fetch_one(connection).await
}

/// How it stands to this program.
pub async fn standing(connection: &mut SqliteConnection) -> sqlx::Result<Standing> {
    let done: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version")
            .fetch_all(connection)
            .await?;
    Ok(compared(&done, &migrations::migrator()))
}

/// How the database of a connection stands to this program, whichever it is.
pub(crate) async fn standing_of(connection: &mut sql::Connection) -> sql::Result<Standing> {
    let migrator = match connection {
        sql::Connection::Sqlite(_) => migrations::migrator(),
        sql::Connection::Postgres(_) => migrations::of_postgres(),
    };
    let done: Vec<(i64, Vec<u8>)> =
        sql::query_as("SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version")
            .fetch_all(connection)
            .await?;
    Ok(compared(&done, &migrator))
}

fn compared(done: &[(i64, Vec<u8>)], migrator: &Migrator) -> Standing {
    for (version, checksum) in done {
        match migrator.iter().find(|migration| migration.version == *version) {
            None => return Standing::Newer(*version),
            Some(migration) if *migration.checksum != *checksum => return Standing::Otherwise(*version),
            Some(_) => {}
        }
    }
    let missing = migrator.iter().filter(|migration| done.iter().all(|(version, _)| *version != migration.version));
    match missing.count() {
        0 => Standing::Current,
        steps => Standing::Behind(steps),
    }
}

/// How many there are of what.
pub async fn counts(connection: &mut sql::Connection) -> Result<Counts> {
    let records = "SELECT kind, COUNT(*) FROM records WHERE deleted_at IS NULL GROUP BY kind ORDER BY kind";
    Ok(Counts {
        records: sql::query_as(records).fetch_all(&mut *connection).await?,
        workspaces: sql::query_scalar("SELECT COUNT(*) FROM workspaces").fetch_one(&mut *connection).await?,
        members: sql::query_scalar("SELECT COUNT(*) FROM users").fetch_one(&mut *connection).await?,
    })
}
