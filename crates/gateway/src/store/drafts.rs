//! Contact drafts.

use calling_card_api::drafts::{Acceptance, DraftRecord, DraftSummary, DraftsQuery, OpenedDraft};
use calling_card_api::people::{PeopleQuery, PersonRecord, PersonSummary};
use calling_card_api::{Nothing, Page, ProblemKind, Version, Written};
use calling_card_contact::{ContactDraft, DraftId, Note, Person, Prefer, merge};

use super::listing::{cursor, page_size, read_cursor};
use super::opt_ins::{self, is_waiting};
use super::row::{self, Row, columns};
use super::{Actor, Batch, Store, WorkspaceId, consents, events, files, people, submissions, transfers};
use crate::{Error, Result, clock};

mod take_in;

pub use take_in::{Proposed, take_in};

/// A page of drafts, the newest first: those that wait for the confirmation of their address, or the others.
pub async fn list(store: &Store, workspace: WorkspaceId, query: &DraftsQuery) -> Result<Page<DraftSummary>> {
    let size = page_size(query.limit);
    let editor = query.editor.map(|editor| editor.to_string());
    let (before, id) = match &query.cursor {
        Some(cursor) => read_cursor(cursor)?,
        None => ("9999".into(), String::new()),
    };
    let rows: Vec<Row> = sqlx::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'draft' AND deleted_at IS NULL AND ",
        is_waiting!(),
        " = ? AND (? IS NULL OR content ->> '$.editor' = ?) AND (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT ?"
    ))
    .bind(workspace.0)
    .bind(query.waiting)
    .bind(&editor)
    .bind(&editor)
    .bind(before)
    .bind(id)
    .bind(size + 1)
    .fetch_all(&store.pool)
    .await?;
    let total: i64 = sqlx::query_scalar(concat!(
        "SELECT COUNT(*) FROM records WHERE workspace = ? AND kind = 'draft' AND deleted_at IS NULL AND ",
        is_waiting!(),
        " = ? AND (? IS NULL OR content ->> '$.editor' = ?)"
    ))
    .bind(workspace.0)
    .bind(query.waiting)
    .bind(&editor)
    .bind(&editor)
    .fetch_one(&store.pool)
    .await?;
    let more = rows.len() > size as usize;
    let records: Vec<DraftRecord> = rows.into_iter().take(size as usize).map(Row::record).collect::<Result<_>>()?;
    let last = records.last().filter(|_| more);
    let next = last.map(|record| cursor(&record.created_at.0, &record.id.to_string()));
    let ids: Vec<DraftId> = records.iter().map(|record| record.id).collect();
    let deliveries = transfers::states_of_drafts(store, workspace, &ids).await?;
    let summary =
        |record: &DraftRecord| DraftSummary { delivery: deliveries.get(&record.id).copied(), ..summarize(record) };
    Ok(Page { items: records.iter().map(summary).collect(), next, total: total.unsigned_abs() })
}

/// One draft; nobody has opened it by that.
pub(crate) async fn get(
    connection: &mut sqlx::SqliteConnection,
    workspace: WorkspaceId,
    id: DraftId,
) -> Result<DraftRecord> {
    row::get(connection, workspace, &id).await
}

/// One draft, with the people who may already be the one that it proposes. It counts as read from then on.
pub async fn open(store: &Store, actor: &Actor, id: DraftId) -> Result<OpenedDraft> {
    let mut connection = store.pool.acquire().await?;
    let mut draft: DraftRecord = row::get(&mut connection, actor.workspace, &id).await?;
    drop(connection);
    if draft.content.unread {
        let mut batch = Batch::begin(store, actor).await?;
        draft = batch.get(&id).await?;
        let read = ContactDraft { unread: false, ..draft.content.clone() };
        draft = batch.update(&id, draft.version, read).await?;
        draft = batch.commit(draft).await?.result;
    }
    let likely = find_likely(store, actor.workspace, &draft.content.person).await?;
    let mut connection = store.pool.acquire().await?;
    let waiting = opt_ins::waits(&mut connection, actor.workspace, id).await?;
    let consent = consents::of_draft(&mut connection, actor.workspace, id).await?;
    let files = files::of_draft(&mut connection, actor.workspace, id).await?;
    let delivery = transfers::delivery_of_draft(&mut connection, actor.workspace, id).await?;
    let destination = transfers::destination(&mut connection, actor.workspace, id, &draft.content).await?;
    let deliver_to = destination.map(|(to, _)| to);
    Ok(OpenedDraft { draft, likely, waiting, consent, files, delivery, deliver_to, there: None })
}

