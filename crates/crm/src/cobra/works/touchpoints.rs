//! Touchpoints. No call lists them: each is known by its id.

use calling_card_contact::Note;
use serde_json::Value;

use super::{ask, at, tell};
use crate::cobra::calls::{Call, TouchpointCall};
use crate::cobra::known_id;
use crate::cobra::mapping::{moment, touchpoint_changed, touchpoint_from_note, touchpoint_to_note};
use crate::cobra::wire::{Touchpoint, TouchpointFields};
use crate::script::{Exchange, script};
use crate::{Error, Foreign, KnownNote, Making, Rejection};

/// What an answer without an id is.
const NO_ID: &str = "a touchpoint without an id";
/// Where it stands in a note of ours.
const TEXT: &str = "/text";

/// Those of these that are there.
pub(crate) fn some(ids: &[String]) -> Making<Vec<Foreign<KnownNote>>> {
    let ids = ids.iter().map(|id| known_id(id)).collect::<Result<Vec<_>, _>>()?;
    script(async move |exchange| {
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            match there(&exchange, &id).await {
                Err(Error::Rejected(Rejection { status: 404, .. })) => {}
                one => all.push(known(&one?)?),
            }
        }
        Ok(all)
    })
}

/// One of them.
pub(crate) fn get(id: &str) -> Making<Foreign<KnownNote>> {
    let id = known_id(id)?;
    script(async move |exchange| known(&there(&exchange, &id).await?))
}

/// A new one about a person.
pub(crate) fn create(note: &Note, person: &str) -> Making<Foreign<KnownNote>> {
    let fields = touchpoint_from_note(note, &known_id(person)?);
    script(async move |exchange| known(&make(&exchange, fields).await?))
}

/// Changes one from what it was to what it shall be.
pub(crate) fn update(id: &str, before: &Note, after: &Note) -> Making<Foreign<KnownNote>> {
    let (id, before, after) = (known_id(id)?, before.clone(), after.clone());
    script(async move |exchange| {
        let mut now = there(&exchange, &id).await?;
        if let Some(fields) = touchpoint_changed(&now.fields, &before, &after) {
            write(&exchange, &id, fields.clone()).await?;
            now.fields = fields;
        }
        // One that cannot be read again says what was written.
        known(&there(&exchange, &id).await.unwrap_or(now))
    })
}

/// Deletes one, or takes a person off.
pub(crate) fn delete(id: &str, person: &str) -> Making<Value> {
    let (id, person) = (known_id(id)?, known_id(person)?);
    script(async move |exchange| {
        let said: Value = ask(&exchange, Call::Touchpoint(TouchpointCall::Get(id.clone()))).await?;
        let others = typed(&said)?.fields.people.into_iter().flatten().any(|other| other != person);
        let call = if others { TouchpointCall::RemovePerson(id, person) } else { TouchpointCall::Delete(id) };
        tell(&exchange, Call::Touchpoint(call)).await?;
        Ok(said)
    })
}

/// Puts one back that was deleted, or the person into the one that they were taken off.
pub(crate) fn restore(said: &Value, person: &str) -> Making<Foreign<KnownNote>> {
    let (was, person) = (typed(said)?, known_id(person)?);
    script(async move |exchange| {
        let id = was.id.clone().unwrap_or_default();
        let people = was.fields.people.clone().unwrap_or_default();
        if people.iter().all(|one| *one == person) {
            // Who was made anew meanwhile has another id.
            let fields = TouchpointFields { people: Some(vec![person]), ..was.fields };
            return known(&make(&exchange, fields).await?);
        }
        let now = there(&exchange, &id).await?;
        let mut people = now.fields.people.clone().unwrap_or_default();
        people.retain(|one| *one != person);
        people.push(person);
        write(&exchange, &id, TouchpointFields { people: Some(people), ..now.fields }).await?;
        known(&there(&exchange, &id).await?)
    })
}

async fn make(exchange: &Exchange, fields: TouchpointFields) -> Result<Touchpoint, Error> {
    ask(exchange, Call::Touchpoint(TouchpointCall::Create(Box::new(fields)))).await.map_err(at(TEXT))
}

async fn write(exchange: &Exchange, id: &str, fields: TouchpointFields) -> Result<(), Error> {
    let call = TouchpointCall::Update(id.to_owned(), Box::new(fields));
    tell(exchange, Call::Touchpoint(call)).await.map_err(at(TEXT))
}

async fn there(exchange: &Exchange, id: &str) -> Result<Touchpoint, Error> {
    ask(exchange, Call::Touchpoint(TouchpointCall::Get(id.to_owned()))).await
}

/// It as the vendor said it.
fn typed(said: &Value) -> Result<Touchpoint, Error> {
    serde_json::from_value(said.clone()).map_err(|error| Error::Decode(error.to_string()))
}

/// A touchpoint with the id that it has there.
fn known(there: &Touchpoint) -> Result<Foreign<KnownNote>, Error> {
    let id = there.id.clone().filter(|id| !id.is_empty()).ok_or_else(|| Error::Decode(NO_ID.into()))?;
    let at = |time: &Option<String>| time.as_deref().and_then(moment);
    Ok(Foreign {
        id,
        content: KnownNote { note: touchpoint_to_note(there), people: there.fields.people.clone().unwrap_or_default() },
        created_at: at(&there.audit.date_created),
        changed_at: at(&there.audit.date_modified),
    })
}
