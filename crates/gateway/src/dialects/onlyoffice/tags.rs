//! Tags of contacts.

use axum::http::StatusCode;
use calling_card_contact::rules;
use calling_card_crm::onlyoffice::wire::TagCount;

use super::super::Caller;
use super::access::group;
use super::contacts::{self, Contact};
use super::entries::Content;
use super::persons::{MOST, person};
use super::{Answer, DIALECT, Outcome, Refusal, answers};
use crate::store::Batch;
use crate::store::dialects::tags as store;

/// The tags of a contact.
pub(super) async fn of(caller: &Caller, id: i64) -> Outcome {
    let contact = contacts::one(caller, id).await?;
    Ok(Answer::all(StatusCode::OK, answers::tags(&contact)))
}

/// All tags, with how many have each.
pub(super) async fn all(caller: &Caller) -> Outcome {
    let tags = store::all(&mut caller.connection().await?, caller.actor.workspace, DIALECT).await?;
    let counted =
        tags.into_iter().map(|(title, had)| TagCount { title, relative_items_count: Some(had).filter(|had| *had > 0) });
    Ok(Answer::all(StatusCode::OK, &counted.collect::<Vec<_>>()))
}

/// Makes a tag that nobody has yet.
pub(super) async fn create(caller: &Caller, tag: &str) -> Outcome {
    let tag = named(tag)?;
    end(Batch::begin(&caller.store, &caller.actor).await?, tag, StatusCode::CREATED).await
}

/// Takes a tag away from all who have it.
pub(super) async fn delete(caller: &Caller, tag: &str) -> Outcome {
    let tag = named(tag)?;
    let workspace = caller.actor.workspace;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let known = store::all(batch.connection(), workspace, DIALECT).await?;
    if known.iter().all(|(known, _)| known != tag) {
        return Err(Refusal::NotFound);
    }
    for key in store::having(batch.connection(), workspace, tag).await? {
        let contact = contacts::read(batch.connection(), &caller.actor, &key, true).await?;
        change(&mut batch, &contact, |tags| tags.retain(|known| known != tag)).await?;
    }
    store::forget(batch.connection(), workspace, DIALECT, tag).await?;
    batch.commit(()).await?;
    Ok(Answer::one(StatusCode::OK, &tag))
}

/// Gives a tag to contacts, all of which must be there.
pub(super) async fn add(caller: &Caller, ids: &[i64], tag: &str) -> Outcome {
    let tag = named(tag)?;
    if ids.is_empty() || ids.len() > MOST {
        return Err(Refusal::argument("entityid"));
    }
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    for id in ids {
        let contact = contacts::one_in(&mut batch, caller, *id).await?;
        give(&mut batch, &contact, tag).await?;
    }
    end(batch, tag, StatusCode::CREATED).await
}

/// Takes a tag away from a contact; one that it does not have is not missed.
pub(super) async fn remove(caller: &Caller, id: i64, tag: &str) -> Outcome {
    let tag = named(tag)?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let contact = contacts::one_in(&mut batch, caller, id).await?;
    take(&mut batch, &contact, tag).await?;
    end(batch, tag, StatusCode::OK).await
}

/// Gives a tag to a person, their company and all in it.
pub(super) async fn add_to_group(caller: &Caller, id: i64, tag: &str) -> Outcome {
    let tag = named(tag)?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let one = person(caller, &mut batch, id).await?;
    for member in group(caller, &mut batch, &one).await? {
        give(&mut batch, &member, tag).await?;
    }
    end(batch, tag, StatusCode::CREATED).await
}

/// Takes a tag away from all of them.
pub(super) async fn remove_from_group(caller: &Caller, id: i64, tag: &str) -> Outcome {
    let tag = named(tag)?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let one = person(caller, &mut batch, id).await?;
    for member in group(caller, &mut batch, &one).await? {
        take(&mut batch, &member, tag).await?;
    }
    end(batch, tag, StatusCode::OK).await
}

/// A tag as it is kept.
fn named(tag: &str) -> Result<&str, Refusal> {
    let tag = tag.trim();
    let right = !tag.is_empty() && rules::line(tag, rules::SHORT_TEXT).is_ok();
    right.then_some(tag).ok_or_else(|| Refusal::argument("tagName"))
}

async fn give(batch: &mut Batch, contact: &Contact, tag: &str) -> Result<(), Refusal> {
    change(batch, contact, |tags| {
        if !tags.iter().any(|known| is_same(known, tag)) {
            tags.push(tag.to_owned());
        }
    })
    .await
}

async fn take(batch: &mut Batch, contact: &Contact, tag: &str) -> Result<(), Refusal> {
    change(batch, contact, |tags| tags.retain(|known| !is_same(known, tag))).await
}

async fn change(batch: &mut Batch, contact: &Contact, change: impl FnOnce(&mut Vec<String>)) -> Result<(), Refusal> {
    let mut content = contact.content.clone();
    match &mut content {
        Content::Person(person) => change(&mut person.tags),
        Content::Organization(organization) => change(&mut organization.tags),
    }
    Ok(contacts::write(batch, contact, content).await?)
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// A tag that somebody had stays known when nobody has it any more.
async fn end(mut batch: Batch, tag: &str, status: StatusCode) -> Outcome {
    if status == StatusCode::CREATED {
        let workspace = batch.actor.workspace;
        let all = store::all(batch.connection(), workspace, DIALECT).await?;
        let known = all.iter().map(|(known, _)| known.as_str()).find(|known| is_same(known, tag));
        store::make(batch.connection(), workspace, DIALECT, known.unwrap_or(tag)).await?;
    }
    batch.commit(()).await?;
    Ok(Answer::one(status, &tag))
}
