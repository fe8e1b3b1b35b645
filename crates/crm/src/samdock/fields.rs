//! Custom fields, and their values. They are as the vendor says them: what the options of one look like, no page tells.

use calling_card_contact::{CustomValue, CustomValues};
use serde_json::Value;
use uuid::Uuid;

use super::answers::accepted;
use super::calls::{Call, Entity};
use super::deed::{Deed, deed};
use super::ids::{Kind, nano_id};
use super::wire::{CustomField, CustomFields, Moment, Person, PersonFields, ValueChange};
use super::{NOT_YET, field_mapping};
use crate::{Error, Making, Rejection};

/// The words for what a field holds.
pub const KINDS: [&str; 5] = ["text", "textarea", "select", "multiselect", "currency"];
/// The words for whether a field is shown.
pub const STATUSES: [&str; 2] = ["active", "hidden"];

/// All of them.
pub fn list() -> Making<CustomFields> {
    deed(|deed| async move { deed.read(Call::ListFields).await })
}

/// A new field: its name, by what its values are held, and what it holds. Its id is made of the key.
pub fn create(entity: Entity, field: CustomField, key: Uuid) -> Making<CustomField> {
    let id = nano_id(key, Kind::Field);
    let written = CustomField {
        id: Some(id.clone()),
        entity: Some(entity.key().into()),
        name: Some(field.name.unwrap_or_default()),
        key: Some(field.key.unwrap_or_default()),
        kind: field.kind.or_else(|| Some("text".into())),
        ..CustomField::default()
    };
    deed(|deed| async move {
        deed.write(Call::AddField(Box::new(written))).await?;
        shown(&deed, entity, &id, |_| true).await
    })
}

/// Changes a field; what is none in `changed` stays.
pub fn update(entity: Entity, id: &str, changed: CustomField) -> Making<CustomField> {
    let id = id.to_owned();
    deed(move |deed| async move { change(&deed, entity, &id, changed).await })
}

/// The same, in a deed.
pub(super) async fn change(deed: &Deed, entity: Entity, id: &str, changed: CustomField) -> Result<CustomField, Error> {
    let all: Vec<CustomField> = deed.read(Call::FieldsOf(entity)).await?;
    let before = all.into_iter().find(|field| field.id.as_deref() == Some(id)).ok_or_else(missing)?;
    let after = CustomField {
        id: Some(id.to_owned()),
        tenant_id: Some(before.tenant_id.clone().unwrap_or_default()),
        entity: None,
        name: changed.name.or_else(|| before.name.clone()).or_else(|| Some(String::new())),
        key: Some(before.key.clone().unwrap_or_default()),
        description: changed.description.or_else(|| before.description.clone()),
        kind: changed.kind.or_else(|| before.kind.clone()).or_else(|| Some("text".into())),
        status: changed.status.or_else(|| before.status.clone()),
        created_at: before.created_at.clone().or_else(|| Some(Moment::of_milliseconds(0))),
        created_by: Some(before.created_by.clone().unwrap_or_default()),
        options: changed.options.or_else(|| before.options.clone()),
        ..CustomField::default()
    };
    deed.write(Call::EditField(entity, id.to_owned(), Box::new(after.clone()))).await?;
    // The vendor may leave an empty text out, and write options in its own way.
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let chosen = |field: &CustomField| field.options.as_ref().map(field_mapping::options).unwrap_or_default();
    let says = |field: &CustomField| {
        (text(&field.name), text(&field.description)) == (text(&after.name), text(&after.description))
            && (&field.kind, &field.status) == (&after.kind, &after.status)
            && chosen(field) == chosen(&after)
    };
    shown(deed, entity, id, says).await
}

/// Deletes a field.
pub fn delete(entity: Entity, key: &str, id: &str) -> Making<()> {
    let call = Call::DeleteField(entity, key.to_owned(), id.to_owned());
    deed(|deed| async move { deed.write(call).await })
}

