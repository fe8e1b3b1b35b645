//! Contacts, people and organizations in one list, as ONLYOFFICE narrows and sorts them.

use calling_card_api::changes::RecordKind;
use calling_card_contact::OrganizationId;
use uuid::Uuid;

use super::super::aggregate::{kind_name, kind_named};
use super::super::search::Search;
use super::super::{Actor, Store, WorkspaceId, fold};
use super::numbers::number_contacts;
use crate::Result;
use crate::store::sql;

/// A record: its kind and its key.
pub type Key = (RecordKind, String);

/// Which contacts.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Words that are searched.
    pub words: String,
    /// Tags that each of them has.
    pub tags: Vec<String>,
    /// Their status; 0 for those without one.
    pub status: Option<i64>,
    /// Their kind; none for both.
    pub kind: Option<RecordKind>,
    /// Who is among their managers.
    pub manager: Option<Uuid>,
    /// Whether they are shared.
    pub shared: Option<bool>,
    /// They were made at this time or later (`2025-09-01T08:00:00`).
    pub from: Option<String>,
    /// They were made before this time.
    pub before: Option<String>,
    /// There is nobody: something was asked for that no contact here has.
    pub nobody: bool,
}

/// By what contacts are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// By given name, organizations by name.
    Given,
    /// By family name, organizations by name.
    Family,
    /// By when they were made.
    Created,
    /// By when they were last changed.
    Changed,
    /// By number.
    Number,
}

/// A part of a list.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// By what it is sorted.
    pub sort: Sort,
    /// Whether the last come first.
    pub descending: bool,
    /// How many are passed over.
    pub start: i64,
    /// Most that are wanted; all where it is not said.
    pub count: Option<i64>,
}

/// Sees to it that all contacts of a workspace have a number.
pub async fn number_all(store: &Store, actor: &Actor, dialect: &'static str) -> Result<()> {
    number_contacts(store, actor, dialect, true).await
}

/// The contacts of a page, and how many there are in all.
pub async fn page(
    connection: &mut sql::Connection,
    (workspace, dialect): (WorkspaceId, &'static str),
    filter: &Filter,
    page: Page,
) -> Result<(Vec<Key>, i64)> {
    let mut count = sql::Builder::new("SELECT COUNT(*) ");
    push_rows(&mut count, (workspace, dialect), filter);
    let total: i64 = count.build_query_scalar().fetch_one(&mut *connection).await?;
    let mut query = sql::Builder::new("SELECT listed.kind, id ");
    push_rows(&mut query, (workspace, dialect), filter);
    let order = if page.descending { " DESC" } else { "" };
    query.push(" ORDER BY ").push(column(page.sort)).push(order).push(", known.number").push(order);
    query.push(" LIMIT ").push_bind(page.count.unwrap_or(i64::MAX)).push(" OFFSET ").push_bind(page.start);
    let rows: Vec<(String, String)> = query.build_query_as().fetch_all(connection).await?;
    Ok((keys(rows)?, total))
}

fn column(sort: Sort) -> &'static str {
    match sort {
        Sort::Given => "by_given",
        Sort::Family => "by_family",
        Sort::Created => "created_at",
        Sort::Changed => "changed_at",
        Sort::Number => "known.number",
    }
}

fn keys(rows: Vec<(String, String)>) -> Result<Vec<Key>> {
    rows.into_iter().map(|(kind, id)| Ok((kind_named(&kind)?, id))).collect()
}

