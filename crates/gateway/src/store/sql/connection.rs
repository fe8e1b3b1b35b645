//! Connections, and transactions on them.

use std::ops::{Deref, DerefMut};

use sqlx::pool::PoolConnection;
use sqlx::{Database, Postgres, Sqlite};

use super::Result;
use super::taken_down::{Asked, note};
use super::watched::noted;

/// A connection. It goes back to its pool when it is dropped.
#[derive(Debug)]
pub enum Connection {
    /// To SQLite.
    Sqlite(Held<Sqlite>),
    /// To PostgreSQL.
    Postgres(Held<Postgres>),
}

/// A transaction: a connection whose writes hold once it is committed, all of them; when it is dropped before, none does.
#[derive(Debug)]
pub struct Transaction(pub(super) Connection);

impl Connection {
    /// Whether what is written holds only once a transaction is committed.
    pub(super) fn is_in_transaction(&self) -> bool {
        matches!(self, Self::Sqlite(Held::Transaction(_)) | Self::Postgres(Held::Transaction(_)))
    }
}

impl Transaction {
    /// Ends it: everything in it is on disk afterwards.
    pub async fn commit(self) -> Result<()> {
        note(|| Asked::Commit);
        let ended = match self.0 {
            Connection::Sqlite(held) => held.commit().await,
            Connection::Postgres(held) => held.commit().await,
        };
        noted(ended, true)
    }
}

impl Deref for Transaction {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.0
    }
}

/// A connection of a database, by itself or in a transaction.
#[derive(Debug)]
pub enum Held<DB: Database> {
    /// Each query is a transaction of its own.
    Free(PoolConnection<DB>),
    /// All queries are one.
    Transaction(sqlx::Transaction<'static, DB>),
}

impl<DB: Database> Held<DB> {
    /// The connection as its driver has it.
    pub(super) fn driver(&mut self) -> &mut DB::Connection {
        match self {
            Self::Free(connection) => connection,
            Self::Transaction(transaction) => transaction,
        }
    }

    /// What is in no transaction is on disk already.
    async fn commit(self) -> Result<()> {
        match self {
            Self::Free(_) => Ok(()),
            Self::Transaction(transaction) => transaction.commit().await,
        }
    }
}
