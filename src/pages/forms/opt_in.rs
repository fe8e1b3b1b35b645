//! Whether a form asks for a confirmation by mail, and how.

use calling_card_contact::DoubleOptIn;
use leptos::prelude::*;
use serde_json::{Value, json};

use super::languages::Texts;
use crate::language::t;
use crate::ui::{Editor, Lines};

const OPT_IN: &str = "/form/double_opt_in";

/// The confirmation by mail (double opt-in).
#[component]
pub(super) fn OptIn(editor: Editor) -> impl IntoView {
    let asked = Memo::new(move |_| editor.value(OPT_IN).is_object());
    let ask = move |event| {
        let standard = || serde_json::to_value(DoubleOptIn::standard()).unwrap_or_default();
        editor.set(OPT_IN, if event_target_checked(&event) { standard() } else { Value::Null });
    };
    let wrong = move || {
        let errors = editor.errors.get();
        let found = errors.into_iter().find(|error| error.field == OPT_IN);
        found.map(|error| error.problem.sentence(crate::language::language()))
    };
    view! {
        <section class="panel stack">
            <h2>{t("Confirmation by mail (double opt-in)", "Bestätigung per Mail (Double-Opt-in)")}</h2>
            <p class="muted small">{t(
                "The address gets a mail with a link. Until it is confirmed there, the draft waits apart from the others; after 48 hours it is deleted.",
                "Die Adresse erhält eine Mail mit einem Link. Bis sie dort bestätigt ist, wartet der Entwurf getrennt von den anderen; nach 48 Stunden wird er gelöscht.",
            )}</p>
            <label class="check"><input type="checkbox" prop:checked=asked on:change=ask />{t("Ask for a confirmation", "Bestätigung verlangen")}</label>
            {move || wrong().map(|sentence| view! { <p class="notice" role="alert">{sentence}</p> })}
            {move || asked.get().then(|| view! { <Mail editor /> })}
        </section>
    }
}

#[component]
fn Mail(editor: Editor) -> impl IntoView {
    view! {
        <p class="muted small">{t(
            "Placeholders: {link} stands once in the text, {company} wherever you like.",
            "Platzhalter: {link} steht einmal im Text, {company} wo Sie möchten.",
        )}</p>
        <Texts editor pointer="/form/double_opt_in/subject" label=t("Subject", "Betreff") />
        <Texts editor pointer="/form/double_opt_in/body" label=t("Text of the mail", "Text der Mail") kind="textarea" />
        {editor.check("/form/double_opt_in/keep_address", t("Keep the network address from which is confirmed", "Netzwerkadresse aufbewahren, von der bestätigt wird"))}
        <h3>{t("Where visitors are led after confirming", "Wohin Besucher nach dem Bestätigen geführt werden")}</h3>
        <p class="muted small">{t(
            "The first one, unless the page with the form names another one of these. Without any, a page of ours says thank you.",
            "Zur ersten, wenn die Seite mit dem Formular keine andere davon nennt. Ohne Eintrag dankt eine Seite von uns.",
        )}</p>
        <Lines editor pointer="/form/double_opt_in/redirects" label=t("Web address", "Webadresse") add=t("Add address", "Adresse hinzufügen") members=&[] entry=json!("") />
    }
}
