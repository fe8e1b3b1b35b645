//! Organizations.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use axum::http::StatusCode;
use calling_card_api::changes::RecordKind;
use calling_card_api::organizations::OrganizationRecord;
use calling_card_contact::{CustomValues, Organization, OrganizationId};
use calling_card_crm::samdock::answers::{nothing, respond};
use calling_card_crm::samdock::wire::{self, Moment, Open, OrganizationFields};
use calling_card_crm::{Beside, patched};

use super::super::{Caller, times};
use super::branches::{branch_ids, branch_key};
use super::fields::{self, Defined};
use super::{DIALECT, Outcome, Refusal, ids, key, name, offices, place, tenant};
use crate::clock;
use crate::store::dialects::{self, records};
use crate::store::{Batch, organizations, sql};

const KIND: RecordKind = RecordKind::Organization;

/// All organizations.
pub(super) async fn list(caller: &Caller) -> Outcome {
    let known = ids(caller, KIND).all(&caller.store, &caller.actor).await?;
    let people = ids(caller, RecordKind::Person).all(&caller.store, &caller.actor).await?;
    let mut connection = caller.connection().await?;
    let workspace = caller.actor.workspace;
    let all = records::all::<Organization>(&mut connection, workspace).await?;
    let mut branches = branch_ids(caller).known(&mut connection).await?;
    for key in all.iter().flat_map(branch_keys).collect::<Vec<_>>() {
        if let Entry::Vacant(unnamed) = branches.entry(key) {
            let id = branch_ids(caller).of(&mut connection, unnamed.key()).await?;
            unnamed.insert(id);
        }
    }
    let employees = records::employees(&mut connection, workspace).await?;
    let around = House { fields: fields::all(&mut connection, caller).await?, people, employees, branches };
    let beside = records::all_beside::<Organization>(&mut connection, workspace, DIALECT).await?;
    let nothing = Beside::default();
    let each = all.iter().filter_map(|record| {
        let key = record.id.to_string();
        // What was made a moment ago has no id yet, and is told the next time.
        let id = known.get(&key)?.clone();
        Some(around.answer(caller, id, record, beside.get(&key).unwrap_or(&nothing)))
    });
    Ok(respond(&each.collect::<Vec<_>>()))
}

/// One organization.
pub(super) async fn get(caller: &Caller, id: &str) -> Outcome {
    let mut connection = caller.connection().await?;
    let key = key::<Organization>(&mut connection, caller, id).await?;
    let record = organizations::get(&caller.store, caller.actor.workspace, key).await?;
    let around = House::of(&mut connection, caller, (key, &record.content)).await?;
    let beside = dialects::beside(&mut connection, place(caller, KIND, &key.to_string())).await?;
    Ok(respond(&around.answer(caller, id.to_owned(), &record, &beside)))
}

/// Makes an organization.
pub(super) async fn create(caller: &Caller, said: OrganizationFields) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let id = said.id.clone();
    let fields = fields::all(batch.connection(), caller).await?;
    let mut organization = Organization::default();
    let before = offices::told(&organization, &fields, Vec::new());
    let after = after(&before, said)?;
    offices::apply(&mut organization, &fields, (&before, &after));
    let organization = organizations::prepare(&mut batch, organization, &CustomValues::new()).await?;
    let record: OrganizationRecord = batch.create(clock::new_key(), organization).await?;
    name(batch.connection(), (caller, KIND), &record.id.to_string(), id.as_deref()).await?;
    put_beside(&mut batch, caller, &record, &after).await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// Changes what is said of an organization; what is left out stays.
pub(super) async fn edit(caller: &Caller, id: &str, said: OrganizationFields) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let key = key::<Organization>(batch.connection(), caller, id).await?;
    let mut record: OrganizationRecord = batch.get(&key).await?;
    let around = House::of(batch.connection(), caller, (key, &record.content)).await?;
    let beside = dialects::beside(batch.connection(), place(caller, KIND, &key.to_string())).await?;
    let before: OrganizationFields = beside.said(around.told(&record));
    let after = after(&before, said)?;
    let mut organization = record.content.clone();
    offices::apply(&mut organization, &around.fields, (&before, &after));
    if organization != record.content {
        let organization = organizations::prepare(&mut batch, organization, &record.content.custom).await?;
        record = batch.update(&key, record.version, organization).await?;
    }
    put_beside(&mut batch, caller, &record, &after).await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// Puts an organization into the bin; its people stay.
