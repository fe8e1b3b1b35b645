//! Custom fields as ours.
//!
//! What the options of a field look like, no page of the vendor's tells: an entry is known by its id and what it is called, wherever in
//! them it stands. Those that we write are `{"options": [{"id": …, "name": …}]}`.

use calling_card_contact::{
    CustomEntity, CustomField, CustomKind, CustomStatus, FieldKey, Language, Localized, SelectOption,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::calls::{Call, Entity};
use super::deed::{Deed, deed};
use super::fields::{self, shown};
use super::ids::{Kind, nano_id};
use super::wire::{self, CustomFields, Open};
use crate::{Error, Foreign, Making};

/// How an option's id is called, and how its name.
const IDS: [&str; 5] = ["id", "_id", "value", "key", "optionID"];
const NAMES: [&str; 4] = ["name", "label", "title", "text"];

/// All of them, those of people first.
pub(crate) fn list() -> Making<Vec<Foreign<CustomField>>> {
    deed(|deed| async move {
        let all: CustomFields = deed.read(Call::ListFields).await?;
        let of = |entity: Entity, fields: &[wire::CustomField]| {
            let places = (0u32..).zip(fields);
            places.filter_map(|(place, field)| foreign(entity, field, place).ok()).collect::<Vec<_>>()
        };
        Ok([of(Entity::Person, &all.persons), of(Entity::Organization, &all.organizations)].concat())
    })
}

/// A new one, under an id that is made of the key. The vendor takes only name, key and kind at first; the rest is a change.
pub(crate) fn create(field: &CustomField, key: Uuid) -> Making<Foreign<CustomField>> {
    let written =
        wire::CustomField { id: Some(nano_id(key, Kind::Field)), key: Some(field.key.to_string()), ..whole(field) };
    let entity = entity(field.entity);
    deed(move |deed| async move { foreign(entity, &make(&deed, entity, written).await?, 0) })
}

/// Changes one; what it holds, and by what, stays.
pub(crate) fn update(id: &str, before: &CustomField, after: &CustomField) -> Making<Foreign<CustomField>> {
    let (was, shall) = (whole(before), whole(after));
    let changed = wire::CustomField {
        name: shall.name,
        description: shall.description.filter(|text| was.description.as_ref() != Some(text)),
        status: shall.status,
        options: shall.options.filter(|_| options_of(before) != options_of(after)),
        ..wire::CustomField::default()
    };
    let (entity, id, place) = (entity(before.entity), id.to_owned(), before.order);
    deed(move |deed| async move { foreign(entity, &fields::change(&deed, entity, &id, changed).await?, place) })
}

/// Deletes one; answers it as it was.
pub(crate) fn delete(id: &str, field: &CustomField) -> Making<Value> {
    let (id, entity) = (id.to_owned(), entity(field.entity));
    deed(move |deed| async move {
        let all: Vec<wire::CustomField> = deed.read(Call::FieldsOf(entity)).await?;
        let there = all.into_iter().find(|one| one.id.as_ref() == Some(&id)).ok_or_else(fields::missing)?;
        let key = there.key.clone().unwrap_or_default();
        deed.write(Call::DeleteField(entity, key, id)).await?;
        let said = wire::CustomField { entity: Some(entity.key().into()), ..there };
        serde_json::to_value(said).map_err(|error| Error::Build(error.to_string()))
    })
}

/// Makes one anew that was deleted, as it was and under its own id.
pub(crate) fn restore(said: &Value) -> Making<Foreign<CustomField>> {
    let said: wire::CustomField =
        serde_json::from_value(said.clone()).map_err(|error| Error::Build(error.to_string()))?;
    let entity = said.entity.as_deref().and_then(Entity::of_key);
    let entity = entity.ok_or_else(|| Error::Build("a field of nobody".into()))?;
    deed(move |deed| async move { foreign(entity, &make(&deed, entity, said).await?, 0) })
}

/// Makes a field whole, or not at all.
async fn make(deed: &Deed, entity: Entity, field: wire::CustomField) -> Result<wire::CustomField, Error> {
    let id = field.id.clone().unwrap_or_default();
    let key = field.key.clone().unwrap_or_default();
    let first = wire::CustomField {
        id: field.id.clone(),
        entity: Some(entity.key().into()),
        name: field.name.clone(),
        key: field.key.clone(),
        kind: field.kind.clone(),
        ..wire::CustomField::default()
    };
    let back = Call::DeleteField(entity, key, id.clone());
    deed.write_or(Call::AddField(Box::new(first)), back).await?;
    let made = shown(deed, entity, &id, |_| true).await?;
    let hidden = field.status.as_deref() == Some("hidden");
    let described = field.description.as_ref().is_some_and(|text| !text.is_empty());
    let rest = wire::CustomField {
        description: field.description.filter(|_| described),
        status: field.status.filter(|_| hidden),
        options: field.options.filter(|options| !options.is_empty()),
        ..wire::CustomField::default()
    };
    if rest == wire::CustomField::default() { Ok(made) } else { fields::change(deed, entity, &id, rest).await }
}

/// A field as it is written there.
fn whole(field: &CustomField) -> wire::CustomField {
    let (kind, options) = match &field.kind {
        CustomKind::Text => ("text", None),
        CustomKind::Textarea => ("textarea", None),
        CustomKind::Select { options } => ("select", Some(options)),
        CustomKind::Multiselect { options } => ("multiselect", Some(options)),
        // The vendor knows of one currency, which it does not name.
        CustomKind::Currency { .. } => ("currency", None),
    };
    let status = match field.status {
        CustomStatus::Active => "active",
        CustomStatus::Hidden => "hidden",
    };
    wire::CustomField {
        name: Some(said(&field.label)),
        description: Some(said(&field.description)),
        kind: Some(kind.into()),
        status: Some(status.into()),
        options: options.map(|options| to_options(options)),
        ..wire::CustomField::default()
    }
}

/// The vendor has one language, which it does not name: what is said there is our English.
fn said(text: &Localized) -> String {
    text.text(Language::En).to_owned()
}

fn spoken(text: Option<&String>) -> Localized {
    let text = text.filter(|text| !text.is_empty()).map(|text| (Language::En.tag().to_owned(), text.clone()));
    Localized(text.into_iter().collect())
}

fn foreign(entity: Entity, there: &wire::CustomField, place: u32) -> Result<Foreign<CustomField>, Error> {
    let id = there.id.clone().filter(|id| !id.is_empty());
    let id = id.ok_or_else(|| Error::Decode("a custom field without an id".into()))?;
    let options = || there.options.as_ref().map(options).unwrap_or_default();
    let kind = match there.kind.as_deref() {
        Some("textarea") => CustomKind::Textarea,
        Some("select") => CustomKind::Select { options: options() },
        Some("multiselect") => CustomKind::Multiselect { options: options() },
        Some("currency") => CustomKind::Currency { currency: String::new() },
        _ => CustomKind::Text,
    };
    let time = |moment: &Option<wire::Moment>| moment.as_ref().and_then(wire::Moment::timestamp);
    let created_at = time(&there.created_at);
    let field = CustomField {
        key: key(there.key.as_deref().unwrap_or_default())?,
        entity: match entity {
            Entity::Person => CustomEntity::Person,
            Entity::Organization => CustomEntity::Organization,
        },
        label: spoken(there.name.as_ref()),
        description: spoken(there.description.as_ref()),
        kind,
        status: if there.status.as_deref() == Some("hidden") { CustomStatus::Hidden } else { CustomStatus::Active },
        order: place,
    };
    Ok(Foreign { id, content: field, changed_at: time(&there.updated_at).or_else(|| created_at.clone()), created_at })
}

/// A key of theirs as one of ours: it is shown, and never written.
pub(super) fn key(theirs: &str) -> Result<FieldKey, Error> {
    let fits = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c.to_ascii_lowercase() } else { '-' };
    let made: String = theirs.chars().map(fits).skip_while(|c| !c.is_ascii_alphanumeric()).take(64).collect();
    let named = FieldKey::try_from(made).or_else(|_| FieldKey::try_from("field".to_owned()));
    named.map_err(|error| Error::Decode(error.to_string()))
}

