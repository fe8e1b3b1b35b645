//! Branches of an organization of a CRM that does not tell what they say.

use leptos::prelude::*;

use crate::connection::use_connection;
use crate::language::t;
use crate::ui::Editor;

/// How many branches there are.
#[component]
pub(super) fn BranchesThere(count: usize) -> impl IntoView {
    let name = use_connection().name;
    let number = match count {
        1 => t("1 branch.", "1 Niederlassung.").to_owned(),
        many => format!("{many} {}", t("branches.", "Niederlassungen.")),
    };
    view! {
        <section class="panel stack">
            <h2>{t("Branches", "Niederlassungen")}</h2>
            <p>{number}</p>
            <p class="muted small"><span dir="auto">{name}</span>" "{t(
                "does not tell what they say; it is seen there.",
                "verrät nicht, was in ihnen steht; dort ist es zu sehen.",
            )}</p>
        </section>
    }
}

/// Whether a branch in a form is one of those of which nothing is told.
pub(super) fn is_known(editor: Editor, index: usize) -> bool {
    untrack(|| !editor.value(&format!("/branches/{index}/id")).is_null())
}

/// What is said of such a branch in a form.
pub(super) fn words() -> &'static str {
    t(
        "What it says is seen there alone. What is written here takes the place of all of it; removed, it does not come back.",
        "Was in ihr steht, ist nur dort zu sehen. Was hier geschrieben wird, ersetzt alles; entfernt kommt sie nicht zurück.",
    )
}
