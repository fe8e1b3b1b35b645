//! Imports of before, each with the way back.

use calling_card_api::ConnectionId;
use calling_card_api::changes::UndoBatch;
use calling_card_api::imports::{ImportSummary, ListImports};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::transport::send;
use crate::ui::{load, moment_text, use_toasts};

/// The imports of the last 30 days; nothing where there are none.
#[component]
pub(super) fn EarlierImports() -> impl IntoView {
    let imports = load(move || ListImports { connection: ConnectionId::home() });
    move || {
        let found = imports.state.get().and_then(Result::ok).filter(|found| !found.is_empty())?;
        let entries: Vec<_> =
            found.into_iter().map(|import| view! { <Earlier import again=move || imports.again() /> }).collect();
        Some(view! {
            <section class="panel">
                <h2>{t("Imports of the last 30 days", "Importe der letzten 30 Tage")}</h2>
                <ul class="entries">{entries}</ul>
            </section>
        })
    }
}

#[component]
fn Earlier(import: ImportSummary, again: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let toasts = use_toasts();
    let batch = import.batch;
    let undo = move |_| {
        spawn_local(async move {
            match send(&UndoBatch { connection: ConnectionId::home(), batch }).await {
                Ok(_) => {
                    toasts.say(t("The import is undone.", "Der Import ist rückgängig gemacht."));
                    again();
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let when = moment_text(&import.at);
    let what = format!(
        "{} {}, {} {}",
        import.created,
        t("new", "neu"),
        import.updated,
        t("brought up to date", "auf den neuesten Stand gebracht")
    );
    let label = format!("{} {when}", t("Undo the import of", "Import rückgängig machen:"));
    view! {
        <li class="line">
            <span><strong>{when.clone()}</strong>" · "{import.by}<br /><span class="muted small">{what}</span></span>
            <button type="button" class="button small" aria-label=label on:click=undo>{t("Undo", "Rückgängig")}</button>
        </li>
    }
}
