//! Taking a passkey away.

use calling_card_api::passkeys::{Passkey, RemovePasskey};
use leptos::prelude::*;

use super::super::own_password::{PasswordDialog, open_while};
use crate::language::t;
use crate::transport::send;
use crate::ui::use_toasts;

/// Says what follows before a passkey is removed, and asks for the password.
#[component]
pub(super) fn ConfirmRemoval(removing: RwSignal<Option<Passkey>>, changed: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let open = open_while(removing);
    let remove = move |password| async move {
        let Some(passkey) = removing.get_untracked() else { return Ok(()) };
        send(&RemovePasskey { id: passkey.id, password }).await?;
        toasts.say(t("The passkey is removed.", "Der Passkey ist entfernt."));
        changed.try_run(());
        Ok(())
    };
    let name = move || removing.get().map(|passkey| passkey.name);
    view! {
        <PasswordDialog open title=t("Remove this passkey?", "Diesen Passkey entfernen?") verb=t("Remove", "Entfernen") act=remove>
            <p><strong dir="auto">{name}</strong></p>
            <p>{t(
                "Nobody can sign in with it any more, and where somebody is signed in by it, that ends, but for here. This cannot be undone. Delete it from your device, too.",
                "Niemand kann sich mehr mit ihm anmelden, und wo jemand durch ihn angemeldet ist, endet das, außer hier. Das lässt sich nicht rückgängig machen. Löschen Sie ihn auch von Ihrem Gerät.",
            )}</p>
        </PasswordDialog>
    }
}
