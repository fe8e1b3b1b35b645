//! Taking a passkey away.

use calling_card_api::passkeys::{Passkey, RemovePasskey};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::transport::send;
use crate::ui::{Dialog, use_toasts};

/// Says what follows before a passkey is removed.
#[component]
pub(super) fn ConfirmRemoval(removing: RwSignal<Option<Passkey>>, changed: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    Effect::new(move || open.set(removing.with(Option::is_some)));
    // The browser's ways to close it forget what was meant, too.
    Effect::new(move || {
        if !open.get() && removing.with_untracked(Option::is_some) {
            removing.set(None);
        }
    });
    let remove = move |_| {
        let Some(passkey) = removing.get_untracked() else { return };
        open.set(false);
        spawn_local(async move {
            match send(&RemovePasskey { id: passkey.id }).await {
                Ok(_) => toasts.say(t("The passkey is removed.", "Der Passkey ist entfernt.")),
                Err(failure) => toasts.fail(&failure),
            }
            changed.try_run(());
        });
    };
    let name = move || removing.get().map(|passkey| passkey.name);
    view! {
        <Dialog open title=t("Remove this passkey?", "Diesen Passkey entfernen?")>
            <p><strong dir="auto">{name}</strong></p>
            <p>{t(
                "Nobody can sign in with it any more, and where somebody is signed in by it, that ends, but for here. This cannot be undone. Delete it from your device, too.",
                "Niemand kann sich mehr mit ihm anmelden, und wo jemand durch ihn angemeldet ist, endet das, außer hier. Das lässt sich nicht rückgängig machen. Löschen Sie ihn auch von Ihrem Gerät.",
            )}</p>
            <div class="buttons">
                <button type="button" class="button danger" on:click=remove>{t("Remove", "Entfernen")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
}
