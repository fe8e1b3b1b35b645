//! What shall become of what waits, asked before signing out.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::queue;
use crate::language::t;
use crate::session::{sign_out_now, use_session};
use crate::ui::use_toasts;

/// Asks before something that waits is lost by signing out.
#[component]
pub(super) fn Leaving(open: RwSignal<bool>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let leave = move |_| {
        open.set(false);
        spawn_local(async move {
            for entry in queue::waiting().get_untracked() {
                if let Err(failure) = queue::remove(&entry.key).await {
                    return toasts.fail(&failure);
                }
            }
            sign_out_now(session, toasts);
        });
    };
    view! {
        <p>{t("What you have changed without a connection is not sent yet. Signing out discards it.",
              "Was Sie ohne Verbindung geändert haben, ist noch nicht gesendet. Mit dem Abmelden wird es verworfen.")}</p>
        <div class="buttons">
            <button type="button" class="button primary" on:click=move |_| open.set(false)>{t("Stay signed in", "Angemeldet bleiben")}</button>
            <button type="button" class="button danger" on:click=leave>{t("Discard it and sign out", "Verwerfen und abmelden")}</button>
        </div>
    }
    .into_any()
}
