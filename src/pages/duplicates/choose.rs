//! What differs, side by side: who stays, and whose value of each field is taken.

use calling_card_api::people::PersonRecord;
use calling_card_contact::{Choice, CustomValue, Image, Part, PartialDate, Timestamp};
use leptos::prelude::*;
use serde_json::Value;

use super::chosen::Chosen;
use crate::custom_fields::{CustomFields, use_custom_fields};
use crate::language::{language, t};
use crate::ui::{Avatar, by_and_at, date_text, moment_text};

/// The class of rows with so many columns; more than four stand one below the other.
fn columns(count: usize) -> String {
    format!("compare people-{count}")
}

/// Which record stays.
#[component]
pub(super) fn Stays(chosen: Chosen) -> impl IntoView {
    let records = chosen.records();
    let class = columns(records.len());
    let cells: Vec<_> =
        records.into_iter().enumerate().map(|(at, record)| view! { <Record chosen at record /> }).collect();
    view! {
        <fieldset class=class>
            <legend>{t("This record stays", "Dieser Datensatz bleibt")}</legend>
            {cells}
        </fieldset>
        <p class="muted small">{t("The others go to the bin. What is about them, as notes and relations, goes to the one that stays.",
            "Die anderen kommen in den Papierkorb. Was zu ihnen gehört, wie Notizen und Beziehungen, geht an den, der bleibt.")}</p>
    }
}

#[component]
fn Record(chosen: Chosen, at: usize, record: PersonRecord) -> impl IntoView {
    let name = record.content.display_name();
    let business = record.content.main_card().map(|card| card.business.clone()).filter(|business| *business != name);
    let made = format!("{} {}", t("Made by", "Angelegt von"), by_and_at(&record.created_by, &record.created_at));
    let changed = format!("{} {}", t("Changed by", "Geändert von"), by_and_at(&record.changed_by, &record.changed_at));
    view! {
        <label class="cell">
            <input type="radio" name="stays" checked=at == chosen.stays.get_untracked() prop:checked=move || chosen.stays.get() == at on:change=move |_| chosen.stays.set(at) />
            <span>
                <strong dir="auto">{name}</strong>
                <span class="small" dir="auto">{business}</span>
                <span class="muted small">{made}</span>
                <span class="muted small">{changed}</span>
            </span>
        </label>
    }
}

/// Every field in which they differ, and of which one has only one.
#[component]
pub(super) fn Choose(chosen: Chosen) -> impl IntoView {
    let choices = Memo::new(move |_| chosen.choices());
    let fields = move || choices.with(|all| all.iter().map(|choice| choice.field.clone()).collect::<Vec<_>>());
    let row = move |field: String| {
        let known = field.clone();
        let choice = Memo::new(move |_| choices.with(|all| all.iter().find(|choice| choice.field == known).cloned()));
        view! { <Field chosen field choice /> }
    };
    let none = move || choices.with(Vec::is_empty);
    view! {
        <section class="panel stack">
            <h2>{t("What differs", "Was sich unterscheidet")}</h2>
            {move || none().then(|| view! { <p class="muted">{t("Nothing that one has only once.", "Nichts, was es nur einmal gibt.")}</p> })}
            <For each=fields key=|field| field.clone() children=row />
        </section>
    }
}

#[component]
fn Field(chosen: Chosen, field: String, choice: Memo<Option<Choice>>) -> impl IntoView {
    let names: Vec<String> = chosen.records().iter().map(|record| record.content.display_name()).collect();
    let said = choice.get_untracked().map(|choice| choice.said).unwrap_or_default();
    let (class, fields) = (columns(said.len()), use_custom_fields());
    let name = field.replace('/', "-");
    let cells: Vec<_> = said
        .into_iter()
        .zip(names)
        .enumerate()
        .map(|(at, (value, whose))| {
            let (taken, field) = (field.clone(), field.clone());
            let is_taken = move || choice.get().is_some_and(|choice| choice.taken == at);
            view! {
                <label class="cell">
                    <input type="radio" name=name.clone() checked=untrack(is_taken) prop:checked=is_taken on:change=move |_| chosen.take(&taken, at) />
                    <span><Said field value /><span class="visually-hidden" dir="auto">" · "{whose}</span></span>
                </label>
            }
        })
        .collect();
    view! { <fieldset class=class><legend>{move || label(&field, fields)}</legend>{cells}</fieldset> }
}

/// What a field is called.
fn label(field: &str, fields: CustomFields) -> String {
    if let Some(key) = field.strip_prefix("/custom/") {
        return fields.of_people(key).map_or_else(|| key.to_owned(), |known| known.label.text(language()).to_owned());
    }
    let name = match field {
        "/image" => Some(Part::Picture),
        field => Part::at(field, &Value::Null),
    };
    let name = name.map(|part| part.name(language())).unwrap_or(field);
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What one of them says.
#[component]
fn Said(field: String, value: Value) -> impl IntoView {
    let nothing = || view! { <span class="muted">{t("nothing", "nichts")}</span> }.into_any();
    if value.is_null() {
        return match field.as_str() {
            "/archived_at" => t("not archived", "nicht archiviert").into_any(),
            _ => nothing(),
        };
    }
    match field.as_str() {
        "/image" => match serde_json::from_value::<Image>(value) {
            Ok(image) => view! { <Avatar name="" image=Some(image) large=true /><span class="visually-hidden">{t("picture", "Bild")}</span> }.into_any(),
            Err(_) => nothing(),
        },
        "/birthday" => serde_json::from_value::<PartialDate>(value).map(|date| date_text(&date)).unwrap_or_default().into_any(),
        "/archived_at" => {
            let at = serde_json::from_value::<Timestamp>(value).map(|at| moment_text(&at)).unwrap_or_default();
            format!("{} {at}", t("archived", "archiviert")).into_any()
        }
        custom if custom.starts_with("/custom/") => {
            let (key, fields) = (custom.trim_start_matches("/custom/").to_owned(), use_custom_fields());
            let value = serde_json::from_value::<CustomValue>(value).unwrap_or(CustomValue::Text(String::new()));
            // The fields are loaded perhaps a moment later.
            let words = move || fields.of_people(&key).map_or_else(|| value.text(), |field| field.kind.words(&value, language()));
            view! { <span dir="auto">{words}</span> }.into_any()
        }
        _ => view! { <span dir="auto">{value.as_str().unwrap_or_default().to_owned()}</span> }.into_any(),
    }
}
