//! The list of keys.

use leptos::prelude::*;

use super::{Commands, SingleKeys};
use crate::language::t;
use crate::session::use_may;

/// A key, and what it does.
type Told = (&'static str, &'static str);

/// The keys, and what they do.
#[component]
pub(super) fn KeyList() -> impl IntoView {
    let open = expect_context::<Commands>().help;
    let edits = use_may().edit();
    let list = |keys: Vec<Told>| {
        let rows: Vec<_> = keys.into_iter().map(row).collect();
        view! { <dl class="keys">{rows}</dl> }
    };
    view! {
        {list(together(edits))}
        <h3>{t("Single keys, while nothing is typed", "Einzelne Tasten, solange nichts getippt wird")}</h3>
        {list(single(edits))}
        <SingleKeys />
        <div class="buttons"><button type="button" class="button" on:click=move |_| open.set(false)>{t("Close", "Schließen")}</button></div>
    }
}

fn row((key, words): Told) -> impl IntoView {
    let keys: Vec<_> = key.split(' ').map(|key| view! { <kbd>{key}</kbd> }).collect();
    view! { <div><dt>{keys}</dt><dd>{words}</dd></div> }
}

/// Keys that are pressed together; those that change something for who may.
fn together(edits: bool) -> Vec<Told> {
    let mut keys = vec![("Ctrl/⌘ K", t("Commands and people", "Befehle und Personen"))];
    if edits {
        keys.push(("Ctrl/⌘ Z", t("Undo", "Rückgängig")));
        keys.push(("Ctrl/⌘ Shift Z", t("Redo", "Wiederherstellen")));
    }
    keys
}

/// Single keys; those that change something for who may.
fn single(edits: bool) -> Vec<Told> {
    let keys = [
        ("/", t("Search", "Suchen"), true),
        ("n", t("New: what this page makes", "Neu: was diese Seite anlegt"), edits),
        ("e", t("Edit", "Bearbeiten"), edits),
        ("j", t("Next entry of the list", "Nächster Eintrag der Liste"), true),
        ("k", t("Entry before it", "Eintrag davor"), true),
        ("x", t("Select a draft of the list", "Einen Entwurf der Liste auswählen"), edits),
        ("g p", t("People", "Personen"), true),
        ("g o", t("Organizations", "Organisationen"), true),
        ("g d", t("Drafts", "Entwürfe"), true),
        ("g f", t("Forms", "Formulare"), true),
        ("g e", t("Events", "Veranstaltungen"), true),
        ("g i", t("Import", "Import"), edits),
        ("g s", t("Settings", "Einstellungen"), true),
        ("g b", t("Bin", "Papierkorb"), true),
        ("?", t("These keys", "Diese Tasten"), true),
    ];
    keys.into_iter().filter(|(.., shown)| *shown).map(|(key, words, _)| (key, words)).collect()
}
