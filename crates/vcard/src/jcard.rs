//! jCard (RFC 7095): a card in JSON.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use crate::{Card, Kind, Property};

/// A card as jCard: `["vcard", [[name, parameters, type, value, ...], ...]]`.
pub fn jcard(card: &Card<'_>) -> Value {
    let mut properties: Vec<Value> = vec![json!(["version", {}, "text", "4.0"])];
    properties.extend(card.properties().filter(|property| property.name != "VERSION").map(|property| one(&property)));
    json!(["vcard", properties])
}

fn one(property: &Property<'_>) -> Value {
    let (kind, values) = values(property);
    let mut whole = vec![json!(property.name.to_ascii_lowercase()), Value::Object(parameters(property)), json!(kind)];
    whole.extend(values);
    Value::Array(whole)
}

/// The parameters, with the group among them (RFC 7095 section 7.1), without those that the type and the values say.
fn parameters(property: &Property<'_>) -> Map<String, Value> {
    let mut map = Map::new();
    if !property.group.is_empty() {
        map.insert("group".into(), json!(property.group));
    }
    for (name, values) in property.merged_parameters() {
        if matches!(&*name, "VALUE" | "ENCODING" | "CHARSET") {
            continue;
        }
        let value = match values.as_slice() {
            [one] => json!(one),
            many => json!(many),
        };
        map.insert(name.to_ascii_lowercase(), value);
    }
    map
}

/// The type (RFC 7095 section 3.5) and the values.
fn values(property: &Property<'_>) -> (&'static str, Vec<Value>) {
    let text = || vec![json!(property.text())];
    match property.kind() {
        Kind::List => ("text", property.list().map(Value::from).collect()),
        Kind::Structured => ("text", vec![structured(property)]),
        Kind::Uri => ("uri", text()),
        Kind::DateAndOrTime => match crate::dates::read(property) {
            Some(date) if !property.text().contains(['T', 't']) => ("date-and-or-time", vec![json!(date.to_string())]),
            _ => ("date-and-or-time", text()),
        },
        Kind::Timestamp => ("timestamp", text()),
        Kind::Language => ("language-tag", text()),
        Kind::Binary => ("uri", vec![json!(address(property))]),
        Kind::Text | Kind::TimeZone | Kind::Card => ("text", text()),
    }
}

/// Components, each a text or a list of texts; a value without semicolons is a text.
fn structured(property: &Property<'_>) -> Value {
    let component = |list: Vec<Cow<'_, str>>| match list.as_slice() {
        [one] => json!(one),
        many => json!(many),
    };
    let mut components: Vec<Value> = property.components().map(|list| component(list.collect())).collect();
    match components.len() {
        1 => components.remove(0),
        _ => Value::Array(components),
    }
}

/// What is written in base64 as a `data:` address, else the address.
fn address(property: &Property<'_>) -> String {
    let text = property.text();
    let Some((media_type, bytes)) = property.binary().filter(|_| !text.trim_start().starts_with("data:")) else {
        return text.into_owned();
    };
    use base64::Engine as _;
    let media_type = media_type.unwrap_or_else(|| crate::write::media_type_of(property));
    format!("data:{media_type};base64,{}", base64::engine::general_purpose::STANDARD.encode(bytes))
}
