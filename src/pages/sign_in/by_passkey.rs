//! Signing in by a passkey.

use calling_card_api::ProblemKind;
use calling_card_api::auth::Session;
use calling_card_api::passkeys::{AskForPasskey, SignInByPasskey};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_location, use_navigate};

use super::entered;
use crate::language::{language, t};
use crate::passkeys::{Wish, ask};
use crate::session::use_session;
use crate::transport::{Failure, send};

/// The button by which one signs in with a passkey. It keeps the focus, whatever comes of it.
#[component]
pub(crate) fn PasskeySignIn() -> impl IntoView {
    let session = use_session();
    let failure = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let location = use_location();
    let begin = move |_| {
        if busy.get_untracked() {
            return;
        }
        let navigate = navigate.clone();
        let go_home = location.pathname.get_untracked() == "/sign-in";
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match sign_in().await {
                Ok(signed_in) => entered(session, signed_in, go_home.then_some(&navigate)),
                Err(sentence) => {
                    failure.try_set(Some(sentence));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <button type="button" class="button" aria-disabled=move || busy.get().then_some("true") on:click=begin>{t("Sign in with a passkey", "Mit einem Passkey anmelden")}</button>
        {move || failure.get().map(|sentence| view! { <p class="notice" role="alert">{sentence}</p> })}
    }
}

async fn sign_in() -> Result<Session, String> {
    let question = send(&AskForPasskey).await.map_err(|failure| sentence(&failure))?;
    let answer = ask(Wish::Use, &question).await.map_err(|why| why.sentence(Wish::Use).to_owned())?;
    send(&SignInByPasskey { answer }).await.map_err(|failure| sentence(&failure))
}

fn sentence(failure: &Failure) -> String {
    if failure.is(ProblemKind::Credentials) {
        let unknown = t(
            "This passkey is not known here, or it took too long. Try again, or sign in with your password.",
            "Dieser Passkey ist hier nicht bekannt, oder es dauerte zu lange. Versuchen Sie es noch einmal, oder melden Sie sich mit dem Passwort an.",
        );
        return unknown.to_owned();
    }
    failure.sentence(language())
}