/// Makes a person of a draft, or puts it into one. All of it is one batch, so one undo takes it back.
pub async fn accept(
    store: &Store,
    actor: &Actor,
    id: DraftId,
    acceptance: Acceptance,
) -> Result<Written<PersonRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let draft: DraftRecord = batch.get(&id).await?;
    if !acceptance.unconfirmed && opt_ins::waits(batch.connection(), actor.workspace, id).await? {
        return Err(Error::Problem(ProblemKind::Unconfirmed));
    }
    let proposed = acceptance.person.unwrap_or_else(|| draft.content.person.clone());
    let (workspace, corrected) = (actor.workspace, proposed.clone());
    transfers::accepted(batch.connection(), workspace, id, &draft.content, corrected).await?;
    let person = match acceptance.into {
        Some(existing) => {
            let old: PersonRecord = batch.get(&existing).await?;
            // What the form put in was checked when it was asked; a field that has changed since is no reason to lose it.
            let before = merge(old.content.clone(), draft.content.person.clone(), Prefer::Known).custom;
            let merged = merge(old.content, proposed, Prefer::Known);
            let merged = people::prepare(&mut batch, merged, &before, "/person").await?;
            batch.update(&existing, old.version, merged).await?
        }
        None => {
            let person = people::prepare(&mut batch, proposed, &draft.content.person.custom, "/person").await?;
            batch.create(clock::new_key(), person).await?
        }
    };
    if !draft.content.message.trim().is_empty() {
        let title = draft.content.source_name.clone();
        let note = Note {
            person: person.id,
            title,
            text: draft.content.message.clone(),
            flagged: false,
            category: String::new(),
            only_mine: false,
            there: None,
        };
        batch.create(clock::new_key(), note).await?;
    }
    batch.delete::<ContactDraft>(&id, draft.version).await?;
    // The draft has given its place up, so that the booking can have it.
    events::accepted(&mut batch, id, &draft.content, person.id).await?;
    submissions::went_into(batch.connection(), actor.workspace, id, person.id).await?;
    batch.commit(person).await
}

/// Lets a draft through that was held for review.
pub async fn release(store: &Store, actor: &Actor, id: DraftId) -> Result<Written<DraftRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let draft: DraftRecord = batch.get(&id).await?;
    let released = ContactDraft { held: Vec::new(), ..draft.content };
    let draft = batch.update(&id, draft.version, released).await?;
    transfers::let_through(batch.connection(), actor.workspace, id).await?;
    batch.commit(draft).await
}

/// Puts a draft into the bin.
pub async fn discard(store: &Store, actor: &Actor, id: DraftId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    discard_in(&mut batch, id, seen).await?;
    batch.commit(Nothing).await
}

/// The same within a batch.
pub(crate) async fn discard_in(batch: &mut Batch, id: DraftId, seen: Version) -> Result<()> {
    batch.delete::<ContactDraft>(&id, seen).await?;
    transfers::drop_draft(batch.connection(), id).await
}

fn summarize(record: &DraftRecord) -> DraftSummary {
    let draft = &record.content;
    let card = draft.person.main_card();
    DraftSummary {
        id: record.id,
        name: draft.person.display_name(),
        email: card.and_then(|card| card.emails.main()).map(|email| email.address.clone()).unwrap_or_default(),
        business: card.map(|card| card.business.clone()).unwrap_or_default(),
        message: draft.message.chars().take(160).collect(),
        source_name: draft.source_name.clone(),
        received_at: draft.received_at.clone(),
        unread: draft.unread,
        test: draft.test,
        held: draft.held.clone(),
        editor: draft.editor,
        create_lead: draft.create_lead,
        event: draft.event.as_ref().map(|event| event.title.clone()).unwrap_or_default(),
        delivery: None,
    }
}

/// People with the same e-mail address, phone number or name, in this order, at most five.
async fn find_likely(store: &Store, workspace: WorkspaceId, person: &Person) -> Result<Vec<PersonSummary>> {
    let mut likely: Vec<PersonSummary> = Vec::new();
    for q in tell_tales(person) {
        let query = PeopleQuery { q, limit: Some(5), ..PeopleQuery::default() };
        for found in people::list(store, workspace, &query).await?.items {
            if likely.len() < 5 && likely.iter().all(|known| known.id != found.id) {
                likely.push(found);
            }
        }
    }
    Ok(likely)
}

/// What tells a person: e-mail addresses, phone numbers, the name.
fn tell_tales(person: &Person) -> Vec<String> {
    let emails = person.cards.iter().flat_map(|card| card.emails.iter().map(|email| email.address.clone()));
    let phones = person.cards.iter().flat_map(|card| card.phones.iter().map(|phone| phone.number.clone()));
    emails.chain(phones).chain([person.name.display()]).filter(|text| !text.trim().is_empty()).collect()
}
