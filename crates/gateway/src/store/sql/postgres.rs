//! Queries as PostgreSQL takes them.

mod text;

use futures_util::{StreamExt, TryStreamExt};
use sqlx::postgres::{PgArguments, PgConnection, PgDatabaseError, PgRow};
use sqlx::query::Query as Prepared;
use sqlx::{Arguments, PgExecutor, Postgres, Row as _};

use super::executor::{Done, Take};
use super::taken_down::{Asked, note};
use super::{Column, Error, Query, Result, Row, Rows, Value};

/// How often something is tried.
const TRIES: u32 = 5;

pub(super) async fn execute<'e>(on: impl PgExecutor<'e>, query: Query) -> Result<Done> {
    let done = prepared(query)?.execute(on).await?;
    Ok(Done { rows: done.rows_affected() })
}

pub(super) async fn first<'e>(on: impl PgExecutor<'e>, query: Query) -> Result<Option<Row>> {
    Ok(prepared(query)?.fetch_optional(on).await?.map(Row::Postgres))
}

pub(super) async fn all<'e>(on: impl PgExecutor<'e>, query: Query) -> Result<Vec<PgRow>> {
    prepared(query)?.fetch_all(on).await
}

pub(super) fn rows(on: &mut PgConnection, query: Query) -> Result<Rows<'_>> {
    Ok(prepared(query)?.fetch(on).map_ok(Row::Postgres).boxed())
}

/// Does something with each row, once all of them are there.
pub(super) fn each(rows: Vec<PgRow>, take: &mut Take<'_>) -> Result<()> {
    rows.into_iter().try_for_each(|row| take(&Row::Postgres(row)))
}

/// Does what is a transaction by itself, and does it again where others were in its way.
pub(super) async fn again<T, F: Future<Output = Result<T>>>(once: impl Fn() -> F) -> Result<T> {
    let mut tries = 1;
    loop {
        match once().await {
            Err(error) if tries < TRIES && is_in_the_way(&error) => tries += 1,
            done => return done,
        }
    }
}

/// What PostgreSQL calls an error. None where it comes from elsewhere.
pub(crate) fn postgres_code(error: &Error) -> Option<&str> {
    Some(error.as_database_error()?.try_downcast_ref::<PgDatabaseError>()?.code())
}

/// Whether nothing but what others did at the same time was the reason (a serialization failure, or a deadlock).
pub(super) fn is_in_the_way(error: &Error) -> bool {
    postgres_code(error).is_some_and(|code| ["40001", "40P01"].contains(&code))
}

/// A whole number, of whichever type the column is.
pub(super) fn whole<T: TryFrom<i64>>(row: &PgRow, column: impl Column) -> Result<Option<T>> {
    let number: Option<i64> = match row.try_get(&column) {
        // What is written as a number in a query has half as many bits.
        Err(Error::ColumnDecode { .. }) => row.try_get::<Option<i32>, _>(&column)?.map(i64::from),
        read => read?,
    };
    let fitting = |number: i64| {
        T::try_from(number).map_err(|_| Error::Decode(format!("{number} is out of the bounds of its type").into()))
    };
    number.map(fitting).transpose()
}

/// That there is nothing where something must be.
pub(super) fn nothing() -> Error {
    Error::Decode("there is no number".into())
}

/// PostgreSQL's texts cannot hold U+0000. What is looked up by it finds nothing; where it is written, a sign stands that says so.
pub(crate) fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

fn prepared(query: Query) -> Result<Prepared<'static, Postgres, PgArguments>> {
    let (text, values) = match query.instead {
        None => (query.text, query.values),
        Some(instead) => (instead.text, instead.values.unwrap_or(query.values)),
    };
    let text = text::translated(text.as_str());
    note(|| Asked::Query { text: text.clone(), values: values.clone() });
    let mut arguments = PgArguments::default();
    arguments.reserve(values.len(), 0);
    for value in values {
        let bound = match value {
            Value::Text(value) => arguments.add(value.map(without_nul)),
            Value::Integer(value) => arguments.add(value),
            Value::Bool(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
            Value::Uuid(value) => arguments.add(value),
        };
        bound.map_err(Error::Encode)?;
    }
    Ok(sqlx::query_with(text, arguments))
}
