//! Companies: our organizations.
//!
//! The vendor's pages name the calls alone. Where the addresses, verbs and members are read from those names, they stand in this file and
//! in `companies::wire`.

use axum::http::StatusCode;
use calling_card_contact::{Organization, OrganizationId, Problem, rules};

use super::super::Caller;
use super::asked::Asked;
use super::checking::Checking;
use super::{Found, Outcome, Refusal, answer, ids};
use crate::store::Batch;
use crate::store::dialects::companies as store;

mod answers;
mod checking;
mod contact_data;
mod fields;
mod lists;
mod pieces;
mod postal;
mod record;
mod slots;
mod tags;
mod wire;

pub(super) use lists::settings;
pub(super) use wire::Audit;

use lists::{LIFECYCLES, Lists};
use pieces::List;
use record::Company;
use wire::{Lifecycle, LifecycleId, Note, Sent};

/// Most stages that are remembered of a life cycle.
const STAGES: usize = 100;

/// `/crm/companies/...`
pub(super) async fn called(caller: &Caller, asked: &Asked, path: &[&str]) -> Outcome {
    match (path, asked.method()) {
        ([], "POST") => create(caller, asked, true).await,
        ([], "DELETE") => delete_all(caller, asked).await,
        ([], _) => Err(Refusal::Method("POST, DELETE")),
        (["validate"], "POST") => create(caller, asked, false).await,
        (["validate"], _) => Err(Refusal::Method("POST")),
        (["tags"], _) => tags::of_several(caller, asked).await,
        (["domain", domain], "GET") => by_domain(caller, domain).await,
        (["domain", _], _) => Err(Refusal::Method("GET")),
        ([id], "GET") => get(caller, id).await,
        ([id], "PUT") => update(caller, asked, id).await,
        ([id], "DELETE") => delete(caller, id).await,
        ([_], _) => Err(Refusal::Method("GET, PUT, DELETE")),
        ([id, "note"], "PUT") => note(caller, asked, id).await,
        ([id, "tags"], "PUT") => tags::replace(caller, asked, id).await,
        ([id, "lifecycle"], "PUT") => lifecycle(caller, asked, id).await,
        ([_, "note" | "tags" | "lifecycle"], _) => Err(Refusal::Method("PUT")),
        ([id, list, rest @ ..], _) if rest.len() < 2 => {
            let list = match *list {
                "phones" => List::Phones,
                "emails" => List::Emails,
                "addresses" => List::Addresses,
                _ => return Err(Refusal::NotFound),
            };
            contact_data::called(caller, asked, (id, list, rest.first().copied())).await
        }
        _ => Err(Refusal::NotFound),
    }
}

/// Makes a company; or only says what it would be, and stores nothing.
async fn create(caller: &Caller, asked: &Asked, store: bool) -> Outcome {
    let sent: Sent = asked.object()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let mut company = Company::default();
    take(&mut batch, caller, (&mut company, &lists), sent).await?;
    company.write(&mut batch, caller).await?;
    let told = answers::company(&company, &lists);
    if store {
        batch.commit(()).await?;
        return Ok(answer::one(StatusCode::CREATED, &told));
    }
    // The batch ends without having been.
    drop(batch);
    Ok(answer::one(StatusCode::OK, &told.without_ids()))
}

async fn get(caller: &Caller, id: &str) -> Outcome {
    let key = ids::key::<Organization>(&mut caller.connection().await?, caller, id).await?;
    told(caller, key).await
}

/// The oldest company whose domain it is, or whose e-mail address is there.
async fn by_domain(caller: &Caller, asked: &str) -> Outcome {
    let asked = decoded(asked).as_deref().and_then(fields::domain).ok_or(Refusal::NotFound)?;
    let hosts = store::hosts(&mut caller.connection().await?, caller.actor.workspace, super::DIALECT).await?;
    let is_said = |said: &Option<String>| said.as_deref().and_then(fields::domain).is_some_and(|host| host == asked);
    let by_page = hosts.iter().find(|of| is_said(&of.domain) || fields::host_of(&of.website).as_ref() == Some(&asked));
    let at = |email: &str| email.rsplit_once('@').and_then(|(_, host)| fields::domain(host));
    let found = by_page.or_else(|| hosts.iter().find(|of| at(&of.email).as_ref() == Some(&asked)));
    told(caller, found.ok_or(Refusal::NotFound)?.key()?).await
}

async fn told(caller: &Caller, key: OrganizationId) -> Outcome {
    let company = Company::get(caller, key).await?;
    let lists = Lists::of(&mut caller.connection().await?, caller).await?;
    Ok(answer::one(StatusCode::OK, &answers::company(&company, &lists)))
}

/// Writes a company anew: what is left out is empty then, but for what has calls of its own.
async fn update(caller: &Caller, asked: &Asked, id: &str) -> Outcome {
    let sent: Sent = asked.object()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let mut company = Company::find(&mut batch, caller, id).await?;
    take(&mut batch, caller, (&mut company, &lists), sent).await?;
    end(caller, batch, company, &lists).await
}

