//! Who belongs to an organization, as what, and whom to ask there.

use axum::http::StatusCode;
use calling_card_api::people::PersonRecord;
use calling_card_contact::{Affiliation, Organization, OrganizationId, Person, PersonId};
use calling_card_crm::samdock::answers::nothing;
use calling_card_crm::samdock::wire::{Employee, Role};

use super::super::Caller;
use super::organizations::change;
use super::{Outcome, Refusal, key};
use crate::store::{Batch, people};

/// Relates a person to an organization.
pub(super) async fn relate(caller: &Caller, of: &str, who: Employee) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let organization = there(&mut batch, caller, of).await?;
    let person = who.person_id.ok_or_else(|| Refusal::required("personID"))?;
    let unknown = |refusal| match refusal {
        Refusal::NotFound => Refusal::at("personID", "is not taken: there is no such person."),
        other => other,
    };
    let person = key::<Person>(batch.connection(), caller, &person).await.map_err(unknown)?;
    let write = |places: &mut Vec<Affiliation>| {
        match places.iter_mut().find(|place| place.organization == organization) {
            Some(place) => place.role = who.role.unwrap_or_else(|| std::mem::take(&mut place.role)),
            None => places.push(Affiliation { organization, role: who.role.unwrap_or_default() }),
        }
        Ok(())
    };
    write_places(&mut batch, person, write).await.map_err(unknown)?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::CREATED))
}

/// Takes the relation back; whoever is asked there is no longer.
pub(super) async fn unrelate(caller: &Caller, (of, id): (&str, &str)) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let organization = there(&mut batch, caller, of).await?;
    let person = key::<Person>(batch.connection(), caller, id).await?;
    let write = |places: &mut Vec<Affiliation>| {
        let place = places.iter().position(|place| place.organization == organization);
        places.remove(place.ok_or(Refusal::NotFound)?);
        Ok(())
    };
    write_places(&mut batch, person, write).await?;
    change(caller, &mut batch, of, |organization| {
        organization.contact_person = organization.contact_person.filter(|asked| *asked != person);
        Ok(())
    })
    .await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// Makes one of an organization's people the one to ask there.
pub(super) async fn assign(caller: &Caller, (of, id): (&str, &str)) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let organization = there(&mut batch, caller, of).await?;
    let person = key::<Person>(batch.connection(), caller, id).await?;
    let record: PersonRecord = batch.get(&person).await?;
    if record.content.organizations.iter().all(|place| place.organization != organization) {
        return Err(Refusal::NotFound);
    }
    change(caller, &mut batch, of, |organization| {
        organization.contact_person = Some(person);
        Ok(())
    })
    .await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// Changes what somebody is in an organization.
pub(super) async fn change_role(caller: &Caller, (of, id): (&str, &str), said: Role) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let organization = there(&mut batch, caller, of).await?;
    let person = key::<Person>(batch.connection(), caller, id).await?;
    let write = |places: &mut Vec<Affiliation>| {
        let place = places.iter_mut().find(|place| place.organization == organization).ok_or(Refusal::NotFound)?;
        place.role = said.role.unwrap_or_else(|| std::mem::take(&mut place.role));
        Ok(())
    };
    write_places(&mut batch, person, write).await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// The key of an organization that is not in the bin.
async fn there(batch: &mut Batch, caller: &Caller, id: &str) -> Result<OrganizationId, Refusal> {
    let key = key::<Organization>(batch.connection(), caller, id).await?;
    batch.get::<Organization>(&key).await?;
    Ok(key)
}

async fn write_places(
    batch: &mut Batch,
    id: PersonId,
    write: impl FnOnce(&mut Vec<Affiliation>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let record: PersonRecord = batch.get(&id).await?;
    let mut person = record.content.clone();
    write(&mut person.organizations)?;
    if person != record.content {
        let person = people::prepare(batch, person, &record.content.custom, "").await?;
        batch.update(&id, record.version, person).await?;
    }
    Ok(())
}
