//! What is kept about a person: handed out as a whole, and erased as a whole.

use calling_card_api::audit::AuditKind;
use calling_card_api::changes::{Action, RecordKind};
use calling_card_api::drafts::DraftRecord;
use calling_card_api::people::PersonRecord;
use calling_card_api::privacy::{Erasure, PersonExport};
use calling_card_contact::{FieldError, Person, PersonId, Problem};

use super::aggregate::kind_name;
use super::audit::{self, Deed};
use super::batch::Entry;
use super::private::whole::Whose;
use super::row::{self, Row};
use super::{
    Actor, Batch, Store, WorkspaceId, changes, consents, derived, dialects, events, files, mails, merging, notes,
    private, published_cards, relations, sql,
};
use crate::{Error, Result, clock};

/// All that is kept about a person, as far as one member of staff sees it.
pub async fn export(store: &Store, workspace: WorkspaceId, id: PersonId, whose: Whose) -> Result<PersonExport> {
    let mut connection = store.pool.acquire().await?;
    let person: PersonRecord = row::get(&mut connection, workspace, &id).await?;
    let mut drafts: Vec<DraftRecord> = Vec::new();
    for key in drafts_of(&mut connection, workspace, id, &person.content).await? {
        let row: Option<Row> = sql::query_as(concat!(
            "SELECT ",
            row::columns!(),
            " FROM records WHERE workspace = ? AND kind = 'draft' AND id = ?"
        ))
        .bind(workspace.0)
        .bind(key)
        .fetch_optional(&mut connection)
        .await?;
        drafts.extend(row.map(Row::record).transpose()?);
    }
    let mut consents = consents::of_person(&mut connection, workspace, id).await?;
    let mut files = files::of_person(&mut connection, workspace, id).await?;
    let mut replies = mails::replies::of_person(&mut connection, workspace, id, u32::MAX).await?;
    for draft in &drafts {
        let found = mails::replies::of_draft(&mut connection, workspace, draft.id).await?;
        let new: Vec<_> = found.into_iter().filter(|found| replies.iter().all(|known| known.id != found.id)).collect();
        replies.extend(new);
        let found = consents::of_draft(&mut connection, workspace, draft.id).await?;
        consents.extend(found.filter(|found| consents.iter().all(|known| known.id != found.id)));
        let found = files::of_draft(&mut connection, workspace, draft.id).await?;
        let new: Vec<_> = found.into_iter().filter(|found| files.iter().all(|known| known.id != found.id)).collect();
        files.extend(new);
    }
    let bookings = events::bookings_of_person(&mut connection, workspace, id).await?;
    let invitations = events::invitations_of_person(&mut connection, workspace, id).await?;
    let beside = dialects::said_of(&mut connection, workspace, id).await?;
    let private = private::whole::about(&mut connection, workspace, id, whose).await?;
    drop(connection);
    Ok(PersonExport {
        beside,
        private,
        exported_at: clock::now(),
        notes: notes::list(store, workspace, id).await?,
        relations: relations::list(store, workspace, id).await?,
        published_cards: published_cards::of_person(store, workspace, id).await?,
        history: changes::history(store, workspace, id).await?,
        person,
        drafts,
        replies,
        bookings,
        invitations,
        consents,
        files,
    })
}

/// All that is kept about a person, for their own request, also what members of staff keep to themselves. That it was handed out is in the
/// audit log.
pub async fn copy(store: &Store, actor: &Actor, id: PersonId, meant: &Erasure) -> Result<PersonExport> {
    let copy = export(store, actor.workspace, id, Whose::All).await?;
    is_meant(&copy.person, meant)?;
    audit::note(store, actor, Deed::new(AuditKind::DataCopied).about(id)).await?;
    Ok(copy)
}

/// Refuses where another name was typed than the person's.
fn is_meant(record: &PersonRecord, meant: &Erasure) -> Result<()> {
    if meant.name.trim() == record.content.display_name().trim() {
        return Ok(());
    }
    Err(Error::Invalid(vec![FieldError { field: "/name".into(), problem: Problem::Option }]))
}

