//! What is saved while the editing goes on.

use calling_card_contact::FieldErrors;
use leptos::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::{Editor, json};

impl Editor {
    /// Begins anew with a record.
    pub fn restart(self, record: &impl Serialize) {
        let value = json(record);
        self.start.set_value(value.clone());
        self.typed.set_value(String::new());
        self.past.set(Vec::new());
        self.errors.set(FieldErrors::new());
        if self.value.with_untracked(|now| *now != value) {
            self.value.set(value);
        }
    }

    /// All that there is.
    pub fn whole(self) -> Value {
        self.value.get_untracked()
    }

    /// Takes what was sent as saved, and goes on: what is typed stays, with the keys that its business cards were given.
    pub fn saved_as(self, sent: Value, stored: &impl Serialize) {
        let stored = json(stored);
        let keys: Vec<Value> =
            stored["cards"].as_array().into_iter().flatten().map(|card| card["id"].clone()).collect();
        let given = |value: &mut Value| {
            if let Some(cards) =
                value.get_mut("cards").and_then(Value::as_array_mut).filter(|cards| cards.len() == keys.len())
            {
                for (card, key) in cards.iter_mut().zip(&keys) {
                    card["id"] = key.clone();
                }
            }
        };
        let mut start = sent;
        given(&mut start);
        self.start.try_set_value(start);
        if self.value.try_with_untracked(|value| {
            let mut known = value.clone();
            given(&mut known);
            known != *value
        }) == Some(true)
        {
            self.value.update(given);
        }
    }
}
