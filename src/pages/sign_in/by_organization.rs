//! Signing in by the organization's own sign-in.

use calling_card_api::ways::{GetWays, ORGANIZATION};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

use crate::language::t;
use crate::transport::send;

/// The way there, where there is one; and why it led nowhere, where one comes back from it so.
#[component]
pub(crate) fn OrganizationSignIn() -> impl IntoView {
    let name = RwSignal::new(None::<String>);
    spawn_local(async move {
        if let Ok(ways) = send(&GetWays).await {
            name.try_set(ways.organization);
        }
    });
    let came_back = match use_query_map().read_untracked().get_str("organization") {
        Some("refused") => Some(t(
            "This did not sign you in: only members of a workspace come in this way, by the e-mail address that they have there.",
            "Sie sind damit nicht angemeldet: So kommt nur herein, wer Mitglied eines Arbeitsbereichs ist, mit der E-Mail-Adresse von dort.",
        )),
        Some("away") => Some(t(
            "The organization's sign-in does not answer. Try again, or sign in with your password.",
            "Die Anmeldung der Organisation antwortet nicht. Versuchen Sie es noch einmal, oder melden Sie sich mit dem Passwort an.",
        )),
        _ => None,
    };
    view! {
        {came_back.map(|sentence| view! { <p class="notice" role="alert">{sentence}</p> })}
        {move || name.get().map(|name| view! {
            // The router leaves it to the browser.
            <a class="button" rel="external" href=ORGANIZATION>{t("Sign in with", "Anmelden mit")}" "<bdi>{name}</bdi></a>
        })}
    }
}
