//! What a field is: its texts, its kind, and what goes with that.

use calling_card_contact::{CustomEntity, CustomField, Language, rules};
use leptos::prelude::*;
use serde_json::{Value, json};

use super::condition::When;
use super::fields::FIELDS;
use super::languages::{Languages, Texts, name_of};
use super::presets::{self, kinds};
use crate::custom_fields::use_custom_fields;
use crate::language::{language, t};
use crate::ui::{Editor, MoveButtons, Reorder, SelectField};

/// A field's details.
#[component]
pub(super) fn Details(editor: Editor, index: usize) -> impl IntoView {
    let at = move |member: &str| format!("{FIELDS}/{index}/{member}");
    let kind = Memo::new(move |_| editor.words(&at("kind")));
    let options = kinds().map(|(value, label)| (value.to_owned(), label.to_owned())).to_vec();
    let choose = move |kind: String| {
        let mut field = editor.value(&format!("{FIELDS}/{index}"));
        field["kind"] = kind.into();
        presets::complete(&mut field);
        editor.set(&format!("{FIELDS}/{index}"), field);
    };
    let typed = move || matches!(kind.get().as_str(), "text" | "textarea" | "email" | "phone" | "url" | "hidden");
    let asked = move || !matches!(kind.get().as_str(), "hidden" | "step");
    let particular = move || {
        match kind.get().as_str() {
        "select" | "multiselect" => view! { <Options editor list=at("options") value_label=t("Value that is sent", "Wert, der gesendet wird") /> }.into_any(),
        "file" => view! { <Taken editor index /> }.into_any(),
        "currency" => editor.text(&at("currency"), t("Currency, like EUR", "Währung, wie EUR")),
        "hidden" => view! {
            <div class="grid">
                {editor.text(&at("parameter"), t("Parameter of the page's address, like utm_source", "Parameter der Seitenadresse, wie utm_source"))}
                {editor.text(&at("value"), t("Value where the address says nothing", "Wert, wenn die Adresse nichts sagt"))}
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    }
    };
    view! {
        <div class="subform">
            <Texts editor pointer=at("label") label=t("Label", "Beschriftung") />
            {move || (kind.get() != "hidden").then(|| view! { <Texts editor pointer=at("help") label=t("Help text", "Hilfetext") /> })}
            <div class="grid">
                <SelectField label=t("Kind", "Art") value=kind on_input=choose options />
                {move || (!matches!(kind.get().as_str(), "step" | "file")).then(|| view! { <Target editor index /> })}
                {move || typed().then(|| editor.number(&at("max_length"), t("Most characters", "Höchstens Zeichen")))}
                {move || (asked() && kind.get() != "file").then(|| editor.select(&at("autocomplete"), t("Filled in by the browser", "Vom Browser ausgefüllt"), &tokens()))}
                {editor.text(&at("name"), t("Name in what is sent", "Name im Gesendeten"))}
            </div>
            {particular}
            {move || asked().then(|| editor.check(&at("required"), t("Must be filled in", "Muss ausgefüllt werden")))}
            {move || (kind.get() != "step" && index > 0).then(|| view! { <When editor index /> })}
        </div>
    }
}

/// Where the answer goes. What goes into a custom field is asked as that holds it.
#[component]
fn Target(editor: Editor, index: usize) -> impl IntoView {
    let at = format!("{FIELDS}/{index}");
    let pointer = format!("{at}/target");
    let fields = use_custom_fields();
    let from = pointer.clone();
    let value = Signal::derive(move || match editor.value(&from) {
        Value::String(target) => target,
        target => target[CUSTOM].as_str().map(|key| format!("{CUSTOM}:{key}")).unwrap_or_default(),
    });
    let choose = move |target: String| {
        let mut field = untrack(|| editor.value(&at));
        let custom = target.strip_prefix(CUSTOM).and_then(|key| key.strip_prefix(':'));
        match custom.and_then(|key| untrack(|| fields.of_people(key))) {
            Some(custom) => presets::ask_for(&mut field, &custom),
            // What stands for nothing is not there at all.
            None => field["target"] = if target.is_empty() { Value::Null } else { target.into() },
        }
        editor.set(&at, field);
    };
    let error = editor.error(&pointer);
    move || {
        let mut options: Vec<(String, String)> =
            targets().iter().map(|(value, label)| ((*value).to_owned(), (*label).to_owned())).collect();
        let custom = |field: CustomField| {
            let label = field.label.text(language());
            (format!("{CUSTOM}:{}", field.key), format!("{}: {label}", t("Custom field", "Eigenes Feld")))
        };
        options.extend(fields.shown(CustomEntity::Person).into_iter().map(custom));
        // One that is hidden or gone is still where the answer goes.
        let chosen = value.get();
        if !options.iter().any(|(known, _)| *known == chosen) {
            options.push((chosen.clone(), chosen));
        }
        view! { <SelectField label=t("Goes to", "Kommt nach") value error on_input=choose.clone() options /> }
    }
}

/// The name of the member that names a custom field.
const CUSTOM: &str = "custom";

/// Where an answer can go.
fn targets() -> [(&'static str, &'static str); 14] {
    [
        ("", t("Nowhere: it stays in the draft", "Nirgends: es bleibt im Entwurf")),
        ("given_name", t("Given name", "Vorname")),
        ("family_name", t("Family name", "Nachname")),
        ("salutation", t("Salutation", "Anrede")),
        ("email", t("E-mail", "E-Mail")),
        ("phone", t("Phone", "Telefon")),
        ("company", t("Company", "Firma")),
        ("position", t("Position", "Position")),
        ("website", t("Website", "Webseite")),
        ("street", t("Street", "Straße")),
        ("zip", t("Postal code", "Postleitzahl")),
        ("city", t("City", "Ort")),
        ("country", t("Country", "Land")),
        ("message", t("Message", "Nachricht")),
    ]
}

/// What browsers know by themselves (WCAG 2.2, 1.3.5).
fn tokens() -> [(&'static str, &'static str); 14] {
    [
        ("", t("Nothing", "Nichts")),
        ("given-name", t("Given name", "Vorname")),
        ("family-name", t("Family name", "Nachname")),
        ("honorific-prefix", t("Salutation", "Anrede")),
        ("email", t("E-mail", "E-Mail")),
        ("tel", t("Phone", "Telefon")),
        ("organization", t("Company", "Firma")),
        ("organization-title", t("Position", "Position")),
        ("url", t("Website", "Webseite")),
        ("street-address", t("Street", "Straße")),
        ("postal-code", t("Postal code", "Postleitzahl")),
        ("address-level2", t("City", "Ort")),
        ("country", t("Country, by its code", "Land, als Kürzel")),
        ("country-name", t("Country, by its name", "Land, als Name")),
    ]
}

/// Which files are taken.
#[component]
fn Taken(editor: Editor, index: usize) -> impl IntoView {
    let list = StoredValue::new(format!("{FIELDS}/{index}/kinds"));
    let kinds = Memo::new(move |_| list.with_value(|list| editor.value(list)).as_array().cloned().unwrap_or_default());
    let choice = move |(kind, label): (&'static str, &'static str)| {
        let tick = move |event| {
            let mut chosen = kinds.get_untracked();
            chosen.retain(|known| known != kind);
            if event_target_checked(&event) {
                chosen.push(kind.into());
            }
            list.with_value(|list| editor.set(list, chosen.into()));
        };
        let ticked = move || kinds.with(|kinds| kinds.iter().any(|known| known == kind));
        view! { <label class="check"><input type="checkbox" prop:checked=ticked on:change=tick />{label}</label> }
    };
    let choices = [
        ("pdf", t("PDF", "PDF")),
        ("image", t("Pictures: JPEG, PNG, WebP, GIF", "Bilder: JPEG, PNG, WebP, GIF")),
        ("document", t("Documents of Office and LibreOffice", "Dokumente aus Office und LibreOffice")),
        ("text", t("Text and CSV", "Text und CSV")),
    ];
    let (most, size) = (rules::FILES, rules::FILE_MEGABYTES);
    let several = match language() {
        Language::En => format!("Up to {most} files instead of one, of at most {size} MB each"),
        Language::De => format!("Bis zu {most} Dateien statt einer, mit je höchstens {size} MB"),
    };
    view! {
        <fieldset class="choice">
            <legend>{t("Kinds of files; none ticked for all of them", "Arten von Dateien; keine angekreuzt für alle")}</legend>
            {choices.map(choice).collect_view()}
        </fieldset>
        {editor.check(&format!("{FIELDS}/{index}/many"), several)}
    }
}

/// What can be chosen.
#[component]
pub(crate) fn Options(
    editor: Editor,
    /// Where they stand.
    list: String,
    value_label: &'static str,
) -> impl IntoView {
    let languages = expect_context::<Languages>();
    let list = StoredValue::new(list);
    let count = Memo::new(move |_| list.with_value(|list| editor.length(list)));
    let rows = Reorder::new(list.with_value(|list| list.replace('/', "-")), count, move |from, to| {
        list.with_value(|list| editor.shift(list, from, to));
    });
    let line = move |option: usize| {
        let at = list.with_value(|list| format!("{list}/{option}"));
        let place = at.clone();
        let name =
            Signal::derive(move || editor.value(&format!("{place}/value")).as_str().unwrap_or_default().to_owned());
        let value = editor.text(&format!("{at}/value"), value_label);
        let label = move |tag: String| editor.text(&format!("{at}/label/{tag}"), name_of(&tag));
        let remove = format!("{} {}", t("Remove option", "Möglichkeit entfernen:"), option + 1);
        view! {
            <li class="stack option">
                <div class="grid">{value}{move || languages.tags().into_iter().map(&label).collect::<Vec<_>>()}</div>
                <div class="buttons">
                    <MoveButtons list=rows index=option name />
                    <button type="button" class="button quiet small" aria-label=remove disabled=move || count.get() == 1
                        on:click=move |_| list.with_value(|list| editor.remove(list, option))>{t("Remove", "Entfernen")}</button>
                </div>
            </li>
        }
    };
    let add = move |_| {
        let values =
            || (0..count.get_untracked()).map(|at| list.with_value(|list| editor.value(&format!("{list}/{at}/value"))));
        let free = untrack(|| {
            (1..).map(|number| format!("option_{number}")).find(|value| !values().any(|known| known == value.as_str()))
        });
        list.with_value(|list| editor.add(list, json!({ "value": free.unwrap_or_default(), "label": {} })));
    };
    view! {
        <h3>{t("Options", "Möglichkeiten")}</h3>
        <ol class="stack">{move || (0..count.get()).map(line).collect::<Vec<_>>()}</ol>
        <div><button type="button" class="button small" on:click=add>{t("Add option", "Möglichkeit hinzufügen")}</button></div>
    }
}