/// Erases all that is kept about a person, for good, and about those who became part of them. The log keeps that somebody was there, and who erased them when.
pub async fn erase(store: &Store, actor: &Actor, id: PersonId, erasure: &Erasure) -> Result<()> {
    let mut batch = Batch::begin(store, actor).await?;
    let record: PersonRecord = batch.get(&id).await?;
    is_meant(&record, erasure)?;
    let workspace = actor.workspace;
    // Who became part of the person is in the bin still, with what they said.
    let parts = merging::became_part_of(batch.connection(), workspace, id).await?;
    let mut drafts = drafts_of(batch.connection(), workspace, id, &record.content).await?;
    for part in parts.iter().filter(|part| **part != id.to_string()) {
        let (key, content) = binned(batch.connection(), workspace, part).await?;
        drafts.extend(drafts_of(batch.connection(), workspace, key, &content).await?);
    }
    for draft in drafts {
        forget_draft(batch.connection(), workspace, &draft).await?;
        sql::query("DELETE FROM opt_ins WHERE workspace = ? AND draft = ?")
            .bind(workspace.0)
            .bind(&draft)
            .execute(batch.connection())
            .await?;
    }
    for person in &parts {
        forget_children(batch.connection(), workspace, person).await?;
        forget(batch.connection(), workspace, RecordKind::Person, person).await?;
    }
    let person = id.to_string();
    let version = record.version.0 + 1;
    let kind = RecordKind::Person;
    batch.log(Entry { kind, id: &person, action: Action::Deleted, version, before: None, after: None }).await?;
    audit::write(batch.connection(), workspace, Deed::new(AuditKind::PersonErased).by(&actor.name).about(id)).await?;
    batch.commit(()).await?;
    store.forget_log().await
}

/// What is about a person, also in the bin.
async fn forget_children(connection: &mut sql::Connection, workspace: WorkspaceId, person: &str) -> Result<()> {
    for kind in [RecordKind::Note, RecordKind::PublishedCard, RecordKind::Booking, RecordKind::Invitation] {
        let ids: Vec<String> =
            sql::query_scalar("SELECT id FROM records WHERE workspace = ? AND kind = ? AND parent = ?")
                .bind(workspace.0)
                .bind(kind_name(kind))
                .bind(person)
                .fetch_all(&mut *connection)
                .await?;
        for id in ids {
            forget(connection, workspace, kind, &id).await?;
        }
    }
    // Relations in the bin have no links any more.
    let relations: Vec<String> = sql::query_scalar(
        "SELECT id FROM records WHERE workspace = ?1 AND kind = 'relation' AND (content ->> '$.from' = ?2 OR content ->> '$.to' = ?2)",
    )
    .bind(workspace.0)
    .bind(person)
    .fetch_all(&mut *connection)
    .await?;
    for relation in relations {
        forget(connection, workspace, RecordKind::Relation, &relation).await?;
    }
    Ok(())
}

/// A person in the bin.
async fn binned(connection: &mut sql::Connection, workspace: WorkspaceId, id: &str) -> Result<(PersonId, Person)> {
    let content: String =
        sql::query_scalar("SELECT content FROM records WHERE workspace = ? AND kind = 'person' AND id = ?")
            .bind(workspace.0)
            .bind(id)
            .fetch_one(connection)
            .await?;
    let key = id.parse().map_err(|_| Error::Internal("a person's key that is none".into()))?;
    Ok((key, serde_json::from_str(&content)?))
}

