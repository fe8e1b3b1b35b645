//! The button that adds an entry to a list.

use calling_card_contact::Held;
use leptos::prelude::*;

use super::Editor;
use crate::language::{language, t};

/// The button that adds an entry to a list; where the CRM takes no more in, a sentence says so.
#[component]
pub fn AddEntry(
    /// The record.
    editor: Editor,
    /// How the entries are held.
    held: Held,
    /// How many there are.
    count: Memo<usize>,
    /// The words on the button.
    label: &'static str,
    /// What is said, after the CRM's name, where it keeps only one.
    #[prop(default = t("keeps only one.", "behält nur einen Eintrag."))]
    one: &'static str,
    /// Whether it stands among others of its kind.
    #[prop(optional)]
    quiet: bool,
    /// Adds one.
    #[prop(into)]
    add: Callback<()>,
) -> impl IntoView {
    let full = Memo::new(move |_| match held {
        Held::Most(most) => most as usize <= count.get(),
        Held::ReadOnly => true,
        Held::All | Held::Joined | Held::InPart => false,
    });
    let limit = move || match held {
        Held::Most(most) => Some(limit_words(&editor.crm_name(), most, one)),
        _ => None,
    };
    move || {
        if full.get() {
            limit().map(|words| view! { <p class="muted small">{words}</p> }).into_any()
        } else {
            view! {
                <div><button type="button" class="button small" class:quiet=quiet on:click=move |_| add.run(())>{label}</button></div>
            }
            .into_any()
        }
    }
}

fn limit_words(name: &str, most: u32, one: &str) -> String {
    match (most, language()) {
        (1, _) => format!("{name} {one}"),
        (most, calling_card_contact::Language::En) => format!("{name} keeps at most {most}."),
        (most, calling_card_contact::Language::De) => format!("{name} behält höchstens {most} Einträge."),
    }
}
