//! What was read, as JSON with our names.

use serde_json::{Value, json};

use crate::{Card, Kind, Property, person_of};

/// A card as one JSON object: the members of a person with all values decoded, the notes, and as `kept_properties` what the
/// model has no place for, decoded as well.
pub fn model(card: &Card<'_>) -> Value {
    let imported = person_of(card);
    let places: Vec<u32> = imported.person.kept_properties.iter().map(|kept| kept.place).collect();
    let mut whole = serde_json::to_value(&imported.person).unwrap_or_default();
    let kept: Vec<Value> = card
        .properties()
        .enumerate()
        .filter(|(place, _)| u32::try_from(*place).is_ok_and(|place| places.binary_search(&place).is_ok()))
        .map(|(_, property)| decoded(&property))
        .collect();
    if let Some(members) = whole.as_object_mut() {
        members.insert("line".into(), json!(card.line));
        members.insert("version".into(), json!(card.version().map(crate::Version::number)));
        if !imported.revision.0.is_empty() {
            members.insert("changed_at".into(), json!(imported.revision));
        }
        if !imported.notes.is_empty() {
            members.insert("notes".into(), json!(imported.notes));
        }
        if !kept.is_empty() {
            members.insert("kept_properties".into(), json!(kept));
        }
    }
    whole
}

fn decoded(property: &Property<'_>) -> Value {
    let parameters: serde_json::Map<String, Value> =
        property.parameters.iter().map(|(name, values)| (name.to_ascii_lowercase(), json!(values))).collect();
    let mut whole = json!({ "name": property.name, "line": property.line() });
    match property.kind() {
        Kind::List => whole["values"] = json!(property.list()),
        Kind::Structured => {
            whole["values"] = property.components().iter().map(|component| component.join(", ")).collect();
        }
        _ => whole["values"] = json!([property.text()]),
    }
    if !property.group.is_empty() {
        whole["group"] = json!(property.group);
    }
    if !parameters.is_empty() {
        whole["parameters"] = Value::Object(parameters);
    }
    whole
}
