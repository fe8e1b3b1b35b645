//! Changing a person: only what is said otherwise than before is written, by the calls that it takes; whole, or not at all.

use calling_card_contact::{BusinessCard, Person};

use super::changes::{Change, changes};
use super::creating::place_of;
use super::reading::{person_there, read_or};
use super::undo::{CardsBack, Steps};
use super::{at, tell, within_limits};
use crate::cobra::calls::{Call, CardCall, PersonCall};
use crate::cobra::known_id;
use crate::cobra::mapping::{
    Whole, fields, orga_tags_changed, person_back, person_changed, personalities_changed, to_wire,
};
use crate::cobra::wire::{self, PersonFields};
use crate::script::{Exchange, script};
use crate::undo::Back;
use crate::{Error, Foreign, Making};

/// Changes a person from what they were to what they shall be.
pub(crate) fn update(id: &str, before: &Person, after: &Person) -> Making<Foreign<Person>> {
    let id = known_id(id)?;
    let whole: Whole = to_wire(after);
    within_limits(&whole.fields)?;
    let (was, shall) = (fields(before), whole.fields.clone());
    let cards = (before.cards.to_vec(), after.cards.to_vec());
    script(async move |exchange| {
        let undo = Steps::default();
        let changed = change(&exchange, &id, (&was, &shall), (&cards.0, &cards.1), &undo).await;
        let there = undo.end(&exchange, changed).await?;
        read_or(&exchange, wire::Person { id: Some(id), ..there }, &whole).await
    })
}

async fn change(
    exchange: &Exchange,
    id: &str,
    (was, shall): (&PersonFields, &PersonFields),
    (before, after): (&[BusinessCard], &[BusinessCard]),
    undo: &Steps,
) -> Result<wire::Person, Error> {
    let there = person_there(exchange, id).await?;
    let now = &there.fields;
    if let Some(fields) = person_changed(now, was, shall) {
        let write = |fields| Call::Person(PersonCall::Update(id.to_owned(), Box::new(fields)));
        undo.tell(exchange, write(person_back(now, &fields)), write(fields)).await?;
    }
    if let Some(tags) = orga_tags_changed(now, was, shall) {
        let write = |tags| Call::Person(PersonCall::SetOrgaTags(id.to_owned(), tags));
        let back = write(now.orga_tags.clone().unwrap_or_default());
        undo.tell(exchange, back, write(tags)).await.map_err(at("/tags"))?;
    }
    if let Some(tags) = personalities_changed(now, was, shall) {
        let write = |tags| Call::Person(PersonCall::SetPersonalities(id.to_owned(), tags));
        let back = write(now.personalities.clone().unwrap_or_default());
        undo.tell(exchange, back, write(tags)).await.map_err(at("/personality_tags"))?;
    }
    let known = there.cards.clone().unwrap_or_default();
    let changes = changes(&known, before, after);
    if !changes.is_empty() {
        let added = changes.iter().filter_map(|change| match change {
            Change::Add(fields, _) => Some((**fields).clone()),
            Change::Write(..) | Change::Delete(_) => None,
        });
        let back = CardsBack { person: id.to_owned(), was: known, added: added.collect() };
        undo.push(Back::Other(back));
    }
    for change in changes {
        write(exchange, id.to_owned(), change).await?;
    }
    Ok(there)
}

async fn write(exchange: &Exchange, person: String, change: Change) -> Result<(), Error> {
    let (call, place) = match change {
        Change::Write(id, fields, place) => (CardCall::Update(person, id, fields), place_of(place)),
        Change::Add(fields, place) => (CardCall::Create(person, fields), place_of(place)),
        Change::Delete(id) => (CardCall::Delete(person, id), "/cards".to_owned()),
    };
    tell(exchange, Call::Card(call)).await.map_err(at(&place))
}
