//! The bare database: what the gateway asks of it, asked by sqlx alone, over as many connections as the gateway has.

use anyhow::Result;
use calling_card_gateway::store::DATABASE;
use calling_card_gateway::store::sql::{Asked, Value};
use secrecy::ExposeSecret;
use sqlx::postgres::{PgArguments, PgPoolOptions};
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Arguments, Executor, PgConnection, PgPool, SqliteConnection, SqlitePool};
use tokio::sync::Semaphore;

use crate::ground::Place;

/// So many connections, and writers at once, as the gateway has.
const IN_SQLITE: (u32, usize) = (8, 1);
const IN_POSTGRES: (u32, usize) = (16, 8);

/// A database without a gateway.
pub(crate) struct Bare {
    pool: Pool,
    /// Whose turn it is to write: SQLite by itself would let those who wait ask again and again.
    writers: Semaphore,
}

enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// Asks all that a request asks, by one connection.
macro_rules! ask {
    ($name:ident, $connection:ty, $arguments:ty) => {
        async fn $name(connection: &mut $connection, asked: &[Asked], writers: &Semaphore) -> Result<()> {
            let mut turn = None;
            for asked in asked {
                match asked {
                    Asked::Begin(text) => {
                        turn = Some(writers.acquire().await?);
                        connection.execute(*text).await?;
                    }
                    Asked::Query { text, values } => {
                        let mut arguments = <$arguments>::default();
                        for value in values {
                            let bound = match value {
                                Value::Text(value) => arguments.add(value.as_deref()),
                                Value::Integer(value) => arguments.add(*value),
                                Value::Bool(value) => arguments.add(*value),
                                Value::Bytes(value) => arguments.add(value.as_deref()),
                                Value::Uuid(value) => arguments.add(*value),
                            };
                            bound.map_err(sqlx::Error::Encode)?;
                        }
                        sqlx::query_with(text.clone(), arguments).fetch_all(&mut *connection).await?;
                    }
                    Asked::Commit => {
                        connection.execute("COMMIT").await?;
                        turn = None;
                    }
                }
            }
            // What has only read ends without.
            if turn.is_some() {
                connection.execute("ROLLBACK").await?;
            }
            Ok(())
        }
    };
}

ask!(ask_sqlite, SqliteConnection, SqliteArguments);
ask!(ask_postgres, PgConnection, PgArguments);

impl Bare {
    /// Connects to it, as the gateway does.
    pub(crate) async fn connect(place: &Place) -> Result<Self> {
        let (pool, writers) = match place {
            Place::Folder(folder) => {
                let options = SqliteConnectOptions::new()
                    .filename(folder.join(DATABASE))
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .foreign_keys(true)
                    .pragma("secure_delete", "ON");
                let pool = SqlitePoolOptions::new().max_connections(IN_SQLITE.0).connect_with(options).await?;
                (Pool::Sqlite(pool), IN_SQLITE.1)
            }
            Place::Address(url) => {
                let pool = PgPoolOptions::new().max_connections(IN_POSTGRES.0).connect(url.expose_secret()).await?;
                (Pool::Postgres(pool), IN_POSTGRES.1)
            }
        };
        Ok(Self { pool, writers: Semaphore::new(writers) })
    }

    /// Asks it all that a request asks.
    pub(crate) async fn ask(&self, asked: &[Asked]) -> Result<()> {
        match &self.pool {
            Pool::Sqlite(pool) => ask_sqlite(&mut *pool.acquire().await?, asked, &self.writers).await,
            Pool::Postgres(pool) => ask_postgres(&mut *pool.acquire().await?, asked, &self.writers).await,
        }
    }

    /// How many submissions are on disk.
    pub(crate) async fn submissions(&self) -> Result<usize> {
        const COUNT: &str = "SELECT COUNT(*) FROM submissions";
        let count: i64 = match &self.pool {
            Pool::Sqlite(pool) => sqlx::query_scalar(COUNT).fetch_one(pool).await?,
            Pool::Postgres(pool) => sqlx::query_scalar(COUNT).fetch_one(pool).await?,
        };
        Ok(usize::try_from(count)?)
    }

    /// Ends it.
    pub(crate) async fn close(&self) {
        match &self.pool {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}
