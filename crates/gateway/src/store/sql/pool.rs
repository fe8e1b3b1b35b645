//! The pool of connections.

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{PgPool, SqlitePool};

use super::connection::Held;
use super::{Connection, Result, Transaction};

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
        match self {
            Self::Sqlite(pool) => Ok(Transaction(Connection::Sqlite(Held::Transaction(pool.begin().await?)))),
            Self::Postgres(pool) => {
                let transaction = pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
                Ok(Transaction(Connection::Postgres(Held::Transaction(transaction))))
            }
        }
    }

    /// Begins a transaction that writes. What is read in it stays as it is until it has ended.
    pub async fn begin_writing(&self) -> Result<Transaction> {
        match self {
            // One that began as a reader and then writes fails where another has written meanwhile.
            Self::Sqlite(pool) => {
                let transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
                Ok(Transaction(Connection::Sqlite(Held::Transaction(transaction))))
            }
            Self::Postgres(pool) => Ok(Transaction(Connection::Postgres(Held::Transaction(pool.begin().await?)))),
        }
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
