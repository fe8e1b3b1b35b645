//! Taking a token away.

use calling_card_api::tokens::{ApiToken, DeleteToken};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::transport::send;
use crate::ui::{Dialog, use_toasts};

/// Says what follows before a token is deleted.
#[component]
pub(super) fn ConfirmDeletion(deleting: RwSignal<Option<ApiToken>>, changed: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    Effect::new(move || open.set(deleting.with(Option::is_some)));
    // The browser's ways to close it forget what was meant, too.
    Effect::new(move || {
        if !open.get() && deleting.with_untracked(Option::is_some) {
            deleting.set(None);
        }
    });
    let delete = move |_| {
        let Some(token) = deleting.get_untracked() else { return };
        open.set(false);
        spawn_local(async move {
            match send(&DeleteToken { id: token.id }).await {
                Ok(_) => toasts.say(t("The token is deleted.", "Das Token ist gelöscht.")),
                Err(failure) => toasts.fail(&failure),
            }
            changed.try_run(());
        });
    };
    let name = move || deleting.get().map(|token| token.name);
    view! {
        <Dialog open title=t("Delete this token?", "Dieses Token löschen?")>
            <p><strong dir="auto">{name}</strong></p>
            <p>{t(
                "What uses it is refused from then on. This cannot be undone; a new token is another one.",
                "Was es benutzt, wird von da an abgewiesen. Das lässt sich nicht rückgängig machen; ein neues Token ist ein anderes.",
            )}</p>
            <div class="buttons">
                <button type="button" class="button danger" on:click=delete>{t("Delete", "Löschen")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
}
