//! The list of keys.

use leptos::prelude::*;

use super::{Commands, SingleKeys, keys};
use crate::language::t;
use crate::ui::Dialog;

/// The keys, and what they do.
#[component]
pub(super) fn Help() -> impl IntoView {
    let open = expect_context::<Commands>().help;
    let together = [
        ("Ctrl/⌘ K", t("Commands and people", "Befehle und Personen")),
        ("Ctrl/⌘ Z", t("Undo", "Rückgängig")),
        ("Ctrl/⌘ Shift Z", t("Redo", "Wiederherstellen")),
    ];
    let row = |(key, words): (&'static str, &'static str)| {
        let keys: Vec<_> = key.split(' ').map(|key| view! { <kbd>{key}</kbd> }).collect();
        view! { <div><dt>{keys}</dt><dd>{words}</dd></div> }
    };
    view! {
        <Dialog open title=t("Keys", "Tasten")>
            <dl class="keys">{together.map(row).into_iter().collect::<Vec<_>>()}</dl>
            <h3>{t("Single keys, while nothing is typed", "Einzelne Tasten, solange nichts getippt wird")}</h3>
            <dl class="keys">{keys::told().into_iter().map(row).collect::<Vec<_>>()}</dl>
            <SingleKeys />
            <div class="buttons"><button type="button" class="button" on:click=move |_| open.set(false)>{t("Close", "Schließen")}</button></div>
        </Dialog>
    }
    .into_any()
}
