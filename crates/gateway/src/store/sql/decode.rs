//! What is read from a column of a row.

use sqlx::ColumnIndex;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::{Result, Row};

/// Which column of a row: its place or its name.
pub trait Column: ColumnIndex<SqliteRow> {}

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
                }
            }
        }

        impl Decode for Option<$type> {
            fn decode(row: &Row, column: impl Column) -> Result<Self> {
                match row {
                    Row::Sqlite(row) => sqlx::Row::try_get(row, column),
                }
            }
        }
    )+};
}

decode_as_it_is!(String, u8, u16, u32, i64, bool, Vec<u8>, Uuid);
