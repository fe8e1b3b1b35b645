//! What was read, as JSON with our names.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{Card, Kind, Property, person_of};

/// A card as one JSON object: the members of a person with all values decoded, the notes, and as `kept_properties` what the
/// model has no place for, decoded as well: with `parameters_only` where the value stands in the model, and only what is beside it does not.
pub fn model(card: &Card<'_>) -> Value {
    let imported = person_of(card);
    let places: BTreeMap<u32, bool> =
        imported.person.kept_properties.iter().map(|kept| (kept.place, kept.parameters_only)).collect();
    let mut whole = serde_json::to_value(&imported.person).unwrap_or_default();
    let kept: Vec<Value> = card
        .properties()
        .enumerate()
        .filter_map(|(place, property)| {
            let parameters_only = places.get(&u32::try_from(place).ok()?)?;
            let mut decoded = decoded(&property);
            if *parameters_only {
                decoded["parameters_only"] = json!(true);
            }
            Some(decoded)
        })
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
        property.merged_parameters().iter().map(|(name, values)| (name.to_ascii_lowercase(), json!(values))).collect();
    let mut whole = json!({ "name": property.name, "line": property.line() });
    match property.kind() {
        Kind::List => whole["values"] = property.list().collect(),
        Kind::Structured => {
            whole["values"] = property.components().map(|component| component.collect::<Vec<_>>().join(", ")).collect();
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
