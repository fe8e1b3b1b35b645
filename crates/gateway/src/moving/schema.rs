//! Which tables are moved, and how: read of the schema that both databases have.

use std::collections::{BTreeMap, BTreeSet};

use crate::store::sql::{self, Kind, Name};
use crate::{Error, Result};

/// A table.
pub(super) struct Table {
    pub(super) name: Name,
    pub(super) columns: Vec<Column>,
    /// The column that PostgreSQL counts by itself.
    pub(super) counted: Option<Name>,
}

/// A column that is written, not generated.
pub(super) struct Column {
    pub(super) name: Name,
    pub(super) kind: Kind,
}

/// The tables that both databases have, each after those that it names: SQLite's know no types as keys and yes or no, PostgreSQL's say them
/// all. What only one of them has (indexes of the search, the end of the audit log) it fills by itself.
pub(super) async fn tables(one: &mut sql::Connection, other: &mut sql::Connection) -> Result<Vec<Table>> {
    let (sqlite, postgres) = match one {
        sql::Connection::Sqlite(_) => (one, other),
        sql::Connection::Postgres(_) => (other, one),
    };
    let in_sqlite = names(sqlite).await?;
    let mut columns: BTreeMap<Name, Table> = BTreeMap::new();
    let read: Vec<(String, String, String, bool)> = sql::query_as(
        "SELECT table_name::text, column_name::text, udt_name::text, is_identity = 'YES' FROM information_schema.columns
         WHERE table_schema = current_schema() AND is_generated = 'NEVER' ORDER BY table_name, ordinal_position",
    )
    .fetch_all(&mut *postgres)
    .await?;
    for (table, column, of, counted) in read {
        let Some(table) = Name::new(table).ok().filter(|table| in_sqlite.contains(table)) else { continue };
        let column = Name::new(column)?;
        let unknown = || {
            Error::Internal(format!("{}.{} is of the type {of}, which is not moved", table.as_str(), column.as_str()))
        };
        let kind = Kind::of(&of).ok_or_else(unknown)?;
        let table =
            columns.entry(table.clone()).or_insert_with(|| Table { name: table, columns: Vec::new(), counted: None });
        if counted {
            table.counted = Some(column.clone());
        }
        table.columns.push(Column { name: column, kind });
    }
    if let Some(missing) = in_sqlite.iter().find(|table| !columns.contains_key(table)) {
        return Err(Error::Internal(format!("the table {} is in one of the databases only", missing.as_str())));
    }
    let mut named: Vec<(String, String)> = sql::query_as(
        "SELECT who.relname::text, whom.relname::text FROM pg_constraint JOIN pg_class AS who ON who.oid = conrelid
         JOIN pg_class AS whom ON whom.oid = confrelid WHERE contype = 'f' AND connamespace = current_schema()::regnamespace",
    )
    .fetch_all(postgres)
    .await?;
    let mut ordered = Vec::with_capacity(columns.len());
    while !columns.is_empty() {
        let free = |table: &Name| !named.iter().any(|(who, whom)| who == table.as_str() && whom != who);
        let Some(next) = columns.keys().find(|table| free(table)).cloned() else {
            return Err(Error::Internal("tables name each other in a circle".into()));
        };
        named.retain(|(_, whom)| whom != next.as_str());
        ordered.extend(columns.remove(&next));
    }
    Ok(ordered)
}

/// The names of a database's tables, but for those that it or sqlx keeps for itself.
pub(super) async fn names(connection: &mut sql::Connection) -> Result<BTreeSet<Name>> {
    let names = sql::query_scalar::<String>(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '_sqlx_migrations'",
    )
    .in_postgres(
        "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() AND tablename <> '_sqlx_migrations'",
    );
    Ok(names.fetch_all(connection).await?.into_iter().map(Name::new).collect::<sql::Result<_>>()?)
}
