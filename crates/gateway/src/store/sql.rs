//! The database as the store speaks to it: texts of SQL, what is bound to them, and the rows that come back.
//!
//! A text is made of what stands in the program and of nothing else; all that comes from outside is bound. What is bound stands in it as
//! `?`, or as `?1` where it stands in several places. Texts are written for SQLite, and PostgreSQL is told the same as it understands it
//! (`sql::postgres`); where it must be told something else, that stands beside it (`Query::in_postgres`). Names of tables and columns that
//! are read of a schema are letters alone (`sql::Name`).

mod bind;
mod builder;
mod connection;
mod decode;
mod executor;
mod kind;
mod name;
mod pool;
mod postgres;
mod query;
mod row;
mod sqlite;
mod taken_down;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests;
mod watched;

pub use bind::{Bind, Value};
pub use builder::{Builder, Draft};
pub use connection::{Connection, Transaction};
pub use decode::{Column, Decode};
pub use executor::{Done, Executor};
pub use kind::Kind;
pub use name::Name;
pub use pool::Pool;
pub(crate) use postgres::{postgres_code, without_nul};
pub use query::{Query, QueryAs, query, query_as, query_scalar};
pub use row::{FromRow, Row, Rows};
pub(crate) use sqlite::sqlite_code;
pub use sqlx::{Error, Result};
pub use taken_down::{Asked, taken_down};
pub(crate) use watched::watched;
