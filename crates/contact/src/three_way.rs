//! Two who have changed the same record: what does not stand in each other's way is brought together, the rest is told.

use serde_json::{Map, Value};

/// A member that both have changed, each otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// Where it stands in what was brought together (JSON Pointer, RFC 6901).
    pub field: String,
    /// What was there before both; null where nothing was.
    pub before: Value,
    /// What the other made of it.
    pub theirs: Value,
    /// What the one who is asked made of it.
    pub mine: Value,
}

/// What two changes of one record come to, and where they clash; there it says what is mine.
pub fn three_way(before: &Value, theirs: &Value, mine: &Value) -> (Value, Vec<Clash>) {
    let mut clashes = Vec::new();
    let merged = bring_together("", before, theirs, mine, &mut clashes);
    (merged, clashes)
}

/// Puts what was chosen into what was brought together: members by their places, null where nothing shall be.
pub fn settle_clashes(merged: &mut Value, chosen: &[(String, Value)]) {
    for (field, value) in chosen {
        let (parent, member) = field.rsplit_once('/').unwrap_or(("", field));
        match merged.pointer_mut(parent) {
            Some(Value::Object(members)) if value.is_null() => _ = members.remove(member),
            Some(Value::Object(members)) => _ = members.insert(member.to_owned(), value.clone()),
            Some(Value::Array(list)) => {
                if let Some(place) = member.parse::<usize>().ok().and_then(|place| list.get_mut(place)) {
                    *place = value.clone();
                }
            }
            _ => {}
        }
    }
    drop_null(merged);
}

/// Takes out of lists what shall not be there.
fn drop_null(value: &mut Value) {
    match value {
        Value::Array(list) => {
            list.retain(|entry| !entry.is_null());
            list.iter_mut().for_each(drop_null);
        }
        Value::Object(members) => members.values_mut().for_each(drop_null),
        _ => {}
    }
}

fn bring_together(field: &str, before: &Value, theirs: &Value, mine: &Value, clashes: &mut Vec<Clash>) -> Value {
    if mine == theirs || mine == before {
        return theirs.clone();
    }
    if theirs == before {
        return mine.clone();
    }
    match (before, theirs, mine) {
        (Value::Object(before), Value::Object(theirs), Value::Object(mine)) => {
            Value::Object(members(field, before, theirs, mine, clashes))
        }
        (Value::Array(before), Value::Array(theirs), Value::Array(mine)) if keyed(before) && keyed(theirs) => {
            Value::Array(by_key(field, before, theirs, mine, clashes))
        }
        (Value::Array(before), Value::Array(theirs), Value::Array(mine))
            if before.len() == theirs.len() && before.len() == mine.len() =>
        {
            let pairs = before.iter().zip(theirs).zip(mine).enumerate();
            let merged = pairs.map(|(place, ((before, theirs), mine))| {
                bring_together(&format!("{field}/{place}"), before, theirs, mine, clashes)
            });
            Value::Array(merged.collect())
        }
        _ => {
            let (before, theirs, mine) = (before.clone(), theirs.clone(), mine.clone());
            clashes.push(Clash { field: field.to_owned(), before, theirs, mine: mine.clone() });
            mine
        }
    }
}

fn members(
    field: &str,
    before: &Map<String, Value>,
    theirs: &Map<String, Value>,
    mine: &Map<String, Value>,
    clashes: &mut Vec<Clash>,
) -> Map<String, Value> {
    let mut names: Vec<&String> = theirs.keys().chain(mine.keys()).collect();
    names.sort();
    names.dedup();
    let of = |map: &Map<String, Value>, name: &str| map.get(name).cloned().unwrap_or_default();
    let mut merged = Map::new();
    for name in names {
        let [before, theirs, mine] = [before, theirs, mine].map(|map| of(map, name));
        let value = bring_together(&format!("{field}/{name}"), &before, &theirs, &mine, clashes);
        if !value.is_null() {
            merged.insert(name.clone(), value);
        }
    }
    merged
}

