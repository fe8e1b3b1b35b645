//! Contacts.

use axum::http::{StatusCode, header};
use calling_card_api::changes::RecordKind;
use calling_card_api::people::PersonRecord;
use calling_card_contact::{CustomValues, Person, PersonId};
use calling_card_crm::Beside;
use calling_card_crm::emnify::answers::respond;
use calling_card_crm::emnify::wire::{Contact, ContactFields, Reference};
use calling_card_crm::emnify::{apply, fields, patched};
use serde_json::json;

use super::super::{Caller, empty, with_header};
use super::{DIALECT, Outcome, ROOT, Refusal};
use crate::store::dialects::{self, Place};
use crate::store::{Batch, people, sql};
use crate::{Error, clock};

/// The documented types of contacts, in the vendor's order, which is taken for their numbers from 1 on.
const TYPES: [&str; 6] =
    ["Commercial", "Technical", "Finance", "Shipping address", "Company address", "Invoice address"];
/// The one that may have a purchase order number.
const INVOICE: i64 = 6;

/// All contacts of an organisation.
pub(super) async fn list(caller: &Caller, organisation: i64) -> Outcome {
    let contacts = dialects::contacts(&caller.store, &caller.actor, DIALECT, organisation).await?;
    let all = contacts.iter().map(|one| contact((organisation, one.number), one.beside.said(fields(&one.person))));
    Ok(respond(StatusCode::OK, &all.collect::<Vec<_>>()))
}

/// Makes a contact; its address is in `Location`.
pub(super) async fn create(caller: &Caller, organisation: i64, said: ContactFields) -> Outcome {
    let kind = said.kind.as_ref().ok_or(Refusal::Required("type"))?;
    allow_order_number(&said, kind)?;
    let mut person = Person::default();
    apply(&mut person, &ContactFields::default(), &said);
    Refusal::unless_right(&person)?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let person = people::prepare(&mut batch, person, &CustomValues::new(), "").await?;
    let record: PersonRecord = batch.create(clock::new_key(), person).await?;
    let key = record.id.to_string();
    let place = place(caller, &key);
    let number = dialects::numbers::give_number(batch.connection(), place, Some(organisation)).await?;
    dialects::put_beside(batch.connection(), place, &Beside::of(&said, &fields(&record.content))).await?;
    batch.commit(()).await?;
    let address = format!("{ROOT}/api/v1/organisation/{organisation}/contact/{number}");
    Ok(with_header(respond(StatusCode::CREATED, &json!({})), header::LOCATION, &address))
}

/// One contact.
pub(super) async fn get(caller: &Caller, at: (i64, i64)) -> Outcome {
    let mut connection = caller.connection().await?;
    let id = find(&mut connection, caller, at).await?;
    let record = people::get(&caller.store, caller.actor.workspace, id).await.map_err(|error| gone(error, at))?;
    let beside = dialects::beside(&mut connection, place(caller, &id.to_string())).await?;
    Ok(respond(StatusCode::OK, &contact(at, beside.said(fields(&record.content)))))
}

/// Changes what is said of a contact; what is left out stays.
pub(super) async fn update(caller: &Caller, at: (i64, i64), said: ContactFields) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let id = find(batch.connection(), caller, at).await?;
    let record: PersonRecord = batch.get(&id).await.map_err(|error| gone(error, at))?;
    let key = id.to_string();
    let place = place(caller, &key);
    let before: ContactFields = dialects::beside(batch.connection(), place).await?.said(fields(&record.content));
    let mut after = patched(&before, &said);
    let kind = after.kind.clone().unwrap_or_default();
    allow_order_number(&said, &kind)?;
    if kind.id != INVOICE {
        after.purchase_order_number = None;
    }
    let mut person = record.content.clone();
    apply(&mut person, &before, &said);
    Refusal::unless_right(&person)?;
    let person = people::prepare(&mut batch, person, &record.content.custom, "").await?;
    let record = batch.update(&id, record.version, person).await?;
    dialects::put_beside(batch.connection(), place, &Beside::of(&after, &fields(&record.content))).await?;
    batch.commit(()).await?;
    Ok(empty(StatusCode::NO_CONTENT))
}

/// Puts a contact into the bin.
pub(super) async fn delete(caller: &Caller, at: (i64, i64)) -> Outcome {
    let id = find(&mut caller.connection().await?, caller, at).await?;
    caller.delete_person(id).await.map_err(|error| gone(error, at))?;
    Ok(empty(StatusCode::NO_CONTENT))
}

/// A contact as it is answered: who was made elsewhere is commercial.
fn contact((organisation, number): (i64, i64), said: ContactFields) -> Contact {
    let kind = said.kind.clone().unwrap_or_else(|| Reference { id: 1, ..Reference::default() });
    let of_type = usize::try_from(kind.id - 1).ok().and_then(|place| TYPES.get(place));
    let description = kind.description.clone().or_else(|| of_type.map(|name| (*name).to_owned()));
    Contact {
        id: Some(number),
        organisation: Some(Reference { id: organisation, ..Reference::default() }),
        fields: ContactFields { kind: Some(Reference { description, ..kind }), ..said },
    }
}

fn allow_order_number(said: &ContactFields, kind: &Reference) -> Result<(), Refusal> {
    if said.purchase_order_number.as_deref().unwrap_or_default().is_empty() || kind.id == INVOICE {
        return Ok(());
    }
    Err(Refusal::NotAllowed("Contact - purchase_order_number can only be set for invoice contacts.".into()))
}

/// The key of an organisation's contact.
async fn find(
    connection: &mut sql::Connection,
    caller: &Caller,
    (organisation, number): (i64, i64),
) -> Result<PersonId, Refusal> {
    let found = dialects::numbers::numbered(connection, caller.actor.workspace, DIALECT, number).await?;
    let here = found.filter(|(_, parent)| parent.is_none_or(|parent| parent == organisation));
    here.and_then(|(record, _)| record.parse().ok()).ok_or(Refusal::NoContact(number))
}

/// What is in the bin is not found.
fn gone(error: Error, (_, number): (i64, i64)) -> Refusal {
    match Refusal::from(error) {
        Refusal::NoAddress => Refusal::NoContact(number),
        other => other,
    }
}

fn place<'a>(caller: &Caller, record: &'a str) -> Place<'a> {
    Place { workspace: caller.actor.workspace, dialect: DIALECT, kind: RecordKind::Person, record }
}
