//! What is told of people and organizations, and stands in other records than theirs.

use std::collections::HashMap;

use calling_card_api::changes::RecordKind;
use calling_card_api::people::PersonRecord;
use calling_card_contact::{CustomEntity, Person, PersonId};
use calling_card_crm::Beside;
use calling_card_crm::samdock::mapping::{filled, to_wire};
use calling_card_crm::samdock::wire::{self, Open, PersonFields};
use serde_json::Value;

use super::super::Caller;
use super::fields::{self, Defined};
use super::{DIALECT, Refusal, ids, milliseconds, tenant};
use crate::store::dialects::{Ids, records};
use crate::store::{consents, notes, sql};

/// The kind under which the ids of notes stand that are a member of a person.
const NOTE: &str = "note";

/// What stands around records.
pub(super) struct Around {
    /// The custom fields.
    pub fields: Vec<Defined>,
    /// The ids of organizations, by their keys.
    organizations: HashMap<String, String>,
    /// The proofs of consent, by the keys of people.
    consents: HashMap<String, Vec<String>>,
    /// What is noted, by the keys of people.
    notes: HashMap<String, String>,
}

impl Around {
    /// Around all people.
    pub(super) async fn all(caller: &Caller) -> Result<Self, Refusal> {
        let organizations = ids(caller, RecordKind::Organization).all(&caller.store, &caller.actor).await?;
        let mut connection = caller.connection().await?;
        let workspace = caller.actor.workspace;
        Ok(Self {
            fields: fields::all(&mut connection, caller).await?,
            organizations,
            consents: records::consents(&mut connection, workspace).await?,
            notes: records::noted(&mut connection, workspace, DIALECT).await?,
        })
    }

    /// Around one person.
    pub(super) async fn of(
        connection: &mut sql::Connection,
        caller: &Caller,
        (id, person): (PersonId, &Person),
    ) -> Result<Self, Refusal> {
        let mut around = Self::nothing(connection, caller).await?;
        for place in &person.organizations {
            let key = place.organization.to_string();
            let id = ids(caller, RecordKind::Organization).of(connection, &key).await?;
            around.organizations.insert(key, id);
        }
        let given = consents::of_person(connection, caller.actor.workspace, id).await?;
        around.consents.insert(id.to_string(), given.iter().rev().map(|given| given.id.to_string()).collect());
        if let Some(note) = note(connection, caller, id).await? {
            around.notes.insert(id.to_string(), note.content.text);
        }
        Ok(around)
    }

    /// Around what is new.
    pub(super) async fn nothing(connection: &mut sql::Connection, caller: &Caller) -> Result<Self, Refusal> {
        let fields = fields::all(connection, caller).await?;
        Ok(Self { fields, organizations: HashMap::new(), consents: HashMap::new(), notes: HashMap::new() })
    }

    /// What we say of a person ourselves.
    pub(super) fn of_person(&self, id: &str, person: &Person) -> PersonFields {
        let employer = |organization: String| self.organizations.get(&organization).cloned();
        let employers = person.organizations.iter().filter_map(|place| employer(place.organization.to_string()));
        let consents = self.consents.get(id).into_iter().flatten().cloned().map(Value::String);
        PersonFields {
            employers: Some(employers.collect()),
            consents: Some(consents.collect()),
            custom_fields: Some(super::values::told(&person.custom, &self.fields, CustomEntity::Person)),
            note: self.notes.get(id).cloned(),
            ..filled(to_wire(person))
        }
    }

    /// A person as they are answered.
    pub(super) fn person(&self, caller: &Caller, id: String, record: &PersonRecord, beside: &Beside) -> wire::Person {
        let said: PersonFields = beside.said(self.of_person(&record.id.to_string(), &record.content));
        wire::Person {
            fields: PersonFields {
                id: Some(id),
                tenant_id: Some(tenant(caller)),
                priority_section: Some(said.priority_section.clone().unwrap_or_default()),
                // They are only taken.
                created_at: None,
                privacy: None,
                ..said
            },
            last_activity: Some(milliseconds(&record.changed_at)),
            // There are no deals here, and nothing is integrated.
            deals: Some(Vec::new()),
            integrations: Some(Open::new()),
        }
    }
}

/// By which key of a person the note is found that the dialect has as their member.
pub(super) fn note_ids(caller: &Caller) -> Ids {
    Ids { workspace: caller.actor.workspace, dialect: DIALECT, kind: NOTE }
}

/// That note, where it is there.
pub(super) async fn note(
    connection: &mut sql::Connection,
    caller: &Caller,
    person: PersonId,
) -> Result<Option<calling_card_api::notes::NoteRecord>, Refusal> {
    let found = note_ids(caller).find(connection, &person.to_string()).await?;
    let Some(id) = found.and_then(|key| key.parse().ok()) else { return Ok(None) };
    match notes::get(connection, caller.actor.workspace, id).await.map_err(Refusal::from) {
        Ok(note) => Ok(Some(note)),
        Err(Refusal::NotFound) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}
