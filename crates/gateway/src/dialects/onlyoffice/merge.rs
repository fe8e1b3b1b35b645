//! Merging: one contact becomes part of another one of its kind, which stays.

use axum::http::StatusCode;
use calling_card_contact::{Organization, Person, Prefer, merge as merge_people, merge_organization};

use super::super::Caller;
use super::answers::{self, Known};
use super::contacts::{self, Contact, id};
use super::entries::Content;
use super::held::Held;
use super::persons::employ;
use super::{Answer, Outcome, Refusal};
use crate::Result;
use crate::store::Batch;
use crate::store::dialects::entries;
use crate::store::merging::hand_over;

/// Merges the first into the second. What the second does not say it takes over from the first; what both may have several of is
/// brought together; what is about the first, and its persons, become the second's; then the first is put into the bin.
pub(super) async fn merge(caller: &Caller, from: i64, to: i64) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let gone = contacts::one_in(&mut batch, caller, from).await?;
    let stays = contacts::one_in(&mut batch, caller, to).await?;
    if from == to {
        return Err(Refusal::argument("tocontactid"));
    }
    let content = match (&stays.content, &gone.content) {
        (Content::Person(to), Content::Person(from)) => {
            Content::Person(Box::new(people((**to).clone(), (**from).clone())))
        }
        (Content::Organization(to), Content::Organization(from)) => {
            Content::Organization(Box::new(organizations((**to).clone(), (**from).clone())))
        }
        _ => return Err(Refusal::Argument("A person is merged with a person, a company with a company.".into())),
    };
    contacts::write(&mut batch, &stays, content).await?;
    let actor = caller.actor.clone();
    entries::hand_over(batch.connection(), gone.place(&actor), &stays.key.1).await?;
    contacts::hold(&mut batch, &stays.key, &held(&stays.held, &gone.held)).await?;
    match gone.content {
        Content::Person(_) => {
            let from = batch.get::<Person>(&id(&gone.key.1)?).await?;
            hand_over(&mut batch, &from, id(&stays.key.1)?).await?;
        }
        Content::Organization(_) => move_persons(caller, &mut batch, (&gone, &stays)).await?,
    }
    contacts::delete(&mut batch, &gone).await?;
    let contact = contacts::end(caller, batch, &stays.key).await?;
    Ok(Answer::one(StatusCode::OK, &answers::contact(&contact, &Known::of(caller).await?)))
}

fn people(to: Person, from: Person) -> Person {
    let organizations = if to.organizations.is_empty() { from.organizations.clone() } else { to.organizations.clone() };
    Person { organizations, ..merge_people(to, from, Prefer::Known) }
}

/// What is said last counts here, so that the one that stays says it.
fn organizations(to: Organization, from: Organization) -> Organization {
    let (name, uid) = (to.name.clone(), to.uid.clone());
    let (foreign_ids, contact_person) = (to.foreign_ids.clone(), to.contact_person.or(from.contact_person));
    let merged = merge_organization(from, to);
    let uid = if uid.is_empty() { merged.uid.clone() } else { uid };
    Organization { name, uid, foreign_ids, contact_person, ..merged }
}

fn held(to: &Held, from: &Held) -> Held {
    Held {
        about: to.about.clone().or_else(|| from.about.clone()),
        contact_status: to.contact_status.or(from.contact_status),
        ..to.clone()
    }
}

/// The persons of a company.
async fn move_persons(caller: &Caller, batch: &mut Batch, (gone, stays): (&Contact, &Contact)) -> Result<()> {
    let (from, to) = (id(&gone.key.1)?, id(&stays.key.1)?);
    for key in contacts::persons(batch.connection(), &caller.actor, from).await? {
        let before = contacts::read(batch.connection(), &caller.actor, &key, true).await?;
        let mut content = before.content.clone();
        if let Content::Person(person) = &mut content {
            if person.organizations.first().is_some_and(|place| place.organization == from) {
                employ(person, Some(to));
            } else {
                person
                    .organizations
                    .iter_mut()
                    .filter(|place| place.organization == from)
                    .for_each(|place| place.organization = to);
            }
        }
        contacts::write(batch, &before, content).await?;
    }
    Ok(())
}
