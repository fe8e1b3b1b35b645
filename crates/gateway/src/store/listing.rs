//! Lists: searched, filtered, sorted and paged by keyset.

mod filters;

use calling_card_api::changes::RecordKind;
use calling_card_api::people::PeopleSort;
use calling_card_api::{Cursor, Page, ProblemKind};
use serde::de::DeserializeOwned;

use super::aggregate::kind_name;
use super::search::Search;
use super::{Store, WorkspaceId, sql};
use crate::store::from_row::from_row;
use crate::{Error, Result};
pub(super) use filters::Filters;

/// Which rows of a list, in which order.
#[derive(Clone, Debug, Default)]
pub(super) struct Listing<'a> {
    pub q: &'a str,
    pub filters: Filters<'a>,
    pub organization: Option<String>,
    /// The id that a system gave the record.
    pub foreign_id: Option<(&'a str, &'a str)>,
    pub sort: PeopleSort,
    pub cursor: Option<&'a Cursor>,
    pub offset: u32,
    pub limit: Option<u32>,
}

/// A row's key, and by what it is sorted.
#[derive(Clone, Debug)]
pub(super) struct Key {
    sort_key: String,
    pub id: String,
}
from_row!(Key: sort_key, id);

impl Key {
    /// The place after it.
    pub(super) fn cursor(&self) -> Cursor {
        cursor(&self.sort_key, &self.id)
    }
}

/// Most entries of a page, and how many there are unless said.
pub(super) const PAGE: (u32, u32) = (200, 50);

/// So many at most are few: sorting them takes less than going through a long list in its order.
const FEW: u64 = 1000;

pub(super) fn page_size(limit: Option<u32>) -> u32 {
    limit.unwrap_or(PAGE.1).clamp(1, PAGE.0)
}

