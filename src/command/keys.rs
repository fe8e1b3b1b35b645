//! The keys that are listened to on every page.

use std::cell::Cell;

use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::KeyboardEvent;

use super::{Commands, Direction, page, single_keys};
use crate::app::{make_at_once, needed};
use crate::session::{May, use_may};

/// Single keys after `g`, and where they lead.
const PLACES: [(&str, &str); 8] = [
    ("p", "/people"),
    ("o", "/organizations"),
    ("d", "/drafts"),
    ("f", "/forms"),
    ("e", "/events"),
    ("i", "/import"),
    ("s", "/settings"),
    ("b", "/bin"),
];
/// What makes something new on a page, and what leads to a form for what is shown.
const NEW: &str = "main .page-header .button.primary, main .page-header a[href$='/new']";
const EDIT: &str = "main [aria-keyshortcuts=e], main .page-header a[href$='/edit']";

/// Listens for as long as the caller is there.
pub(super) fn listen(commands: Commands) {
    let (navigate, may) = (use_navigate(), use_may());
    let go = move |path: &str| {
        let open = may.be(needed(path));
        if open {
            make_at_once();
            navigate(path, NavigateOptions::default());
        }
        open
    };
    let going = Cell::new(false);
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let key = event.key();
        let done = if (event.ctrl_key() || event.meta_key()) && !event.alt_key() {
            together(commands, may, &event, &key.to_lowercase())
        } else if event.alt_key() || page::is_typed(&event) || page::is_covered() || !single_keys::are_on() {
            going.set(false);
            false
        } else if going.replace(false) {
            PLACES.iter().find(|(known, _)| *known == key).is_some_and(|(_, path)| go(path))
        } else if key == "g" {
            going.set(true);
            true
        } else {
            single(commands, &key, &go)
        };
        if done {
            event.prevent_default();
        }
    });
    commands.listening.set(true);
    on_cleanup(move || {
        handle.remove();
        commands.listening.try_set(false);
    });
}

/// A single key; whether it did something.
fn single(commands: Commands, key: &str, go: &dyn Fn(&str) -> bool) -> bool {
    let press = |selector| page::first(selector).as_ref().map(page::press).is_some();
    match key {
        "?" => commands.help.set(true),
        "/" => match page::first("main input[type=search]") {
            Some(field) => _ = field.focus(),
            None => commands.palette.set(true),
        },
        "n" => return press(NEW) || go("/people/new"),
        "e" => return press(EDIT),
        "j" | "k" => page::walk(key == "j"),
        _ => return false,
    }
    true
}

/// A key that is pressed together with Ctrl or Cmd; whether it was one of ours.
fn together(commands: Commands, may: May, event: &KeyboardEvent, key: &str) -> bool {
    let open = commands.palette.get_untracked();
    match key {
        "k" if open || !page::is_covered() => commands.palette.set(!open),
        // In a text, they are the text's own.
        "z" | "y" if may.edit() && !page::is_typed(event) && !page::is_covered() => {
            let forth = key == "y" || event.shift_key();
            commands.ask_step(if forth { Direction::Forth } else { Direction::Back });
        }
        _ => return false,
    }
    true
}
