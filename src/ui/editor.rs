//! Editing a record: its JSON, member by member, by JSON Pointer (RFC 6901). Errors come back by the same pointers,
//! from the model's own check or from the gateway, and stand at their fields.

use calling_card_contact::{Check, FieldError, FieldErrors, Held, PartialDate, Problem};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{SelectField, TextField};
use crate::connection::Crm;
use crate::language::{language, t};

mod limits;
mod saved;

/// A record that is being edited.
#[derive(Clone, Copy)]
pub struct Editor {
    value: RwSignal<Value>,
    start: StoredValue<Value>,
    past: RwSignal<Vec<Value>>,
    typed: StoredValue<String>,
    /// What is wrong with it.
    pub errors: RwSignal<FieldErrors>,
    dates: StoredValue<Vec<String>>,
    crm: StoredValue<Option<Crm>>,
}

impl Editor {
    /// Begins to edit a record.
    pub fn new(record: &impl Serialize) -> Self {
        let value = json(record);
        Self {
            start: StoredValue::new(value.clone()),
            value: RwSignal::new(value),
            past: RwSignal::default(),
            typed: StoredValue::default(),
            errors: RwSignal::default(),
            dates: StoredValue::default(),
            crm: StoredValue::default(),
        }
    }

    /// Whether something was changed.
    pub fn is_changed(self) -> bool {
        self.value
            .try_with_untracked(|value| self.start.try_with_value(|start| value != start))
            .flatten()
            .unwrap_or(false)
    }

