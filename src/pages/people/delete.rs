//! Deleting a person: at once where it can be undone whole, else after asking.

use calling_card_api::people::{DeletePerson, PersonRecord};
use calling_card_contact::Language;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use crate::connection::{Crm, use_connection};
use crate::language::{language, t};
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{Dialog, use_toasts};

/// The button that deletes a person; in a CRM that is not the built-in one it asks first.
#[component]
pub(super) fn DeleteButton(record: PersonRecord) -> impl IntoView {
    let crm = use_connection();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let asking = RwSignal::new(false);
    let (home, limits) = (crm.is_home(), StoredValue::new(limits_of_undo(&crm)));
    let name = StoredValue::new(record.content.display_name());
    let delete = Callback::new(move |()| {
        let (navigate, crm, name) = (navigate.clone(), crm.clone(), name.get_value());
        let request = DeletePerson { connection: crm.id.clone(), id: record.id, version: record.version };
        asking.set(false);
        spawn_local(async move {
            match send(&request).await {
                Ok(written) => {
                    let words = if home {
                        t("is in the bin.", "ist im Papierkorb.")
                    } else {
                        t("is deleted.", "ist gelöscht.")
                    };
                    toasts.say_with_undo_in(&crm.id, format!("{name} {words}"), written.batch);
                    navigate(&crm.people_path(""), Default::default());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    });
    let press = move |_| if home { delete.run(()) } else { asking.set(true) };
    view! {
        <button type="button" class="button danger" hidden=!use_may().edit() on:click=press>{t("Delete", "Löschen")}</button>
        <Dialog open=asking title=t("Delete this person?", "Diese Person löschen?")>
            <p><strong dir="auto">{name.get_value()}</strong></p>
            <p>{limits.get_value()}</p>
            <div class="buttons">
                <button type="button" class="button danger" on:click=move |_| delete.run(())>{t("Delete", "Löschen")}</button>
                <button type="button" class="button" on:click=move |_| asking.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
}

fn limits_of_undo(crm: &Crm) -> String {
    let name = &crm.name;
    match language() {
        Language::En => format!(
            "The person is deleted in {name}. Undo makes a new person in {name}; what only {name} knew of them, e.g. its notes, does not come back."
        ),
        Language::De => format!(
            "Die Person wird in {name} gelöscht. Rückgängig legt in {name} eine neue Person an; was nur {name} von ihr wusste, z. B. Notizen dort, kommt nicht zurück."
        ),
    }
}
