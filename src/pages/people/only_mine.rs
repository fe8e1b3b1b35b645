//! The switch that keeps a business card or a note to oneself.

use leptos::prelude::*;

use crate::connection::use_connection;
use crate::language::t;
use crate::ui::Editor;

/// The switch, where it is offered: other CRMs have no place for it. What it means is said as soon as it is on.
#[component]
pub(super) fn OnlyMineSwitch(
    editor: Editor,
    /// Where it stands in what is being written (JSON Pointer).
    pointer: String,
) -> impl IntoView {
    if !use_connection().is_home() {
        return ().into_any();
    }
    let at = pointer.clone();
    let on = Memo::new(move |_| editor.value(&at).as_bool().unwrap_or(false));
    let error = editor.error(&pointer);
    view! {
        <div class="field">
            {editor.check(&pointer, t("Only I see this", "Nur ich sehe das"))}
            <Show when=move || on.get()>
                <p class="muted small">{t(
                    "No other member sees it, whatever their role, and it leaves in no export. What was saved before it was private stays in earlier versions, which others can read.",
                    "Kein anderes Mitglied sieht es, gleich mit welcher Rolle, und kein Export enthält es. Was gespeichert war, bevor es privat wurde, bleibt in früheren Versionen, die andere lesen können.",
                )}</p>
            </Show>
            <p class="error">{error}</p>
        </div>
    }
    .into_any()
}