    /// Asks before a page is left on which something was changed.
    pub fn warn_before_leaving(self) {
        let handle = window_event_listener(leptos::ev::beforeunload, move |event| {
            if self.is_changed() {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    }

    /// Takes what was stored as saved, and shows it, unless something else was typed since it was sent.
    pub fn settle_as(self, sent: &Value, stored: &impl Serialize) {
        let stored = json(stored);
        self.start.set_value(stored.clone());
        self.typed.set_value(String::new());
        if self.value.with_untracked(|value| value == sent) {
            self.value.set(stored);
        }
    }

    /// Takes what is there as saved.
    pub fn settle(self) {
        self.start.set_value(self.value.get_untracked());
    }

    /// The record, if nothing is wrong with it; what is stands at the fields.
    pub fn read<T: DeserializeOwned + Check>(self) -> Option<T> {
        self.read_without::<T>(|_| ())
    }

    /// The record without what `clean` takes out of it. What is left out need not be right, and stays in the form.
    pub fn read_without<T: DeserializeOwned + Check>(self, clean: impl Fn(&mut Value)) -> Option<T> {
        let is_wrong = |pointer: &String| {
            let text = self.get(pointer);
            !text.is_empty() && text.parse::<PartialDate>().is_err()
        };
        let dates = self
            .dates
            .with_value(|dates| dates.iter().filter(|pointer| is_wrong(pointer)).cloned().collect::<Vec<_>>());
        if !dates.is_empty() {
            self.errors.set(dates.into_iter().map(|field| FieldError { field, problem: Problem::Date }).collect());
            return None;
        }
        let mut cleaned = self.value.get_untracked();
        clean(&mut cleaned);
        let record: T = typed(cleaned)?;
        if record.check().is_empty() {
            self.errors.set(FieldErrors::new());
            return Some(record);
        }
        // Places are those of the form, where nothing was left out; an empty line is only wrong where it is required.
        let whole: T = typed(self.value.get_untracked())?;
        let wrong =
            |error: &FieldError| error.problem == Problem::Required || !self.get(&error.field).trim().is_empty();
        self.errors.set(whole.check().into_iter().filter(wrong).collect());
        None
    }

    /// Keeps what is there, so that it can be brought back. What is typed at one place is one step.
    fn step(self, place: &str) {
        if !place.is_empty() && self.typed.with_value(|typed| typed == place) {
            return;
        }
        self.typed.set_value(place.to_owned());
        let now = self.value.get_untracked();
        self.past.update(|past| {
            if past.len() >= STEPS {
                past.remove(0);
            }
            past.push(now);
        });
    }

    /// Whether there is a step to take back.
    pub fn can_undo(self) -> bool {
        self.past.with(|past| !past.is_empty())
    }

    /// Takes the last step back.
    pub fn undo(self) {
        let Some(before) = self.past.try_update(Vec::pop).flatten() else { return };
        self.typed.set_value(String::new());
        self.errors.set(FieldErrors::new());
        self.value.set(before);
    }

    /// Puts something else in the place of the whole.
    pub fn replace(self, new: Value) {
        self.step("");
        self.errors.set(FieldErrors::new());
        self.value.set(new);
    }

    /// Whether something is wrong with a part.
    pub fn is_wrong(self, part: &str) -> bool {
        let inside =
            |field: &str| field.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.errors.with(|errors| errors.iter().any(|error| inside(&error.field)))
    }

    /// How many entries a list has.
    pub fn length(self, pointer: &str) -> usize {
        self.value.with(|value| value.pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len))
    }

    /// Adds an entry to a list.
    pub fn add(self, pointer: &str, entry: Value) {
        self.step("");
        self.value.update(|value| match part(value, pointer) {
            Value::Array(list) => list.push(entry),
            other => *other = Value::Array(vec![entry]),
        });
    }

    /// Takes an entry out of a list.
    pub fn remove(self, pointer: &str, index: usize) {
        self.step("");
        self.errors.set(FieldErrors::new());
        self.value.update(|value| {
            if let Value::Array(list) = part(value, pointer)
                && index < list.len()
            {
                list.remove(index);
            }
        });
    }

    /// Moves an entry of a list to another place.
    pub fn shift(self, pointer: &str, from: usize, to: usize) {
        self.step("");
        self.errors.set(FieldErrors::new());
        self.value.update(|value| {
            if let Value::Array(list) = part(value, pointer)
                && from.max(to) < list.len()
            {
                let entry = list.remove(from);
                list.insert(to, entry);
            }
        });
    }

    /// Puts an entry into a list, before the one that is there.
    pub fn insert(self, pointer: &str, index: usize, entry: Value) {
        self.step("");
        self.errors.set(FieldErrors::new());
        self.value.update(|value| {
            if let Value::Array(list) = part(value, pointer) {
                list.insert(index.min(list.len()), entry);
            }
        });
    }

    /// Puts something at a place.
    pub fn set(self, pointer: &str, new: Value) {
        self.step(pointer);
        self.errors.update(|errors| errors.retain(|error| error.field != pointer));
        self.value.update(|value| put(value, pointer, new));
    }

    /// What stands at a place.
    pub fn value(self, pointer: &str) -> Value {
        self.value.with(|value| value.pointer(pointer).cloned().unwrap_or_default())
    }

    /// The text that stands at a place.
    pub fn words(self, pointer: &str) -> String {
        self.value.with(|value| text_at(value, pointer))
    }

    fn get(self, pointer: &str) -> String {
        self.value.try_with_untracked(|value| text_at(value, pointer)).unwrap_or_default()
    }

    fn signal(self, pointer: &str) -> Signal<String> {
        let pointer = pointer.to_owned();
        Memo::new(move |_| self.value.with(|value| text_at(value, &pointer))).into()
    }

    /// What is wrong with what stands at a place.
    pub fn error(self, pointer: &str) -> Signal<String> {
        let pointer = pointer.to_owned();
        Signal::derive(move || {
            self.errors.with(|errors| {
                let found = errors.iter().find(|error| error.field == pointer);
                found.map(|error| error.problem.sentence(language())).unwrap_or_default()
            })
        })
    }

    /// A field of one line.
    pub fn text(self, pointer: &str, label: impl Into<String>) -> AnyView {
        self.field(pointer, label, "text")
    }

    /// A field of a kind that inputs have, or `textarea`; nothing where the CRM does not hold it.
    pub fn field(self, pointer: &str, label: impl Into<String>, kind: &'static str) -> AnyView {
        self.field_of(pointer, label.into(), kind, None)
    }

    /// A field of one line for which words are suggested: those of the list with this id.
    pub fn suggested(self, pointer: &str, label: impl Into<String>, list: Option<&'static str>) -> AnyView {
        self.field_of(pointer, label.into(), "text", list)
    }

    fn field_of(self, pointer: &str, label: String, kind: &'static str, list: Option<&'static str>) -> AnyView {
        let Some(held) = self.held(pointer) else { return ().into_any() };
        let (disabled, help) = self.read_only(held);
        let to = pointer.to_owned();
        let on_input = move |text: String| self.set(&to, Value::String(text));
        let wide = kind == "textarea";
        view! { <TextField label value=self.signal(pointer) error=self.error(pointer) on_input kind wide disabled help nostrip:list=list /> }.into_any()
    }

    /// A field for a number; what is none is 0, which the check refuses.
    pub fn number(self, pointer: &str, label: &'static str) -> AnyView {
        let to = pointer.to_owned();
        let on_input = move |text: String| self.set(&to, text.parse::<u32>().unwrap_or_default().into());
        view! { <TextField label value=self.signal(pointer) error=self.error(pointer) on_input kind="number" /> }
            .into_any()
    }

    /// A field for a date of which parts may be unknown.
    pub fn date(self, pointer: &str, label: &'static str) -> AnyView {
        let Some(held) = self.held(pointer) else { return ().into_any() };
        let (disabled, only) = self.read_only(held);
        let to = pointer.to_owned();
        self.dates.update_value(|dates| {
            dates.retain(|known| *known != to);
            dates.push(to.clone());
        });
        // A date that is not known is not there at all.
        let on_input = move |text: String| self.set(&to, if text.is_empty() { Value::Null } else { text.into() });
        let form = t("1985-04-12, or --04-12 without the year", "1985-04-12, ohne Jahr --04-12");
        let help = if disabled { only } else { form.to_owned() };
        view! { <TextField label value=self.signal(pointer) error=self.error(pointer) on_input help disabled /> }
            .into_any()
    }

    /// A field in which one of several is chosen.
    pub fn select(self, pointer: &str, label: &'static str, options: &[(&str, &str)]) -> AnyView {
        let Some(held) = self.held(pointer) else { return ().into_any() };
        let (disabled, help) = self.read_only(held);
        let to = pointer.to_owned();
        // What stands for nothing is not there at all.
        let on_input = move |text: String| self.set(&to, if text.is_empty() { Value::Null } else { text.into() });
        let options: Vec<(String, String)> =
            options.iter().map(|(value, label)| (value.to_string(), label.to_string())).collect();
        let first = options.first().map(|(value, _)| value.clone()).unwrap_or_default();
        let stored = self.signal(pointer);
        let value = Signal::derive(move || Some(stored.get()).filter(|text| !text.is_empty()).unwrap_or(first.clone()));
        view! { <SelectField label value error=self.error(pointer) on_input options help disabled /> }.into_any()
    }

    /// A box to tick.
    pub fn check(self, pointer: &str, label: impl Into<String>) -> AnyView {
        let Some(held) = self.held(pointer) else { return ().into_any() };
        let (disabled, label) = (held == Held::ReadOnly, label.into());
        let (to, from) = (pointer.to_owned(), pointer.to_owned());
        let checked = move || self.value.with(|value| value.pointer(&from).and_then(Value::as_bool).unwrap_or(false));
        view! {
            <label class="check">
                <input type="checkbox" disabled=disabled prop:checked=checked on:change=move |event| self.set(&to, event_target_checked(&event).into()) />
                {label}
            </label>
        }
        .into_any()
    }
}

/// Most steps that can be taken back.
const STEPS: usize = 100;

/// The JSON as a record. Fields are made so that it always is one; if not, the console says why.
fn typed<T: DeserializeOwned>(value: Value) -> Option<T> {
    let text = value.to_string();
    serde_json::from_str(&text).inspect_err(|error| leptos::logging::error!("this is no record: {error}")).ok()
}

/// The JSON of a record. It goes by its text, as what is sent and received: what reads and writes records is loaded once, not once for
/// each form that JSON can have.
pub fn json(record: &impl Serialize) -> Value {
    let text = serde_json::to_string(record).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

fn text_at(value: &Value, pointer: &str) -> String {
    match value.pointer(pointer) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The part at a place; what is missing on the way is made.
fn part<'a>(value: &'a mut Value, pointer: &str) -> &'a mut Value {
    let mut here = value;
    for member in pointer.split('/').skip(1) {
        if !here.is_array() && !here.is_object() {
            *here = Value::Object(Map::new());
        }
        here = match here {
            Value::Array(list) => {
                let index: usize = member.parse().unwrap_or_default();
                while list.len() <= index {
                    list.push(Value::Null);
                }
                &mut list[index]
            }
            object => &mut object[member],
        };
    }
    here
}

fn put(value: &mut Value, pointer: &str, new: Value) {
    *part(value, pointer) = new;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_on_the_way_is_made() {
        let mut value = serde_json::json!({ "cards": [{}] });
        put(&mut value, "/cards/0/business", "ACME".into());
        put(&mut value, "/name/given", "Ann".into());
        assert_eq!(value, serde_json::json!({ "cards": [{ "business": "ACME" }], "name": { "given": "Ann" } }));
        assert_eq!(text_at(&value, "/name/given"), "Ann");
        assert_eq!(text_at(&value, "/nothing/here"), "");
    }
}
