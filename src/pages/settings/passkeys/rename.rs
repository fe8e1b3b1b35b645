//! Giving a passkey another name.

use calling_card_api::passkeys::{Passkey, PasskeyName, RenamePasskey};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::own_password::open_while;
use crate::language::{language, t};
use crate::transport::{Failure, send};
use crate::ui::{Dialog, TextField, use_toasts};

/// Asks for the name.
#[component]
pub(super) fn Rename(renaming: RwSignal<Option<Passkey>>, changed: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let open = open_while(renaming);
    let name = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<Failure>);
    Effect::new(move || {
        let passkey = renaming.get();
        failure.set(None);
        name.set(passkey.map(|passkey| passkey.name).unwrap_or_default());
    });
    let error = Signal::derive(move || {
        let errors = failure.get().map(|failure| failure.errors()).unwrap_or_default();
        errors.first().map(|error| error.problem.sentence(language())).unwrap_or_default()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(passkey) = renaming.get_untracked() else { return };
        let new = PasskeyName { name: name.get_untracked() };
        spawn_local(async move {
            match send(&RenamePasskey { id: passkey.id, name: new }).await {
                Ok(_) => {
                    open.try_set(false);
                    toasts.say(t("The passkey has its new name.", "Der Passkey hat seinen neuen Namen."));
                    changed.try_run(());
                }
                Err(wrong) => {
                    if wrong.errors().is_empty() {
                        toasts.fail(&wrong);
                    }
                    failure.try_set(Some(wrong));
                }
            }
        });
    };
    view! {
        <Dialog open title=t("Rename the passkey", "Passkey umbenennen")>
            <form class="stack" on:submit=submit>
                <TextField label=t("Name", "Name") value=name on_input=move |text| name.set(text) error required=true autofocus=true />
                <div class="buttons">
                    <button type="submit" class="button primary">{t("Save", "Speichern")}</button>
                    <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
                </div>
            </form>
        </Dialog>
    }
}
