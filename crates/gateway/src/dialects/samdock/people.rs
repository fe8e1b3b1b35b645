//! People.

use axum::http::StatusCode;
use calling_card_api::changes::RecordKind;
use calling_card_api::people::PersonRecord;
use calling_card_contact::{Affiliation, Check, CustomEntity, CustomValues, Note, Organization, Person, PersonId};
use calling_card_crm::samdock::answers::{nothing, respond};
use calling_card_crm::samdock::mapping::filled;
use calling_card_crm::samdock::wire::PersonFields;
use calling_card_crm::{Beside, patched};

use super::super::Caller;
use super::around::{self, Around};
use super::{DIALECT, Outcome, Refusal, applying, ids, key, name, place, values};
use crate::clock;
use crate::store::dialects::{self, records};
use crate::store::{Batch, people, sql};

const KIND: RecordKind = RecordKind::Person;

/// All people.
pub(super) async fn list(caller: &Caller) -> Outcome {
    let known = ids(caller, KIND).all(&caller.store, &caller.actor).await?;
    let around = Around::all(caller).await?;
    let mut connection = caller.connection().await?;
    let workspace = caller.actor.workspace;
    let people = records::all::<Person>(&mut connection, workspace).await?;
    let beside = records::all_beside::<Person>(&mut connection, workspace, DIALECT).await?;
    let nothing = Beside::default();
    let each = people.iter().filter_map(|record| {
        let key = record.id.to_string();
        // Who was made a moment ago has no id yet, and is told the next time.
        let id = known.get(&key)?.clone();
        Some(around.person(caller, id, record, beside.get(&key).unwrap_or(&nothing)))
    });
    Ok(respond(&each.collect::<Vec<_>>()))
}

/// One person.
pub(super) async fn get(caller: &Caller, id: &str) -> Outcome {
    let mut connection = caller.connection().await?;
    let key = key::<Person>(&mut connection, caller, id).await?;
    let record = people::get(&caller.store, caller.actor.workspace, key).await?;
    let around = Around::of(&mut connection, caller, (key, &record.content)).await?;
    let beside = dialects::beside(&mut connection, place(caller, KIND, &key.to_string())).await?;
    Ok(respond(&around.person(caller, id.to_owned(), &record, &beside)))
}

/// Makes a person.
pub(super) async fn create(caller: &Caller, said: PersonFields) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let id = said.id.clone();
    let around = Around::nothing(batch.connection(), caller).await?;
    let mut change = Change::of(around.of_person("", &Person::default()), said)?;
    let mut person = Person::default();
    change.write(&mut batch, caller, &around, &mut person).await?;
    let person = people::prepare(&mut batch, person, &CustomValues::new(), "").await?;
    let record: PersonRecord = batch.create(clock::new_key(), person).await?;
    name(batch.connection(), (caller, KIND), &record.id.to_string(), id.as_deref()).await?;
    change.end(batch, caller, &record).await?;
    Ok(nothing(StatusCode::OK))
}

/// Changes what is said of a person; what is left out stays.
pub(super) async fn edit(caller: &Caller, id: &str, said: PersonFields) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let key = key::<Person>(batch.connection(), caller, id).await?;
    let mut record: PersonRecord = batch.get(&key).await?;
    let around = Around::of(batch.connection(), caller, (key, &record.content)).await?;
    let text = key.to_string();
    let beside = dialects::beside(batch.connection(), place(caller, KIND, &text)).await?;
    let mut change = Change::of(beside.said(around.of_person(&text, &record.content)), said)?;
    let mut person = record.content.clone();
    change.write(&mut batch, caller, &around, &mut person).await?;
    if person != record.content {
        let person = people::prepare(&mut batch, person, &record.content.custom, "").await?;
        record = batch.update(&key, record.version, person).await?;
    }
    change.end(batch, caller, &record).await?;
    Ok(nothing(StatusCode::OK))
}

