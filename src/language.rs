//! The language of the app: chosen in Settings or by the browser, once for each visit.

use std::cell::OnceCell;

use calling_card_contact::Language;

thread_local! {
    static CHOSEN: OnceCell<Language> = const { OnceCell::new() };
}

/// The language that the app is read in.
pub fn language() -> Language {
    CHOSEN.with(|chosen| {
        *chosen.get_or_init(|| {
            let root = leptos::prelude::document().document_element();
            root.and_then(|root| root.get_attribute("lang")).map(|tag| Language::choose(&tag)).unwrap_or_default()
        })
    })
}

/// A text in the language that the app is read in. Both stand side by side, so that none can be forgotten.
pub fn t(english: &'static str, german: &'static str) -> &'static str {
    match language() {
        Language::En => english,
        Language::De => german,
    }
}