/// A choice gives way to another, in a field of one choice or of several.
pub fn set_choice(entity: Entity, id: &str, change: ValueChange) -> Making<()> {
    let change = ValueChange {
        from: Some(change.from.unwrap_or_default()),
        to: Some(change.to.unwrap_or_default()),
        key: Some(change.key.unwrap_or_default()),
        kind: change.kind.or_else(|| Some("select".into())),
    };
    let call = Call::SetValue(entity, id.to_owned(), change);
    deed(|deed| async move { deed.write(call).await })
}

/// Sets values of a person, each as its field holds it. What is not named stays.
pub fn set_values(person: &str, values: &CustomValues) -> Making<CustomValues> {
    let (id, values) = (person.to_owned(), values.clone());
    deed(|deed| async move {
        let fields: Vec<CustomField> = deed.read(Call::FieldsOf(Entity::Person)).await?;
        let there: Person = deed.read(Call::GetPerson(id.clone())).await?;
        let before = there.fields.custom_fields.unwrap_or_default();
        let mut after = before.clone();
        for (key, value) in &values {
            let field = fields.iter().find(|field| field.key.as_deref() == Some(key.as_str()));
            let said = field.ok_or_else(|| refused(key.as_str(), "Samdock has no such field."))?;
            after.insert(key.to_string(), typed(key.as_str(), said, value)?);
        }
        let (last_name, custom_fields) = (there.fields.last_name.or_else(|| Some(String::new())), Some(after.clone()));
        let patch = PersonFields { last_name, custom_fields, ..PersonFields::default() };
        deed.write(Call::EditPerson(id.clone(), Box::new(patch))).await?;
        let done = |now: &Person| after == before || now.fields.custom_fields.as_ref() != Some(&before);
        match deed.until(Call::GetPerson(id), accepted, done).await? {
            (now, true) => Ok(super::mapping::custom(&now.fields.custom_fields.unwrap_or_default())),
            _ => Err(Error::InDoubt(NOT_YET.into())),
        }
    })
}

/// A value as its field holds it: a list where something is chosen, a number for an amount.
fn typed(key: &str, field: &CustomField, value: &CustomValue) -> Result<Value, Error> {
    Ok(match (field.kind.as_deref(), value) {
        (Some("select" | "multiselect"), CustomValue::Chosen(chosen)) => chosen.clone().into(),
        (Some("select" | "multiselect"), CustomValue::Text(text)) if text.is_empty() => Value::Array(Vec::new()),
        (Some("select" | "multiselect"), CustomValue::Text(text)) => vec![text.clone()].into(),
        (Some("currency"), value) => {
            let amount: Result<serde_json::Number, _> = value.text().trim().parse();
            Value::Number(amount.map_err(|_| refused(key, "An amount is written 1250 or 1250.50."))?)
        }
        (_, value) => value.text().into(),
    })
}

pub(super) async fn shown(
    deed: &Deed,
    entity: Entity,
    id: &str,
    done: impl Fn(&CustomField) -> bool + Send + Sync,
) -> Result<CustomField, Error> {
    let of = |all: &Vec<CustomField>| all.iter().find(|field| field.id.as_deref() == Some(id)).cloned();
    let there = |all: &Vec<CustomField>| of(all).is_some_and(|field| done(&field));
    let (all, seen) = deed.until(Call::FieldsOf(entity), accepted, there).await?;
    of(&all).filter(|_| seen).ok_or_else(|| Error::InDoubt(NOT_YET.into()))
}

pub(super) fn missing() -> Error {
    Error::Rejected(Rejection { status: 404, ..Rejection::default() })
}

fn refused(key: &str, sentence: &str) -> Error {
    let fields = vec![(format!("/custom/{key}"), sentence.to_owned())];
    Error::Rejected(Rejection { status: 422, message: sentence.to_owned(), fields, retry_after: None })
}