/// Takes what is sent into a company.
async fn take(batch: &mut Batch, caller: &Caller, (company, lists): (&mut Company, &Lists), sent: Sent) -> Found<()> {
    let mut checking = Checking::default();
    company.told.fields = checking.fields(sent.fields, lists);
    if let Some(tags) = sent.tags {
        company.organization.tags = checking.tags(tags, &lists.tags);
    }
    let (phones, emails, addresses) = (sent.phones, sent.emails, sent.addresses);
    let sent_lists = [
        phones.as_ref().map(|_| List::Phones),
        emails.as_ref().map(|_| List::Emails),
        addresses.as_ref().map(|_| List::Addresses),
    ];
    let said: Vec<List> = sent_lists.into_iter().flatten().collect();
    let mut all = Vec::new();
    for (place, phone) in phones.into_iter().flatten().enumerate().take(pieces::MOST + 1) {
        all.push((phone.id.clone(), checking.phone(&format!("phones[{place}]."), phone)));
    }
    for (place, email) in emails.into_iter().flatten().enumerate().take(pieces::MOST + 1) {
        all.push((email.id.clone(), checking.email(&format!("emails[{place}]."), email)));
    }
    for (place, address) in addresses.into_iter().flatten().enumerate().take(pieces::MOST + 1) {
        all.push((address.id.clone(), checking.address(&format!("addresses[{place}]."), address, lists)));
    }
    checking.few("body", all.len());
    let stage = sent.lifecycle.and_then(|sent| checking.stage(sent));
    checking.end()?;
    if let Some(stage) = stage {
        reach(batch, caller, company, &stage).await?;
    }
    if !said.is_empty() {
        company.replace(&said, all);
    }
    Ok(())
}

/// Writes the note about a company; without one it goes.
async fn note(caller: &Caller, asked: &Asked, id: &str) -> Outcome {
    let sent: Note = asked.object()?;
    let text = sent.note.filter(|note| !note.trim().is_empty());
    rules::lines(text.as_deref().unwrap_or_default(), rules::LONG_TEXT)
        .map_err(|problem| Refusal::at("note", problem))?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut company = Company::find(&mut batch, caller, id).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    let (who, when) = (Some(batch.actor.name.clone()), Some(batch.at.0.clone()));
    let known = company.told.note.pop().map(|note| note.audit).unwrap_or_else(|| wire::Audit {
        created_by: who.clone(),
        date_created: when.clone(),
        ..wire::Audit::default()
    });
    if let Some(text) = text {
        let audit = wire::Audit { modified_by: who, date_modified: when, ..known };
        company.told.note.push(Note { note: Some(text), audit });
    }
    end(caller, batch, company, &lists).await
}

/// Lets a company reach a stage of its life cycle.
async fn lifecycle(caller: &Caller, asked: &Asked, id: &str) -> Outcome {
    let sent: LifecycleId = asked.object()?;
    let mut checking = Checking::default();
    let stage = checking.stage(sent);
    checking.end()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut company = Company::find(&mut batch, caller, id).await?;
    let lists = Lists::of(batch.connection(), caller).await?;
    reach(&mut batch, caller, &mut company, &stage.unwrap_or_default()).await?;
    end(caller, batch, company, &lists).await
}

async fn reach(batch: &mut Batch, caller: &Caller, company: &mut Company, id: &str) -> Found<()> {
    let list = super::lists::list(caller, LIFECYCLES);
    let found = list.find(batch.connection(), &id.to_ascii_lowercase()).await?;
    let stages = company.told.lifecycle_histories.get_or_insert_default();
    // One that it is at already may be gone from the list.
    if stages.last().is_some_and(|last| last.lifecycle_id.eq_ignore_ascii_case(id)) {
        return Ok(());
    }
    let stage = found.ok_or_else(|| Refusal::at("lifecycleId", Problem::Unknown))?;
    stages.push(Lifecycle {
        lifecycle_id: stage.id,
        text: stage.text,
        color: Some(stage.color).filter(|color| !color.is_empty()),
        date_changed: batch.at.0.clone(),
    });
    let old = stages.len().saturating_sub(STAGES);
    stages.drain(..old);
    Ok(())
}

async fn end(caller: &Caller, mut batch: Batch, mut company: Company, lists: &Lists) -> Outcome {
    company.write(&mut batch, caller).await?;
    batch.commit(()).await?;
    Ok(answer::one(StatusCode::OK, &answers::company(&company, lists)))
}

/// Puts a company into the bin; its people stay.
async fn delete(caller: &Caller, id: &str) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    delete_one(&mut batch, caller, id).await?;
    batch.commit(()).await?;
    Ok(answer::done())
}

/// Puts companies into the bin together; what is not there need not go.
async fn delete_all(caller: &Caller, asked: &Asked) -> Outcome {
    let gone = asked.ids()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    for id in gone {
        match delete_one(&mut batch, caller, &id).await {
            Ok(()) | Err(Refusal::NotFound) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    batch.commit(()).await?;
    Ok(answer::done())
}

async fn delete_one(batch: &mut Batch, caller: &Caller, id: &str) -> Found<()> {
    let key = ids::key::<Organization>(batch.connection(), caller, id).await?;
    let version = batch.get::<Organization>(&key).await?.version;
    Ok(batch.delete::<Organization>(&key, version).await?)
}

/// A part of a path as it was before it was written into one.
fn decoded(part: &str) -> Option<String> {
    let plain = part.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    form_urlencoded::parse(plain.as_bytes()).next().map(|(text, _)| text.into_owned())
}
