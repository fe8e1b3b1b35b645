//! The colour of a word: chosen beside it, shown wherever the word is.

use calling_card_api::ConnectionId;
use calling_card_api::words::{ColourWord, WordColouring};
use calling_card_contact::WordColour;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Shown;
use crate::language::t;
use crate::transport::send;
use crate::ui::{use_refresh, use_toasts};

/// The choice of a word's colour.
#[component]
pub(super) fn ColourOf(shown: Shown, word: String, #[prop(into)] colour: Signal<Option<WordColour>>) -> impl IntoView {
    let (toasts, refresh) = (use_toasts(), use_refresh());
    let label = format!("{}: {word}", t("Colour", "Farbe"));
    let word = StoredValue::new(word);
    let choose = move |event: leptos::ev::Event| {
        let colouring =
            WordColouring { word: word.get_value(), colour: WordColour::named(&event_target_value(&event)) };
        let request = ColourWord { connection: ConnectionId::home(), list: shown.list.get_untracked(), colouring };
        spawn_local(async move {
            match send(&request).await {
                Ok(written) => {
                    toasts.say_with_undo(t("The colour is changed.", "Die Farbe ist geändert."), written.batch)
                }
                Err(failure) => toasts.fail(&failure),
            }
            refresh.notify();
        });
    };
    let option = move |of: Option<WordColour>| {
        let value = of.map_or("", WordColour::name);
        view! { <option value=value selected=move || colour.get() == of>{name(of)}</option> }
    };
    let options: Vec<_> = std::iter::once(None).chain(WordColour::ALL.map(Some)).map(option).collect();
    let value = move || colour.get().map_or("", WordColour::name);
    let class = move || format!("input tint {}", value());
    view! { <select class=class aria-label=label prop:value=value on:change=choose>{options}</select> }
}

/// What a colour is called.
fn name(colour: Option<WordColour>) -> &'static str {
    match colour {
        None => t("No colour", "Keine Farbe"),
        Some(WordColour::Grey) => t("Grey", "Grau"),
        Some(WordColour::Red) => t("Red", "Rot"),
        Some(WordColour::Orange) => t("Orange", "Orange"),
        Some(WordColour::Yellow) => t("Yellow", "Gelb"),
        Some(WordColour::Green) => t("Green", "Grün"),
        Some(WordColour::Teal) => t("Teal", "Petrol"),
        Some(WordColour::Blue) => t("Blue", "Blau"),
        Some(WordColour::Purple) => t("Purple", "Lila"),
        Some(WordColour::Pink) => t("Pink", "Rosa"),
    }
}
