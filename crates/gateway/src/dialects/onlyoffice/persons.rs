//! Persons: made, written anew, made from names alone.

use axum::http::StatusCode;
use calling_card_contact::{Affiliation, BusinessCard, OneFavourite, OrganizationId, Person, Position, rules};
use calling_card_crm::File;
use calling_card_crm::onlyoffice::wire::{NamePair, PersonFields};
use uuid::Uuid;

use super::super::Caller;
use super::answers::{self, Known};
use super::contacts::{self, company};
use super::entries::Content;
use super::held::Held;
use super::{Answer, Outcome, Refusal, custom_fields, photos};
use crate::store::Batch;

/// Most persons or companies that are made at once.
pub(super) const MOST: usize = 1_000;
/// Most managers of a contact.
const MANAGERS: usize = 100;

/// Makes a person. The picture is looked at when the person is stored already, as the vendor does: one that is refused leaves the person.
pub(super) async fn create(caller: &Caller, said: PersonFields, photo: Option<File>) -> Outcome {
    let known = Known::of(caller).await?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut content = Content::Person(Box::default());
    let last = said.last_name.as_deref().ok_or_else(|| Refusal::argument("lastName"))?.trim().to_owned();
    write(caller, &mut batch, &mut content, (&said, &last)).await?;
    custom_fields::write(&mut content, &said.custom_field_list, &known);
    let held = held(said.about, said.share_type.map(|kind| kind.number()), &said.manager_list)?;
    let key = contacts::create(&mut batch, content, &held).await?;
    let contact = contacts::end(caller, batch, &key).await?;
    let mut answer = answers::contact(&contact, &known);
    if let Some(photo) = photo {
        answer.small_foto_url = Some(photos::store(caller, &contact.key, &photo).await?);
    }
    Ok(Answer::one(StatusCode::CREATED, &answer))
}

/// Writes a person anew: what is left out is reset, and so are status and type. Managers who are not named stay.
pub(super) async fn update(caller: &Caller, id: i64, said: PersonFields, photo: Option<File>) -> Outcome {
    let known = Known::of(caller).await?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    // Nobody of this number is a wrong argument, not something that is not found.
    let unknown = |refusal| match refusal {
        Refusal::NotFound => Refusal::argument("personid"),
        other => other,
    };
    let before = contacts::one_in(&mut batch, caller, id).await.map_err(unknown)?;
    let mut content = before.content.clone();
    let last = said.last_name.as_deref().map(str::trim).filter(|last| !last.is_empty());
    let last = last.ok_or_else(|| Refusal::argument("lastName"))?.to_owned();
    write(caller, &mut batch, &mut content, (&said, &last)).await?;
    custom_fields::write(&mut content, &said.custom_field_list, &known);
    contacts::write(&mut batch, &before, content).await?;
    let managers = if said.manager_list.is_empty() { before.held.managers() } else { &said.manager_list };
    let held = held(said.about, said.share_type.map(|kind| kind.number()), managers)?;
    contacts::hold(&mut batch, &before.key, &held).await?;
    let contact = contacts::end(caller, batch, &before.key).await?;
    let mut answer = answers::contact(&contact, &known);
    if let Some(photo) = photo {
        answer.small_foto_url = Some(photos::store(caller, &contact.key, &photo).await?);
    }
    Ok(Answer::one(StatusCode::OK, &answer))
}

/// Makes persons from their names; pairs without one of them are passed over. They are private to who makes them.
pub(super) async fn quick(caller: &Caller, names: Vec<NamePair>) -> Outcome {
    let named = names.into_iter().filter(|pair| !pair.key.trim().is_empty() && !pair.value.trim().is_empty());
    let new = named.map(|pair| {
        let mut person = Person::default();
        person.name.given = pair.key.trim().to_owned();
        person.name.family = pair.value.trim().to_owned();
        Content::Person(Box::new(person))
    });
    several(caller, new.collect()).await
}

/// Makes contacts that are private to who makes them.
pub(super) async fn several(caller: &Caller, new: Vec<Content>) -> Outcome {
    if new.is_empty() {
        return Ok(Answer::nothing(StatusCode::CREATED));
    }
    if new.len() > MOST {
        return Err(Refusal::Argument(format!("At most {MOST} contacts are made at once.")));
    }
    let held = Held { manager_list: Some(vec![Uuid::nil().to_string()]), ..Held::default() };
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut made = Vec::with_capacity(new.len());
    for content in new {
        let key = contacts::create(&mut batch, content, &held).await?;
        made.push(contacts::read(batch.connection(), &caller.actor, &key, true).await?);
    }
    batch.commit(()).await?;
    let known = Known::of(caller).await?;
    let made: Vec<_> = made.iter().map(|contact| answers::base(contact, &known)).collect();
    Ok(Answer::all(StatusCode::CREATED, &made))
}

