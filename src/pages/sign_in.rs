//! Signing in.

mod by_passkey;

use calling_card_api::auth::SignIn as SignInRequest;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::language::{language, t};
use crate::session::{Who, use_session};
use crate::transport::send;
use crate::ui::{PageHeader, TextField};

use by_passkey::PasskeySignIn;

/// The page on which one signs in. It stands wherever one wanted to go, so that one is there afterwards.
#[component]
pub(crate) fn SignIn() -> impl IntoView {
    view! {
        <main class="gate">
            <div>
                <p class="brand"><img src="/favicon.svg" alt="" width="32" height="32" />"Calling Card"</p>
                <PageHeader title=t("Sign in", "Anmelden") />
                <div class="panel"><SignInForm /></div>
            </div>
        </main>
    }
}

/// E-mail address and password; or the one-time link that was followed.
#[component]
pub(crate) fn SignInForm() -> impl IntoView {
    let session = use_session();
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let failure = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let location = use_location();
    let begin = move |request: SignInRequest, go_home: bool| {
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match send(&request).await {
                Ok(signed_in) => {
                    if go_home {
                        navigate("/people", NavigateOptions { replace: true, ..NavigateOptions::default() });
                    }
                    session.ended.set(false);
                    if session.who.get_untracked() != Who::Staff(signed_in.clone()) {
                        session.who.set(Who::Staff(signed_in));
                    }
                }
                Err(wrong) => {
                    session.ended.set(matches!(session.who.get_untracked(), Who::Staff(_)));
                    failure.try_set(Some(wrong));
                }
            }
            busy.try_set(false);
        });
    };
    let token = location.hash.get_untracked().trim_start_matches('#').to_owned();
    if location.pathname.get_untracked() == "/sign-in" && !token.is_empty() {
        begin.clone()(SignInRequest::Link { token }, true);
    }
    let at_sign_in = move || location.pathname.get_untracked() == "/sign-in";
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (email, password) = (email.get_untracked(), password.get_untracked());
        begin.clone()(SignInRequest::Password { email, password }, at_sign_in());
    };
    view! {
        <form class="stack" on:submit=submit>
            <TextField label=t("E-mail", "E-Mail") value=email on_input=move |text| email.set(text) kind="email" autocomplete="username" required=true />
            <TextField label=t("Password", "Passwort") value=password on_input=move |text| password.set(text) kind="password" autocomplete="current-password" required=true />
            {move || failure.get().map(|failure: crate::transport::Failure| view! { <p class="notice" role="alert">{failure.sentence(language())}</p> })}
            <button type="submit" class="button primary" disabled=busy>{t("Sign in", "Anmelden")}</button>
            <PasskeySignIn />
        </form>
    }
}
