//! Asking for the password, before codes are made anew or turned off.

use calling_card_api::auth::OwnPassword;
use calling_card_api::totp::{RecoveryCodes, RemoveTotp, RenewRecovery};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::own_password::{OwnPasswordField, of_password};
use crate::language::t;
use crate::transport::{Failure, send};
use crate::ui::{Dialog, use_toasts};

/// What is wished.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// New codes for when the phone is lost.
    Renew,
    /// That no code is asked any more.
    Remove,
}

impl Wish {
    fn verb(self) -> &'static str {
        match self {
            Self::Renew => t("Make new codes", "Neue Codes anlegen"),
            Self::Remove => t("Turn off", "Ausschalten"),
        }
    }

    fn follows(self) -> &'static str {
        match self {
            Self::Renew => t(
                "The recovery codes that you have no longer hold.",
                "Die Ersatzcodes, die Sie haben, gelten dann nicht mehr.",
            ),
            Self::Remove => t(
                "From then on your password alone signs you in. The recovery codes no longer hold.",
                "Von da an genügt Ihr Passwort, um sich anzumelden. Die Ersatzcodes gelten nicht mehr.",
            ),
        }
    }
}

/// Says what follows, and asks for the password.
#[component]
pub(super) fn AskPassword(
    wish: RwSignal<Option<Wish>>,
    made: Callback<RecoveryCodes>,
    gone: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let password = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<Failure>);
    Effect::new(move || {
        open.set(wish.get().is_some());
        password.set(String::new());
        failure.set(None);
    });
    // The browser's ways to close it forget what was meant, too.
    Effect::new(move || {
        if !open.get() && wish.get_untracked().is_some() {
            wish.set(None);
        }
    });
    let wrong = Signal::derive(move || failure.get().map(|failure| of_password(&failure)).unwrap_or_default());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(wished) = wish.get_untracked() else { return };
        let own = OwnPassword { password: password.get_untracked() };
        spawn_local(async move {
            let refused = match wished {
                Wish::Renew => send(&RenewRecovery { password: own }).await.map(|codes| made.try_run(codes)).err(),
                Wish::Remove => send(&RemoveTotp { password: own }).await.map(|_| gone.try_run(())).err(),
            };
            match refused {
                Some(refused) if !refused.errors().is_empty() => {
                    failure.try_set(Some(refused));
                    return;
                }
                Some(refused) => toasts.fail(&refused),
                None if wished == Wish::Remove => {
                    toasts.say(t("No code is asked for any more.", "Nach einem Code wird nicht mehr gefragt."))
                }
                None => {}
            }
            open.try_set(false);
        });
    };
    view! {
        <Dialog open title=t("Codes beside the password", "Codes neben dem Passwort")>
            <p>{move || wish.get().map(Wish::follows)}</p>
            <form class="stack" on:submit=submit>
                <OwnPasswordField password wrong />
                <div class="buttons">
                    <button type="submit" class="button danger">{move || wish.get().map(Wish::verb)}</button>
                    <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
                </div>
            </form>
        </Dialog>
    }
}
