//! Custom fields in the form of a person or an organization.

use calling_card_contact::{CustomField, CustomKind, SelectOption};
use leptos::prelude::*;
use serde_json::Value;

use crate::language::{language, t};
use crate::ui::{Editor, SelectField, TextField};

/// Controls for these custom fields, where there are any.
#[component]
pub(crate) fn EditCustom(editor: Editor, fields: Signal<Vec<CustomField>>) -> impl IntoView {
    move || {
        let shown = fields.get();
        let any = !shown.is_empty();
        let controls: Vec<_> = shown.into_iter().map(|field| view! { <Control editor field /> }).collect();
        any.then(|| {
            view! {
                <section class="panel stack">
                    <h2>{t("Further details", "Weitere Angaben")}</h2>
                    <div class="grid">{controls}</div>
                </section>
            }
        })
    }
}

#[component]
fn Control(editor: Editor, field: CustomField) -> impl IntoView {
    let at = format!("/custom/{}", field.key);
    let label = field.label.text(language()).to_owned();
    let help = field.description.text(language()).to_owned();
    match field.kind {
        CustomKind::Text => view! { <Text editor at label help /> }.into_any(),
        CustomKind::Textarea => view! { <Text editor at label help kind="textarea" /> }.into_any(),
        CustomKind::Currency { currency } => {
            view! { <Text editor at label=format!("{label} ({currency})") help /> }.into_any()
        }
        CustomKind::Select { options } => view! { <One editor at label help options /> }.into_any(),
        CustomKind::Multiselect { options } => view! { <Several editor at label help options /> }.into_any(),
    }
}

#[component]
fn Text(
    editor: Editor,
    at: String,
    label: String,
    help: String,
    #[prop(default = "text")] kind: &'static str,
) -> impl IntoView {
    let (from, to) = (at.clone(), at.clone());
    let value = Signal::derive(move || editor.words(&from));
    let on_input = move |text: String| editor.set(&to, text.into());
    view! { <TextField label value error=editor.error(&at) on_input kind help wide=kind == "textarea" /> }
}

/// A choice of one. What was chosen once and is no option any more can stay.
#[component]
fn One(editor: Editor, at: String, label: String, help: String, options: Vec<SelectOption>) -> impl IntoView {
    let (from, to) = (at.clone(), at.clone());
    let value = Signal::derive(move || editor.words(&from));
    let on_input = move |text: String| editor.set(&to, text.into());
    let mut choices = vec![(String::new(), t("Nothing chosen", "Nichts gewählt").to_owned())];
    choices.extend(words(options));
    let stored = value.get_untracked();
    if !choices.iter().any(|(known, _)| *known == stored) {
        choices.push((stored.clone(), gone(&stored)));
    }
    view! { <SelectField label value error=editor.error(&at) on_input options=choices help /> }
}

/// A choice of several. What was chosen once and is no option any more can stay, or go.
#[component]
fn Several(editor: Editor, at: String, label: String, help: String, options: Vec<SelectOption>) -> impl IntoView {
    let stored = StoredValue::new(at.clone());
    let chosen = move || -> Vec<String> {
        let value = stored.with_value(|at| editor.value(at));
        value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let mut choices = words(options);
    for value in untrack(chosen) {
        if !choices.iter().any(|(known, _)| *known == value) {
            choices.push((value.clone(), gone(&value)));
        }
    }
    let boxes: Vec<_> = choices
        .into_iter()
        .map(|(value, label)| {
            let own = value.clone();
            let checked = move || chosen().contains(&own);
            let choose = move |event| {
                let mut now = untrack(chosen);
                now.retain(|known| *known != value);
                if event_target_checked(&event) {
                    now.push(value.clone());
                }
                stored.with_value(|at| editor.set(at, now.into()));
            };
            view! { <label class="check"><input type="checkbox" prop:checked=checked on:change=choose /><span dir="auto">{label}</span></label> }
        })
        .collect();
    let error = editor.error(&at);
    let described = format!("custom-{}", at.rsplit('/').next().unwrap_or_default());
    let id = described.clone();
    view! {
        <fieldset class="field choices" aria-describedby=described>
            <legend>{label}</legend>
            {boxes}
            <div id=id>
                {(!help.is_empty()).then(|| view! { <p class="help">{help}</p> })}
                <p class="error">{error}</p>
            </div>
        </fieldset>
    }
}

fn words(options: Vec<SelectOption>) -> Vec<(String, String)> {
    let read = |option: SelectOption| (option.value, option.label.text(language()).to_owned());
    options.into_iter().map(read).collect()
}

/// An option that there is no more.
fn gone(value: &str) -> String {
    format!("{value} ({})", t("no longer offered", "nicht mehr angeboten"))
}
