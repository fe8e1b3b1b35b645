//! What a form asks, as it is written down.

use leptos::prelude::*;
use serde_json::json;

use super::opt_in::OptIn;
use crate::language::t;
use crate::ui::Editor;

/// The fields of the definition.
#[component]
pub(super) fn EditForm(editor: Editor) -> impl IntoView {
    let statuses = [
        ("active", t("Active", "Aktiv")),
        ("testing", t("Testing: what comes in is marked", "Testbetrieb: Eingänge werden markiert")),
        ("disabled", t("Disabled: takes nothing in", "Abgeschaltet: nimmt nichts an")),
    ];
    view! {
        <section class="panel stack">
            <div class="grid">
                {editor.text("/name", t("Name", "Name"))}
                {editor.select("/status", t("Status", "Status"), &statuses)}
            </div>
            <h2>{t("Texts", "Texte")}</h2>
            <div class="grid">
                {editor.text("/form/title/en", t("Title, English", "Titel, englisch"))}
                {editor.text("/form/title/de", t("Title, German", "Titel, deutsch"))}
                {editor.field("/form/introduction/en", t("Introduction, English", "Einleitung, englisch"), "textarea")}
                {editor.field("/form/introduction/de", t("Introduction, German", "Einleitung, deutsch"), "textarea")}
                {editor.text("/form/submit/en", t("Button, English", "Knopf, englisch"))}
                {editor.text("/form/submit/de", t("Button, German", "Knopf, deutsch"))}
                {editor.text("/form/thanks/en", t("Thanks, English", "Dank, englisch"))}
                {editor.text("/form/thanks/de", t("Thanks, German", "Dank, deutsch"))}
            </div>
        </section>
        <Fields editor />
        <Consent editor />
        <OptIn editor />
        <Origins editor />
    }
}

/// The websites that may send through it.
#[component]
fn Origins(editor: Editor) -> impl IntoView {
    let count = Memo::new(move |_| editor.length("/origins"));
    let line = move |index: usize| {
        view! {
            <div class="line">
                {editor.text(&format!("/origins/{index}"), t("Website, like https://www.example.com", "Website, wie https://www.example.com"))}
                <button type="button" class="button quiet small" on:click=move |_| editor.remove("/origins", index)>{t("Remove", "Entfernen")}</button>
            </div>
        }
    };
    view! {
        <section class="panel stack">
            <h2>{t("Websites", "Websites")}</h2>
            <p class="muted small">{t("Name the websites that may send through this form; none for all.",
                                      "Nennen Sie die Websites, die über dieses Formular senden dürfen; keine für alle.")}</p>
            {move || (0..count.get()).map(line).collect::<Vec<_>>()}
            <div><button type="button" class="button small" on:click=move |_| editor.add("/origins", json!(""))>{t("Add website", "Website hinzufügen")}</button></div>
        </section>
    }
}

#[component]
fn Fields(editor: Editor) -> impl IntoView {
    let count = Memo::new(move |_| editor.length("/form/fields"));
    let add = move |_| {
        let taken = |name: &str| {
            (0..count.get_untracked()).any(|index| editor.value(&format!("/form/fields/{index}/name")) == name)
        };
        let name = (1..).map(|number| format!("field_{number}")).find(|name| !taken(name)).unwrap_or_default();
        editor.add(
            "/form/fields",
            json!({ "name": name, "label": { "en": "", "de": "" }, "kind": "text", "max_length": 200 }),
        );
    };
    view! {
        <section class="panel stack">
            <h2>{t("Fields", "Felder")}</h2>
            {move || {
                let count = count.get();
                (0..count).map(|index| view! { <EditField editor index last=index + 1 == count /> }).collect::<Vec<_>>()
            }}
            <div><button type="button" class="button small" on:click=add>{t("Add field", "Feld hinzufügen")}</button></div>
        </section>
    }
}

