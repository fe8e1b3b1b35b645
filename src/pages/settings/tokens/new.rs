//! Making a token, which is shown once.

use calling_card_api::tokens::{CreateToken, NewApiToken};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::{language, t};
use crate::transport::{Failure, send};
use crate::ui::{Code, TextField, focus, use_toasts};

/// What shows the new token, by its id.
const MADE: &str = "made-token";

/// The form, and below it the token that was made.
#[component]
pub(super) fn NewToken(changed: Callback<()>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<Failure>);
    let made = RwSignal::new(None::<(String, String)>);
    let busy = RwSignal::new(false);
    let toasts = use_toasts();
    let error = Signal::derive(move || {
        let errors = failure.get().map(|failure| failure.errors()).unwrap_or_default();
        errors.first().map(|error| error.problem.sentence(language())).unwrap_or_default()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let new = NewApiToken { name: name.get_untracked() };
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match send(&CreateToken { new }).await {
                Ok(answer) => {
                    name.try_set(String::new());
                    made.try_set(Some((answer.known.name, answer.token)));
                    focus(MADE);
                    changed.try_run(());
                }
                Err(wrong) => {
                    if wrong.errors().is_empty() {
                        toasts.fail(&wrong);
                    }
                    failure.try_set(Some(wrong));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="panel stack" on:submit=submit>
            <h2>{t("New token", "Neues Token")}</h2>
            <div class="grid">
                <TextField label=t("What it is for", "Wofür es ist") value=name on_input=move |text| name.set(text) error required=true />
            </div>
            <div><button type="submit" class="button primary" disabled=busy>{t("Make a token", "Token anlegen")}</button></div>
        </form>
        {move || made.get().map(|(name, token)| view! { <Made name token done=Callback::new(move |()| made.set(None)) /> })}
    }
}

#[component]
fn Made(name: String, token: String, done: Callback<()>) -> impl IntoView {
    view! {
        <section class="panel stack">
            <h2 id=MADE tabindex="-1">{t("The token for", "Das Token für")}" "<span dir="auto">{name}</span></h2>
            <p class="notice info">{t("Copy it now: it is shown this once, and kept nowhere.", "Kopieren Sie es jetzt: Es wird nur dieses eine Mal gezeigt und nirgends aufbewahrt.")}</p>
            <Code text=token label=t("Copy the token", "Token kopieren") />
            <div><button type="button" class="button" on:click=move |_| done.run(())>{t("I have it", "Ich habe es")}</button></div>
        </section>
    }
}
