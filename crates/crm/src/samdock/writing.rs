//! Making, changing and deleting a person.
//!
//! Company and position of the main card are an organization of that name, which is made where there is none, and a link to it with a
//! role. The vendor tells no role again, as far as its pages say; where it does, it is read.

use calling_card_contact::Person;
use serde_json::Value;
use uuid::Uuid;

use super::NOT_YET;
use super::calls::Call;
use super::deed::{Deed, deed, found};
use super::ids::{Kind, key_of, nano_id};
use super::mapping::{self, Employment};
use super::wire::{self, Employee, OrganizationFields, PersonFields, Role};
use crate::{Error, Foreign, Making, Rejection};

/// A new person, under an id that is made of the key.
pub(super) fn create(person: &Person, key: Uuid) -> Making<Foreign<Person>> {
    let (id, employment) = (nano_id(key, Kind::Person), Employment::of(person));
    let fields = PersonFields { id: Some(id), ..mapping::filled(mapping::to_wire(person)) };
    deed(|deed| async move {
        let company = OrganizationFields { name: Some(employment.company), ..OrganizationFields::default() };
        make(&deed, fields, (company, &employment.role), key).await
    })
}

/// Makes a person with an id, who works in an organization where that has a name, as this.
pub(super) async fn make(
    deed: &Deed,
    fields: PersonFields,
    (company, role): (OrganizationFields, &str),
    key: Uuid,
) -> Result<Foreign<Person>, Error> {
    let id = fields.id.clone().unwrap_or_default();
    let organization = match company.name.as_deref() {
        None | Some("") => None,
        Some(_) => Some(find_or_make(deed, company, key).await?),
    };
    deed.write_or(Call::AddPerson(Box::new(fields)), Call::DeletePerson(id.clone())).await?;
    if let Some(organization) = &organization {
        relate(deed, organization, &id, role).await?;
    }
    let there = seen(deed, &id, |there| organization.iter().all(|organization| works_at(there, organization)));
    // Who is there and not yet linked will be: nobody has refused it.
    let there = there.await?.0.ok_or_else(|| Error::InDoubt(NOT_YET.into()))?;
    whole(deed, there).await
}

/// Only what has changed is sent: what the CRM knows beside it (deals, consents, custom fields) stays.
pub(super) fn update(id: &str, before: &Person, after: &Person) -> Making<Foreign<Person>> {
    let (id, before, after) = (id.to_owned(), before.clone(), after.clone());
    deed(|deed| async move { replace(&deed, &id, &before, &after).await })
}

/// Changes a person from what they were to what they shall be.
pub(super) async fn replace(deed: &Deed, id: &str, before: &Person, after: &Person) -> Result<Foreign<Person>, Error> {
    let (was, shall) = (Employment::of(before), Employment::of(after));
    let (before, after) = (mapping::to_wire(before), mapping::to_wire(after));
    let patch = mapping::changes(&before, after.clone());
    let back = mapping::changes(&after, before.clone()).unwrap_or_default();
    if let Some(patch) = patch.clone() {
        let edit = |fields| Call::EditPerson(id.to_owned(), Box::new(fields));
        deed.write_or(edit(patch), edit(back)).await?;
    }
    let employer = if was == shall { None } else { employ(deed, id, &was, &shall).await? };
    let shown = |there: &wire::Person| {
        let linked = employer.iter().all(|organization| works_at(there, organization));
        linked && patch.as_ref().is_none_or(|patch| shows(&there.fields, patch, &before))
    };
    match seen(deed, id, shown).await? {
        (Some(there), true) => whole(deed, there).await,
        (Some(_), false) => Err(Error::InDoubt(NOT_YET.into())),
        (None, _) => Err(Error::Rejected(Rejection { status: 404, ..Rejection::default() })),
    }
}

/// Deletes a person.
pub(super) fn delete(id: &str) -> Making<()> {
    let id = id.to_owned();
    deed(|deed| async move { deed.delete(Call::DeletePerson(id.clone()), Call::GetPerson(id)).await })
}

/// A person as they stand there, with where they work.
pub(super) async fn whole(deed: &Deed, there: wire::Person) -> Result<Foreign<Person>, Error> {
    let employer = there.fields.employers.as_ref().and_then(|employers| employers.first());
    let organization = match employer {
        Some(employer) => deed.until(Call::GetOrganization(employer.clone()), found, |_| true).await?.0,
        None => None,
    };
    super::foreign(&there, organization.as_ref())
}

/// What somebody is in an organization, where it tells that.
pub(super) fn role_in(organization: &wire::Organization, person: &str) -> String {
    let employees = organization.employees.iter().flatten();
    let of = |employee: &&Value| ["personID", "_personID", "_id"].iter().any(|name| employee[*name] == person);
    let role =
        employees.filter(|employee| employee.is_object()).find(of).and_then(|employee| employee["role"].as_str());
    role.unwrap_or_default().to_owned()
}