#[component]
fn EditField(editor: Editor, index: usize, last: bool) -> impl IntoView {
    let list = "/form/fields";
    let at = move |member: &str| format!("{list}/{index}/{member}");
    let kinds = [
        ("text", t("One line", "Eine Zeile")),
        ("textarea", t("Several lines", "Mehrere Zeilen")),
        ("email", t("E-mail", "E-Mail")),
        ("phone", t("Phone", "Telefon")),
        ("url", t("Web address", "Webadresse")),
        ("select", t("Choice", "Auswahl")),
    ];
    let targets = [
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
    ];
    let kind = Memo::new(move |_| editor.value(&at("kind")).as_str().unwrap_or_default().to_owned());
    // A choice needs something to choose from.
    Effect::new(move || {
        if kind.get() == "select" && editor.length(&at("options")) == 0 {
            editor.add(&at("options"), json!({ "value": "", "label": {} }));
        }
    });
    let label = move |words: &str| format!("{words} {}", index + 1);
    view! {
        <div class="subform">
            <div class="grid">
                {editor.text(&at("label/en"), t("Label, English", "Beschriftung, englisch"))}
                {editor.text(&at("label/de"), t("Label, German", "Beschriftung, deutsch"))}
                {editor.select(&at("kind"), t("Kind", "Art"), &kinds)}
                {editor.select(&at("target"), t("Goes to", "Kommt nach"), &targets)}
                {editor.text(&at("name"), t("Name in what is sent", "Name im Gesendeten"))}
                {editor.number(&at("max_length"), t("Most characters", "Höchstens Zeichen"))}
            </div>
            {move || (kind.get() == "select").then(|| view! { <Options editor pointer=at("options") /> })}
            <div class="row">
                {editor.check(&at("required"), t("Must be filled in", "Muss ausgefüllt werden"))}
                <div class="buttons">
                    <button type="button" class="button quiet small" disabled=index == 0 aria-label=label(t("Move up field", "Nach oben: Feld"))
                        on:click=move |_| editor.swap(list, index, index.saturating_sub(1))>"↑"</button>
                    <button type="button" class="button quiet small" disabled=last aria-label=label(t("Move down field", "Nach unten: Feld"))
                        on:click=move |_| editor.swap(list, index, index + 1)>"↓"</button>
                    <button type="button" class="button quiet small danger" aria-label=label(t("Remove field", "Entfernen: Feld"))
                        on:click=move |_| editor.remove(list, index)>{t("Remove", "Entfernen")}</button>
                </div>
            </div>
        </div>
    }
}

#[component]
fn Options(editor: Editor, pointer: String) -> impl IntoView {
    let pointer = StoredValue::new(pointer);
    let count = Memo::new(move |_| pointer.with_value(|pointer| editor.length(pointer)));
    let line = move |index: usize| {
        let at = pointer.with_value(|pointer| format!("{pointer}/{index}"));
        view! {
            <div class="line three">
                {editor.text(&format!("{at}/value"), t("Value", "Wert"))}
                {editor.text(&format!("{at}/label/en"), t("English", "Englisch"))}
                {editor.text(&format!("{at}/label/de"), t("German", "Deutsch"))}
                <button type="button" class="button quiet small" on:click=move |_| pointer.with_value(|pointer| editor.remove(pointer, index))>{t("Remove", "Entfernen")}</button>
            </div>
        }
    };
    let add = move |_| pointer.with_value(|pointer| editor.add(pointer, json!({ "value": "", "label": {} })));
    view! {
        {move || (0..count.get()).map(line).collect::<Vec<_>>()}
        <div><button type="button" class="button quiet small" on:click=add>{t("Add option", "Möglichkeit hinzufügen")}</button></div>
    }
}

#[component]
fn Consent(editor: Editor) -> impl IntoView {
    let asked = Memo::new(move |_| editor.value("/form/consent").is_object());
    let ask = move |event| {
        let value = if event_target_checked(&event) {
            json!({ "text": {}, "required": true })
        } else {
            serde_json::Value::Null
        };
        editor.set("/form/consent", value);
    };
    view! {
        <section class="panel stack">
            <h2>{t("Consent", "Einwilligung")}</h2>
            <label class="check"><input type="checkbox" prop:checked=asked on:change=ask />{t("Ask for consent", "Einwilligung erfragen")}</label>
            {move || asked.get().then(|| view! {
                <div class="grid">
                    {editor.field("/form/consent/text/en", t("Words, English", "Wortlaut, englisch"), "textarea")}
                    {editor.field("/form/consent/text/de", t("Words, German", "Wortlaut, deutsch"), "textarea")}
                    {editor.text("/form/consent/purpose/en", t("Purpose, English", "Zweck, englisch"))}
                    {editor.text("/form/consent/purpose/de", t("Purpose, German", "Zweck, deutsch"))}
                    {editor.text("/form/consent/controller", t("Who is responsible", "Verantwortlich"))}
                    {editor.field("/form/consent/notice_url", t("Address of the privacy notice", "Adresse der Datenschutzhinweise"), "url")}
                    {editor.check("/form/consent/required", t("Nothing is sent without it", "Ohne sie wird nichts gesendet"))}
                </div>
            })}
        </section>
    }
}
