//! Queries that are put together piece by piece.

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

use super::query::Instead;
use super::{Bind, Decode, FromRow, Name, Query, QueryAs, Value};

/// A query in the making.
#[derive(Debug)]
pub struct Builder {
    sqlite: Draft,
    /// As PostgreSQL is told it, from the first piece on that is another one there.
    postgres: Option<Draft>,
}

/// A query as one database is told it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    text: String,
    values: Vec<Value>,
}

impl Draft {
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

    fn push_name(&mut self, name: &Name) {
        self.text.extend(["\"", name.as_str(), "\""]);
    }

    /// The pieces are of the program, which `push` sees to: so is the whole.
    fn whole(self) -> (SqlStr, Vec<Value>) {
        (AssertSqlSafe(self.text).into_sql_str(), self.values)
    }
}

impl Builder {
    /// Begins with a piece of text.
    pub fn new(text: &'static str) -> Self {
        Self { sqlite: Draft { text: text.to_owned(), values: Vec::new() }, postgres: None }
    }

    /// Goes on with a piece of text.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.sqlite.push(text);
        if let Some(postgres) = &mut self.postgres {
            postgres.push(text);
        }
        self
    }

    /// Goes on with a name.
    pub fn push_name(&mut self, name: &Name) -> &mut Self {
        self.sqlite.push_name(name);
        if let Some(postgres) = &mut self.postgres {
            postgres.push_name(name);
        }
        self
    }

    /// Goes on with a value.
    pub fn push_bind(&mut self, value: impl Bind) -> &mut Self {
        self.push_value(value.value())
    }

    /// Goes on with a value as a database takes it.
    pub fn push_value(&mut self, value: Value) -> &mut Self {
        if let Some(postgres) = &mut self.postgres {
            postgres.values.push(value.clone());
        }
        self.sqlite.values.push(value);
        self.push("?")
    }

    /// Goes on with what each database is told in another way.
    pub fn push_either(&mut self, sqlite: impl FnOnce(&mut Draft), postgres: impl FnOnce(&mut Draft)) -> &mut Self {
        postgres(self.postgres.get_or_insert_with(|| self.sqlite.clone()));
        sqlite(&mut self.sqlite);
        self
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

    /// The query.
    pub fn build(self) -> Query {
        let (text, values) = self.sqlite.whole();
        let instead = self.postgres.map(Draft::whole).map(|(text, values)| Instead { text, values: Some(values) });
        Query { text, values, instead }
    }
}