/// Reads a person until they are there and as they shall be.
async fn seen(
    deed: &Deed,
    id: &str,
    done: impl Fn(&wire::Person) -> bool + Send + Sync,
) -> Result<(Option<wire::Person>, bool), Error> {
    let call = Call::GetPerson(id.to_owned());
    deed.until(call, found, |there: &Option<wire::Person>| there.as_ref().is_some_and(&done)).await
}

/// Whether a change has taken effect: a member is as it was sent, or, where the vendor writes it in its own way, not as it was.
fn shows(there: &PersonFields, patch: &PersonFields, before: &PersonFields) -> bool {
    let (mut there, mut patch, mut before) = (there.clone(), patch.clone(), before.clone());
    let address = |of: &mut PersonFields| of.address.take().map(super::addresses::filled).unwrap_or_default();
    let addressed = patch.address.is_none() || {
        let (now, then) = (address(&mut there), address(&mut before));
        now == address(&mut patch) || now != then
    };
    let members =
        mapping::texts(&mut there).into_iter().zip(mapping::texts(&mut patch)).zip(mapping::texts(&mut before));
    let text = |text: &mut Option<String>| text.take().unwrap_or_default();
    let mut shown = members.map(|((now, sent), then)| {
        let (now, then) = (text(now), text(then));
        sent.as_ref().is_none_or(|sent| now == *sent || now != then)
    });
    addressed && shown.all(|shown| shown)
}

fn works_at(there: &wire::Person, organization: &str) -> bool {
    there.fields.employers.iter().flatten().any(|employer| employer == organization)
}

/// Changes where somebody works, and as what; answers the organization where it is another one.
async fn employ(deed: &Deed, id: &str, was: &Employment, shall: &Employment) -> Result<Option<String>, Error> {
    let there: wire::Person = deed.read(Call::GetPerson(id.to_owned())).await?;
    let old = there.fields.employers.and_then(|employers| employers.into_iter().next());
    let role = |organization: &str, role: &str| {
        Call::ChangeRole(organization.to_owned(), id.to_owned(), Role { role: Some(role.to_owned()) })
    };
    if let Some(old) = old.as_ref().filter(|_| was.company == shall.company) {
        deed.write_or(role(old, &shall.role), role(old, &was.role)).await?;
        return Ok(None);
    }
    let new = match shall.company.as_str() {
        "" => None,
        company => {
            let fields = OrganizationFields { name: Some(company.to_owned()), ..OrganizationFields::default() };
            Some(find_or_make(deed, fields, key_of(&[id, company])).await?)
        }
    };
    if new == old {
        return Ok(None);
    }
    if let Some(new) = &new {
        relate(deed, new, id, &shall.role).await?;
    }
    if let Some(old) = old {
        let back = Employee { person_id: Some(id.to_owned()), role: said(&was.role) };
        deed.write_or(Call::Unrelate(old.clone(), id.to_owned()), Call::Relate(old, back)).await?;
    }
    Ok(new)
}

async fn relate(deed: &Deed, organization: &str, id: &str, role: &str) -> Result<(), Error> {
    let who = Employee { person_id: Some(id.to_owned()), role: said(role) };
    let back = Call::Unrelate(organization.to_owned(), id.to_owned());
    deed.write_or(Call::Relate(organization.to_owned(), who), back).await
}

fn said(role: &str) -> Option<String> {
    Some(role.to_owned()).filter(|role| !role.is_empty())
}

/// The organization of the name that this has; a new one where there is none.
async fn find_or_make(deed: &Deed, organization: OrganizationFields, key: Uuid) -> Result<String, Error> {
    let name = organization.name.as_deref().unwrap_or_default().trim();
    let known: Vec<wire::Organization> = deed.read(Call::ListOrganizations).await?;
    let called = |one: &&wire::Organization, same: fn(&str, &str) -> bool| {
        one.fields.name.as_deref().is_some_and(|known| same(known.trim(), name))
    };
    let alike: fn(&str, &str) -> bool = |a, b| a.to_lowercase() == b.to_lowercase();
    let exactly = known.iter().find(|one| called(one, |a, b| a == b));
    let found = exactly.or_else(|| known.iter().find(|one| called(one, alike)));
    if let Some(id) = found.and_then(|one| one.fields.id.clone()) {
        return Ok(id);
    }
    let id = nano_id(key, Kind::Organization);
    let fields = OrganizationFields { id: Some(id.clone()), ..organization };
    deed.write_or(Call::AddOrganization(Box::new(fields)), Call::DeleteOrganization(id.clone())).await?;
    Ok(id)
}
