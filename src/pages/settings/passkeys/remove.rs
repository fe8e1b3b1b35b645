//! Taking a passkey away.

use calling_card_api::auth::OwnPassword;
use calling_card_api::passkeys::{Passkey, RemovePasskey};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::own_password::{OwnPasswordField, of_password};
use crate::language::t;
use crate::transport::{Failure, send};
use crate::ui::{Dialog, use_toasts};

/// Says what follows before a passkey is removed, and asks for the password.
#[component]
pub(super) fn ConfirmRemoval(removing: RwSignal<Option<Passkey>>, changed: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let password = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<Failure>);
    Effect::new(move || {
        open.set(removing.with(Option::is_some));
        password.set(String::new());
        failure.set(None);
    });
    let wrong = Signal::derive(move || failure.get().map(|failure| of_password(&failure)).unwrap_or_default());
    // The browser's ways to close it forget what was meant, too.
    Effect::new(move || {
        if !open.get() && removing.with_untracked(Option::is_some) {
            removing.set(None);
        }
    });
    let remove = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(passkey) = removing.get_untracked() else { return };
        let own = OwnPassword { password: password.get_untracked() };
        spawn_local(async move {
            match send(&RemovePasskey { id: passkey.id, password: own }).await {
                Ok(_) => toasts.say(t("The passkey is removed.", "Der Passkey ist entfernt.")),
                Err(refused) if !refused.errors().is_empty() => {
                    failure.try_set(Some(refused));
                    return;
                }
                Err(refused) => toasts.fail(&refused),
            }
            open.try_set(false);
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
            <form class="stack" on:submit=remove>
                <OwnPasswordField password wrong />
                <div class="buttons">
                    <button type="submit" class="button danger">{t("Remove", "Entfernen")}</button>
                    <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
                </div>
            </form>
        </Dialog>
    }
}
