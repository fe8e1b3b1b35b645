//! What differs between two states of a record.

use calling_card_api::changes::Difference;
use serde_json::Value;

use crate::Result;

/// Most characters that are shown of a value.
const SHOWN: usize = 200;
/// Most differences that are listed of one change.
const LISTED: usize = 100;

/// The members that differ, by their JSON Pointers.
pub(in crate::store) fn between(before: Option<&str>, after: Option<&str>) -> Result<Vec<Difference>> {
    let read = |text: Option<&str>| text.map_or(Ok(Value::Null), serde_json::from_str);
    let mut differences = Vec::new();
    compare(&read(before)?, &read(after)?, &mut String::new(), &mut differences);
    Ok(differences)
}

fn compare(before: &Value, after: &Value, path: &mut String, differences: &mut Vec<Difference>) {
    if before == after || differences.len() >= LISTED || path.ends_with("/id") {
        return;
    }
    let mut members: Vec<String> = Vec::new();
    for value in [before, after] {
        match value {
            Value::Object(map) => members.extend(map.keys().cloned()),
            Value::Array(list) => members.extend((0..list.len()).map(|index| index.to_string())),
            _ => {}
        }
    }
    if members.is_empty() {
        differences.push(Difference { field: path.clone(), before: shown(before), after: shown(after) });
        return;
    }
    members.sort_by_key(|member| member.parse::<usize>().unwrap_or(0));
    let mut seen = std::collections::BTreeSet::new();
    members.retain(|member| seen.insert(member.clone()));
    for member in members {
        let length = path.len();
        path.push('/');
        path.push_str(&member.replace('~', "~0").replace('/', "~1"));
        compare(part(before, &member), part(after, &member), path, differences);
        path.truncate(length);
    }
}

fn part<'a>(value: &'a Value, member: &str) -> &'a Value {
    let found = match value {
        Value::Array(list) => member.parse::<usize>().ok().and_then(|index| list.get(index)),
        value => value.get(member),
    };
    found.unwrap_or(&Value::Null)
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.chars().take(SHOWN).collect(),
        other => other.to_string().chars().take(SHOWN).collect(),
    }
}
