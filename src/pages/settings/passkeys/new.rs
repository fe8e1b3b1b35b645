//! Adding a passkey.

use calling_card_api::passkeys::{AddPasskey, BeginPasskey, NewPasskey as New};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::own_password::{OwnPasswordField, of_password};
use crate::language::{language, t};
use crate::passkeys::{Unanswered, Wish, ask};
use crate::transport::{Failure, send};
use crate::ui::{TextField, use_toasts};

/// Why there is no passkey.
#[derive(Clone)]
enum Unmade {
    /// The gateway has refused.
    Refused(Failure),
    /// The browser has not answered.
    Unanswered(Unanswered),
}

impl Unmade {
    /// What is wrong with the name; empty where that is not it.
    fn of_name(&self) -> String {
        let Self::Refused(failure) = self else { return String::new() };
        let errors = failure.errors();
        let wrong = errors.iter().find(|error| error.field == "/name");
        wrong.map(|error| error.problem.sentence(language())).unwrap_or_default()
    }

    /// What is wrong with the password; empty where that is not it.
    fn of_password(&self) -> String {
        if let Self::Refused(failure) = self { of_password(failure) } else { String::new() }
    }

    /// What else is wrong.
    fn sentence(&self) -> Option<String> {
        match self {
            Self::Unanswered(why) => Some(why.sentence(Wish::Make).to_owned()),
            Self::Refused(failure) if failure.errors().is_empty() => Some(failure.sentence(language())),
            Self::Refused(failure) => failure.errors().iter().any(|error| error.field == "/credential").then(|| {
                t(
                    "The passkey was not taken: it took too long, or it was made for another address. Remove it from your device and try again.",
                    "Der Passkey wurde nicht angenommen: Es dauerte zu lange, oder er wurde für eine andere Adresse angelegt. Entfernen Sie ihn von Ihrem Gerät und versuchen Sie es noch einmal.",
                )
                .to_owned()
            }),
        }
    }
}

/// A name and the password, and the browser is asked.
#[component]
pub(super) fn NewPasskey(changed: Callback<()>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let unmade = RwSignal::new(None::<Unmade>);
    let busy = RwSignal::new(false);
    let toasts = use_toasts();
    let error = Signal::derive(move || unmade.get().map(|unmade| unmade.of_name()).unwrap_or_default());
    let wrong = Signal::derive(move || unmade.get().map(|unmade| unmade.of_password()).unwrap_or_default());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let new = New { name: name.get_untracked(), password: password.get_untracked() };
        busy.set(true);
        unmade.set(None);
        spawn_local(async move {
            match make(new).await {
                Ok(()) => {
                    name.try_set(String::new());
                    password.try_set(String::new());
                    toasts.say(t(
                        "The passkey is there. You can sign in with it from now on.",
                        "Der Passkey ist angelegt. Sie können sich von nun an mit ihm anmelden.",
                    ));
                    changed.try_run(());
                }
                Err(why) => {
                    unmade.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let sentence = move || unmade.get().and_then(|unmade| unmade.sentence());
    view! {
        <form class="stack" on:submit=submit>
            <div class="grid">
                <TextField label=t("Name of the new passkey", "Name des neuen Passkeys") value=name on_input=move |text| name.set(text) error
                    help=t("By which you know it again: “Work laptop”.", "An dem Sie ihn wiedererkennen: „Laptop im Büro“.") required=true />
                <OwnPasswordField password wrong />
            </div>
            {move || sentence().map(|sentence| view! { <p class="notice" role="alert">{sentence}</p> })}
            <div><button type="submit" class="button" aria-disabled=move || busy.get().then_some("true")>{t("Add a passkey", "Passkey hinzufügen")}</button></div>
        </form>
    }
}

async fn make(new: New) -> Result<(), Unmade> {
    let question = send(&BeginPasskey { new }).await.map_err(Unmade::Refused)?;
    let answer = ask(Wish::Make, &question).await.map_err(Unmade::Unanswered)?;
    send(&AddPasskey { answer }).await.map(|_| ()).map_err(Unmade::Refused)
}