/// Puts a person into the bin.
pub(super) async fn delete(caller: &Caller, id: &str) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    delete_one(&mut batch, caller, id).await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// Puts those of these ids into the bin, together; of no ids, nobody.
pub(super) async fn delete_all(caller: &Caller, ids: &[String]) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    for id in ids {
        match delete_one(&mut batch, caller, id).await {
            // Who is gone need not go.
            Ok(()) | Err(Refusal::NotFound) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

async fn delete_one(batch: &mut Batch, caller: &Caller, id: &str) -> Result<(), Refusal> {
    let key = key::<Person>(batch.connection(), caller, id).await?;
    let version = batch.get::<Person>(&key).await?.version;
    Ok(people::delete_in(batch, key, version).await?)
}

/// What a client changes.
struct Change {
    before: PersonFields,
    after: PersonFields,
}

impl Change {
    /// What is there after it.
    fn of(before: PersonFields, said: PersonFields) -> Result<Self, Refusal> {
        if said.last_name.as_deref().unwrap_or_default().trim().is_empty() {
            return Err(Refusal::required("lastName"));
        }
        if said.consents.iter().flatten().any(|consent| !consent.is_string()) {
            return Err(Refusal::at("consents", "is not taken: a consent is told by its id."));
        }
        // The id is that of the address, the tenant that of the token.
        let said = PersonFields { id: None, tenant_id: None, ..said };
        let said = serde_json::to_value(&said).map_err(crate::Error::from)?;
        let after = filled(patched(&before, &said).map_err(|what| Refusal::at("body", &what))?);
        let empty = |text: Option<String>| text.filter(|text| !text.is_empty());
        let after =
            PersonFields { note: empty(after.note.clone()), import_id: empty(after.import_id.clone()), ..after };
        Ok(Self { before, after })
    }

    /// Writes it into the person.
    async fn write(
        &self,
        batch: &mut Batch,
        caller: &Caller,
        around: &Around,
        person: &mut Person,
    ) -> Result<(), Refusal> {
        let (before, after) = (&self.before, &self.after);
        applying::apply(person, before, after);
        let (was, shall) = (before.custom_fields.clone(), after.custom_fields.clone());
        let (was, shall) = (was.unwrap_or_default(), shall.unwrap_or_default());
        values::apply(&mut person.custom, (&around.fields, CustomEntity::Person), (&was, &shall));
        if before.employers != after.employers {
            let asked = after.employers.as_deref().unwrap_or_default();
            person.organizations = employers(batch.connection(), caller, (person, asked)).await?;
        }
        Ok(())
    }

    /// Writes what stands in other records, and beside this one.
    async fn end(&mut self, mut batch: Batch, caller: &Caller, record: &PersonRecord) -> Result<(), Refusal> {
        if self.before.note != self.after.note {
            write_note(&mut batch, caller, (record.id, self.after.note.as_deref().unwrap_or_default())).await?;
        }
        let around = Around::of(batch.connection(), caller, (record.id, &record.content)).await?;
        let key = record.id.to_string();
        let beside = Beside::of(&self.after, &around.of_person(&key, &record.content));
        dialects::put_beside(batch.connection(), place(caller, KIND, &key), &beside).await?;
        batch.commit(()).await?;
        Ok(())
    }
}

/// The organizations of these ids; in one where they are already, they stay what they are.
async fn employers(
    connection: &mut sql::Connection,
    caller: &Caller,
    (person, asked): (&Person, &[String]),
) -> Result<Vec<Affiliation>, Refusal> {
    let mut places: Vec<Affiliation> = Vec::with_capacity(asked.len());
    for id in asked {
        let unknown = || Refusal::at("employers", "is not taken: there is no such organization.");
        let organization = key::<Organization>(connection, caller, id).await.map_err(|refusal| match refusal {
            Refusal::NotFound => unknown(),
            other => other,
        })?;
        if places.iter().any(|place| place.organization == organization) {
            continue;
        }
        let known = person.organizations.iter().find(|place| place.organization == organization).cloned();
        places.push(known.unwrap_or(Affiliation { organization, role: String::new() }));
    }
    Ok(places)
}

/// The note about a person that the dialect has as their member; staff have it among their notes.
async fn write_note(batch: &mut Batch, caller: &Caller, (person, text): (PersonId, &str)) -> Result<(), Refusal> {
    let known = around::note(batch.connection(), caller, person).await?;
    let note = Note {
        person,
        title: String::new(),
        text: text.to_owned(),
        flagged: false,
        category: String::new(),
        only_mine: false,
        there: None,
    };
    if !text.trim().is_empty() {
        let errors = note.check();
        if !errors.is_empty() {
            return Err(Refusal::of(&errors));
        }
    }
    match known {
        Some(record) if text.trim().is_empty() => batch.delete::<Note>(&record.id, record.version).await?,
        Some(record) => {
            let note = Note { text: text.to_owned(), ..record.content };
            batch.update(&record.id, record.version, note).await?;
        }
        None if text.trim().is_empty() => {}
        None => {
            let record = batch.create(clock::new_key(), note).await?;
            let (ids, person) = (around::note_ids(caller), person.to_string());
            ids.take(batch.connection(), &record.id.to_string(), &person).await?;
        }
    }
    Ok(())
}
