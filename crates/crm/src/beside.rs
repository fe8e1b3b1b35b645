//! What a client has said to a facade, and the model has no place for.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What stands beside a record, so that it comes back as it was said: by member of the dialect, what was said, and what we would have
/// said ourselves at that time. Where the record says something else by now, that is what counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Beside(BTreeMap<String, (Value, Value)>);

impl Beside {
    /// What must be remembered, so that `said` comes back where we would say `ours`.
    pub fn of<T: Serialize>(said: &T, ours: &T) -> Self {
        let (said, mut ours) = (members(said), members(ours));
        let mut beside = BTreeMap::new();
        for (name, said) in said {
            let ours = ours.remove(&name).unwrap_or_default();
            if said != ours {
                beside.insert(name, (said, ours));
            }
        }
        let unsaid = ours.into_iter().filter(|(_, ours)| !ours.is_null());
        beside.extend(unsaid.map(|(name, ours)| (name, (Value::Null, ours))));
        Self(beside)
    }

    /// What is said, where we would say `ours`.
    pub fn said<T: Serialize + DeserializeOwned>(&self, ours: T) -> T {
        let mut members = members(&ours);
        for (name, (said, then)) in &self.0 {
            let now = members.remove(name).unwrap_or_default();
            let value = as_said(now, then, said);
            if !value.is_null() {
                members.insert(name.clone(), value);
            }
        }
        serde_json::from_value(Value::Object(members)).unwrap_or(ours)
    }

    /// Whether nothing needs to be remembered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What is there now, in the words in which it was said as far as it is the same still: whole, by member, by entry.
fn as_said(now: Value, then: &Value, said: &Value) -> Value {
    if now == *then {
        return said.clone();
    }
    match (now, then, said) {
        (Value::Object(now), Value::Object(then), Value::Object(said)) => {
            let of = |object: &Map<String, Value>, name: &str| object.get(name).cloned().unwrap_or_default();
            let names = now.keys().chain(said.keys());
            let each = names.map(|name| (name.clone(), as_said(of(&now, name), &of(then, name), &of(said, name))));
            Value::Object(each.filter(|(_, value)| !value.is_null()).collect())
        }
        (Value::Array(now), Value::Array(then), Value::Array(said)) if then.len() == said.len() => {
            let words = |entry: Value| match then.iter().zip(said).find(|(then, _)| **then == entry) {
                Some((_, said)) => said.clone(),
                None => entry,
            };
            Value::Array(now.into_iter().map(words).collect())
        }
        (now, ..) => now,
    }
}

/// What is there after a merge patch (RFC 7396); the error says what cannot be read.
pub fn patched<T: Serialize + DeserializeOwned>(now: &T, patch: &Value) -> Result<T, String> {
    let mut value = Value::Object(members(now));
    merge(&mut value, patch);
    serde_json::from_value(value).map_err(|error| error.to_string())
}

fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    let mut members = match target.take() {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    for (name, value) in patch {
        if value.is_null() {
            members.remove(name);
        } else {
            merge(members.entry(name.clone()).or_insert(Value::Null), value);
        }
    }
    *target = Value::Object(members);
}

fn members(of: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(of) {
        Ok(Value::Object(members)) => members,
        // Only objects are asked for, and our own types are written without fail.
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn what_was_said_comes_back_until_the_record_says_something_else() {
        let said =
            object(json!({ "owner": "/users/1", "name": "Ann", "phones": [{ "n": "1", "t": "car" }, { "n": "2" }] }));
        let ours = object(json!({ "owner": null, "name": "Ann", "phones": [{ "n": "1" }, { "n": "2" }], "more": 1 }));
        let beside = Beside::of(&said, &ours);
        assert_eq!(beside.said(ours.clone()), said);
        assert!(Beside::of(&ours, &ours).is_empty());
        let later = object(json!({ "owner": null, "name": "Anna", "phones": [{ "n": "3" }, { "n": "1" }], "more": 2 }));
        let expected = json!({ "owner": "/users/1", "name": "Anna", "phones": [{ "n": "3" }, { "n": "1", "t": "car" }], "more": 2 });
        assert_eq!(Value::Object(beside.said(later)), expected);
    }

    #[test]
    fn a_merge_patch_is_the_one_of_the_standard() {
        // RFC 7396, appendix A.
        for (target, patch, result) in [
            (json!({ "a": "b" }), json!({ "a": "c" }), json!({ "a": "c" })),
            (json!({ "a": "b", "b": "c" }), json!({ "a": null }), json!({ "b": "c" })),
            (json!({ "a": ["b"] }), json!({ "a": "c" }), json!({ "a": "c" })),
            (json!({ "a": { "b": "c" } }), json!({ "a": { "b": "d", "c": null } }), json!({ "a": { "b": "d" } })),
            (json!({ "e": null }), json!({ "a": 1 }), json!({ "e": null, "a": 1 })),
            (json!({}), json!({ "a": { "bb": { "ccc": null } } }), json!({ "a": { "bb": {} } })),
        ] {
            assert_eq!(patched(&object(target), &patch).map(Value::Object), Ok(result), "{patch}");
        }
    }
}
