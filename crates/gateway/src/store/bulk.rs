//! Changing many people at once: part after part, in one batch of the change log.

use std::collections::BTreeSet;

use calling_card_api::bulk::{BulkEdit, BulkOutcome, BulkPart};
use calling_card_api::people::PersonRecord;
use calling_card_api::{ProblemKind, Written};
use calling_card_contact::{BatchId, FieldError, Lifecycle, Person, PersonId, Problem, Timestamp};
use serde::Serialize;

use super::views::Owner;
use super::{Actor, Batch, Store, people, sql};
use crate::{Error, Result, clock};

/// Most people of a part.
const PEOPLE: usize = 500;
/// Most names that an outcome tells.
const NAMES: usize = 5;
/// For how many seconds after its beginning a batch can be gone on with.
const DAY: i64 = 86_400;

/// Does, or only says, what is asked of these people; all of it or nothing.
pub async fn edit(store: &Store, actor: &Actor, owner: Owner, part: BulkPart) -> Result<Written<BulkOutcome>> {
    let part = checked(part)?;
    let mut batch = Batch::begin(store, actor).await?;
    if let Some(id) = part.batch {
        is_edit_of(&mut batch, owner, id, &part.edit).await?;
    }
    let mut batch = batch.resume(part.batch);
    let mut outcome = BulkOutcome::default();
    for id in part.people.iter().collect::<BTreeSet<_>>() {
        one(&mut batch, *id, &part, &mut outcome).await?;
    }
    if part.preview {
        // Nothing was written; the transaction ends with nothing done.
        return Ok(Written { batch: batch.id, result: outcome });
    }
    if part.batch.is_none() {
        begin(&mut batch, owner, &part.edit).await?;
    }
    batch.commit(outcome).await
}

/// The part, with its texts in order; refuses what nobody can become.
fn checked(mut part: BulkPart) -> Result<BulkPart> {
    if part.people.len() > PEOPLE {
        return refuse("/people", Problem::TooMany { max: PEOPLE as u32 });
    }
    match &mut part.edit {
        BulkEdit::Tags { add, remove } => {
            for tags in [&mut *add, &mut *remove] {
                tags.iter_mut().for_each(|tag| *tag = tag.trim().to_owned());
                tags.retain(|tag| !tag.is_empty());
            }
            if add.is_empty() && remove.is_empty() {
                return refuse("/edit/tags/add", Problem::Required);
            }
        }
        BulkEdit::Lifecycle(stage) => {
            *stage = stage.trim().to_owned();
            if stage.is_empty() {
                return refuse("/edit/lifecycle", Problem::Required);
            }
        }
        BulkEdit::Archive(_) | BulkEdit::Delete => {}
    }
    Ok(part)
}

async fn one(batch: &mut Batch, id: PersonId, part: &BulkPart, outcome: &mut BulkOutcome) -> Result<()> {
    let record: PersonRecord = match batch.get(&id).await {
        Ok(record) => record,
        Err(Error::Problem(ProblemKind::NotFound)) => {
            outcome.missing += 1;
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let name = record.content.display_name();
    let now = batch.at.clone();
    match &part.edit {
        BulkEdit::Delete if part.preview => {}
        BulkEdit::Delete => people::delete_in(batch, id, record.version).await?,
        edit => {
            let Some(person) = edited(record.content.clone(), edit, &now) else {
                outcome.unchanged += 1;
                return Ok(());
            };
            // What does not fit is found before anything is written, and named at what is asked for.
            let person = people::prepare(batch, person, &record.content.custom, "").await.map_err(at_the_edit)?;
            if !part.preview {
                batch.update(&id, record.version, person).await?;
            }
        }
    }
    outcome.changed += 1;
    if outcome.names.len() < NAMES {
        outcome.names.push(name);
    }
    Ok(())
}

/// The person as they become; nothing where they are so already.
fn edited(mut person: Person, edit: &BulkEdit, now: &Timestamp) -> Option<Person> {
    match edit {
        BulkEdit::Tags { add, remove } => {
            let before = person.tags.clone();
            person.tags.retain(|tag| !remove.contains(tag));
            for tag in add.iter().filter(|tag| !remove.contains(tag)) {
                if !person.tags.contains(tag) {
                    person.tags.push(tag.clone());
                }
            }
            (person.tags != before).then_some(person)
        }
        BulkEdit::Lifecycle(stage) => {
            let is_there = person.lifecycle_stage().is_some_and(|known| known.stage == *stage);
            person.lifecycle.push(Lifecycle { stage: stage.clone(), since: now.clone() });
            (!is_there).then_some(person)
        }
        BulkEdit::Archive(archive) => {
            let is_so = person.archived_at.is_some() == *archive;
            person.archived_at = archive.then(|| now.clone());
            (!is_so).then_some(person)
        }
        BulkEdit::Delete => None,
    }
}

/// What is wrong with a person, told of the edit that would make it so.
fn at_the_edit(error: Error) -> Error {
    let Error::Invalid(errors) = error else { return error };
    let named = |error: FieldError| match error.field.split('/').nth(1) {
        Some("tags") => FieldError { field: "/edit/tags/add".into(), ..error },
        Some("lifecycle") => FieldError { field: "/edit/lifecycle".into(), ..error },
        _ => error,
    };
    Error::Invalid(errors.into_iter().map(named).collect())
}

/// Takes down whose batch it is and what it does, and forgets those that are not gone on with any more.
pub(super) async fn begin(batch: &mut Batch, owner: Owner, edit: &(impl Serialize + Sync)) -> Result<()> {
    let (key, at) = (batch.id.0, batch.at.0.clone());
    sql::query("DELETE FROM bulk_edits WHERE at <= ?")
        .bind(clock::in_seconds(-DAY).0)
        .execute(batch.connection())
        .await?;
    sql::query("INSERT INTO bulk_edits (batch, workspace, \"user\", edit, at) VALUES (?, ?, ?, ?, ?)")
        .bind(key)
        .bind(owner.workspace.0)
        .bind(owner.user)
        .bind(serde_json::to_string(edit)?)
        .bind(at)
        .execute(batch.connection())
        .await?;
    Ok(())
}

/// Refuses to go on with what is not an edit of theirs, or another edit.
pub(super) async fn is_edit_of(
    batch: &mut Batch,
    owner: Owner,
    id: BatchId,
    edit: &(impl Serialize + Sync),
) -> Result<()> {
    let known: Option<String> =
        sql::query_scalar("SELECT edit FROM bulk_edits WHERE batch = ? AND workspace = ? AND \"user\" = ? AND at > ?")
            .bind(id.0)
            .bind(owner.workspace.0)
            .bind(owner.user)
            .bind(clock::in_seconds(-DAY).0)
            .fetch_optional(batch.connection())
            .await?;
    if known.as_deref() == Some(serde_json::to_string(edit)?.as_str()) { Ok(()) } else { Err(Error::NOT_FOUND) }
}

pub(super) fn refuse<T>(field: &str, problem: Problem) -> Result<T> {
    Err(Error::Invalid(vec![FieldError { field: field.into(), problem }]))
}
