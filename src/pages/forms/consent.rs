//! What a visitor agrees to.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::languages::Texts;
use crate::language::t;
use crate::ui::Editor;

const CONSENT: &str = "/form/consent";

/// The consent, with the version of its words.
#[component]
pub(super) fn Consent(editor: Editor) -> impl IntoView {
    let asked = Memo::new(move |_| editor.value(CONSENT).is_object());
    let ask = move |event| {
        let value = if event_target_checked(&event) { json!({ "text": {}, "required": true }) } else { Value::Null };
        editor.set(CONSENT, value);
    };
    let version = move || editor.value("/form/consent/version").as_u64().filter(|version| *version > 0);
    view! {
        <section class="panel stack">
            <h2>{t("Consent", "Einwilligung")}</h2>
            <label class="check"><input type="checkbox" prop:checked=asked on:change=ask />{t("Ask for consent", "Einwilligung erfragen")}</label>
            {move || asked.get().then(|| view! {
                <p class="muted small">
                    {move || version().map(|version| format!("{} {version}. ", t("These words are version", "Dieser Wortlaut ist Fassung")))}
                    {t("Other words or another purpose are a new version; each consent keeps the words that were agreed to.",
                       "Ein anderer Wortlaut oder Zweck ist eine neue Fassung; jede Einwilligung behält den Wortlaut, dem zugestimmt wurde.")}
                </p>
                <Texts editor pointer="/form/consent/text" label=t("Words", "Wortlaut") kind="textarea" />
                <Texts editor pointer="/form/consent/purpose" label=t("Purpose", "Zweck") />
                <div class="grid">
                    {editor.text("/form/consent/controller", t("Who is responsible", "Verantwortlich"))}
                    {editor.field("/form/consent/notice_url", t("Address of the privacy notice", "Adresse der Datenschutzhinweise"), "url")}
                </div>
                {editor.check("/form/consent/required", t("Nothing is sent without it", "Ohne sie wird nichts gesendet"))}
            })}
        </section>
    }
}
