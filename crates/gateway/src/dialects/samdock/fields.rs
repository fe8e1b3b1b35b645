//! Custom fields.

use axum::http::StatusCode;
use calling_card_api::changes::RecordKind;
use calling_card_api::custom_fields::CustomFieldRecord;
use calling_card_contact::{
    Check, CustomEntity, CustomField, CustomFieldId, CustomKind, CustomStatus, FieldError, FieldErrors, FieldKey,
    Language, Localized, Problem, SelectOption,
};
use calling_card_crm::samdock::answers::{nothing, respond};
use calling_card_crm::samdock::calls::Entity;
use calling_card_crm::samdock::wire::{self, CustomFields, Open};
use calling_card_crm::{Beside, patched};
use serde_json::{Value, json};

use super::super::Caller;
use super::{DIALECT, Outcome, Refusal, ids, is_nano_id, key, milliseconds, name, place, tenant};
use crate::Error;
use crate::store::dialects::{self, records};
use crate::store::{Batch, custom_fields, sql};

const KIND: RecordKind = RecordKind::CustomField;
/// The currency of amounts: the vendor names none.
const CURRENCY: &str = "EUR";

/// The member in which options stand as one text.
const WHOLE: &str = "whole";

/// A field with what was said of it.
pub(super) struct Defined {
    record: CustomFieldRecord,
    said: wire::CustomField,
}

impl Defined {
    /// The field.
    pub(super) fn field(&self) -> &CustomField {
        &self.record.content
    }

    /// Its record.
    pub(super) fn record(&self) -> &CustomFieldRecord {
        &self.record
    }

    /// By what the vendor's clients know its values.
    pub(super) fn key(&self) -> String {
        self.said.key.clone().unwrap_or_else(|| self.field().key.to_string())
    }
}

/// Whose fields they are.
pub(super) fn entity_of(entity: Entity) -> CustomEntity {
    match entity {
        Entity::Person => CustomEntity::Person,
        Entity::Organization => CustomEntity::Organization,
    }
}

/// All of them, in their order.
pub(super) async fn all(connection: &mut sql::Connection, caller: &Caller) -> Result<Vec<Defined>, Refusal> {
    let workspace = caller.actor.workspace;
    let records = custom_fields::all(connection, workspace).await?;
    let beside = records::all_beside::<CustomField>(connection, workspace, DIALECT).await?;
    let defined = |record: CustomFieldRecord| {
        let ours = told(&record.content);
        let said = beside.get(&record.id.to_string()).map_or(ours.clone(), |beside| opened(beside.said(closed(ours))));
        Defined { record, said }
    };
    Ok(records.into_iter().map(defined).collect())
}

/// All custom fields, by whose they are.
pub(super) async fn list_all(caller: &Caller) -> Outcome {
    let persons = of(caller, CustomEntity::Person).await?;
    let organizations = of(caller, CustomEntity::Organization).await?;
    Ok(respond(&CustomFields { persons, organizations }))
}

/// Those of people, or of organizations.
pub(super) async fn list(caller: &Caller, entity: Entity) -> Outcome {
    Ok(respond(&of(caller, entity_of(entity)).await?))
}

async fn of(caller: &Caller, entity: CustomEntity) -> Result<Vec<wire::CustomField>, Refusal> {
    let known = ids(caller, KIND).all(&caller.store, &caller.actor).await?;
    let mut fields = all(&mut caller.connection().await?, caller).await?;
    fields.retain(|one| one.field().entity == entity);
    let answer = |one: &Defined| {
        let id = known.get(&one.record.id.to_string())?.clone();
        Some(wire::CustomField {
            id: Some(id),
            tenant_id: Some(tenant(caller)),
            created_at: Some(milliseconds(&one.record.created_at)),
            created_by: Some(one.record.created_by.clone()),
            updated_at: Some(milliseconds(&one.record.changed_at)),
            updated_by: Some(one.record.changed_by.clone()),
            ..one.said.clone()
        })
    };
    Ok(fields.iter().filter_map(answer).collect())
}

