//! The codes for when the phone is lost, shown once.

use calling_card_api::totp::RecoveryCodes;
use leptos::prelude::*;

use crate::language::t;
use crate::ui::focus_when_there;

/// The codes that were just made.
#[component]
pub(super) fn Codes(codes: RwSignal<Option<RecoveryCodes>>) -> impl IntoView {
    let heading = NodeRef::<leptos::html::H3>::new();
    // What had the focus is gone, and these are shown once: they are where one goes on.
    focus_when_there(heading);
    let shown = move |codes: RecoveryCodes| {
        let entries: Vec<_> = codes.codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect();
        view! {
            <div class="notice info stack">
                <h3 tabindex="-1" node_ref=heading>{t("Recovery codes", "Ersatzcodes")}</h3>
                <p>{t(
                    "Where your phone is lost, each of these signs you in once instead of a code of the app. Print them or put them into a password manager: they are not shown again.",
                    "Ist Ihr Telefon verloren, meldet Sie jeder davon einmal anstelle eines Codes der App an. Drucken Sie sie aus, oder legen Sie sie in einen Passwortmanager: Sie werden nicht noch einmal gezeigt.",
                )}</p>
                <ul>{entries}</ul>
            </div>
        }
    };
    move || codes.get().map(shown)
}