pub(super) async fn delete(caller: &Caller, id: &str) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    delete_one(&mut batch, caller, id).await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// Puts those of these ids into the bin, together; of no ids, none.
pub(super) async fn delete_all(caller: &Caller, ids: &[String]) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    for id in ids {
        match delete_one(&mut batch, caller, id).await {
            // What is gone need not go.
            Ok(()) | Err(Refusal::NotFound) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// Changes an organization of this id.
pub(super) async fn change(
    caller: &Caller,
    batch: &mut Batch,
    id: &str,
    change: impl FnOnce(&mut Organization) -> Result<(), Refusal>,
) -> Result<OrganizationRecord, Refusal> {
    let key = key::<Organization>(batch.connection(), caller, id).await?;
    let record: OrganizationRecord = batch.get(&key).await?;
    let mut organization = record.content.clone();
    change(&mut organization)?;
    if organization == record.content {
        return Ok(record);
    }
    let organization = organizations::prepare(batch, organization, &record.content.custom).await?;
    Ok(batch.update(&key, record.version, organization).await?)
}

async fn delete_one(batch: &mut Batch, caller: &Caller, id: &str) -> Result<(), Refusal> {
    let key = key::<Organization>(batch.connection(), caller, id).await?;
    let version = batch.get::<Organization>(&key).await?.version;
    Ok(batch.delete::<Organization>(&key, version).await?)
}

fn branch_keys(record: &OrganizationRecord) -> Vec<String> {
    record.content.branches.iter().map(|branch| branch_key(record.id, branch)).collect()
}

/// What is there after a change.
fn after(before: &OrganizationFields, said: OrganizationFields) -> Result<OrganizationFields, Refusal> {
    if said.name.as_deref().unwrap_or_default().trim().is_empty() {
        return Err(Refusal::required("name"));
    }
    let created_at = said.created_at.as_ref().map(moment).transpose()?;
    // The id is that of the address, the tenant that of the token, and branches have calls of their own.
    let said = OrganizationFields { id: None, tenant_id: None, branches: None, created_at, ..said };
    let said = serde_json::to_value(&said).map_err(crate::Error::from)?;
    let after = patched(before, &said).map_err(|what| Refusal::at("body", &what))?;
    Ok(offices::without_empty(after))
}

/// When it was made elsewhere, as organizations say it: as a text.
fn moment(said: &Moment) -> Result<Moment, Refusal> {
    let at = match said {
        Moment::Text(text) => times::ours(text),
        Moment::Number(_) => said.timestamp(),
    };
    at.map(|at| Moment::Text(at.0)).ok_or_else(|| Refusal::at("createdAt", "is no moment (ISO 8601)."))
}

async fn put_beside(
    batch: &mut Batch,
    caller: &Caller,
    record: &OrganizationRecord,
    after: &OrganizationFields,
) -> Result<(), Refusal> {
    let around = House::of(batch.connection(), caller, (record.id, &record.content)).await?;
    let beside = Beside::of(after, &around.told(record));
    dialects::put_beside(batch.connection(), place(caller, KIND, &record.id.to_string()), &beside).await?;
    Ok(())
}

/// What stands around organizations.
struct House {
    fields: Vec<Defined>,
    /// The ids of people, by their keys.
    people: HashMap<String, String>,
    /// The keys of those who belong to each organization.
    employees: HashMap<String, Vec<String>>,
    /// The ids of branches.
    branches: HashMap<String, String>,
}

impl House {
    /// Around one organization.
    async fn of(
        connection: &mut sql::Connection,
        caller: &Caller,
        (id, organization): (OrganizationId, &Organization),
    ) -> Result<Self, Refusal> {
        let employees = records::employees_of(connection, caller.actor.workspace, &id.to_string()).await?;
        let (mut people, mut branches) = (HashMap::new(), HashMap::new());
        for person in employees.iter().cloned().chain(organization.contact_person.map(|person| person.to_string())) {
            let id = ids(caller, RecordKind::Person).of(connection, &person).await?;
            people.insert(person, id);
        }
        for branch in &organization.branches {
            let key = branch_key(id, branch);
            branches.insert(key.clone(), branch_ids(caller).of(connection, &key).await?);
        }
        let employees = HashMap::from([(id.to_string(), employees)]);
        Ok(Self { fields: fields::all(connection, caller).await?, people, employees, branches })
    }

    /// What we say of an organization ourselves.
    fn told(&self, record: &OrganizationRecord) -> OrganizationFields {
        let branches = record.content.branches.iter();
        let ids = branches.filter_map(|branch| self.branches.get(&branch_key(record.id, branch)).cloned());
        offices::told(&record.content, &self.fields, ids.collect())
    }

    /// An organization as it is answered.
    fn answer(&self, caller: &Caller, id: String, record: &OrganizationRecord, beside: &Beside) -> wire::Organization {
        let said: OrganizationFields = beside.said(self.told(record));
        let employees = self.employees.get(&record.id.to_string()).into_iter().flatten();
        let contact_person = record.content.contact_person.map(|person| person.to_string());
        wire::Organization {
            fields: OrganizationFields {
                id: Some(id),
                tenant_id: Some(tenant(caller)),
                created_at: said.created_at.clone().or_else(|| Some(Moment::Text(record.created_at.0.clone()))),
                priority_section: Some(said.priority_section.clone().unwrap_or_default()),
                ..said
            },
            updated_at: Some(Moment::Text(record.changed_at.0.clone())),
            employees: Some(employees.filter_map(|person| self.people.get(person).cloned()).map(Into::into).collect()),
            // There are no deals here, and nothing is integrated.
            deals: Some(Vec::new()),
            contact_person: contact_person.and_then(|person| self.people.get(&person).cloned()),
            integrations: Some(Open::new()),
        }
    }
}
