//! What is read from a column of a row.

use sqlx::ColumnIndex;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::{Result, Row, postgres};

/// Which column of a row: its place or its name.
pub trait Column: ColumnIndex<SqliteRow> + ColumnIndex<PgRow> {}

impl Column for usize {}
impl Column for &str {}

/// What can be read from a column.
pub trait Decode: Sized {
    /// Reads it; fails where the column holds something else.
    fn decode(row: &Row, column: impl Column) -> Result<Self>;
}

/// What the drivers read as it is, and that there may be none.
macro_rules! decode_as_it_is {
    ($($type:ty),+) => {$(
        impl Decode for $type {
            fn decode(row: &Row, column: impl Column) -> Result<Self> {
                match row {
                    Row::Sqlite(row) => sqlx::Row::try_get(row, column),
                    Row::Postgres(row) => sqlx::Row::try_get(row, column),
                }
            }
        }

        impl Decode for Option<$type> {
            fn decode(row: &Row, column: impl Column) -> Result<Self> {
                match row {
                    Row::Sqlite(row) => sqlx::Row::try_get(row, column),
                    Row::Postgres(row) => sqlx::Row::try_get(row, column),
                }
            }
        }
    )+};
}

/// Whole numbers: PostgreSQL has several types of them, and none without a sign.
macro_rules! decode_whole {
    ($($type:ty),+) => {$(
        impl Decode for $type {
            fn decode(row: &Row, column: impl Column) -> Result<Self> {
                match row {
                    Row::Sqlite(row) => sqlx::Row::try_get(row, column),
                    Row::Postgres(row) => postgres::whole(row, column)?.ok_or_else(postgres::nothing),
                }
            }
        }

        impl Decode for Option<$type> {
            fn decode(row: &Row, column: impl Column) -> Result<Self> {
                match row {
                    Row::Sqlite(row) => sqlx::Row::try_get(row, column),
                    Row::Postgres(row) => postgres::whole(row, column),
                }
            }
        }
    )+};
}

decode_as_it_is!(String, bool, Vec<u8>, Uuid);
decode_whole!(u8, u16, u32, i64);
