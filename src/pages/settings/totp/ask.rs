//! Asking for the password, before codes are made anew or turned off.

use calling_card_api::totp::{RecoveryCodes, RemoveTotp, RenewRecovery};
use leptos::prelude::*;

use super::super::own_password::{PasswordDialog, open_while};
use crate::language::t;
use crate::transport::send;
use crate::ui::use_toasts;

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
    let open = open_while(wish);
    let act = move |password| async move {
        match wish.get_untracked() {
            Some(Wish::Renew) => _ = made.try_run(send(&RenewRecovery { password }).await?),
            Some(Wish::Remove) => {
                send(&RemoveTotp { password }).await?;
                gone.try_run(());
                toasts.say(t("No code is asked for any more.", "Nach einem Code wird nicht mehr gefragt."));
            }
            None => {}
        }
        Ok(())
    };
    let verb = Signal::derive(move || wish.get().map(Wish::verb).unwrap_or_default());
    view! {
        <PasswordDialog open title=t("Codes beside the password", "Codes neben dem Passwort") verb act>
            <p>{move || wish.get().map(Wish::follows)}</p>
        </PasswordDialog>
    }
}
