//! Status (warmth), and who may see a contact.

use axum::http::StatusCode;
use calling_card_crm::onlyoffice::wire::Access;

use super::super::Caller;
use super::answers::{self, Known};
use super::contacts::{self, Contact};
use super::entries::Content;
use super::held::Held;
use super::persons::{managed, person};
use super::{Answer, Outcome, Refusal};
use crate::store::Batch;

/// Sets the status of a contact; 0 is none. Which there are is not known here, so that each is taken.
pub(super) async fn set_status(caller: &Caller, id: i64, status: i64) -> Outcome {
    let status = known(status)?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let contact = contacts::one_in(&mut batch, caller, id).await?;
    hold(&mut batch, &contact, Held { contact_status: status, ..contact.held.clone() }).await?;
    end(caller, batch, &contact).await
}

/// Sets the status of a person, their company and all in it.
pub(super) async fn set_group_status(caller: &Caller, id: i64, status: i64) -> Outcome {
    let status = known(status)?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let contact = person(caller, &mut batch, id).await?;
    for member in group(caller, &mut batch, &contact).await? {
        hold(&mut batch, &member, Held { contact_status: status, ..member.held.clone() }).await?;
    }
    end(caller, batch, &contact).await
}

/// Who may see a contact that is private.
pub(super) async fn get(caller: &Caller, id: i64) -> Outcome {
    let contact = contacts::one(caller, id).await?;
    Ok(Answer::all(StatusCode::OK, &answers::access(&contact, &Known::of(caller).await?)))
}

/// Sets who may see a contact: without managers all may. It is shared for reading and writing, or not.
pub(super) async fn set(caller: &Caller, id: i64, to: Access) -> Outcome {
    let manager_list = managed(&to.manager_list)?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let contact = contacts::one_in(&mut batch, caller, id).await?;
    let held = Held { manager_list, share_type: to.is_shared.then_some(1), ..contact.held.clone() };
    hold(&mut batch, &contact, held).await?;
    end(caller, batch, &contact).await
}

/// A person with their company and all in it; the person alone where they are in none.
pub(super) async fn group(caller: &Caller, batch: &mut Batch, person: &Contact) -> Result<Vec<Contact>, Refusal> {
    let Some(company) = &person.company else { return Ok(vec![person.clone()]) };
    let mut members = vec![(**company).clone()];
    if let Content::Organization(_) = company.content {
        let persons = contacts::persons(batch.connection(), &caller.actor, contacts::id(&company.key.1)?).await?;
        for key in persons {
            members.push(contacts::read(batch.connection(), &caller.actor, &key, true).await?);
        }
    }
    Ok(members)
}

fn known(status: i64) -> Result<Option<i64>, Refusal> {
    let fits = (0..=i64::from(i32::MAX)).contains(&status);
    if fits { Ok(Some(status).filter(|status| *status > 0)) } else { Err(Refusal::argument("contactStatusid")) }
}

async fn hold(batch: &mut Batch, contact: &Contact, held: Held) -> Result<(), Refusal> {
    Ok(contacts::hold(batch, &contact.key, &held).await?)
}

async fn end(caller: &Caller, batch: Batch, contact: &Contact) -> Outcome {
    let contact = contacts::end(caller, batch, &contact.key).await?;
    Ok(Answer::one(StatusCode::OK, &answers::contact(&contact, &Known::of(caller).await?)))
}
