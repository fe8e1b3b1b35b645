//! What the page at hand offers, as its elements say it.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Most actions that are taken from a page.
const ACTIONS: usize = 60;
/// What can be done on a page.
const DOABLE: &str = "main button:not([disabled]), main a.button, main summary";
/// What has the focus in a list.
const ENTRIES: &str = "main .list a.entry, main .entries > li a";

/// The elements that fit.
pub(super) fn all(selector: &str) -> Vec<HtmlElement> {
    // Called by its name: web-sys would bring a type along for what is gone through once.
    let found = Reflect::get(&document(), &"querySelectorAll".into()).ok();
    let found = found.and_then(|all| all.dyn_into::<Function>().ok()?.call1(&document(), &selector.into()).ok());
    let found = found.map(|found| Array::from(&found)).unwrap_or_default();
    found.iter().filter_map(|element| element.dyn_into::<HtmlElement>().ok()).collect()
}

/// The first element that fits and is seen.
pub(super) fn first(selector: &str) -> Option<HtmlElement> {
    all(selector).into_iter().find(is_seen)
}

fn is_seen(element: &HtmlElement) -> bool {
    element.offset_width() > 0 && element.offset_height() > 0
}

/// What can be done on the page, by the words on it: each once.
pub(super) fn actions() -> Vec<(String, HtmlElement)> {
    let mut actions: Vec<(String, HtmlElement)> = Vec::new();
    for element in all(DOABLE) {
        let said = element.get_attribute("aria-label").or_else(|| element.text_content()).unwrap_or_default();
        let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = actions.iter().any(|(other, _)| *other == words);
        if words.chars().any(char::is_alphabetic) && !known && actions.len() < ACTIONS && is_seen(&element) {
            actions.push((words, element));
        }
    }
    actions
}

/// Gives an element the focus, and presses it.
pub(super) fn press(element: &HtmlElement) {
    let _ = element.focus();
    element.click();
}

/// Moves the focus to the next entry of the list, or to the one before it; a grid goes through its rows by itself once it has the focus.
pub(super) fn walk(forth: bool) {
    if let Some(grid) = first("main [role=grid]") {
        let _ = grid.focus();
        return;
    }
    let entries: Vec<HtmlElement> = all(ENTRIES).into_iter().filter(is_seen).collect();
    let active = document().active_element();
    let at = entries.iter().position(|entry| {
        let entry: &Element = entry;
        active.as_ref().is_some_and(|active| active == entry)
    });
    let to = match (at, forth) {
        (None, true) => Some(0),
        (None, false) => entries.len().checked_sub(1),
        (Some(at), true) => Some((at + 1).min(entries.len() - 1)),
        (Some(at), false) => Some(at.saturating_sub(1)),
    };
    if let Some(entry) = to.and_then(|to| entries.get(to)) {
        let _ = entry.focus();
    }
}

/// Whether a key is typed into something.
pub(super) fn is_typed(event: &KeyboardEvent) -> bool {
    const TYPED: &str = "textarea, select, [contenteditable], [role=combobox], input:not([type=checkbox], [type=radio], [type=button], [type=range], [type=file])";
    let target = event.composed_path().get(0).dyn_into::<Element>().ok();
    target.is_some_and(|target| target.matches(TYPED).unwrap_or(false))
}

/// Whether something stands in front of the page.
pub(super) fn is_covered() -> bool {
    first("dialog[open], .overlay").is_some()
}
