//! Rows read into structs: each member is the column of its name.
//!
//! sqlx's own derive does the same, and takes SQLite and half of sqlx along as what runs while building: a minute of every first build.

/// Says that a struct is read from a row, member by member.
macro_rules! from_row {
    ($name:ident: $($member:ident),+) => {
        impl $crate::store::sql::FromRow for $name {
            fn from_row(row: &$crate::store::sql::Row) -> $crate::store::sql::Result<Self> {
                Ok(Self { $($member: row.try_get(stringify!($member))?),+ })
            }
        }
    };
}
pub(super) use from_row;
