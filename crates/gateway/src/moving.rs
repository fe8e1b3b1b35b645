//! Moving the database of an installation from SQLite to PostgreSQL, and back.
//!
//! What it is moved from is read as of one moment, is held meanwhile so that nobody writes, and is never changed. What it is moved to is empty,
//! and holds everything afterwards, or is as it was: all is written in one transaction, or into a file that gets its name at the end. Before
//! that, each table is read back and compared with what was read.
//!
//! Which tables and columns there are is read of the schema (`moving::schema`), so that what a later migration adds is moved, too.

mod copy;
mod schema;
mod source;
mod sum;
mod target;

use std::path::PathBuf;
use std::str::FromStr;

use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::PgConnectOptions;

use crate::backup::BackupError;
use crate::store::audit::{self, Broken};
use crate::store::checkup::{self, Counts};
use crate::store::sql;

pub use sum::Sum;

use source::Source;
use target::Target;

/// Where a database is.
pub enum Place {
    /// SQLite's: the data folder, or, to be moved from there, the file itself.
    Sqlite(PathBuf),
    /// PostgreSQL's, at an address.
    Postgres(SecretString),
}

impl Place {
    /// What it is called where it is spoken of: nothing of a password.
    fn name(&self) -> Result<String, MoveError> {
        match self {
            Self::Sqlite(path) => Ok(format!("SQLite in {}", path.display())),
            Self::Postgres(url) => {
                let url = url.expose_secret();
                // Whoever has not escaped a sign of a password would read it as something else.
                let after = url.split_once("://").map_or("", |(_, after)| after);
                let host_ends = after.find(['/', '?', '#']).unwrap_or(after.len());
                if after.rfind('@').is_some_and(|at| at > host_ends) {
                    return Err(MoveError::Address);
                }
                let options = PgConnectOptions::from_str(url).map_err(|_| MoveError::Address)?;
                let database = options.get_database().unwrap_or(options.get_username());
                Ok(format!("PostgreSQL, {database} at {}:{}", options.get_host(), options.get_port()))
            }
        }
    }
}

/// Why a database is not moved. What it was to be moved to is as it was.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The address cannot be read.
    #[error(
        "The address of PostgreSQL cannot be read. It is postgres://user:password@host/database, and signs as @, /, ? and # in user and password are written as %40, %2F, %3F and %23."
    )]
    Address,
    /// There is none to be moved.
    #[error("There is no database in {0}. Name the data folder, or the file.")]
    Nowhere(PathBuf),
    /// It cannot be opened.
    #[error("The database ({0}) cannot be opened ({1}). Check where it is, and who may read and write it.")]
    Unopened(String, crate::Error),
    /// It is not as this program wants it.
    #[error("The database ({0}) {1}")]
    Standing(String, &'static str),
    /// Somebody is using it.
    #[error("The database ({0}) is in use. Stop the gateway first, all of them where there are several.")]
    InUse(String),
    /// There is something already where it would go.
    #[error(
        "There is a database already ({0}), and nothing is put over it. Name an empty one: a new folder, or a database that was just made (`createdb`)."
    )]
    NotEmpty(String),
    /// The audit log was changed.
    #[error(
        "The audit log ({0}) does not hold: {1}. Compare it with a backup, or move it as it is with --broken-audit."
    )]
    Audit(String, Broken),
    /// A table cannot be read.
    #[error("The table {0} cannot be read ({1}). Nothing was moved.")]
    Unread(String, sql::Error),
    /// A table cannot be written.
    #[error("The table {0} cannot be written ({1}). Nothing was moved.")]
    Unwritten(String, sql::Error),
    /// Something else was read back than was written.
    #[error(
        "The table {table} was read back otherwise than it was written ({read} in the old database, {written} in the new one). Nothing was moved. Look for triggers and rules in the new database that are not Calling Card's."
    )]
    Differs {
        /// Which one.
        table: String,
        /// What was read.
        read: Sum,
        /// What was read back.
        written: Sum,
    },
    /// Everything is written, and it is not known whether that holds.
    #[error(
        "It was not confirmed that everything is written ({0}): all of it is there, or nothing. Move it again: where that says that there is a database already, it is there."
    )]
    Unconfirmed(sql::Error),
    /// A file is in the way.
    #[error(transparent)]
    File(#[from] BackupError),
    /// Something else failed.
    #[error("{0}. Nothing was moved.")]
    Store(#[from] crate::Error),
}

impl From<sql::Error> for MoveError {
    fn from(error: sql::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What is told while it is moved.
#[derive(Clone, Copy, Debug)]
pub enum Told<'a> {
    /// So many rows of a table are written, of so many.
    Writing(&'a str, u64, u64),
    /// All rows of a table are written, so many.
    Written(&'a str, u64),
    /// So many rows of a table are read back, of so many.
    Reading(&'a str, u64, u64),
    /// A table was read back, and is the same on both sides.
    Alike(&'a str, &'a Sum),
}

/// A move that is prepared: nothing is written yet.
pub struct Move {
    source: Source,
    to: Place,
    /// What the target is called.
    pub target: String,
    /// What will be moved.
    pub counts: Counts,
}

/// What was moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// How many rows.
    pub rows: u64,
    /// Of how many tables.
    pub tables: usize,
    /// How many texts had a U+0000, in whose place U+FFFD stands now.
    pub without_nul: u64,
}

impl Move {
    /// Looks at both databases. Where nothing is to be moved yet, nobody is kept from writing.
    pub async fn prepare(from: &Place, to: Place, only_look: bool) -> Result<Self, MoveError> {
        let target = target::look(&to).await?;
        let mut source = Source::open(from, only_look).await?;
        let counts = checkup::counts(&mut source.transaction).await?;
        Ok(Self { source, to, target, counts })
    }

    /// What it is moved from is called.
    pub fn source(&self) -> &str {
        &self.source.name
    }

    /// Moves it, all of it or nothing.
    pub async fn run(
        mut self,
        broken_audit: bool,
        tell: &mut (dyn FnMut(Told<'_>) + Send),
    ) -> Result<Moved, MoveError> {
        let from = &mut self.source.transaction;
        if !broken_audit {
            holds(&self.source.name, from).await?;
        }
        let mut target = Target::begin(&self.to, &self.target).await?;
        let to = &mut target.transaction;
        let tables = schema::tables(from, to).await?;
        target::clear(to, &tables).await?;
        let (mut sums, mut moved) = (Vec::with_capacity(tables.len()), Moved::default());
        for table in &tables {
            let copied = copy::copy(from, to, table, tell).await?;
            moved.without_nul += copied.without_nul;
            sums.push(copied.sum);
        }
        for (table, read) in tables.iter().zip(sums) {
            let name = table.name.as_str();
            let written = copy::sum(to, table, &mut |rows| tell(Told::Reading(name, rows, read.rows))).await?;
            if read != written {
                return Err(MoveError::Differs { table: name.to_owned(), read, written });
            }
            tell(Told::Alike(name, &written));
            moved.rows += written.rows;
            moved.tables += 1;
        }
        if !broken_audit {
            holds(&self.target, to).await?;
        }
        target.finish(&tables).await?;
        self.source.close().await;
        Ok(moved)
    }
}

/// Whether the audit log holds.
async fn holds(name: &str, connection: &mut sql::Connection) -> Result<(), MoveError> {
    audit::verify_in(connection).await?.map(drop).map_err(|broken| MoveError::Audit(name.to_owned(), broken))
}
