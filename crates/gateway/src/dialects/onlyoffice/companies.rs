//! Companies, and the persons in them.

use axum::http::StatusCode;
use calling_card_contact::{Organization, rules};
use calling_card_crm::File;
use calling_card_crm::onlyoffice::wire::CompanyFields;

use super::super::Caller;
use super::answers::{self, Known};
use super::contacts::{self, company};
use super::entries::Content;
use super::held::Held;
use super::persons::{MOST, employ, held, several};
use super::{Answer, Outcome, Refusal, custom_fields, photos};
use crate::store::Batch;

/// Makes a company, and puts persons into it: those that are there.
pub(super) async fn create(caller: &Caller, said: CompanyFields, photo: Option<File>) -> Outcome {
    let known = Known::of(caller).await?;
    let mut content = Content::Organization(Box::new(named(said.company_name.as_deref())?));
    custom_fields::write(&mut content, &said.custom_field_list, &known);
    let held = held(said.about, said.share_type.map(|kind| kind.number()), &said.manager_list)?;
    note(&mut content, &held);
    if said.person_list.len() > MOST {
        return Err(Refusal::argument("personList"));
    }
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let key = contacts::create(&mut batch, content, &held).await?;
    for person in said.person_list {
        match put_into(caller, &mut batch, person, &key).await {
            Ok(()) | Err(Refusal::NotFound | Refusal::Argument(_)) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    let contact = contacts::end(caller, batch, &key).await?;
    let mut answer = answers::contact(&contact, &known);
    if let Some(photo) = photo {
        answer.small_foto_url = Some(photos::store(caller, &contact.key, &photo).await?);
    }
    Ok(Answer::one(StatusCode::CREATED, &answer))
}

/// Makes companies from their names; they are private to who makes them.
pub(super) async fn quick(caller: &Caller, names: Vec<String>) -> Outcome {
    let new = names.iter().filter(|name| !name.trim().is_empty()).map(|name| named(Some(name)));
    let new = new.map(|company| Ok(Content::Organization(Box::new(company?))));
    several(caller, new.collect::<Result<_, Refusal>>()?).await
}

/// Writes a company anew: what is left out is reset, but for managers, persons and the picture.
pub(super) async fn update(caller: &Caller, id: i64, said: CompanyFields) -> Outcome {
    let known = Known::of(caller).await?;
    let named = named(said.company_name.as_deref())?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    // The vendor fails where there is no such company (500); it names no 404.
    let unknown = |refusal| match refusal {
        Refusal::NotFound => Refusal::argument("companyid"),
        other => other,
    };
    let before = contacts::one_in(&mut batch, caller, id).await.map_err(unknown)?;
    let mut content = before.content.clone();
    let Content::Organization(organization) = &mut content else { return Err(Refusal::argument("companyid")) };
    organization.name = named.name;
    custom_fields::write(&mut content, &said.custom_field_list, &known);
    let managers = if said.manager_list.is_empty() { before.held.managers() } else { &said.manager_list };
    let held = held(said.about, said.share_type.map(|kind| kind.number()), managers)?;
    note(&mut content, &held);
    contacts::write(&mut batch, &before, content).await?;
    contacts::hold(&mut batch, &before.key, &held).await?;
    let contact = contacts::end(caller, batch, &before.key).await?;
    Ok(Answer::one(StatusCode::OK, &answers::contact(&contact, &known)))
}

/// The persons of a company.
pub(super) async fn persons(caller: &Caller, id: i64) -> Outcome {
    let mut connection = caller.connection().await?;
    let company = company(&mut connection, caller, id).await?;
    let keys = contacts::persons(&mut connection, &caller.actor, company).await?;
    drop(connection);
    let known = Known::of(caller).await?;
    let persons = contacts::read_all(caller, &keys).await?;
    let persons: Vec<_> = persons.iter().map(|person| answers::contact(person, &known)).collect();
    Ok(Answer::all(StatusCode::OK, &persons))
}

/// Puts a person into a company, out of the one they were in.
pub(super) async fn link(caller: &Caller, id: i64, person: i64) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let company = contacts::organization(company(batch.connection(), caller, id).await?);
    put_into(caller, &mut batch, person, &company).await?;
    answer(caller, batch, person, StatusCode::CREATED).await
}

/// Takes a person out of whatever company they are in: which one is named does not matter.
pub(super) async fn unlink(caller: &Caller, id: i64, person: i64) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    company(batch.connection(), caller, id).await?;
    let before = contacts::one_in(&mut batch, caller, person).await?;
    let mut content = before.content.clone();
    let Content::Person(of) = &mut content else { return Err(Refusal::NotFound) };
    employ(of, None);
    contacts::write(&mut batch, &before, content).await?;
    answer(caller, batch, person, StatusCode::OK).await
}

async fn answer(caller: &Caller, mut batch: Batch, person: i64, status: StatusCode) -> Outcome {
    let contact = contacts::one_in(&mut batch, caller, person).await?;
    batch.commit(()).await?;
    let known = Known::of(caller).await?;
    Ok(Answer::one(status, &answers::contact(&contact, &known)))
}

async fn put_into(
    caller: &Caller,
    batch: &mut Batch,
    person: i64,
    company: &crate::store::dialects::onlyoffice::Key,
) -> Result<(), Refusal> {
    let before = contacts::one_in(batch, caller, person).await?;
    let mut content = before.content.clone();
    let Content::Person(of) = &mut content else { return Err(Refusal::NotFound) };
    employ(of, Some(contacts::id(&company.1)?));
    Ok(contacts::write(batch, &before, content).await?)
}

/// An organization of this name, which must be one.
fn named(name: Option<&str>) -> Result<Organization, Refusal> {
    let name = name.map(str::trim).filter(|name| !name.is_empty() && rules::line(name, rules::SHORT_TEXT).is_ok());
    let name = name.ok_or_else(|| Refusal::argument("companyName"))?.to_owned();
    Ok(Organization { name, ..Organization::default() })
}

/// What is told about a company is its note.
fn note(content: &mut Content, held: &Held) {
    if let Content::Organization(organization) = content {
        organization.note = held.about.clone().unwrap_or_default();
    }
}
