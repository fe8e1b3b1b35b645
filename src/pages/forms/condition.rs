//! When a field is asked.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::fields::FIELDS;
use crate::language::{language, t};
use crate::ui::{Editor, SelectField};

/// The condition of a field.
#[component]
pub(super) fn When(editor: Editor, index: usize) -> impl IntoView {
    let when = format!("{FIELDS}/{index}/when");
    let pointer = when.clone();
    let asked = Memo::new(move |_| editor.value(&pointer).is_object());
    let pointer = when.clone();
    let ask = move |event| {
        let first = untrack(|| earlier(editor, index)).into_iter().next().map(|(name, _)| name).unwrap_or_default();
        let condition = json!({ "field": first, "is": "filled" });
        editor.set(&pointer, if event_target_checked(&event) { condition } else { Value::Null });
    };
    view! {
        <label class="check"><input type="checkbox" prop:checked=asked on:change=ask />{t("Ask only under a condition", "Nur unter einer Bedingung fragen")}</label>
        {move || asked.get().then(|| view! { <Condition editor index when=when.clone() /> })}
    }
}

#[component]
fn Condition(editor: Editor, index: usize, when: String) -> impl IntoView {
    let at = move |member: &str| format!("{when}/{member}");
    let (field, is, value) = (at("field"), at("is"), at("value"));
    let comparisons = [
        ("filled", t("is filled in", "ist ausgefüllt")),
        ("equals", t("is", "ist")),
        ("not_equals", t("is not", "ist nicht")),
    ];
    let fields = {
        let (from, to) = (field.clone(), field.clone());
        move || {
            let options = earlier(editor, index);
            let (from, to) = (from.clone(), to.clone());
            let chosen = Signal::derive(move || editor.words(&from));
            let choose = move |name: String| editor.set(&to, name.into());
            view! { <SelectField label=t("Field", "Feld") value=chosen on_input=choose options /> }
        }
    };
    let wrong = editor.error(&field);
    let compared = is.clone();
    let compares = Memo::new(move |_| matches!(editor.words(&compared).as_str(), "equals" | "not_equals"));
    let about = field.clone();
    let choices = Memo::new(move |_| choices(editor, &editor.words(&about)));
    let answer = move || {
        let (from, to) = (value.clone(), value.clone());
        let choices = choices.get();
        if choices.is_empty() {
            return editor.text(&value, t("Value", "Wert"));
        }
        let mut options = vec![(String::new(), t("Choose …", "Wählen …").to_owned())];
        options.extend(choices);
        let chosen = Signal::derive(move || editor.words(&from));
        let choose = move |text: String| editor.set(&to, text.into());
        let wrong = editor.error(&value);
        view! { <div><SelectField label=t("Value", "Wert") value=chosen on_input=choose options /><p class="error">{wrong}</p></div> }.into_any()
    };
    view! {
        <div class="grid">
            {fields}
            {editor.select(&is, t("Condition", "Bedingung"), &comparisons)}
            {move || compares.get().then(&answer)}
        </div>
        {move || Some(wrong.get()).filter(|text| !text.is_empty()).map(|text| view! { <p class="error">{text}</p> })}
    }
}

/// The fields before one, by name and label.
fn earlier(editor: Editor, index: usize) -> Vec<(String, String)> {
    let fields = (0..index).map(|at| editor.value(&format!("{FIELDS}/{at}"))).filter(|field| field["kind"] != "step");
    let named = |field: Value| {
        let text = |pointer: &str| field.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        let label = [text(&format!("/label/{}", language().tag())), text("/label/en"), text("/name")];
        (text("/name"), label.into_iter().find(|text| !text.is_empty()).unwrap_or_default())
    };
    fields.map(named).collect()
}

/// What can be chosen in a field; nothing where it is typed.
fn choices(editor: Editor, name: &str) -> Vec<(String, String)> {
    let fields = editor.value(FIELDS);
    let field = fields.as_array().into_iter().flatten().find(|field| field["name"] == name);
    match field {
        Some(field) if field["kind"] == "checkbox" => vec![("yes".to_owned(), t("ticked", "angekreuzt").to_owned())],
        Some(field) if field["kind"] == "select" || field["kind"] == "multiselect" => {
            let values =
                field["options"].as_array().into_iter().flatten().filter_map(|option| option["value"].as_str());
            values.map(|value| (value.to_owned(), value.to_owned())).collect()
        }
        _ => Vec::new(),
    }
}