/// Makes a field.
pub(super) async fn add(caller: &Caller, said: wire::CustomField) -> Outcome {
    let id = said
        .id
        .clone()
        .filter(|id| is_nano_id(id))
        .ok_or_else(|| Refusal::at("_id", "is required: 21 characters of A-Z, a-z, 0-9, - and _."))?;
    let entity = said.entity.as_deref().and_then(Entity::of_key);
    let entity = entity_of(entity.ok_or_else(|| Refusal::at("entity", "is person or organization."))?);
    let said = acceptable(said)?;
    let vendors_key = required(&said.key, "key")?;
    let kind = kind(&required(&said.kind, "type")?).ok_or_else(not_a_type)?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let known = all(batch.connection(), caller).await?;
    if known.iter().any(|one| one.field().entity == entity && one.key() == vendors_key) {
        return Err(Refusal::at("key", "is that of another field."));
    }
    let mut field = CustomField {
        key: our_key(&vendors_key, &id)?,
        entity,
        label: Localized::default(),
        description: Localized::default(),
        kind,
        status: CustomStatus::Active,
        order: 0,
    };
    let after = patched_by(&told(&field), &said)?;
    write(&mut field, &wire::CustomField::default(), &after);
    let errors = errors(&field);
    let (record, named) = match binned(&mut batch, caller, &id).await? {
        // The same one comes out of the bin, with its values; it has its id.
        Some((known, was)) if errors.is_empty() && is_same(&was, &field) => (batch.create(known, field).await?, None),
        _ => (custom_fields::create_in(&mut batch, field, errors).await?, Some(id.as_str())),
    };
    end(batch, caller, (&record, &after, named)).await
}

/// The field in the bin that had this id.
async fn binned(batch: &mut Batch, caller: &Caller, id: &str) -> Result<Option<(CustomFieldId, CustomField)>, Refusal> {
    let Some(record) = ids(caller, KIND).find(batch.connection(), id).await? else { return Ok(None) };
    let Ok(known) = record.parse::<CustomFieldId>() else { return Ok(None) };
    let was = records::binned(batch.connection(), caller.actor.workspace, &known).await?;
    Ok(was.map(|was| (known, was)))
}

fn is_same(was: &CustomField, field: &CustomField) -> bool {
    (&was.key, was.entity) == (&field.key, field.entity)
        && std::mem::discriminant(&was.kind) == std::mem::discriminant(&field.kind)
}

/// Changes a field. What it holds stays: there are values of it.
pub(super) async fn edit(caller: &Caller, (entity, id): (Entity, &str), said: wire::CustomField) -> Outcome {
    for (said, member) in [(said.id.is_some(), "_id"), (said.tenant_id.is_some(), "_tenantID")] {
        if !said {
            return Err(Refusal::required(member));
        }
    }
    if said.created_at.is_none() {
        return Err(Refusal::required("createdAt"));
    }
    required(&said.created_by, "createdBy")?;
    let said = acceptable(said)?;
    let vendors_key = required(&said.key, "key")?;
    let kind = kind(&required(&said.kind, "type")?).ok_or_else(not_a_type)?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let found = key::<CustomField>(batch.connection(), caller, id).await?;
    let known = all(batch.connection(), caller).await?;
    let of_entity: Vec<&Defined> = known.iter().filter(|one| one.field().entity == entity_of(entity)).collect();
    let this = of_entity.iter().find(|one| one.record.id == found).ok_or(Refusal::NotFound)?;
    if of_entity.iter().any(|one| one.record.id != found && one.key() == vendors_key) {
        return Err(Refusal::at("key", "is that of another field."));
    }
    if std::mem::discriminant(&kind) != std::mem::discriminant(&this.field().kind) {
        return Err(Refusal::of(&vec![FieldError { field: "/kind".into(), problem: Problem::OtherKind }]));
    }
    let after = patched_by(&this.said, &said)?;
    let mut record = this.record.clone();
    let mut field = this.field().clone();
    write(&mut field, &this.said, &after);
    if field != record.content {
        let errors = errors(&field);
        record = custom_fields::update_in(&mut batch, (record.id, record.version), field, errors).await?;
    }
    end(batch, caller, (&record, &after, None)).await
}

