//! Where a query runs.

use super::watched::{may_write, noted};
use super::{Connection, Pool, Query, Result, Row, postgres, sqlite};

/// Any connection of a pool, or this one.
#[derive(Debug)]
pub enum Executor<'e> {
    /// Any of a pool.
    Pool(&'e Pool),
    /// This one.
    Connection(&'e mut Connection),
}

impl<'e> From<&'e Pool> for Executor<'e> {
    fn from(pool: &'e Pool) -> Self {
        Self::Pool(pool)
    }
}

impl<'e> From<&'e mut Connection> for Executor<'e> {
    fn from(connection: &'e mut Connection) -> Self {
        Self::Connection(connection)
    }
}

/// What a query has done that answers no rows.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    pub(super) rows: u64,
}

impl Done {
    /// How many rows it has written, changed or deleted.
    pub fn rows_affected(self) -> u64 {
        self.rows
    }
}

/// What is done with each row as it comes.
pub(super) type Take<'t> = dyn FnMut(&Row) -> Result<()> + Send + 't;

impl Executor<'_> {
    /// Whether a query writes here what stays as soon as it has run.
    fn writes_alone(&self, query: &Query) -> bool {
        may_write(query) && !matches!(self, Self::Connection(connection) if connection.is_in_transaction())
    }

    pub(super) async fn execute(self, query: Query) -> Result<Done> {
        let writes_alone = self.writes_alone(&query);
        let done = match self {
            Self::Pool(Pool::Sqlite(pool)) => sqlite::execute(pool, query).await,
            Self::Connection(Connection::Sqlite(held)) => sqlite::execute(held.driver(), query).await,
            Self::Pool(Pool::Postgres(pool)) => postgres::again(|| postgres::execute(pool, query.clone())).await,
            Self::Connection(Connection::Postgres(held)) => postgres::execute(held.driver(), query).await,
        };
        noted(done, writes_alone)
    }

    pub(super) async fn first(self, query: Query) -> Result<Option<Row>> {
        let writes_alone = self.writes_alone(&query);
        let first = match self {
            Self::Pool(Pool::Sqlite(pool)) => sqlite::first(pool, query).await,
            Self::Connection(Connection::Sqlite(held)) => sqlite::first(held.driver(), query).await,
            Self::Pool(Pool::Postgres(pool)) => postgres::again(|| postgres::first(pool, query.clone())).await,
            Self::Connection(Connection::Postgres(held)) => postgres::first(held.driver(), query).await,
        };
        noted(first, writes_alone)
    }

    pub(super) async fn each(self, query: Query, take: &mut Take<'_>) -> Result<()> {
        let writes_alone = self.writes_alone(&query);
        let each = match self {
            Self::Pool(Pool::Sqlite(pool)) => sqlite::each(pool, query, take).await,
            Self::Connection(Connection::Sqlite(held)) => sqlite::each(held.driver(), query, take).await,
            Self::Pool(Pool::Postgres(pool)) => {
                let all = postgres::again(|| postgres::all(pool, query.clone())).await;
                all.and_then(|rows| postgres::each(rows, take))
            }
            Self::Connection(Connection::Postgres(held)) => {
                postgres::all(held.driver(), query).await.and_then(|rows| postgres::each(rows, take))
            }
        };
        noted(each, writes_alone)
    }
}
