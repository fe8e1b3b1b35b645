//! A card in detail: what it would change, what is wrong with it, how it stands in the file.

use calling_card_api::worker::{Choice, Details, DetailsRequest};
use calling_card_contact::FieldChange;
use leptos::prelude::*;
use serde_json::Value;

use super::Import;
use crate::custom_fields::use_custom_fields;
use crate::language::{language, t};
use crate::worker;

/// The details of a card; they are asked for when they are shown.
#[component]
pub(super) fn DetailsView(import: Import, number: u32) -> impl IntoView {
    let details = LocalResource::new(move || async move {
        worker::ask_with::<Details>("details", &DetailsRequest { number, language: language() }).await
    });
    move || match details.get() {
        None => view! { <p role="status">{t("Loading …", "Wird geladen …")}</p> }.into_any(),
        Some(Err(failure)) => view! { <p class="notice" role="alert">{failure.sentence(language())}</p> }.into_any(),
        Some(Ok(details)) => view! { <Loaded import number details /> }.into_any(),
    }
}

#[component]
fn Loaded(import: Import, number: u32, details: Details) -> impl IntoView {
    let left_out = details.left_out;
    let changes: Vec<_> = details
        .changes
        .into_iter()
        .map(|change| {
            let chosen = !left_out.contains(&change.field);
            view! { <ChangeView import number change chosen /> }
        })
        .collect();
    let notes: Vec<_> = details
        .notes
        .into_iter()
        .map(|note| view! { <li dir="auto">{t("New note: ", "Neue Notiz: ")}{note}</li> })
        .collect();
    let findings: Vec<_> = details
        .findings
        .into_iter()
        .map(|(line, sentence)| view! { <li>{format!("{} {line}: {sentence}", t("Line", "Zeile"))}</li> })
        .collect();
    let (changed, noted, found) = (!changes.is_empty(), !notes.is_empty(), !findings.is_empty());
    view! {
        <div class="stack">
            {changed.then(|| view! { <h3>{t("What changes", "Was sich ändert")}</h3><ul class="entries">{changes}</ul> })}
            {noted.then(|| view! { <ul>{notes}</ul> })}
            {found.then(|| view! { <h3>{t("What is wrong with it", "Was daran nicht stimmt")}</h3><ul>{findings}</ul> })}
            <pre class="code" dir="auto" tabindex="0">{details.text}</pre>
        </div>
    }
}

#[component]
fn ChangeView(import: Import, number: u32, change: FieldChange, chosen: bool) -> impl IntoView {
    let field = change.field.clone();
    let choose = move |event| {
        import.choose(Choice::Field { number, field: field.clone(), chosen: event_target_checked(&event) });
    };
    let [before, after] = [&change.before, &change.after].map(leaves);
    // Of a list, what is the same on both sides is left out.
    let only = |these: &[String], others: &[String]| {
        let new: Vec<&str> = these.iter().filter(|text| !others.contains(text)).map(String::as_str).collect();
        if new.is_empty() { "–".to_owned() } else { new.join(" · ") }
    };
    view! {
        <li>
            <label class="check"><input type="checkbox" prop:checked=chosen on:change=choose />{field_name(&change.field)}</label>
            <p><del dir="auto">{only(&before, &after)}</del>" → "<ins dir="auto">{only(&after, &before)}</ins></p>
        </li>
    }
}

/// The texts in a value.
fn leaves(value: &Value) -> Vec<String> {
    match value {
        Value::Null | Value::Bool(_) => Vec::new(),
        Value::String(text) => vec![text.chars().take(120).collect()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(items) => items.iter().flat_map(leaves).collect(),
        // A key of ours tells nobody anything.
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| *name != "id" && *name != "data")
            .flat_map(|(_, value)| leaves(value))
            .collect(),
    }
}

fn field_name(field: &str) -> String {
    let known = match field {
        "/name/formatted" => t("Whole name", "Ganzer Name"),
        "/name/salutation" => t("Salutation", "Anrede"),
        "/name/title" => t("Title", "Titel"),
        "/name/honorific_prefix" => t("Prefix", "Präfix"),
        "/name/given" => t("Given name", "Vorname"),
        "/name/additional" => t("Additional names", "Weitere Vornamen"),
        "/name/family" => t("Family name", "Nachname"),
        "/name/honorific_suffix" => t("Suffix", "Suffix"),
        "/name/initials" => t("Initials", "Initialen"),
        "/gender" => t("Gender", "Geschlecht"),
        "/birthday" => t("Birthday", "Geburtstag"),
        "/important_dates" => t("Important dates", "Wichtige Tage"),
        "/social_profiles" => t("Social profiles", "Profile"),
        "/web_addresses" => t("Web addresses", "Webadressen"),
        "/tags" => t("Tags", "Schlagwörter"),
        "/personality_tags" => t("Personality tags", "Persönliches"),
        "/image" => t("Picture", "Bild"),
        "/cards" => t("Business cards", "Visitenkarten"),
        "/kept_properties" => t("Other properties", "Weitere Eigenschaften"),
        "/uid" => "UID",
        other => {
            let custom = other.strip_prefix("/custom/").and_then(|key| use_custom_fields().of_people(key));
            let label = custom.map(|field| field.label.text(language()).to_owned());
            return label.unwrap_or_else(|| other.trim_start_matches('/').to_owned());
        }
    };
    known.to_owned()
}
