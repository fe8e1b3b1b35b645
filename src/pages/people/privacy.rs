//! What a person may ask for: what they agreed to, all their data, and that it is erased.

use calling_card_api::ConnectionId;
use calling_card_api::consents::ListConsents;
use calling_card_api::privacy::{ErasePerson, Erasure, ExportPerson, PersonExport};
use calling_card_contact::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::data_copy::DataCopy;
use crate::language::t;
use crate::pages::drafts::Proof;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{Dialog, TextField, Toasts, load, save_file, shown, use_toasts};

/// Consents, export and erasure of a person; consents are loaded when it is opened.
#[component]
pub(super) fn Privacy(person: PersonId, name: String) -> impl IntoView {
    let id = person;
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let export = move |_| {
        spawn_local(async move {
            match send(&ExportPerson { connection: ConnectionId::home(), id }).await {
                Ok(export) => save_export(toasts, id, &export),
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    view! {
        <section class="panel">
            <details class="history" on:toggle=move |_| open.set(true)>
                <summary><h2>{t("Data protection", "Datenschutz")}</h2></summary>
                <div class="stack">
                    <Show when=move || open.get()><Consents person=id /></Show>
                    <div class="buttons">
                        <button type="button" class="button small" on:click=export>{t("Export all data (JSON)", "Alle Daten ausgeben (JSON)")}</button>
                        <DataCopy id name=name.clone() />
                        <Erase id name />
                    </div>
                </div>
            </details>
        </section>
    }
}

/// Saves what is kept about a person as a file.
pub(super) fn save_export(toasts: Toasts, id: PersonId, export: &PersonExport) {
    let text = serde_json::to_string_pretty(export).unwrap_or_default();
    if save_file(&text, "application/json", &format!("person-{id}.json")).is_none() {
        toasts.say(t("The browser refused to save the file.", "Der Browser hat das Speichern verweigert."));
    }
}

#[component]
fn Consents(person: PersonId) -> impl IntoView {
    let consents = load(move || ListConsents { connection: ConnectionId::home(), id: person });
    shown(consents, |consents| {
        if consents.is_empty() {
            let none = t("No consent of this person is known.", "Von dieser Person ist keine Einwilligung bekannt.");
            return view! { <p class="muted small">{none}</p> }.into_any();
        }
        consents.into_iter().map(|record| view! { <Proof record /> }).collect::<Vec<_>>().into_any()
    })
}

#[component]
fn Erase(id: PersonId, name: String) -> impl IntoView {
    let toasts = use_toasts();
    let navigate = use_navigate();
    let open = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let name = StoredValue::new(name);
    let same = move || typed.with(|typed| name.with_value(|name| typed.trim() == name.trim()));
    let erase = Callback::new(move |()| {
        let navigate = navigate.clone();
        let erasure = Erasure { name: typed.get_untracked() };
        spawn_local(async move {
            match send(&ErasePerson { connection: ConnectionId::home(), id, erasure }).await {
                Ok(_) => {
                    toasts.say(t("Everything about this person is erased.", "Alles über diese Person ist gelöscht."));
                    open.set(false);
                    navigate("/people", Default::default());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    });
    view! {
        <button type="button" class="button small danger" hidden=!use_may().own() on:click=move |_| { typed.set(String::new()); open.set(true); }>{t("Erase for good", "Endgültig löschen")}</button>
        <Dialog open title=t("Erase for good?", "Endgültig löschen?")>
            <p>{t(
                "Person, cards, notes (also private ones of all members), relations, drafts, files, consents and history are erased. This cannot be undone. Type the name to confirm:",
                "Person, Karten, Notizen (auch private aller Mitglieder), Beziehungen, Entwürfe, Dateien, Einwilligungen und Verlauf werden gelöscht. Das lässt sich nicht rückgängig machen. Geben Sie zur Bestätigung den Namen ein:",
            )}" "<strong dir="auto">{name.get_value()}</strong></p>
            <TextField label=t("Name", "Name") value=typed on_input=move |text| typed.set(text) />
            <div class="buttons">
                <button type="button" class="button danger" disabled=move || !same() on:click=move |_| erase.run(())>{t("Erase", "Löschen")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
}
