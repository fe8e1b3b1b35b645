//! The pool of connections.

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{PgPool, SqlitePool};

use super::connection::Held;
use super::taken_down::{Asked, note};
use super::{Connection, Result, Transaction};

/// How transactions begin: those that read, and those that write.
const IN_SQLITE: (&str, &str) = ("BEGIN", "BEGIN IMMEDIATE");
const IN_POSTGRES: (&str, &str) = ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "BEGIN");

/// The connections to a database.
#[derive(Clone, Debug)]
pub enum Pool {
    /// To SQLite.
    Sqlite(SqlitePool),
    /// To PostgreSQL.
    Postgres(PgPool),
}

impl Pool {
    /// A connection, as soon as one is free.
    pub async fn acquire(&self) -> Result<Connection> {
        match self {
            Self::Sqlite(pool) => Ok(Connection::Sqlite(Held::Free(pool.acquire().await?))),
            Self::Postgres(pool) => Ok(Connection::Postgres(Held::Free(pool.acquire().await?))),
        }
    }

    /// Begins a transaction that reads: all that is read in it is of one moment.
    pub async fn begin_reading(&self) -> Result<Transaction> {
        self.begin(IN_SQLITE.0, IN_POSTGRES.0).await
    }

    /// Begins a transaction that writes. What is read in it stays as it is until it has ended.
    pub async fn begin_writing(&self) -> Result<Transaction> {
        // In SQLite, one that began as a reader and then writes fails where another has written meanwhile.
        self.begin(IN_SQLITE.1, IN_POSTGRES.1).await
    }

    async fn begin(&self, in_sqlite: &'static str, in_postgres: &'static str) -> Result<Transaction> {
        note(|| Asked::Begin(if matches!(self, Self::Sqlite(_)) { in_sqlite } else { in_postgres }));
        Ok(Transaction(match self {
            Self::Sqlite(pool) => Connection::Sqlite(Held::Transaction(pool.begin_with(in_sqlite).await?)),
            Self::Postgres(pool) => Connection::Postgres(Held::Transaction(pool.begin_with(in_postgres).await?)),
        }))
    }

    /// Brings the database up to date.
    pub(in crate::store) async fn migrate(&self, migrator: &Migrator) -> std::result::Result<(), MigrateError> {
        match self {
            Self::Sqlite(pool) => migrator.run(pool).await,
            Self::Postgres(pool) => migrator.run(pool).await,
        }
    }

    /// From now on, a connection makes no database where there is none.
    pub(in crate::store) fn make_none(&self) {
        match self {
            Self::Sqlite(pool) => {
                let options = pool.connect_options().as_ref().clone();
                pool.set_connect_options(options.create_if_missing(false));
            }
            // It makes none anyway.
            Self::Postgres(_) => {}
        }
    }

    /// Ends every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}