/// Puts a field into the bin; its values stay where they are.
pub(super) async fn delete(caller: &Caller, (entity, of_key, id): (Entity, &str, &str)) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let found = key::<CustomField>(batch.connection(), caller, id).await?;
    let known = all(batch.connection(), caller).await?;
    let is = |one: &&Defined| one.record.id == found && one.field().entity == entity_of(entity) && one.key() == of_key;
    let record = &known.iter().find(is).ok_or(Refusal::NotFound)?.record;
    batch.delete::<CustomField>(&record.id, record.version).await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

async fn end(
    mut batch: Batch,
    caller: &Caller,
    (record, after, id): (&CustomFieldRecord, &wire::CustomField, Option<&str>),
) -> Outcome {
    let key = record.id.to_string();
    name(batch.connection(), (caller, KIND), &key, id).await?;
    let beside = Beside::of(&closed(after.clone()), &closed(told(&record.content)));
    dialects::put_beside(batch.connection(), place(caller, KIND, &key), &beside).await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// What we say of a field ourselves.
fn told(field: &CustomField) -> wire::CustomField {
    let (kind, options) = match &field.kind {
        CustomKind::Text => ("text", None),
        CustomKind::Textarea => ("textarea", None),
        CustomKind::Select { options } => ("select", Some(options)),
        CustomKind::Multiselect { options } => ("multiselect", Some(options)),
        CustomKind::Currency { .. } => ("currency", None),
    };
    let status = match field.status {
        CustomStatus::Active => "active",
        CustomStatus::Hidden => "hidden",
    };
    let description = field.description.text(Language::default());
    wire::CustomField {
        name: Some(field.label.text(Language::default()).to_owned()),
        key: Some(field.key.to_string()),
        description: Some(description.to_owned()).filter(|text| !text.is_empty()),
        kind: Some(kind.into()),
        status: Some(status.into()),
        options: options.map(|options| told_options(options)),
        ..wire::CustomField::default()
    }
}

/// With its options as one text: they come back as they were said, or as ours, and never as a mixture of both shapes.
fn closed(field: wire::CustomField) -> wire::CustomField {
    let text = |options: Open| Open::from_iter([(WHOLE.to_owned(), Value::Object(options).to_string().into())]);
    wire::CustomField { options: field.options.map(text), ..field }
}

fn opened(field: wire::CustomField) -> wire::CustomField {
    let read =
        |options: Open| options.get(WHOLE).and_then(Value::as_str).and_then(|text| serde_json::from_str(text).ok());
    wire::CustomField { options: field.options.and_then(read), ..field }
}

fn told_options(options: &[SelectOption]) -> Open {
    let each = options.iter().map(|one| json!({ "_id": one.value, "name": one.label.text(Language::default()) }));
    Open::from_iter([("options".to_owned(), Value::Array(each.collect()))])
}

/// Writes what is said otherwise than before.
fn write(field: &mut CustomField, before: &wire::CustomField, after: &wire::CustomField) {
    let in_all = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default();
        if text.is_empty() { Localized::default() } else { Localized::new(text, text) }
    };
    if before.name != after.name {
        field.label = in_all(&after.name);
    }
    if before.description != after.description {
        field.description = in_all(&after.description);
    }
    if before.status != after.status {
        field.status = match after.status.as_deref() {
            Some("hidden") => CustomStatus::Hidden,
            _ => CustomStatus::Active,
        };
    }
    if before.options != after.options
        && let CustomKind::Select { options } | CustomKind::Multiselect { options } = &mut field.kind
    {
        *options = after.options.as_ref().map(read_options).unwrap_or_default();
    }
}

