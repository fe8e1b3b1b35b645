//! Touchpoints: our notes about people.
//!
//! The vendor's pages name the calls alone. Where the addresses, verbs and members are read from those names, they stand in this file and
//! in `touchpoints::wire`.

use axum::http::StatusCode;
use calling_card_api::changes::RecordKind;
use calling_card_contact::{Person, PersonId, Problem, rules};

use super::super::{Caller, times};
use super::asked::Asked;
use super::checking::{Checking, trim};
use super::companies::Audit;
use super::lists::Known;
use super::{Found, Outcome, Refusal, answer, ids, tagging};
use crate::store::{Batch, people, sql};

mod record;
mod several;
mod wire;

use record::Touchpoint;
use wire::{Fields, Mood, Priority, Sent};

/// The list of tags. No call feeds it: a tag has the id that is made of it.
const TAGS: &str = "touchpoints/tags";

/// `/crm/touchpoints/...`
pub(super) async fn called(caller: &Caller, asked: &Asked, path: &[&str]) -> Outcome {
    match (path, asked.method()) {
        ([], "POST") => create(caller, asked, true).await,
        ([], "DELETE") => delete_all(caller, asked).await,
        ([], _) => Err(Refusal::Method("POST, DELETE")),
        (["validate"], "POST") => create(caller, asked, false).await,
        (["validate"], _) => Err(Refusal::Method("POST")),
        (["tags"], _) => several::tags(caller, asked).await,
        (["priority"], "PUT") => several::priority(caller, asked).await,
        (["move"], "PUT") => several::hand_over(caller, asked).await,
        (["priority" | "move"], _) => Err(Refusal::Method("PUT")),
        ([id], "GET") => get(caller, id).await,
        ([id], "PUT") => update(caller, asked, id).await,
        ([id], "DELETE") => delete(caller, id).await,
        ([_], _) => Err(Refusal::Method("GET, PUT, DELETE")),
        ([id, "priority"], "PUT") => {
            let sent: Priority = asked.object()?;
            change(caller, id, ("priority", sent.priority), |fields, said| fields.priority = said).await
        }
        ([id, "mood"], "PUT") => {
            let sent: Mood = asked.object()?;
            change(caller, id, ("mood", sent.mood), |fields, said| fields.mood = said).await
        }
        ([_, "priority" | "mood"], _) => Err(Refusal::Method("PUT")),
        ([id, "people", person], "DELETE") => take_off(caller, id, person).await,
        ([_, "people", _], _) => Err(Refusal::Method("DELETE")),
        _ => Err(Refusal::NotFound),
    }
}

/// Makes a touchpoint; or only says what it would be, and stores nothing.
async fn create(caller: &Caller, asked: &Asked, store: bool) -> Outcome {
    let sent: Sent = asked.object()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut touchpoint = Touchpoint::default();
    take(&mut batch, caller, &mut touchpoint, sent).await?;
    touchpoint.write(&mut batch, caller).await?;
    let told = told(batch.connection(), caller, &touchpoint).await?;
    if store {
        batch.commit(()).await?;
        return Ok(answer::one(StatusCode::CREATED, &told));
    }
    // The batch ends without having been.
    drop(batch);
    Ok(answer::one(StatusCode::OK, &wire::Touchpoint { id: None, audit: Audit::default(), ..told }))
}

async fn get(caller: &Caller, id: &str) -> Outcome {
    let mut connection = caller.connection().await?;
    let touchpoint = Touchpoint::find(&mut connection, caller, id).await?;
    Ok(answer::one(StatusCode::OK, &told(&mut connection, caller, &touchpoint).await?))
}

/// Writes a touchpoint anew: what is left out is empty then, but for its date and what has calls of its own.
async fn update(caller: &Caller, asked: &Asked, id: &str) -> Outcome {
    let sent: Sent = asked.object()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut touchpoint = Touchpoint::find(batch.connection(), caller, id).await?;
    take(&mut batch, caller, &mut touchpoint, sent).await?;
    end(caller, batch, touchpoint).await
}

/// Takes what is sent into a touchpoint.
async fn take(batch: &mut Batch, caller: &Caller, touchpoint: &mut Touchpoint, sent: Sent) -> Found<()> {
    let mut checking = Checking::default();
    let (known, said) = (&touchpoint.told.fields, fields(&mut checking, sent.fields));
    touchpoint.told.fields = Fields {
        date: said.date.or_else(|| known.date.clone()),
        priority: said.priority.or_else(|| known.priority.clone()),
        mood: said.mood.or_else(|| known.mood.clone()),
        ..said
    };
    if let Some(tags) = sent.tags {
        let known = Known::of(batch.connection(), caller, TAGS).await?;
        touchpoint.told.tags = checking.tags(tags, &known);
    }
    if let Some(ids) = sent.people {
        if ids.len() > rules::LIST as usize {
            checking.wrong("people", Problem::TooMany { max: rules::LIST });
        }
        touchpoint.people.clear();
        for (place, id) in ids.iter().enumerate().take(rules::LIST as usize) {
            match person(batch.connection(), caller, id).await? {
                Some(person) if !touchpoint.people.contains(&person) => touchpoint.people.push(person),
                Some(_) => {}
                None => checking.wrong(format!("people[{place}]"), Problem::Unknown),
            }
        }
    }
    checking.end()?;
    if touchpoint.people.is_empty() {
        return Err(Refusal::at("people", Problem::Required));
    }
    Ok(())
}

