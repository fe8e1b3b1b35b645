//! Forgetting a connection.

use calling_card_api::connections::{Connection, DeleteConnection};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use crate::connection::use_connections;
use crate::language::t;
use crate::transport::send;
use crate::ui::{Dialog, use_toasts};

/// The button that forgets a connection, after asking.
#[component]
pub(super) fn DeleteConnectionButton(connection: Connection) -> impl IntoView {
    let open = RwSignal::new(false);
    let (toasts, connections, navigate) = (use_toasts(), use_connections(), use_navigate());
    let (id, name) = (connection.id, StoredValue::new(connection.name));
    let delete = Callback::new(move |()| {
        let (request, navigate) = (DeleteConnection { connection: id.clone() }, navigate.clone());
        open.set(false);
        spawn_local(async move {
            match send(&request).await {
                Ok(_) => {
                    toasts.say(t("The connection is deleted.", "Die Verbindung ist gelöscht."));
                    navigate("/settings/connections", Default::default());
                    connections.0.again();
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    });
    view! {
        <button type="button" class="button danger" aria-haspopup="dialog" on:click=move |_| open.set(true)>{t("Delete", "Löschen")}</button>
        <Dialog open title=t("Delete this connection?", "Diese Verbindung löschen?")>
            <p><strong dir="auto">{name.get_value()}</strong></p>
            <p>{t(
                "The connection and its key are forgotten; to connect again, you need the key anew. What is in the CRM stays there. What is still on its way there is not delivered, and forms that deliver there no longer do.",
                "Die Verbindung und ihr Schlüssel werden vergessen; um sie wieder herzustellen, brauchen Sie den Schlüssel erneut. Was im CRM ist, bleibt dort. Was noch dorthin unterwegs ist, wird nicht geliefert, und Formulare liefern nicht mehr dorthin.",
            )}</p>
            <div class="buttons">
                <button type="button" class="button danger" on:click=move |_| delete.run(())>{t("Delete", "Löschen")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
}
