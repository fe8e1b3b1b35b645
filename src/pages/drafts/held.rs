//! Why a draft is held for review, and letting it through.

use calling_card_api::ConnectionId;
use calling_card_api::drafts::ReleaseDraft;
use calling_card_contact::{DraftId, Suspicion};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::{language, t};
use crate::session::use_may;
use crate::transport::send;
use crate::ui::use_toasts;

/// The reasons, and the button that lets it through; `released` is told when it is.
#[component]
pub(super) fn Held(id: DraftId, reasons: Vec<Suspicion>, released: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let release = move |_| {
        spawn_local(async move {
            match send(&ReleaseDraft { connection: ConnectionId::home(), id }).await {
                Ok(written) => {
                    toasts.say_with_undo(t("The draft is let through.", "Der Entwurf ist freigegeben."), written.batch);
                    released.run(());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let reasons: Vec<_> = reasons.into_iter().map(|reason| view! { <li>{reason.sentence(language())}</li> }).collect();
    view! {
        <section class="panel stack">
            <h2>{t("Held for review", "Zur Prüfung")}</h2>
            <ul>{reasons}</ul>
            <div><button type="button" class="button" hidden=!use_may().edit() on:click=release>{t("Not spam", "Kein Spam")}</button></div>
        </section>
    }
}