impl Listing<'_> {
    /// The page of summaries.
    pub(super) async fn page<T: DeserializeOwned>(
        &self,
        store: &Store,
        workspace: WorkspaceId,
        kind: RecordKind,
    ) -> Result<Page<T>> {
        let mut connection = store.pool.acquire().await?;
        let total = self.count(&mut connection, workspace, kind).await?;
        let size = page_size(self.limit);
        let (key, descending) = sort_column(self.sort);
        let mut query = sql::Builder::new("SELECT ");
        query.push(key).push(", id, summary ");
        let is_far = self.offset > 0 && total > FEW;
        if is_far {
            // Of those that are passed over only the index is read.
            query.push("FROM listed WHERE kind = ").push_bind(kind_name(kind)).push(" AND id IN (SELECT id ");
        }
        self.ordered(&mut query, workspace, kind, total <= FEW)?;
        query.push(" LIMIT ").push_bind(i64::from(size) + 1).push(" OFFSET ").push_bind(self.offset);
        if is_far {
            query.push(") ORDER BY ").push(key).push(order(descending));
        }
        let mut rows: Vec<(String, String, String)> = query.build_query_as().fetch_all(&mut connection).await?;
        let more = rows.len() > size as usize;
        rows.truncate(size as usize);
        let next = rows.last().filter(|_| more).map(|(key, id, _)| cursor(key, id));
        let items =
            rows.iter().map(|(.., summary)| serde_json::from_str(summary)).collect::<serde_json::Result<_>>()?;
        Ok(Page { items, next, total })
    }

    /// The keys of records, so many from the cursor on; all of them unless said.
    pub(super) async fn keys(
        &self,
        connection: &mut sql::Connection,
        workspace: WorkspaceId,
        kind: RecordKind,
        count: Option<u32>,
    ) -> Result<Vec<Key>> {
        let mut query = sql::Builder::new("SELECT ");
        query.push(sort_column(self.sort).0).push(" AS sort_key, id ");
        self.ordered(&mut query, workspace, kind, false)?;
        if let Some(count) = count {
            query.push(" LIMIT ").push_bind(count);
        }
        Ok(query.build_query_as().fetch_all(connection).await?)
    }

    /// The rows after the cursor, in their order. Where they are few, SQLite, which does not know it, is kept from going through the whole list
    /// in that order until it has met them all: it finds them, and sorts them. PostgreSQL knows.
    fn ordered(&self, query: &mut sql::Builder, workspace: WorkspaceId, kind: RecordKind, few: bool) -> Result<()> {
        let (key, descending) = sort_column(self.sort);
        let push_key = |query: &mut sql::Builder| {
            if few {
                // What is computed is in no index.
                query.push_either(
                    |sqlite| {
                        sqlite.push("+");
                    },
                    |_| (),
                );
            }
            query.push(key);
        };
        self.rows(query, workspace, kind);
        if let Some(cursor) = self.cursor {
            let (after, id) = read_cursor(cursor)?;
            query.push(" AND (");
            push_key(query);
            query.push(", id)").push(if descending { " < (" } else { " > (" });
            query.push_bind(after).push(", ").push_bind(id).push(")");
        }
        query.push(" ORDER BY ");
        push_key(query);
        query.push(order(descending));
        Ok(())
    }

    /// How many records there are.
    pub(super) async fn count(
        &self,
        connection: &mut sql::Connection,
        workspace: WorkspaceId,
        kind: RecordKind,
    ) -> Result<u64> {
        let mut query = sql::Builder::new("SELECT COUNT(*) ");
        self.rows(&mut query, workspace, kind);
        let count: i64 = query.build_query_scalar().fetch_one(connection).await?;
        Ok(count.unsigned_abs())
    }

    fn rows(&self, query: &mut sql::Builder, workspace: WorkspaceId, kind: RecordKind) {
        query.push("FROM listed WHERE workspace = ").push_bind(workspace.0);
        query.push(" AND kind = ").push_bind(kind_name(kind));
        Search { typed: self.q, workspace, kind: Some(kind) }.narrow(query);
        let tags = self.filters.tags.iter().map(|tag| ("tag", (*tag).to_owned()));
        for (link, target) in tags.chain(self.organization.clone().map(|id| ("organization", id))) {
            query.push(" AND id IN (SELECT id FROM links WHERE workspace = ").push_bind(workspace.0);
            query.push(" AND link = ").push_bind(link).push(" AND target = ").push_bind(target).push(")");
        }
        self.filters.narrow(query);
        if let Some((dialect, foreign_id)) = self.foreign_id {
            query.push(" AND id IN (SELECT id FROM foreign_ids WHERE workspace = ").push_bind(workspace.0);
            query.push(" AND dialect = ").push_bind(dialect).push(" AND kind = ").push_bind(kind_name(kind));
            query.push(" AND foreign_id = ").push_bind(foreign_id).push(")");
        }
    }
}

fn sort_column(sort: PeopleSort) -> (&'static str, bool) {
    match sort {
        PeopleSort::FamilyName => ("by_family", false),
        PeopleSort::GivenName => ("by_given", false),
        PeopleSort::Business => ("by_business", false),
        PeopleSort::City => ("by_city", false),
        PeopleSort::Birthday => ("by_birthday", false),
        PeopleSort::Created => ("created_at", true),
        PeopleSort::Changed => ("changed_at", true),
    }
}

/// What follows the column in an order.
fn order(descending: bool) -> &'static str {
    if descending { " DESC, id DESC" } else { ", id" }
}

/// A place in a list, as it is handed out: hexadecimal, so that it stands in an address as it is.
pub(super) fn cursor(key: &str, id: &str) -> Cursor {
    let bytes = format!("{id}\0{key}");
    Cursor(bytes.bytes().map(|byte| format!("{byte:02x}")).collect())
}

/// The place that a cursor stands for.
pub(super) fn read_cursor(cursor: &Cursor) -> Result<(String, String)> {
    let unreadable = || Error::Problem(ProblemKind::Unreadable);
    let digits = cursor.0.as_bytes();
    let byte = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let bytes: Option<Vec<u8>> = digits.chunks(2).map(byte).collect();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(unreadable)?;
    let (id, key) = text.split_once('\0').ok_or_else(unreadable)?;
    Ok((key.to_owned(), id.to_owned()))
}
