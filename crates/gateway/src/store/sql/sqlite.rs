//! Queries as SQLite takes them: it knows the texts as they are. sqlx keeps what was prepared, by its text.

use futures_util::{StreamExt, TryStreamExt};
use sqlx::query::Query as Prepared;
use sqlx::sqlite::{SqliteArguments, SqliteError, SqliteRow};
use sqlx::{Arguments, Sqlite, SqliteConnection, SqliteExecutor};

use super::executor::{Done, Take};
use super::taken_down::{Asked, note};
use super::{Error, Query, Result, Row, Rows, Value};

pub(super) async fn execute<'e>(on: impl SqliteExecutor<'e>, query: Query) -> Result<Done> {
    let done = prepared(query)?.execute(on).await?;
    Ok(Done { rows: done.rows_affected() })
}

pub(super) async fn first<'e>(on: impl SqliteExecutor<'e>, query: Query) -> Result<Option<Row>> {
    Ok(prepared(query)?.fetch_optional(on).await?.map(Row::Sqlite))
}

pub(super) async fn each<'e>(on: impl SqliteExecutor<'e>, query: Query, take: &mut Take<'_>) -> Result<()> {
    prepared(query)?.try_map(|row: SqliteRow| take(&Row::Sqlite(row))).fetch_all(on).await?;
    Ok(())
}

pub(super) fn rows(on: &mut SqliteConnection, query: Query) -> Result<Rows<'_>> {
    Ok(prepared(query)?.fetch(on).map_ok(Row::Sqlite).boxed())
}

/// What SQLite calls an error: its result code, without what more exactly it says. None where it comes from elsewhere.
pub(crate) fn sqlite_code(error: &Error) -> Option<u32> {
    let known = error.as_database_error()?.try_downcast_ref::<SqliteError>()?;
    let code = sqlx::error::DatabaseError::code(known)?.parse::<u32>().ok()?;
    Some(code & 0xff)
}

fn prepared(query: Query) -> Result<Prepared<'static, Sqlite, SqliteArguments>> {
    note(|| Asked::Query { text: query.text.clone(), values: query.values.clone() });
    let mut arguments = SqliteArguments::default();
    arguments.reserve(query.values.len(), 0);
    for value in query.values {
        let bound = match value {
            Value::Text(value) => arguments.add(value),
            Value::Integer(value) => arguments.add(value),
            Value::Bool(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
            Value::Uuid(value) => arguments.add(value),
        };
        bound.map_err(Error::Encode)?;
    }
    Ok(sqlx::query_with(query.text, arguments))
}
