//! Deleting an organization: at once where it can be undone whole, else after asking.

use calling_card_api::organizations::{DeleteOrganization, OrganizationRecord};
use calling_card_contact::Language;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use crate::connection::{Crm, Place, use_connection};
use crate::language::{language, t};
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{Dialog, use_toasts};

/// The button that deletes an organization; in a CRM that is not the built-in one it asks first.
#[component]
pub(super) fn DeleteButton(record: OrganizationRecord) -> impl IntoView {
    let (toasts, navigate, crm) = (use_toasts(), use_navigate(), use_connection());
    let asking = RwSignal::new(false);
    let (home, limits) = (crm.is_home(), StoredValue::new(limits_of_undo(&crm)));
    let name = StoredValue::new(record.content.name);
    let (id, version) = (record.id, record.version);
    let delete = Callback::new(move |()| {
        let (navigate, connection) = (navigate.clone(), crm.id.clone());
        asking.set(false);
        spawn_local(async move {
            match send(&DeleteOrganization { connection: connection.clone(), id, version }).await {
                Ok(written) => {
                    let words = if home {
                        t("is in the bin.", "ist im Papierkorb.")
                    } else {
                        t("is deleted.", "ist gelöscht.")
                    };
                    toasts.say_with_undo_in(&connection, format!("{} {words}", name.get_value()), written.batch);
                    navigate(&Place::Organizations.path(&connection, ""), Default::default());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    });
    let press = move |_| if home { delete.run(()) } else { asking.set(true) };
    view! {
        <button type="button" class="button danger" hidden=!use_may().edit() on:click=press>{t("Delete", "Löschen")}</button>
        <Dialog open=asking title=t("Delete this organization?", "Diese Organisation löschen?")>
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
            "The organization is deleted in {name}; its people stay. Undo makes it there anew with who works there. Its branches, and what only {name} knew of it, do not come back."
        ),
        Language::De => format!(
            "Die Organisation wird in {name} gelöscht; ihre Personen bleiben. Rückgängig legt sie dort neu an, mit denen, die dort arbeiten. Ihre Niederlassungen und was nur {name} von ihr wusste, kommen nicht zurück."
        ),
    }
}