fn entity(of: CustomEntity) -> Entity {
    match of {
        CustomEntity::Person => Entity::Person,
        CustomEntity::Organization => Entity::Organization,
    }
}

fn options_of(field: &CustomField) -> &[SelectOption] {
    match &field.kind {
        CustomKind::Select { options } | CustomKind::Multiselect { options } => options,
        CustomKind::Text | CustomKind::Textarea | CustomKind::Currency { .. } => &[],
    }
}

fn to_options(options: &[SelectOption]) -> Open {
    let entries: Vec<Value> =
        options.iter().map(|option| json!({ "id": option.value, "name": said(&option.label) })).collect();
    Open::from_iter([("options".to_owned(), Value::Array(entries))])
}

/// What can be chosen: the entries of the first list, else the members.
pub(super) fn options(said: &Open) -> Vec<SelectOption> {
    let option =
        |value: &str, name: &str| SelectOption { value: value.to_owned(), label: spoken(Some(&name.to_owned())) };
    let text = |entry: &Value, names: &[&str]| names.iter().find_map(|name| entry[*name].as_str()).map(str::to_owned);
    if let Some(entries) = said.values().find_map(Value::as_array) {
        let entry = |entry: &Value| match entry {
            Value::String(text) => Some(option(text, text)),
            entry => {
                let name = text(entry, &NAMES);
                let id = text(entry, &IDS).or_else(|| name.clone())?;
                Some(option(&id, name.as_deref().unwrap_or(&id)))
            }
        };
        return entries.iter().filter_map(entry).collect();
    }
    let member = |(id, entry): (&String, &Value)| {
        let name = entry.as_str().map(str::to_owned).or_else(|| text(entry, &NAMES))?;
        Some(option(id, &name))
    };
    said.iter().filter_map(member).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_wherever_they_stand_and_written_in_one_way() {
        let open = |value: Value| value.as_object().cloned().unwrap_or_default();
        let two =
            options(&open(json!({ "options": [{ "id": "a", "name": "Apples" }, { "id": "b", "name": "Pears" }] })));
        assert_eq!(two.len(), 2);
        assert_eq!((two[0].value.as_str(), two[0].label.text(Language::De)), ("a", "Apples"));
        assert_eq!(options(&to_options(&two)), two);
        for other in [
            json!({ "a": "Apples", "b": "Pears" }),
            json!({ "a": { "name": "Apples" }, "b": { "label": "Pears" } }),
            json!({ "selectOptions": [{ "_id": "a", "label": "Apples" }, { "value": "b", "title": "Pears" }] }),
        ] {
            assert_eq!(options(&open(other.clone())), two, "{other}");
        }
        for nothing in [json!({}), json!({ "options": [] }), json!({ "a": 1, "b": null, "c": {} })] {
            assert_eq!(options(&open(nothing.clone())), [], "{nothing}");
        }
    }

    #[test]
    fn a_key_of_theirs_is_shown_as_one_of_ours() {
        for (theirs, ours) in
            [("budget", "budget"), ("shoeSize", "shoesize"), ("_a b", "a-b"), ("ß", "field"), ("", "field")]
        {
            assert_eq!(key(theirs).map(String::from), Ok(ours.to_owned()), "{theirs}");
        }
        assert_eq!(key(&"x".repeat(70)).map(String::from), Ok("x".repeat(64)));
    }
}
