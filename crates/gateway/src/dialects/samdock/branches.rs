//! Branches: parts of organizations, with ids of their own.

use axum::http::StatusCode;
use calling_card_contact::{Branch, BranchId, BusinessCard, OrganizationId, Person};
use calling_card_crm::samdock::answers::nothing;
use calling_card_crm::samdock::mapping::{Employment, from_wire, to_wire};
use calling_card_crm::samdock::wire::{self, PersonFields};

use super::super::Caller;
use super::applying::write_address;
use super::organizations::change;
use super::{DIALECT, Outcome, Refusal, is_id};
use crate::clock;
use crate::store::Batch;
use crate::store::dialects::{BRANCH, Ids};

/// What a branch is called of which nothing is said by which it could be.
const NAMELESS: &str = "Branch";

/// The ids of branches.
pub(super) fn branch_ids(caller: &Caller) -> Ids {
    Ids { workspace: caller.actor.workspace, dialect: DIALECT, kind: BRANCH }
}

/// By what a branch is known there.
pub(super) fn branch_key(organization: OrganizationId, branch: &Branch) -> String {
    format!("{organization}/{}", branch.id.map(|id| id.to_string()).unwrap_or_default())
}

/// Adds a branch.
pub(super) async fn add(caller: &Caller, of: &str, said: wire::Branch) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let key: BranchId = clock::new_key();
    let mut branch = Branch { id: Some(key), ..Branch::default() };
    write(&mut branch, &said);
    if branch.name.trim().is_empty() {
        let names = [&branch.address.city, &branch.email].into_iter().find(|name| !name.trim().is_empty());
        branch.name = names.cloned().unwrap_or_else(|| NAMELESS.into());
    }
    let record = change(caller, &mut batch, of, |organization| {
        organization.branches.push(branch.clone());
        Ok(())
    });
    let record = record.await?;
    if let Some(id) = said.id
        && !(is_id(&id) && branch_ids(caller).take(batch.connection(), &branch_key(record.id, &branch), &id).await?)
    {
        return Err(Refusal::at("_id", "is no id, or that of another branch: make a new one."));
    }
    batch.commit(()).await?;
    Ok(nothing(StatusCode::CREATED))
}

/// Changes what is said of a branch; what is left out stays.
pub(super) async fn edit(caller: &Caller, (of, id): (&str, &str), said: wire::Branch) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let key = branch_ids(caller).find(batch.connection(), id).await?;
    change(caller, &mut batch, of, |organization| {
        let branch = organization.branches.iter_mut().find(|branch| is(branch, key.as_deref()));
        write(branch.ok_or(Refusal::NotFound)?, &said);
        Ok(())
    })
    .await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// Takes a branch away.
pub(super) async fn delete(caller: &Caller, (of, id): (&str, &str)) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let key = branch_ids(caller).find(batch.connection(), id).await?;
    change(caller, &mut batch, of, |organization| {
        let place = organization.branches.iter().position(|branch| is(branch, key.as_deref()));
        organization.branches.remove(place.ok_or(Refusal::NotFound)?);
        Ok(())
    })
    .await?;
    if let Some(key) = key {
        branch_ids(caller).forget(batch.connection(), &key).await?;
    }
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// Whether a branch is the one of this key. Keys of branches are unique, whatever organization stands in front.
fn is(branch: &Branch, key: Option<&str>) -> bool {
    let key = key.and_then(|key| key.split_once('/')).map(|(_, key)| key);
    key.is_some() && branch.id.map(|id| id.to_string()).as_deref() == key
}

fn write(branch: &mut Branch, said: &wire::Branch) {
    let members = [
        (&said.name, &mut branch.name),
        (&said.email, &mut branch.email),
        (&said.phone_number, &mut branch.phone),
        (&said.fax_number, &mut branch.fax),
    ];
    for (said, member) in members {
        if let Some(said) = said {
            member.clone_from(said);
        }
    }
    if let Some(said) = &said.address {
        // What is left out of an address stays, as well.
        let mut card = BusinessCard::default();
        card.addresses.push(branch.address.clone());
        let before = to_wire(&Person { cards: vec![card].into(), ..Person::default() }).address.unwrap_or_default();
        let said = said.clone();
        let address = wire::Address {
            street: said.street.or(before.street),
            number: said.number.or(before.number),
            postcode: said.postcode.or(before.postcode),
            city: said.city.or(before.city),
            country: said.country.or(before.country),
            state: said.state.or(before.state),
        };
        let alike = PersonFields { address: Some(address), ..PersonFields::default() };
        let alike = from_wire(&alike, &Employment::default());
        let written = alike.main_card().and_then(|card| card.addresses.main().cloned()).unwrap_or_default();
        branch.address = write_address(std::mem::take(&mut branch.address), &written);
    }
}
