//! The database as the store speaks to it: texts of SQL, what is bound to them, and the rows that come back.
//!
//! A text is made of what stands in the program and of nothing else; all that comes from outside is bound. What is bound stands in it as
//! `?`, or as `?1` where it stands in several places.

mod bind;
mod builder;
mod connection;
mod decode;
mod executor;
mod pool;
mod query;
mod row;
mod sqlite;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests;

pub use bind::{Bind, Value};
pub use builder::Builder;
pub use connection::{Connection, Transaction};
pub use decode::{Column, Decode};
pub use executor::{Done, Executor};
pub use pool::Pool;
pub use query::{Query, QueryAs, query, query_as, query_scalar};
pub use row::{FromRow, Row};
pub(crate) use sqlite::sqlite_code;
pub use sqlx::{Error, Result};
