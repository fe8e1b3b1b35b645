//! All data of a person for their own request, also what members of staff keep to themselves. For owners.

use calling_card_api::ConnectionId;
use calling_card_api::privacy::{CopyPerson, Erasure};
use calling_card_contact::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::privacy::save_export;
use crate::language::t;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{Dialog, TextField, use_toasts};

/// The button, and the dialog that says what is handed out.
#[component]
pub(super) fn DataCopy(id: PersonId, name: String) -> impl IntoView {
    let toasts = use_toasts();
    let (open, typed) = (RwSignal::new(false), RwSignal::new(String::new()));
    let name = StoredValue::new(name);
    let same = move || typed.with(|typed| name.with_value(|name| typed.trim() == name.trim()));
    let copy = move |_| {
        let meant = Erasure { name: typed.get_untracked() };
        spawn_local(async move {
            match send(&CopyPerson { connection: ConnectionId::home(), id, meant }).await {
                Ok(export) => {
                    save_export(toasts, id, &export);
                    open.set(false);
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    view! {
        <button type="button" class="button small" aria-haspopup="dialog" hidden=!use_may().own() on:click=move |_| { typed.set(String::new()); open.set(true); }>
            {t("Answer a request for access", "Auskunft erteilen")}
        </button>
        <Dialog open title=t("Answer a request for access?", "Auskunft erteilen?")>
            <p>{t(
                "The law gives a person all data about them, also what members keep to themselves. The file holds that too, and the audit log says that you made it. Type the name to confirm:",
                "Nach dem Gesetz stehen einer Person alle Daten über sie zu, auch was Mitglieder für sich behalten. Die Datei enthält auch das, und im Protokoll steht, dass Sie sie angelegt haben. Geben Sie zur Bestätigung den Namen ein:",
            )}" "<strong dir="auto">{name.get_value()}</strong></p>
            <TextField label=t("Name", "Name") value=typed on_input=move |text| typed.set(text) />
            <div class="buttons">
                <button type="button" class="button primary" disabled=move || !same() on:click=copy>{t("Save the file", "Datei speichern")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
}