/// What stands beside a contact that is written.
pub(super) fn held(about: Option<String>, share_type: Option<i64>, managers: &[String]) -> Result<Held, Refusal> {
    let about = about.filter(|about| !about.is_empty());
    if let Some(about) = &about {
        rules::lines(about, rules::LONG_TEXT).map_err(|_| Refusal::argument("about"))?;
    }
    let share_type = share_type.filter(|number| *number != 0);
    Ok(Held { about, share_type, manager_list: managed(managers)?, contact_status: None })
}

/// Managers, each once, as GUIDs are written.
pub(super) fn managed(managers: &[String]) -> Result<Option<Vec<String>>, Refusal> {
    let mut list: Vec<String> = Vec::new();
    for manager in managers {
        let guid: Uuid = manager.trim().parse().map_err(|_| Refusal::argument("managerList"))?;
        let guid = guid.to_string();
        if !list.contains(&guid) {
            list.push(guid);
        }
    }
    if list.len() > MANAGERS {
        return Err(Refusal::argument("managerList"));
    }
    Ok(Some(list).filter(|list| !list.is_empty()))
}

/// Writes into a person what is said of them.
async fn write(
    caller: &Caller,
    batch: &mut Batch,
    content: &mut Content,
    (said, last): (&PersonFields, &str),
) -> Result<(), Refusal> {
    // The vendor fails where there is no first name at all (500); it is as wrong as a blank one.
    let first = said.first_name.as_deref().map(str::trim).filter(|first| !first.is_empty());
    let first = first.ok_or_else(|| Refusal::argument("firstName"))?;
    let company = match said.company_id {
        None | Some(0) => None,
        Some(number) => Some(company(batch.connection(), caller, number).await?),
    };
    let Content::Person(person) = content else { return Err(Refusal::argument("personid")) };
    let (known_first, known_last) = answers::names(person);
    if (known_first.as_str(), known_last.as_str()) != (first, last) {
        first.clone_into(&mut person.name.given);
        last.clone_into(&mut person.name.family);
        // The whole name was that of before.
        person.name.formatted.clear();
    }
    employ(person, company);
    write_job(person, said.job_title.as_deref().unwrap_or_default().trim());
    Ok(())
}

/// Puts a person into a company, or into none. Further organizations stay where there is one.
pub(super) fn employ(person: &mut Person, company: Option<OrganizationId>) {
    let Some(organization) = company else { return person.organizations.clear() };
    if person.organizations.first().is_some_and(|place| place.organization == organization) {
        return;
    }
    let further = std::mem::take(&mut person.organizations).into_iter().skip(1);
    let further = further.filter(|place| place.organization != organization);
    let place = Affiliation { organization, role: String::new() };
    person.organizations = std::iter::once(place).chain(further).collect();
}

fn write_job(person: &mut Person, job: &str) {
    let main = person.cards.iter().position(|card| card.favourite).unwrap_or(0);
    if person.cards.is_empty() {
        if !job.is_empty() {
            let mut card = BusinessCard { favourite: true, ..BusinessCard::default() };
            write_position(&mut card.positions, job);
            person.cards.push(card);
        }
        return;
    }
    person.cards.update(main, |card| write_position(&mut card.positions, job));
}

fn write_position(positions: &mut OneFavourite<Position>, job: &str) {
    let main = positions.iter().position(|position| position.favourite).unwrap_or(0);
    match positions.get(main) {
        Some(position) if job.is_empty() && position.department.is_empty() => drop(positions.remove(main)),
        Some(_) => positions.update(main, |position| job.clone_into(&mut position.position)),
        None if job.is_empty() => {}
        None => positions.push(Position { position: job.to_owned(), ..Position::default() }),
    }
}

/// The person of this number.
pub(super) async fn person(caller: &Caller, batch: &mut Batch, id: i64) -> Result<contacts::Contact, Refusal> {
    let contact = contacts::one_in(batch, caller, id).await?;
    match contact.content {
        Content::Person(_) => Ok(contact),
        // The vendor fails here (500).
        Content::Organization(_) => Err(Refusal::Argument("The contact is not a person.".into())),
    }
}
