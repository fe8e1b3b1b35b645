//! Notes that were written without a connection.

use calling_card_contact::PersonId;
use leptos::prelude::*;

use crate::language::t;
use crate::offline::{self, Entry, Work};

/// The notes that wait for the connection.
#[component]
pub(super) fn WaitingNotes(person: PersonId) -> impl IntoView {
    let entry = |entry: Entry| {
        match entry.work {
        Work::Note(_, note) => view! {
            <li>
                <p class="row small muted"><span class="tag warning">{t("Waits for the connection", "Wartet auf die Verbindung")}</span></p>
                <p class="text" dir="auto">{note.text}</p>
            </li>
        }
        .into_any(),
        Work::Edit(_) => ().into_any(),
    }
    };
    move || {
        let waiting: Vec<_> = offline::notes_about(person).into_iter().map(entry).collect();
        (!waiting.is_empty()).then(|| view! { <ul class="entries">{waiting}</ul> })
    }
}
