//! Turning the codes on: the password, then what the app on the phone is told, then its first code.

use calling_card_api::totp::{AddTotp, BeginTotp, RecoveryCodes, TotpCode, TotpOffer};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::own_password::{Asking, OwnPasswordField};
use crate::language::t;
use crate::transport::send;
use crate::ui::{TextField, use_toasts};

/// The way to turn them on.
#[component]
pub(super) fn Begin(made: Callback<RecoveryCodes>) -> impl IntoView {
    let offer = RwSignal::new(None::<TotpOffer>);
    view! {
        {move || match offer.get() {
            None => view! { <Password offer /> }.into_any(),
            Some(told) => view! { <FirstCode told made /> }.into_any(),
        }}
    }
}

#[component]
fn Password(offer: RwSignal<Option<TotpOffer>>) -> impl IntoView {
    let asking = Asking::new();
    let submit = asking.submit(move |password| async move {
        let told = send(&BeginTotp { password }).await?;
        offer.try_set(Some(told));
        Ok(())
    });
    let Asking { password, wrong, busy, .. } = asking;
    view! {
        <form class="stack" on:submit=submit>
            <div class="grid"><OwnPasswordField password wrong /></div>
            <div><button type="submit" class="button" aria-disabled=move || busy.get().then_some("true")>{t("Turn codes on", "Codes einschalten")}</button></div>
        </form>
    }
}

#[component]
fn FirstCode(told: TotpOffer, made: Callback<RecoveryCodes>) -> impl IntoView {
    let toasts = use_toasts();
    let code = RwSignal::new(String::new());
    let wrong = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let first = TotpCode { code: code.get_untracked() };
        wrong.set(String::new());
        spawn_local(async move {
            match send(&AddTotp { code: first }).await {
                Ok(codes) => {
                    toasts.say(t(
                        "Codes are on. Your other sessions have ended.",
                        "Die Codes sind eingeschaltet. Ihre anderen Sitzungen sind beendet.",
                    ));
                    made.try_run(codes);
                }
                Err(refused) if refused.errors().is_empty() => toasts.fail(&refused),
                Err(_) => {
                    wrong.try_set(
                        t(
                            "This is not the code of now. Check the clock of your phone, and type the next one.",
                            "Das ist nicht der Code von jetzt. Prüfen Sie die Uhr Ihres Telefons, und geben Sie den nächsten ein.",
                        )
                        .to_owned(),
                    );
                }
            }
            busy.try_set(false);
        });
    };
    let view_box = format!("0 0 {0} {0}", told.side);
    let ground = format!("M0 0h{0}v{0}H0z", told.side);
    view! {
        <form class="stack" on:submit=submit>
            <p>{t(
                "Scan this with the app (2FAS, Aegis, Google Authenticator, a password manager …), or type the key.",
                "Scannen Sie dies mit der App (2FAS, Aegis, Google Authenticator, ein Passwortmanager …), oder geben Sie den Schlüssel ein.",
            )}</p>
            <svg role="img" aria-label=t("QR code for the app", "QR-Code für die App") width="200" height="200" viewBox=view_box shape-rendering="crispEdges">
                <path fill="#fff" d=ground></path>
                <path fill="#000" d=told.qr></path>
            </svg>
            <p>{t("Key", "Schlüssel")}": "<code>{told.secret}</code><br /><a href=told.uri>{t("Open the app on this device", "Die App auf diesem Gerät öffnen")}</a></p>
            <div class="grid">
                <TextField label=t("The code that the app shows", "Der Code, den die App zeigt") value=code on_input=move |text| code.set(text) error=wrong
                    autocomplete="one-time-code" required=true autofocus=true />
            </div>
            <div><button type="submit" class="button primary" aria-disabled=move || busy.get().then_some("true")>{t("Turn codes on", "Codes einschalten")}</button></div>
        </form>
    }
}
