//! Queries that are put together piece by piece.

use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::{Bind, Decode, FromRow, Query, QueryAs, Value};

/// A query in the making.
#[derive(Debug)]
pub struct Builder {
    text: String,
    values: Vec<Value>,
}

impl Builder {
    /// Begins with a piece of text.
    pub fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), values: Vec::new() }
    }

    /// Goes on with a piece of text.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Goes on with a value.
    pub fn push_bind(&mut self, value: impl Bind) -> &mut Self {
        self.values.push(value.value());
        self.push("?")
    }

    /// Goes on with a list of values in parentheses.
    pub fn push_list(&mut self, values: impl IntoIterator<Item = impl Bind>) -> &mut Self {
        self.push("(");
        for (place, value) in values.into_iter().enumerate() {
            self.push(if place == 0 { "" } else { ", " }).push_bind(value);
        }
        self.push(")")
    }

    /// The query, whose rows are read as `T`.
    pub fn build_query_as<T: FromRow>(self) -> QueryAs<T> {
        self.build().rows_as(T::from_row)
    }

    /// The query, of whose rows the first column is read.
    pub fn build_query_scalar<T: Decode>(self) -> QueryAs<T> {
        self.build().rows_as(|row| row.try_get(0))
    }

    /// The pieces are of the program, which `push` sees to: so is the whole.
    fn build(self) -> Query {
        Query { text: AssertSqlSafe(self.text).into_sql_str(), values: self.values }
    }
}
