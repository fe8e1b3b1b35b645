//! Rows.

use futures_util::stream::BoxStream;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

use super::{Column, Decode, Result};

/// A row as its driver has it.
#[derive(Debug)]
pub enum Row {
    /// Of SQLite.
    Sqlite(SqliteRow),
    /// Of PostgreSQL.
    Postgres(PgRow),
}

/// Rows that come one after another, no sooner than they are asked for: no more than a few of them are in memory.
pub type Rows<'c> = BoxStream<'c, Result<Row>>;

impl Row {
    /// What stands in a column.
    pub fn try_get<T: Decode, C: Column>(&self, column: C) -> Result<T> {
        T::decode(self, column)
    }
}

/// What is read from a whole row: structs by `from_row!`, and tuples by the order of the columns.
pub trait FromRow: Sized {
    /// Reads it.
    fn from_row(row: &Row) -> Result<Self>;
}

/// Tuples, by the places of their members.
macro_rules! tuples {
    ($(($($type:ident $place:literal),+))+) => {$(
        impl<$($type: Decode),+> FromRow for ($($type,)+) {
            fn from_row(row: &Row) -> Result<Self> {
                Ok(($(row.try_get::<$type, _>($place)?,)+))
            }
        }
    )+};
}

tuples! {
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
}
