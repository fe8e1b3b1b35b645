//! How far the storing is, as it is shown.

use calling_card_api::ConnectionId;
use calling_card_api::changes::UndoBatch;
use calling_card_api::worker::Counts;
use calling_card_contact::BatchId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Import;
use super::kept::{self, Kept};
use super::store::{Progress, change, go_on};
use crate::connection::people_path;
use crate::language::{language, t};
use crate::pages::transfers::{ProgressOf, watch};
use crate::transport::send;
use crate::ui::{save_file, use_toasts};
use crate::worker;

/// How far it is, the ways to stop and to go on, and at the end what came of it.
#[component]
pub(super) fn ProgressView(import: Import) -> impl IntoView {
    move || {
        let progress = import.progress.get()?;
        let counts = import.counts.get();
        let done = progress.is_done(&counts);
        let heading = match (done, abroad(&progress.kept)) {
            (false, _) => t("Importing", "Import läuft"),
            (true, false) => t("Imported", "Importiert"),
            (true, true) => t("On their way", "Unterwegs"),
        };
        let failure = progress.failure.clone();
        let on_the_way = (done && abroad(&progress.kept) && progress.kept.stored > 0)
            .then(|| view! { <OnTheWay id=progress.kept.batch /> });
        Some(view! {
            <section class="panel stack">
                <h2>{heading}</h2>
                <progress max=counts.cards.to_string() value=progress.kept.next.to_string() aria-label=heading></progress>
                <p role="status">{count_words(&progress.kept, &counts)}</p>
                {failure.map(|failure| view! { <p class="notice" role="alert">{failure.sentence(language())}</p> })}
                {on_the_way}
                <Ways import progress done />
            </section>
        })
    }
}

/// Whether it goes to a CRM that is not the built-in one.
fn abroad(kept: &Kept) -> bool {
    kept.connection != ConnectionId::home()
}

fn count_words(kept: &Kept, counts: &Counts) -> String {
    let organizations = match kept.organizations {
        _ if abroad(kept) => String::new(),
        0 => String::new(),
        1 => t(" 1 organization is stored;", " 1 Organisation ist gespeichert;").to_owned(),
        count => format!(" {count} {}", t("organizations are stored;", "Organisationen sind gespeichert;")),
    };
    let people = match abroad(kept) {
        true => t("people are handed over;", "Personen sind übergeben;"),
        false => t("people are stored;", "Personen sind gespeichert;"),
    };
    format!(
        "{} {people}{organizations} {} {} {} {}",
        kept.stored,
        kept.next,
        t("of", "von"),
        counts.cards,
        t("cards are done.", "Karten sind erledigt.")
    )
}

/// How far the people are who were handed over.
#[component]
fn OnTheWay(id: BatchId) -> impl IntoView {
    let report = watch(id);
    let transfer = Signal::derive(move || {
        report.state.with(|state| state.as_ref()?.as_ref().ok().map(|report| report.transfer.clone()))
    });
    view! {
        <p>{t(
            "They are delivered one after the other, as fast as the CRM takes them in. It goes on when this page is left.",
            "Sie werden eine nach der anderen geliefert, so schnell, wie das CRM sie annimmt. Es geht weiter, wenn diese Seite verlassen wird.",
        )}</p>
        <ProgressOf transfer />
        <div><a class="button" href=format!("/settings/transfers/{id}")>{t("To the transfer", "Zur Übertragung")}</a></div>
    }
}

/// The ways to stop, to go on, and to undo.
#[component]
fn Ways(import: Import, progress: Progress, done: bool) -> impl IntoView {
    let toasts = use_toasts();
    let Progress { kept, running, in_flight, .. } = progress;
    let (idle, batch, people) = (!in_flight, kept.batch, people_path(&kept.connection, ""));
    // What is on its way is undone where it is shown.
    let undoable = idle && !abroad(&kept) && kept.stored + kept.organizations > 0;
    let undo = move |batch: BatchId| {
        spawn_local(async move {
            match send(&UndoBatch { connection: ConnectionId::home(), batch }).await {
                Ok(_) => {
                    toasts.say(t("The import is undone.", "Der Import ist rückgängig gemacht."));
                    import.clear();
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let report = move |_| {
        spawn_local(async move {
            if let Ok(text) = worker::ask_with::<String>("report", &language()).await {
                // A browser that refuses says so itself.
                let _ = save_file(&text, "text/csv;charset=utf-8", "import.csv");
            }
        });
    };
    view! {
        <div class="buttons">
            {(!done && running).then(|| view! { <button type="button" class="button" on:click=move |_| change(import, |progress| progress.running = false)>{t("Pause", "Anhalten")}</button> })}
            {(!done && idle).then(|| view! { <button type="button" class="button primary" on:click=move |_| go_on(import)>{t("Go on", "Weiter")}</button> })}
            {(!done).then(|| view! { <button type="button" class="button" on:click=move |_| cancel(import)>{t("Cancel the rest", "Rest abbrechen")}</button> })}
            {done.then(|| view! { <a class="button primary" href=people>{t("To the people", "Zu den Personen")}</a> })}
            {done.then(|| view! { <button type="button" class="button" on:click=report>{t("Download the report", "Bericht herunterladen")}</button> })}
            {undoable.then(|| view! { <button type="button" class="button danger" on:click=move |_| undo(batch)>{t("Undo the import", "Import rückgängig machen")}</button> })}
            {(idle && done).then(|| view! { <button type="button" class="button" on:click=move |_| import.clear()>{t("Import more", "Weitere importieren")}</button> })}
        </div>
    }
}

/// Stores nothing more; what is stored stays, and can be undone.
fn cancel(import: Import) {
    change(import, |progress| (progress.running, progress.cancelled) = (false, true));
    spawn_local(kept::forget());
}
