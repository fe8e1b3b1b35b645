//! Signing in by the organization's own sign-in.

use calling_card_api::ways::{GetWays, ORGANIZATION};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use crate::language::t;
use crate::transport::send;

/// The way there, where there is one; and that it was refused, where one comes back from it so.
#[component]
pub(crate) fn OrganizationSignIn() -> impl IntoView {
    let name = RwSignal::new(None::<String>);
    spawn_local(async move {
        if let Ok(ways) = send(&GetWays).await {
            name.try_set(ways.organization);
        }
    });
    let refused = use_location().search.get_untracked().contains("organization=refused");
    view! {
        {refused.then(|| view! { <p class="notice" role="alert">{t(
            "This did not sign you in: only members of a workspace come in this way, by the e-mail address that they have there.",
            "Sie sind damit nicht angemeldet: So kommt nur herein, wer Mitglied eines Arbeitsbereichs ist, mit der E-Mail-Adresse von dort.",
        )}</p> })}
        {move || name.get().map(|name| view! {
            // The router leaves it to the browser.
            <a class="button" rel="external" href=ORGANIZATION>{t("Sign in with", "Anmelden mit")}" "<bdi>{name}</bdi></a>
        })}
    }
}