fn key(entry: &Value) -> Option<&str> {
    entry.get("id").and_then(Value::as_str)
}

/// Whether each entry can be told from the others by its key.
fn keyed(list: &[Value]) -> bool {
    list.iter().all(|entry| key(entry).is_some())
}

/// Lists whose entries have keys: theirs in their order, then what is new of mine.
fn by_key(field: &str, before: &[Value], theirs: &[Value], mine: &[Value], clashes: &mut Vec<Clash>) -> Vec<Value> {
    let find = |list: &[Value], wanted: &str| {
        list.iter().find(|entry| key(entry) == Some(wanted)).cloned().unwrap_or_default()
    };
    let mut merged = Vec::new();
    let known =
        theirs.iter().chain(mine.iter().filter(|entry| key(entry).is_some_and(|key| find(theirs, key).is_null())));
    for id in known.filter_map(key) {
        let place = format!("{field}/{}", merged.len());
        let entry = bring_together(&place, &find(before, id), &find(theirs, id), &find(mine, id), clashes);
        let clashed = clashes.last().is_some_and(|clash| clash.field == place);
        if !entry.is_null() || clashed {
            merged.push(entry);
        }
    }
    merged.extend(mine.iter().filter(|entry| key(entry).is_none()).cloned());
    merged
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_does_not_stand_in_each_others_way_is_brought_together() {
        let before = json!({ "name": { "given": "Ann" }, "tags": ["a"], "cards": [{ "id": "1", "business": "A" }] });
        let theirs = json!({ "name": { "given": "Ann", "family": "B" }, "tags": ["a"], "cards": [{ "id": "2" }, { "id": "1", "business": "A" }] });
        let mine = json!({ "name": { "given": "Anna" }, "tags": [], "cards": [{ "id": "1", "business": "Z" }, { "business": "new" }] });
        let (merged, clashes) = three_way(&before, &theirs, &mine);
        assert_eq!(clashes, []);
        assert_eq!(
            merged,
            json!({ "name": { "given": "Anna", "family": "B" }, "tags": [],
                    "cards": [{ "id": "2" }, { "id": "1", "business": "Z" }, { "business": "new" }] })
        );
    }

    #[test]
    fn what_both_have_changed_is_told_and_chosen_field_by_field() {
        let before = json!({ "name": { "given": "Ann" }, "cards": [{ "id": "1", "phones": ["1"] }, { "id": "2" }] });
        let theirs = json!({ "name": { "given": "Anne" }, "cards": [{ "id": "1", "phones": ["1", "2"] }, { "id": "2", "business": "B" }] });
        let mine = json!({ "cards": [{ "id": "1", "phones": [] }] });
        let (mut merged, clashes) = three_way(&before, &theirs, &mine);
        let fields: Vec<&str> = clashes.iter().map(|clash| clash.field.as_str()).collect();
        assert_eq!(fields, ["/cards/0/phones", "/cards/1", "/name"]);
        let chosen: Vec<(String, Value)> = clashes
            .iter()
            .map(|clash| {
                (clash.field.clone(), if clash.field == "/name" { clash.theirs.clone() } else { clash.mine.clone() })
            })
            .collect();
        settle_clashes(&mut merged, &chosen);
        assert_eq!(merged, json!({ "name": { "given": "Anne" }, "cards": [{ "id": "1", "phones": [] }] }));
    }

    #[test]
    fn whoever_changed_nothing_gets_what_the_other_says() {
        let (before, changed) = (json!({ "a": 1, "b": [1, 2] }), json!({ "b": [1, 3], "c": null }));
        assert_eq!(three_way(&before, &changed, &before), (changed.clone(), vec![]));
        assert_eq!(three_way(&before, &before, &changed), (changed.clone(), vec![]));
        assert_eq!(three_way(&before, &changed, &changed), (changed, vec![]));
    }
}
