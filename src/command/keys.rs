//! The keys that are listened to on every page.

use std::cell::Cell;

use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::KeyboardEvent;

use super::{Commands, Direction, page, single_keys};
use crate::language::t;

/// Single keys after `g`, and where they lead.
pub(super) const PLACES: [(&str, &str); 8] = [
    ("p", "/people"),
    ("o", "/organizations"),
    ("d", "/drafts"),
    ("f", "/forms"),
    ("e", "/events"),
    ("i", "/import"),
    ("s", "/settings"),
    ("b", "/bin"),
];

/// What each key does, in words.
pub(super) fn told() -> Vec<(&'static str, &'static str)> {
    vec![
        ("/", t("Search", "Suchen")),
        ("n", t("New: what this page makes", "Neu: was diese Seite anlegt")),
        ("e", t("Edit", "Bearbeiten")),
        ("j", t("Next entry of the list", "Nächster Eintrag der Liste")),
        ("k", t("Entry before it", "Eintrag davor")),
        ("g p", t("People", "Personen")),
        ("g o", t("Organizations", "Organisationen")),
        ("g d", t("Drafts", "Entwürfe")),
        ("g f", t("Forms", "Formulare")),
        ("g e", t("Events", "Veranstaltungen")),
        ("g i", t("Import", "Import")),
        ("g s", t("Settings", "Einstellungen")),
        ("g b", t("Bin", "Papierkorb")),
        ("?", t("These keys", "Diese Tasten")),
    ]
}

/// Listens for as long as the caller is there.
pub(super) fn listen(commands: Commands) {
    let navigate = use_navigate();
    let going = Cell::new(false);
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let key = event.key();
        if (event.ctrl_key() || event.meta_key()) && !event.alt_key() {
            if together(commands, &event, &key.to_lowercase()) {
                event.prevent_default();
            }
            return;
        }
        if event.alt_key() || page::is_typed(&event) || page::is_covered() || !single_keys::are_on() {
            going.set(false);
            return;
        }
        if going.replace(false) {
            if let Some((_, path)) = PLACES.iter().find(|(known, _)| *known == key) {
                event.prevent_default();
                navigate(path, NavigateOptions::default());
            }
            return;
        }
        let done = match key.as_str() {
            "g" => {
                going.set(true);
                true
            }
            "?" => {
                commands.help.set(true);
                true
            }
            "/" => {
                match page::first("main input[type=search]") {
                    Some(field) => _ = field.focus(),
                    None => commands.palette.set(true),
                }
                true
            }
            "n" => match page::first("main .page-header .button.primary, main .page-header a[href$='/new']") {
                Some(button) => {
                    page::press(&button);
                    true
                }
                None => {
                    navigate("/people/new", NavigateOptions::default());
                    true
                }
            },
            "e" => {
                let edit = page::first("main [aria-keyshortcuts=e], main .page-header a[href$='/edit']");
                edit.as_ref().map(page::press).is_some()
            }
            "j" | "k" => {
                page::walk(key == "j");
                true
            }
            _ => false,
        };
        if done {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// A key that is pressed together with Ctrl or Cmd; whether it was one of ours.
fn together(commands: Commands, event: &KeyboardEvent, key: &str) -> bool {
    let open = commands.palette.get_untracked();
    match key {
        "k" if open || !page::is_covered() => commands.palette.set(!open),
        // In a text, they are the text's own.
        "z" | "y" if !page::is_typed(event) && !page::is_covered() => {
            let forth = key == "y" || event.shift_key();
            commands.step.set(Some(if forth { Direction::Forth } else { Direction::Back }));
        }
        _ => return false,
    }
    true
}
