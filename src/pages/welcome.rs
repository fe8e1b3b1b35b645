//! The first member of staff, who followed the one-time link.

use calling_card_api::auth::CreateFirstUser;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::language::{language, t};
use crate::session::{Who, use_session};
use crate::transport::{Failure, send};
use crate::ui::{PageHeader, TextField};

/// The page on which the first member of staff says who they are.
#[component]
pub(crate) fn Welcome() -> impl IntoView {
    let session = use_session();
    let [name, email, password] = [(); 3].map(|()| RwSignal::new(String::new()));
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let token = use_location().pathname.get_untracked().trim_start_matches("/welcome/").to_owned();
    let error = move |field: &'static str| {
        Signal::derive(move || {
            let errors = failure.get().map(|failure| failure.errors()).unwrap_or_default();
            errors
                .iter()
                .find(|error| error.field == field)
                .map(|error| error.problem.sentence(language()))
                .unwrap_or_default()
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        let (token, name) = (token.clone(), name.get_untracked());
        let first = CreateFirstUser { token, name, email: email.get_untracked(), password: password.get_untracked() };
        busy.set(true);
        spawn_local(async move {
            match send(&first).await {
                Ok(signed_in) => {
                    navigate("/people", NavigateOptions { replace: true, ..NavigateOptions::default() });
                    session.who.set(Who::Staff(signed_in));
                }
                Err(wrong) => failure.set(Some(wrong)),
            }
            busy.try_set(false);
        });
    };
    let help = t("At least 10 characters.", "Mindestens 10 Zeichen.");
    view! {
        <main class="gate">
            <div>
                <p class="brand"><img src="/favicon.svg" alt="" width="32" height="32" />"Calling Card"</p>
                <PageHeader title=t("Welcome", "Willkommen") />
                <form class="panel stack" on:submit=submit>
                    <p class="muted">{t("You are the first here. Say who you are, and begin.", "Sie sind als Erstes hier. Sagen Sie, wer Sie sind, und beginnen Sie.")}</p>
                    <TextField label=t("Your name", "Ihr Name") value=name on_input=move |text| name.set(text) autocomplete="name" error=error("/name") required=true />
                    <TextField label=t("E-mail", "E-Mail") value=email on_input=move |text| email.set(text) kind="email" autocomplete="username" error=error("/email") required=true />
                    <TextField label=t("Password", "Passwort") value=password on_input=move |text| password.set(text) kind="password" autocomplete="new-password" error=error("/password") help required=true />
                    {move || failure.get().map(|failure| view! { <p class="notice" role="alert">{failure.sentence(language())}</p> })}
                    <button type="submit" class="button primary" disabled=busy>{t("Begin", "Beginnen")}</button>
                </form>
            </div>
        </main>
    }
}
