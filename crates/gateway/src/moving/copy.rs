//! Copying a table row by row, in parts: no more of it is in memory than one.

use futures_util::TryStreamExt;

use super::schema::Table;
use super::sum::Sum;
use super::{MoveError, Told};
use crate::store::sql::{self, Value, without_nul};

/// Most rows of a part, and how many bytes are enough for one.
const PART: (usize, usize) = (250, 1 << 20);

/// What was read of a table, and written.
pub(super) struct Copied {
    pub(super) sum: Sum,
    /// How many texts had a U+0000.
    pub(super) without_nul: u64,
}

/// Copies a table.
pub(super) async fn copy(
    from: &mut sql::Connection,
    to: &mut sql::Connection,
    table: &Table,
    tell: &mut (dyn FnMut(Told<'_>) + Send),
) -> Result<Copied, MoveError> {
    let name = table.name.as_str();
    let unread = |error| MoveError::Unread(name.to_owned(), error);
    let of = count(from, table).await.map_err(unread)?;
    let mut copied = Copied { sum: Sum::default(), without_nul: 0 };
    let mut rows = table.select().rows(from).map_err(unread)?;
    let mut part = Part::default();
    while let Some(row) = rows.try_next().await.map_err(unread)? {
        let mut row = table.values(&row).map_err(unread)?;
        copied.without_nul += row.iter_mut().map(settle).sum::<u64>();
        copied.sum.add(&row);
        part.take(row);
        if part.is_full() {
            write(to, table, &mut part).await?;
            tell(Told::Writing(name, copied.sum.rows, of));
        }
    }
    write(to, table, &mut part).await?;
    tell(Told::Written(name, copied.sum.rows));
    Ok(copied)
}

/// What is in a table, read row by row; how many there were is told from time to time.
pub(super) async fn sum(
    connection: &mut sql::Connection,
    table: &Table,
    tell: &mut (dyn FnMut(u64) + Send),
) -> Result<Sum, MoveError> {
    let unread = |error| MoveError::Unread(table.name.as_str().to_owned(), error);
    let mut sum = Sum::default();
    let mut rows = table.select().rows(connection).map_err(unread)?;
    while let Some(row) = rows.try_next().await.map_err(unread)? {
        sum.add(&table.values(&row).map_err(unread)?);
        if sum.rows % 1000 == 0 {
            tell(sum.rows);
        }
    }
    Ok(sum)
}

/// Rows that are written at once.
#[derive(Default)]
struct Part {
    rows: Vec<Vec<Value>>,
    bytes: usize,
}

impl Part {
    fn take(&mut self, row: Vec<Value>) {
        self.bytes += row.iter().map(bytes).sum::<usize>();
        self.rows.push(row);
    }

    fn is_full(&self) -> bool {
        let (rows, bytes) = PART;
        self.rows.len() >= rows || self.bytes >= bytes
    }
}

async fn write(to: &mut sql::Connection, table: &Table, part: &mut Part) -> Result<(), MoveError> {
    let Part { rows, .. } = std::mem::take(part);
    if rows.is_empty() {
        return Ok(());
    }
    let unwritten = |error| MoveError::Unwritten(table.name.as_str().to_owned(), error);
    table.insert(rows).execute(to).await.map(drop).map_err(unwritten)
}

async fn count(connection: &mut sql::Connection, table: &Table) -> sql::Result<u64> {
    let mut count = sql::Builder::new("SELECT COUNT(*) FROM ");
    count.push_name(&table.name);
    Ok(count.build_query_scalar::<i64>().fetch_one(connection).await?.unsigned_abs())
}

/// Says a text as both databases can hold it, as the store does; 1 where that is another one.
fn settle(value: &mut Value) -> u64 {
    match value {
        Value::Text(Some(text)) if text.contains('\0') => {
            *text = without_nul(std::mem::take(text));
            1
        }
        _ => 0,
    }
}

fn bytes(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.as_ref().map_or(0, String::len),
        Value::Bytes(bytes) => bytes.as_ref().map_or(0, Vec::len),
        Value::Integer(_) | Value::Bool(_) | Value::Uuid(_) => 8,
    }
}

impl Table {
    /// All rows. Each column is named with its table: SQLite would take a name that it does not know for a text.
    fn select(&self) -> sql::Query {
        let mut query = sql::Builder::new("SELECT ");
        for (place, column) in self.columns.iter().enumerate() {
            query.push(if place == 0 { "" } else { ", " }).push_name(&self.name).push(".").push_name(&column.name);
        }
        query.push(" FROM ").push_name(&self.name);
        query.build()
    }

    fn values(&self, row: &sql::Row) -> sql::Result<Vec<Value>> {
        self.columns.iter().enumerate().map(|(place, column)| row.value(place, column.kind)).collect()
    }

    fn insert(&self, rows: Vec<Vec<Value>>) -> sql::Query {
        let mut query = sql::Builder::new("INSERT INTO ");
        query.push_name(&self.name).push(" (");
        for (place, column) in self.columns.iter().enumerate() {
            query.push(if place == 0 { "" } else { ", " }).push_name(&column.name);
        }
        query.push(") VALUES ");
        for (place, row) in rows.into_iter().enumerate() {
            query.push(if place == 0 { "(" } else { ", (" });
            for (place, value) in row.into_iter().enumerate() {
                query.push(if place == 0 { "" } else { ", " }).push_value(value);
            }
            query.push(")");
        }
        query.build()
    }
}
