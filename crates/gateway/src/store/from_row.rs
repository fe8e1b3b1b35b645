//! Rows read into structs: each member is the column of its name.
//!
//! sqlx's own derive does the same, and takes SQLite and half of sqlx along as what runs while building: a minute of every first build.

/// Says that a struct is read from a row, member by member.
macro_rules! from_row {
    ($name:ident: $($member:ident),+) => {
        impl<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow> for $name {
            fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> sqlx::Result<Self> {
                Ok(Self { $($member: sqlx::Row::try_get(row, stringify!($member))?),+ })
            }
        }
    };
}
pub(super) use from_row;
