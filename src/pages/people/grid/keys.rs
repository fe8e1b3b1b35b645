//! What keys do in the grid, and how people are chosen in it.

use std::ops::Range;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{COVERED, Grid};
use crate::command::single_keys;

impl Grid {
    /// Says where the keys are when they come to the grid.
    pub(super) fn enter(self) {
        if self.active.get_untracked().is_none()
            && let Some((sheet, offset)) = self.sheet().filter(|(sheet, _)| sheet.rows > 0)
        {
            self.active.set(Some(if offset > 0.0 { sheet.first_seen(offset, COVERED) } else { 0 }));
        }
    }

    /// Does what a key says; answers the address that it leads to.
    pub(super) fn press(self, event: &KeyboardEvent) -> Option<String> {
        let (sheet, _) = self.sheet().filter(|(sheet, _)| sheet.rows > 0)?;
        let row = self.active.get_untracked().unwrap_or_default();
        let (last, page) = (sheet.rows - 1, sheet.page(COVERED));
        let command = event.ctrl_key() || event.meta_key();
        if event.alt_key() {
            return None;
        }
        // What stands in a row, and has the focus by the mouse, has Enter and Space to itself.
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let on_grid = target.and_then(|element| element.get_attribute("role")).as_deref() == Some("grid");
        let pressed = event.key();
        let key = match pressed.as_str() {
            "j" if single_keys() => "ArrowDown",
            "k" if single_keys() => "ArrowUp",
            other => other,
        };
        let to = match key {
            "ArrowDown" if !command => row.saturating_add(1).min(last),
            "ArrowUp" if !command => row.saturating_sub(1),
            "PageDown" => row.saturating_add(page).min(last),
            "PageUp" => row.saturating_sub(page),
            "Home" => 0,
            "End" => last,
            "Enter" if on_grid && !command => {
                event.prevent_default();
                let id = self.rows.person_now(row)?.id;
                return Some(self.base.with_value(|base| format!("{base}{id}")));
            }
            " " if on_grid => {
                event.prevent_default();
                let id = self.rows.person_now(row)?.id;
                let chosen = self.selection.on.get_untracked() && self.selection.has_now(id);
                self.choose(row, !chosen, event.shift_key());
                return None;
            }
            "a" | "A" if command => {
                event.prevent_default();
                self.choose_range(0..sheet.rows, true);
                return None;
            }
            "Escape" if self.selection.on.get_untracked() => {
                self.selection.toggle();
                return None;
            }
            _ => return None,
        };
        event.prevent_default();
        if event.shift_key() {
            let anchor = self.anchor.get_value().unwrap_or(row);
            self.anchor.set_value(Some(anchor));
            // What is left behind on the way back is no longer chosen.
            self.choose_range(anchor.min(row)..anchor.max(row) + 1, false);
            self.choose_range(anchor.min(to)..anchor.max(to) + 1, true);
        } else {
            self.anchor.set_value(Some(to));
        }
        self.active.set(Some(to));
        self.reveal(to);
        None
    }

    /// Chooses a row, or no longer; with Shift all from the one before to this one.
    pub(super) fn choose(self, row: u32, chosen: bool, range: bool) {
        let from = self.anchor.get_value().filter(|_| range).unwrap_or(row);
        self.choose_range(from.min(row)..from.max(row) + 1, chosen);
        self.anchor.set_value(Some(row));
        self.active.set(Some(row));
    }

    fn choose_range(self, rows: Range<u32>, chosen: bool) {
        let selection = self.selection;
        selection.on.set(true);
        if let Some(ids) = rows.clone().map(|row| Some(self.rows.person_now(row)?.id)).collect::<Option<Vec<_>>>() {
            return selection.set(ids, chosen);
        }
        spawn_local(async move {
            match self.rows.keys(rows).await {
                Ok(ids) => selection.set_many(ids, chosen).await,
                Err(failure) => selection.failed(&failure),
            }
        });
    }
}
