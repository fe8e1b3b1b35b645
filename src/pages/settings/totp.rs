//! A code of an app on one's phone beside the password.

mod ask;
mod begin;
mod codes;

use calling_card_api::totp::{GetTotp, RecoveryCodes, TotpState};
use leptos::prelude::*;

use crate::language::t;
use crate::ui::{focus, load, moment_text, shown};
use ask::{AskPassword, Wish};
use begin::Begin;
use codes::Codes;

/// The heading, which has the focus where what had it is gone.
const HEADING: &str = "codes-beside-the-password";

/// Whether the own password needs a code beside it, and the ways to change that.
#[component]
pub(super) fn Totp() -> impl IntoView {
    let state = load(|| GetTotp);
    let codes = RwSignal::new(None::<RecoveryCodes>);
    let wish = RwSignal::new(None::<Wish>);
    let made = Callback::new(move |new: RecoveryCodes| {
        codes.set(Some(new));
        state.again();
    });
    let gone = Callback::new(move |()| {
        codes.set(None);
        state.again();
        focus(HEADING);
    });
    view! {
        <section class="panel stack">
            <h2 id=HEADING tabindex="-1">{t("Codes beside the password", "Codes neben dem Passwort")}</h2>
            <p class="muted">{t(
                "An app on your phone shows a new code every 30 seconds, which is asked for beside your password. Whoever finds out your password alone does not get in.",
                "Eine App auf Ihrem Telefon zeigt alle 30 Sekunden einen neuen Code, nach dem neben dem Passwort gefragt wird. Wer nur Ihr Passwort herausfindet, kommt nicht hinein.",
            )}</p>
            {shown(state, move |state| match state {
                TotpState { since: None, .. } => view! { <Begin made /> }.into_any(),
                TotpState { since: Some(since), recovery } => {
                    let on = format!("{} {}", t("On since", "Eingeschaltet seit"), moment_text(&since));
                    let left = format!("{} {recovery}", t("Recovery codes left:", "Ersatzcodes übrig:"));
                    view! {
                        <p><strong>{on}</strong><br /><span class="muted small">{left}</span></p>
                        <div class="buttons">
                            <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| wish.set(Some(Wish::Renew))>{t("New recovery codes", "Neue Ersatzcodes")}</button>
                            <button type="button" class="button danger" aria-haspopup="dialog" on:click=move |_| wish.set(Some(Wish::Remove))>{t("Turn off", "Ausschalten")}</button>
                        </div>
                    }
                    .into_any()
                }
            })}
            <Codes codes />
        </section>
        <AskPassword wish made gone />
    }
}
