//! Deleting a record: at once where it can be undone whole, else after asking.

use calling_card_api::{Endpoint, Nothing, Written};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::use_connection;
use crate::language::t;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{Dialog, use_toasts};

/// The button that deletes a record; in a CRM that is not the built-in one it asks first.
#[component]
pub(crate) fn DeleteButton<E>(
    /// What deletes it.
    request: E,
    /// What it is called.
    name: String,
    /// What is asked.
    title: &'static str,
    /// How far that can be undone there.
    limits: String,
    /// Where one is afterwards.
    back: String,
) -> impl IntoView
where
    E: Endpoint<Answer = Written<Nothing>> + Clone + Send + Sync + 'static,
{
    let (toasts, navigate, crm) = (use_toasts(), use_navigate(), use_connection());
    let (asking, home) = (RwSignal::new(false), crm.is_home());
    let (name, limits) = (StoredValue::new(name), StoredValue::new(limits));
    let delete = Callback::new(move |()| {
        let (navigate, connection, request, back) = (navigate.clone(), crm.id.clone(), request.clone(), back.clone());
        asking.set(false);
        spawn_local(async move {
            match send(&request).await {
                Ok(written) => {
                    let words = if home {
                        t("is in the bin.", "ist im Papierkorb.")
                    } else {
                        t("is deleted.", "ist gelöscht.")
                    };
                    toasts.say_with_undo_in(&connection, format!("{} {words}", name.get_value()), written.batch);
                    navigate(&back, Default::default());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    });
    let press = move |_| if home { delete.run(()) } else { asking.set(true) };
    view! {
        <button type="button" class="button danger" hidden=!use_may().edit() on:click=press>{t("Delete", "Löschen")}</button>
        <Dialog open=asking title>
            <p><strong dir="auto">{name.get_value()}</strong></p>
            <p>{limits.get_value()}</p>
            <div class="buttons">
                <button type="button" class="button danger" on:click=move |_| delete.run(())>{t("Delete", "Löschen")}</button>
                <button type="button" class="button" on:click=move |_| asking.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
}
