//! The own password, asked anew before what protects the account is changed.

use leptos::prelude::*;

use crate::language::t;
use crate::transport::Failure;
use crate::ui::TextField;

/// Asks for it.
#[component]
pub(super) fn OwnPasswordField(password: RwSignal<String>, wrong: Signal<String>) -> impl IntoView {
    view! {
        <TextField label=t("Your password", "Ihr Passwort") kind="password" autocomplete="current-password" value=password
            on_input=move |text| password.set(text) error=wrong required=true />
    }
}

/// What is wrong with it; empty where a request did not fail because of it.
pub(super) fn of_password(failure: &Failure) -> String {
    let wrong = failure.errors().iter().any(|error| error.field == "/password");
    if wrong { t("This is not your password.", "Das ist nicht Ihr Passwort.").to_owned() } else { String::new() }
}
