//! Drafts as a list shows them.

use std::collections::HashMap;

use calling_card_api::Page;
use calling_card_api::drafts::{Confirmation, DraftRecord, DraftSummary, DraftsQuery};
use calling_card_contact::DraftId;

use super::reading::is_unread_sql;
use crate::Result;
use crate::store::from_row::from_row;
use crate::store::listing::{cursor, page_size, read_cursor};
use crate::store::opt_ins::is_waiting;
use crate::store::row::{Row, columns};
use crate::store::{Store, WorkspaceId, sql, transfers};

/// SQL: which drafts are asked for. 1 workspace, 2 those that wait, 3 spam, 4 only unread, 5 whose.
macro_rules! asked {
    () => {
        concat!(
            " FROM records WHERE workspace = ?1 AND kind = 'draft' AND deleted_at IS NULL AND (?3 OR ",
            is_waiting!(),
            " = ?2) AND (content ->> '$.spam_at' IS NOT NULL) = ?3 AND (NOT ?4 OR ",
            is_unread_sql!(),
            ") AND (?5 IS NULL OR content ->> '$.editor' = ?5)"
        )
    };
}

/// A page of drafts, the newest first: those that wait for the confirmation of their address, those that are spam, or the others. What is
/// spam is so whether or not its address is confirmed.
pub async fn list(store: &Store, workspace: WorkspaceId, query: &DraftsQuery) -> Result<Page<DraftSummary>> {
    let size = page_size(query.limit);
    let editor = query.editor.map(|editor| editor.to_string());
    let (before, id) = match &query.cursor {
        Some(cursor) => read_cursor(cursor)?,
        None => ("9999".into(), String::new()),
    };
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        asked!(),
        " AND (created_at, id) < (?6, ?7) ORDER BY created_at DESC, id DESC LIMIT ?8"
    ))
    .bind(workspace.0)
    .bind(query.waiting)
    .bind(query.spam)
    .bind(query.unread)
    .bind(&editor)
    .bind(before)
    .bind(id)
    .bind(size + 1)
    .fetch_all(&store.pool)
    .await?;
    let total: i64 = sql::query_scalar(concat!("SELECT COUNT(*)", asked!()))
        .bind(workspace.0)
        .bind(query.waiting)
        .bind(query.spam)
        .bind(query.unread)
        .bind(&editor)
        .fetch_one(&store.pool)
        .await?;
    let more = rows.len() > size as usize;
    let records: Vec<DraftRecord> = rows.into_iter().take(size as usize).map(Row::record).collect::<Result<_>>()?;
    let last = records.last().filter(|_| more);
    let next = last.map(|record| cursor(&record.created_at.0, &record.id.to_string()));
    let ids: Vec<DraftId> = records.iter().map(|record| record.id).collect();
    let deliveries = transfers::states_of_drafts(store, workspace, &ids).await?;
    let beside = beside(&mut store.pool.acquire().await?, workspace, &ids).await?;
    let summary = |record: &DraftRecord| {
        let delivery = deliveries.get(&record.id).copied();
        DraftSummary { delivery, ..summarize(record, beside.get(&record.id.to_string())) }
    };
    Ok(Page { items: records.iter().map(summary).collect(), next, total: total.unsigned_abs() })
}

/// What stands beside the record of a draft.
struct Beside {
    id: String,
    unread: bool,
    asked: bool,
    waiting: bool,
    files: u32,
}
from_row!(Beside: id, unread, asked, waiting, files);

async fn beside(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    ids: &[DraftId],
) -> Result<HashMap<String, Beside>> {
    let rows: Vec<Beside> = sql::query_as(concat!(
        "SELECT id, ",
        is_unread_sql!(),
        " AS unread, EXISTS (SELECT 1 FROM opt_ins WHERE opt_ins.workspace = records.workspace AND opt_ins.draft = records.id) AS asked, ",
        is_waiting!(),
        " AS waiting, (SELECT COUNT(*) FROM files WHERE files.workspace = records.workspace AND files.draft = records.id) AS files
         FROM records WHERE workspace = ? AND kind = 'draft' AND id IN (SELECT value FROM json_each(?))"
    ))
    .bind(workspace.0)
    .bind(serde_json::to_string(ids)?)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
}

fn summarize(record: &DraftRecord, beside: Option<&Beside>) -> DraftSummary {
    let draft = &record.content;
    let confirmation = match beside {
        Some(beside) if beside.waiting => Confirmation::Waiting,
        Some(beside) if beside.asked => Confirmation::Confirmed,
        _ => Confirmation::NotAsked,
    };
    let card = draft.person.main_card();
    DraftSummary {
        id: record.id,
        name: draft.person.display_name(),
        email: card.and_then(|card| card.emails.main()).map(|email| email.address.clone()).unwrap_or_default(),
        business: card.map(|card| card.business.clone()).unwrap_or_default(),
        message: draft.message.chars().take(160).collect(),
        source_name: draft.source_name.clone(),
        received_at: draft.received_at.clone(),
        unread: beside.map_or(draft.unread, |beside| beside.unread),
        test: draft.test,
        held: draft.held.clone(),
        editor: draft.editor,
        create_lead: draft.create_lead,
        event: draft.event.as_ref().map(|event| event.title.clone()).unwrap_or_default(),
        delivery: None,
        page: draft.page.clone(),
        language: Some(draft.language),
        confirmation,
        files: beside.map_or(0, |beside| beside.files),
        spam_at: draft.spam_at.clone(),
    }
}