/// The words and times that are said. A touchpoint has a subject, or a text.
fn fields(checking: &mut Checking, mut said: Fields) -> Fields {
    for text in [
        &mut said.subject,
        &mut said.text,
        &mut said.kind,
        &mut said.date,
        &mut said.end_date,
        &mut said.priority,
        &mut said.mood,
    ] {
        trim(text);
    }
    for (at, text) in
        [("subject", &said.subject), ("type", &said.kind), ("priority", &said.priority), ("mood", &said.mood)]
    {
        checking.short(at, text);
    }
    checking.rule("text", rules::lines(said.text.as_deref().unwrap_or_default(), rules::LONG_TEXT));
    if said.subject.is_none() && said.text.is_none() {
        checking.wrong("text", Problem::Required);
    }
    let [begins, ends] = [("date", &said.date), ("endDate", &said.end_date)].map(|(at, text)| {
        let moment = times::ours(text.as_deref()?);
        // What is longer is no moment that anybody writes.
        if moment.is_none() || text.as_ref().is_some_and(|text| text.len() > 60) {
            checking.wrong(at, Problem::Date);
        }
        moment
    });
    if let (Some(begins), Some(ends)) = (begins, ends)
        && ends.0 < begins.0
    {
        checking.wrong("endDate", Problem::EndsBeforeItBegins);
    }
    said
}

/// The person of an id, where they are there.
async fn person(connection: &mut sql::Connection, caller: &Caller, id: &str) -> Found<Option<PersonId>> {
    let found = match ids::key::<Person>(connection, caller, id).await {
        Ok(key) => people::read(connection, caller.actor.workspace, key).await.map(|_| key).map_err(Refusal::from),
        Err(refusal) => Err(refusal),
    };
    match found {
        Ok(key) => Ok(Some(key)),
        Err(Refusal::NotFound) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Changes one member, by a call of its own; nothing empties it.
async fn change(
    caller: &Caller,
    id: &str,
    (member, mut said): (&str, Option<String>),
    change: impl FnOnce(&mut Fields, Option<String>),
) -> Outcome {
    let mut checking = Checking::default();
    trim(&mut said);
    checking.short(member, &said);
    checking.end()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut touchpoint = Touchpoint::find(batch.connection(), caller, id).await?;
    change(&mut touchpoint.told.fields, said);
    end(caller, batch, touchpoint).await
}

/// Takes a person off; the last one stays.
async fn take_off(caller: &Caller, id: &str, person: &str) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut touchpoint = Touchpoint::find(batch.connection(), caller, id).await?;
    let gone = ids::key::<Person>(batch.connection(), caller, person).await?;
    if !touchpoint.people.contains(&gone) {
        return Err(Refusal::NotFound);
    }
    touchpoint.people.retain(|person| *person != gone);
    if touchpoint.people.is_empty() {
        return Err(Refusal::said(
            "people",
            "A touchpoint is about somebody: delete it, or name somebody else first.",
            "Ein Touchpoint betrifft jemanden: Löschen Sie ihn, oder nennen Sie zuerst jemand anderen.",
        ));
    }
    end(caller, batch, touchpoint).await
}

async fn delete(caller: &Caller, id: &str) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    Touchpoint::find(batch.connection(), caller, id).await?.delete(&mut batch).await?;
    batch.commit(()).await?;
    Ok(answer::done())
}

/// Puts touchpoints into the bin together; what is not there need not go.
async fn delete_all(caller: &Caller, asked: &Asked) -> Outcome {
    let gone = asked.ids()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    for id in gone {
        match Touchpoint::find(batch.connection(), caller, &id).await {
            Ok(touchpoint) => touchpoint.delete(&mut batch).await?,
            Err(Refusal::NotFound) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    batch.commit(()).await?;
    Ok(answer::done())
}

async fn end(caller: &Caller, mut batch: Batch, mut touchpoint: Touchpoint) -> Outcome {
    touchpoint.write(&mut batch, caller).await?;
    let told = told(batch.connection(), caller, &touchpoint).await?;
    batch.commit(()).await?;
    Ok(answer::one(StatusCode::OK, &told))
}

/// A touchpoint as it is answered.
async fn told(connection: &mut sql::Connection, caller: &Caller, of: &Touchpoint) -> Found<wire::Touchpoint> {
    let known = Known::of(connection, caller, TAGS).await?;
    let first = of.notes.iter().min_by(|one, other| one.created_at.0.cmp(&other.created_at.0));
    let last = of.notes.iter().max_by(|one, other| one.changed_at.0.cmp(&other.changed_at.0));
    let audit = Audit {
        created_by: first.map(|note| note.created_by.clone()),
        date_created: first.map(|note| note.created_at.0.clone()),
        modified_by: last.map(|note| note.changed_by.clone()),
        date_modified: last.map(|note| note.changed_at.0.clone()),
    };
    let mut people = Vec::with_capacity(of.notes.len());
    for note in &of.notes {
        let key = note.content.person.to_string();
        people.push(ids::of(caller, RecordKind::Person).of(connection, &key).await?);
    }
    let tags = tagging::told(&of.told.tags, &known);
    Ok(wire::Touchpoint { audit, id: Some(of.id.clone()), fields: of.told.fields.clone(), tags, people })
}