/// The drafts that became part of a person, and those that wait under one of their e-mail addresses.
async fn drafts_of(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: PersonId,
    person: &Person,
) -> Result<Vec<String>> {
    let mut drafts: Vec<String> =
        sql::query_scalar("SELECT draft FROM submissions WHERE workspace = ? AND person = ? ORDER BY received_at")
            .bind(workspace.0)
            .bind(id.to_string())
            .fetch_all(&mut *connection)
            .await?;
    for email in person.cards.iter().flat_map(|card| card.emails.iter()) {
        let waiting: Vec<String> = sql::query_scalar(
            "SELECT records.id FROM records JOIN submissions ON submissions.workspace = records.workspace AND submissions.draft = records.id
             WHERE records.workspace = ? AND records.kind = 'draft' AND submissions.person IS NULL
               AND EXISTS (SELECT 1 FROM json_each(records.content, '$.answers') AS answer
                           WHERE lower(answer.value ->> '$.value') = lower(?))",
        )
        .bind(workspace.0)
        .bind(email.address.trim())
        .fetch_all(&mut *connection)
        .await?;
        drafts.extend(waiting);
    }
    let mut seen = std::collections::BTreeSet::new();
    drafts.retain(|draft| seen.insert(draft.clone()));
    Ok(drafts)
}

/// Forgets a draft with its proof, its mails and its files. That it was taken in, and under which key, stays.
pub(super) async fn forget_draft(connection: &mut sql::Connection, workspace: WorkspaceId, draft: &str) -> Result<()> {
    forget(connection, workspace, RecordKind::Draft, draft).await?;
    for forget in [
        "DELETE FROM consents WHERE workspace = ? AND draft = ?",
        "DELETE FROM mails WHERE workspace = ? AND draft = ?",
        "DELETE FROM mails WHERE workspace = ? AND reply_to = ?",
        "DELETE FROM files WHERE workspace = ? AND draft = ?",
        "DELETE FROM deliveries WHERE transfer IN (SELECT id FROM transfers WHERE workspace = ?) AND draft = ?",
        "UPDATE submissions SET content_hash = substr(content_hash, 1, 0), person = NULL WHERE workspace = ? AND draft = ?",
    ] {
        sql::query(forget).bind(workspace.0).bind(draft).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Forgets a record: its row, what is derived from it, and what the log says of it.
async fn forget(connection: &mut sql::Connection, workspace: WorkspaceId, kind: RecordKind, id: &str) -> Result<()> {
    derived::write(connection, workspace, kind, id, None).await?;
    for forget in [
        "UPDATE changes SET before = NULL, after = NULL WHERE workspace = ? AND kind = ? AND id = ?
         AND (before IS NOT NULL OR after IS NOT NULL)",
        "DELETE FROM records WHERE workspace = ? AND kind = ? AND id = ?",
    ] {
        sql::query(forget).bind(workspace.0).bind(kind_name(kind)).bind(id).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Forgets the proofs, mails and files of drafts that are gone and became part of nobody who is there.
pub(super) async fn forget_left_over(connection: &mut sql::Connection) -> Result<()> {
    for forget in [
        "DELETE FROM consents WHERE NOT EXISTS (SELECT 1 FROM records WHERE records.kind = 'draft' AND records.id = consents.draft)
           AND NOT EXISTS (SELECT 1 FROM submissions JOIN records ON records.kind = 'person' AND records.id = submissions.person
                           WHERE submissions.workspace = consents.workspace AND submissions.draft = consents.draft)",
        "DELETE FROM mails WHERE draft IS NOT NULL AND NOT EXISTS (SELECT 1 FROM records WHERE records.kind = 'draft' AND records.id = mails.draft)
           AND NOT EXISTS (SELECT 1 FROM consents WHERE consents.draft = mails.draft)",
        "DELETE FROM mails WHERE reply_to IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM records WHERE records.kind = 'draft' AND records.id = mails.reply_to)
           AND NOT EXISTS (SELECT 1 FROM submissions JOIN records ON records.kind = 'person' AND records.id = submissions.person
                           WHERE submissions.workspace = mails.workspace AND submissions.draft = mails.reply_to)",
        "DELETE FROM files WHERE draft IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM records WHERE records.kind = 'draft' AND records.id = files.draft)
           AND NOT EXISTS (SELECT 1 FROM submissions JOIN records ON records.kind = 'person' AND records.id = submissions.person
                           WHERE submissions.workspace = files.workspace AND submissions.draft = files.draft)",
    ] {
        sql::query(forget).execute(&mut *connection).await?;
    }
    Ok(())
}
