//! What the CRM of a page keeps of a person.

use leptos::prelude::*;

use crate::connection::use_connection;
use crate::language::{language, t};

/// Says that a person is kept by another CRM, and what of them.
#[component]
pub(super) fn KeptThere() -> impl IntoView {
    let crm = use_connection();
    let parts = crm.holds.parts();
    let names = parts.iter().map(|held| held.part.name(language())).collect::<Vec<_>>().join(", ");
    view! {
        <section class="panel stack">
            <h2>{t("Kept in", "Aufbewahrt in")}" "<span dir="auto">{crm.name.clone()}</span></h2>
            <p>{t("It keeps of a person:", "Von einer Person behält es:")}" "{names}"."</p>
            <p class="muted small">{t(
                "Relations, files, consents, published cards and the history are kept by the built-in CRM alone.",
                "Beziehungen, Dateien, Einwilligungen, veröffentlichte Karten und den Verlauf führt nur das eingebaute CRM.",
            )}</p>
        </section>
    }
}
