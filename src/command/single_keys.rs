//! Whether single keys do something (WCAG 2.1.4): kept in this browser.

use leptos::prelude::*;

use crate::language::t;

const KEPT: &str = "single-keys";

/// Whether they do.
pub(crate) fn are_on() -> bool {
    let storage = window().local_storage().ok().flatten();
    storage.and_then(|storage| storage.get_item(KEPT).ok().flatten()).is_none_or(|kept| kept != "off")
}

/// Switches single keys off and on.
#[component]
pub(crate) fn SingleKeys() -> impl IntoView {
    let switch = move |event| {
        if let Ok(Some(storage)) = window().local_storage() {
            // Where a browser keeps nothing, they stay as they are.
            let _ = storage.set_item(KEPT, if event_target_checked(&event) { "on" } else { "off" });
        }
    };
    view! {
        <label class="check"><input type="checkbox" prop:checked=are_on() on:change=switch />
            {t("Single keys do something (press ? to see which)", "Einzelne Tasten tun etwas (? zeigt, welche)")}</label>
    }
}