fn push_rows(query: &mut sql::Builder, (workspace, dialect): (WorkspaceId, &'static str), filter: &Filter) {
    query.push("FROM listed JOIN dialect_numbers AS known ON known.kind = listed.kind AND known.record = listed.id AND known.dialect = ");
    query.push_bind(dialect).push(" WHERE listed.workspace = ").push_bind(workspace.0);
    match filter.kind {
        Some(kind) => query.push(" AND listed.kind = ").push_bind(kind_name(kind)),
        None => query.push(" AND listed.kind IN ('person', 'organization')"),
    };
    if filter.nobody {
        query.push(" AND FALSE");
    }
    Search { typed: &filter.words, workspace, kind: filter.kind }.narrow(query);
    for tag in &filter.tags {
        query.push(
            " AND EXISTS (SELECT 1 FROM records, json_each(content, '$.tags') AS said WHERE records.kind = listed.kind",
        );
        query.push(" AND records.id = listed.id AND lower(said.value) = lower(").push_bind(tag.clone()).push("))");
    }
    for (operator, time) in [(">=", &filter.from), ("<", &filter.before)] {
        if let Some(time) = time {
            query.push(" AND substr(created_at, 1, 19) ").push(operator).push(" ").push_bind(time.clone());
        }
    }
    match filter.status {
        Some(0) => push_beside(query, (false, dialect), "members ->> '$.contactStatus[0]' IS NOT NULL"),
        Some(status) => {
            push_beside(query, (true, dialect), "CAST(members ->> '$.contactStatus[0]' AS TEXT) = ");
            query.push_bind(status.to_string());
        }
        None => {}
    }
    if filter.status.is_some() {
        query.push(")");
    }
    if let Some(shared) = filter.shared {
        push_beside(
            query,
            (shared, dialect),
            "CAST(COALESCE(CAST(members ->> '$.shareType[0]' AS TEXT), '0') AS BIGINT) > 0)",
        );
    }
    if let Some(manager) = filter.manager {
        push_beside(
            query,
            (true, dialect),
            "EXISTS (SELECT 1 FROM json_each(members, '$.managerList[0]') AS said WHERE said.value = ",
        );
        query.push_bind(manager.to_string()).push("))");
    }
}

/// Asks for something that stands beside contacts, or that nothing like it does; the parenthesis is left open.
fn push_beside(query: &mut sql::Builder, (there, dialect): (bool, &'static str), condition: &'static str) {
    query.push(if there { " AND EXISTS (" } else { " AND NOT EXISTS (" });
    query.push("SELECT 1 FROM dialect_members AS beside WHERE beside.kind = listed.kind AND beside.record = listed.id");
    query.push(" AND beside.dialect = ").push_bind(dialect).push(" AND ").push(condition);
}

/// Contacts whose name begins so, by name; those of a kind, and people in no organization, where that is asked for.
pub async fn beginning(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    prefix: &str,
    (companies, people, in_company): (bool, bool, bool),
    count: i64,
) -> Result<Vec<Key>> {
    let prefix = fold::sort_key(prefix);
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT kind, id FROM listed WHERE workspace = ?1 AND ((?2 AND kind = 'organization') OR (?3 AND kind = 'person'))
             AND (?4 OR NOT EXISTS (SELECT 1 FROM links WHERE links.kind = listed.kind AND links.id = listed.id
                                    AND link = 'organization'))
             AND (substr(by_given, 1, length(?5)) = ?5 OR substr(by_family, 1, length(?5)) = ?5)
         ORDER BY by_given, id LIMIT ?6",
    )
    .bind(workspace.0)
    .bind(companies)
    .bind(people)
    .bind(in_company)
    .bind(prefix)
    .bind(count)
    .fetch_all(connection)
    .await?;
    keys(rows)
}

/// Contacts that may say a text somewhere, in their record or beside it, from a place on; the place of the next ones is the last one's.
pub async fn mentioning(
    connection: &mut sql::Connection,
    (workspace, dialect): (WorkspaceId, &'static str),
    text: &str,
    after: &Key,
    count: i64,
) -> Result<Vec<Key>> {
    // As it stands in JSON.
    let text = serde_json::to_string(&text.to_lowercase())?;
    let text = text.get(1..text.len().saturating_sub(1)).unwrap_or_default().to_owned();
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT kind, id FROM records WHERE workspace = ?1 AND kind IN ('person', 'organization') AND deleted_at IS NULL
             AND (kind, id) > (?2, ?3)
             AND (instr(lower(json_remove(content, '$.image', '$.logo')), ?4) > 0 OR EXISTS (
                 SELECT 1 FROM dialect_entries AS said WHERE said.kind = records.kind AND said.record = records.id
                     AND said.dialect = ?5 AND instr(lower(said.said), ?4) > 0))
         ORDER BY kind, id LIMIT ?6",
    )
    .bind(workspace.0)
    .bind(kind_name(after.0))
    .bind(&after.1)
    .bind(text)
    .bind(dialect)
    .bind(count)
    .fetch_all(connection)
    .await?;
    keys(rows)
}

/// The keys of an organization's people, the oldest first.
pub async fn people_of(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    organization: OrganizationId,
) -> Result<Vec<String>> {
    Ok(sql::query_scalar(
        "SELECT links.id FROM links JOIN records ON records.kind = links.kind AND records.id = links.id
         WHERE links.workspace = ? AND links.kind = 'person' AND link = 'organization' AND target = ?
         ORDER BY records.created_at, links.id",
    )
    .bind(workspace.0)
    .bind(organization.to_string())
    .fetch_all(connection)
    .await?)
}
