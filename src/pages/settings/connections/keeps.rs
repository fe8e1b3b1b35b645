//! What a CRM keeps of a person, as a table.

use calling_card_contact::{Capability, Held, Language};
use leptos::prelude::*;

use crate::language::{language, t};

/// What a CRM keeps of a person.
#[component]
pub(super) fn Keeps(name: String, holds: Vec<Capability>) -> impl IntoView {
    let rows: Vec<_> = holds
        .into_iter()
        .map(|Capability { part, held }| {
            view! { <tr><th scope="row">{part.name(language())}</th><td>{held_words(held, language())}</td></tr> }
        })
        .collect();
    let title = match language() {
        Language::En => format!("What {name} keeps of a person"),
        Language::De => format!("Was {name} von einer Person behält"),
    };
    let label = title.clone();
    view! {
        <section class="stack">
            <h2>{title}</h2>
            <div class="table-wrap" tabindex="0" role="region" aria-label=label>
                <table>
                    <thead><tr><th>{t("Part", "Teil")}</th><th>{t("How", "Wie")}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="muted small">{t(
                "What is not named here it does not keep. Before something is saved there, you are told what would be lost.",
                "Was hier nicht steht, behält es nicht. Bevor dort etwas gespeichert wird, erfahren Sie, was verloren ginge.",
            )}</p>
        </section>
    }
}

/// How a part is kept, in words.
fn held_words(held: Held, language: Language) -> String {
    match (held, language) {
        (Held::All, Language::En) => "all of it".into(),
        (Held::All, Language::De) => "vollständig".into(),
        (Held::Most(1), Language::En) => "only one".into(),
        (Held::Most(1), Language::De) => "nur einen Eintrag".into(),
        (Held::Most(most), Language::En) => format!("at most {most}"),
        (Held::Most(most), Language::De) => format!("höchstens {most} Einträge"),
        (Held::Joined, Language::En) => "as a part of one text: which word belongs to what can change".into(),
        (Held::Joined, Language::De) => "als Teil eines Textes: Welches Wort wozu gehört, kann sich ändern".into(),
        (Held::InPart, Language::En) => "in part".into(),
        (Held::InPart, Language::De) => "zum Teil".into(),
        (Held::ReadOnly, Language::En) => "can be read, not changed".into(),
        (Held::ReadOnly, Language::De) => "kann gelesen, nicht geändert werden".into(),
    }
}
