//! Queries.

use sqlx::{SqlSafeStr, SqlStr};

use super::{Bind, Connection, Decode, Done, Error, Executor, FromRow, Result, Row, Rows, Value, postgres, sqlite};

/// A query: its text, and what is bound to it.
#[derive(Clone, Debug)]
#[must_use = "a query does nothing until it is run"]
pub struct Query {
    pub(super) text: SqlStr,
    pub(super) values: Vec<Value>,
    pub(super) instead: Option<Instead>,
}

/// What PostgreSQL is told instead.
#[derive(Clone, Debug)]
pub(super) struct Instead {
    pub(super) text: SqlStr,
    /// What is bound to it; the same unless said.
    pub(super) values: Option<Vec<Value>>,
}

/// A query whose rows are read.
#[derive(Debug)]
#[must_use = "a query does nothing until it is run"]
pub struct QueryAs<T> {
    query: Query,
    read: fn(&Row) -> Result<T>,
}

/// A query that answers no rows.
pub fn query(text: &'static str) -> Query {
    Query { text: text.into_sql_str(), values: Vec::new(), instead: None }
}

/// A query whose rows are read as `T`.
pub fn query_as<T: FromRow>(text: &'static str) -> QueryAs<T> {
    query(text).rows_as(T::from_row)
}

/// A query of whose rows the first column is read.
pub fn query_scalar<T: Decode>(text: &'static str) -> QueryAs<T> {
    query(text).rows_as(|row| row.try_get(0))
}

impl Query {
    /// What PostgreSQL is told instead, with the same values.
    pub fn in_postgres(mut self, text: &'static str) -> Self {
        self.instead = Some(Instead { text: text.into_sql_str(), values: None });
        self
    }

    /// Binds the next value.
    pub fn bind(mut self, value: impl Bind) -> Self {
        self.values.push(value.value());
        self
    }

    /// Runs it; rows that come are passed over.
    pub async fn execute<'e>(self, on: impl Into<Executor<'e>>) -> Result<Done> {
        on.into().execute(self).await
    }

    /// Runs it; its rows, one after another as they are asked for.
    pub fn rows(self, on: &mut Connection) -> Result<Rows<'_>> {
        match on {
            Connection::Sqlite(held) => sqlite::rows(held.driver(), self),
            Connection::Postgres(held) => postgres::rows(held.driver(), self),
        }
    }

    pub(super) fn rows_as<T>(self, read: fn(&Row) -> Result<T>) -> QueryAs<T> {
        QueryAs { query: self, read }
    }
}

impl<T: Send> QueryAs<T> {
    /// What PostgreSQL is told instead, with the same values.
    pub fn in_postgres(self, text: &'static str) -> Self {
        Self { query: self.query.in_postgres(text), ..self }
    }

    /// Binds the next value.
    pub fn bind(self, value: impl Bind) -> Self {
        Self { query: self.query.bind(value), ..self }
    }

    /// All rows, each read as it comes.
    pub async fn fetch_all<'e>(self, on: impl Into<Executor<'e>>) -> Result<Vec<T>> {
        let (mut all, read) = (Vec::new(), self.read);
        let mut take = |row: &Row| read(row).map(|row| all.push(row));
        on.into().each(self.query, &mut take).await?;
        Ok(all)
    }

    /// The first row, where there is one.
    pub async fn fetch_optional<'e>(self, on: impl Into<Executor<'e>>) -> Result<Option<T>> {
        on.into().first(self.query).await?.as_ref().map(self.read).transpose()
    }

    /// The first row; fails where there is none.
    pub async fn fetch_one<'e>(self, on: impl Into<Executor<'e>>) -> Result<T> {
        self.fetch_optional(on).await?.ok_or(Error::RowNotFound)
    }
}