/// What can be chosen. Their shape the vendor does not show: names by ids, or a list of what has both.
fn read_options(said: &Open) -> Vec<SelectOption> {
    let text = |value: &Value, names: &[&str]| names.iter().find_map(|name| value[*name].as_str()).map(str::to_owned);
    let one = |id: Option<&str>, value: &Value| {
        let label = value.as_str().map(str::to_owned).or_else(|| text(value, &["name", "label", "value"]));
        let id =
            text(value, &["_id", "id", "key", "value"]).or_else(|| id.map(str::to_owned)).or_else(|| label.clone())?;
        let label = label.unwrap_or_else(|| id.clone());
        Some(SelectOption { label: Localized::new(&label, &label), value: id })
    };
    let list = said.values().find_map(Value::as_array);
    match list {
        Some(list) => list.iter().filter_map(|value| one(None, value)).collect(),
        None => said.iter().filter_map(|(id, value)| one(Some(id), value)).collect(),
    }
}

/// What is wrong with a field; that nothing can be chosen yet is not: the vendor makes a field first, and its options afterwards.
fn errors(field: &CustomField) -> FieldErrors {
    let mut errors = field.check();
    let none = matches!(&field.kind, CustomKind::Select { options } | CustomKind::Multiselect { options } if options.is_empty());
    errors.retain(|error| !(none && error.field == "/options/0/value"));
    errors
}

fn kind(word: &str) -> Option<CustomKind> {
    Some(match word {
        "text" => CustomKind::Text,
        "textarea" => CustomKind::Textarea,
        "select" => CustomKind::Select { options: Vec::new() },
        "multiselect" => CustomKind::Multiselect { options: Vec::new() },
        "currency" => CustomKind::Currency { currency: CURRENCY.into() },
        _ => return None,
    })
}

fn not_a_type() -> Refusal {
    Refusal::at("type", "is text, select, multiselect, textarea or currency.")
}

/// What can be said, without what the vendor says itself and what the address does.
fn acceptable(said: wire::CustomField) -> Result<wire::CustomField, Refusal> {
    required(&said.name, "name")?;
    if said.status.as_deref().is_some_and(|status| !matches!(status, "active" | "hidden")) {
        return Err(Refusal::at("status", "is active or hidden."));
    }
    Ok(wire::CustomField {
        id: None,
        tenant_id: None,
        entity: None,
        created_at: None,
        created_by: None,
        updated_at: None,
        updated_by: None,
        ..said
    })
}

fn required(text: &Option<String>, member: &str) -> Result<String, Refusal> {
    text.clone().filter(|text| !text.trim().is_empty()).ok_or_else(|| Refusal::required(member))
}

fn patched_by(before: &wire::CustomField, said: &wire::CustomField) -> Result<wire::CustomField, Refusal> {
    let options = said.options.clone();
    let said = serde_json::to_value(said).map_err(Error::from)?;
    let after = patched(before, &said).map_err(|what| Refusal::at("body", &what))?;
    // Options are said whole.
    Ok(wire::CustomField { options: options.or(after.options), ..after })
}

/// The vendor's key as one of ours: as it is where it can be, else with the end of the id, so that two do not become one.
fn our_key(key: &str, id: &str) -> Result<FieldKey, Refusal> {
    if let Ok(same) = key.parse() {
        return Ok(same);
    }
    let fits = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let plain: String = key.chars().take(40).map(fits).collect();
    let end: String = id.chars().rev().take(8).map(fits).collect();
    let made = format!("{}-{end}", plain.trim_matches('-'));
    let made = made.trim_start_matches('-').to_owned();
    FieldKey::try_from(made).map_err(|_| Refusal::at("key", "is not taken."))
}
