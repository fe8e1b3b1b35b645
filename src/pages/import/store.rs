//! Storing what was chosen, part by part; a part is stored whole or not at all.

use calling_card_api::ConnectionId;
use calling_card_api::changes::UndoBatch;
use calling_card_api::imports::{ImportBatch, ImportPeople};
use calling_card_api::worker::{Counts, Part, PartRequest};
use calling_card_contact::{BatchId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kept::{self, Kept};
use super::{Import, read};
use crate::language::{language, t};
use crate::session::{Who, use_session};
use crate::transport::{Failure, send};
use crate::ui::{save_file, use_toasts};
use crate::worker;

/// How far the storing is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Progress {
    kept: Kept,
    running: bool,
    in_flight: bool,
    /// Whether the rest is not to be stored.
    cancelled: bool,
    failure: Option<Failure>,
}

impl Progress {
    fn is_done(&self, counts: &Counts) -> bool {
        self.cancelled || (counts.is_read() && self.kept.next >= counts.cards)
    }
}

/// Begins to store what was chosen.
pub(super) fn begin(import: Import) {
    let Some(user) = user() else { return };
    let tags = import.tags.get_untracked();
    let kept = Kept {
        user,
        // The key is made here, so that a part whose answer was lost can be sent again.
        batch: BatchId(uuid::Uuid::new_v4()),
        part: 0,
        next: 0,
        stored: 0,
        organizations: 0,
        tags: tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
        choices: import.choices.get_value(),
        mappings: import.mappings.get_value(),
        files: import.files.with_value(|files| files.iter().map(web_sys::File::name).collect()),
    };
    import.progress.set(Some(Progress {
        kept: kept.clone(),
        running: false,
        in_flight: false,
        cancelled: false,
        failure: None,
    }));
    spawn_local(async move {
        if kept::keep_files(&import.files.get_value()).await.is_some() {
            kept::keep(&kept);
        }
        go_on(import);
    });
}

/// Goes on with an import that a reload interrupted. One that is done has been seen: the page begins anew.
pub(super) fn resume(import: Import) {
    let counts = import.counts.get_untracked();
    let is_over = |progress: &Progress| progress.is_done(&counts) && !progress.in_flight;
    if import.progress.with_untracked(|progress| progress.as_ref().is_some_and(is_over)) {
        return import.clear();
    }
    let Some(user) = user().filter(|_| import.is_empty() && import.progress.with_untracked(Option::is_none)) else {
        return;
    };
    spawn_local(async move {
        let Some((kept, files)) = kept::kept(user).await else { return };
        let (choices, mappings) = (kept.choices.clone(), kept.mappings.clone());
        import.progress.set(Some(Progress { kept, running: false, in_flight: false, cancelled: false, failure: None }));
        import.files.set_value(files.clone());
        for file in &files {
            read::open(import, file).await;
        }
        for mapping in mappings {
            if let Ok(counts) = worker::ask_with("map_columns", &mapping).await {
                import.counts.set(counts);
            }
        }
        read::go_on(import).await;
        if let Some(failure) = import.failure.get_untracked() {
            return change(import, |progress| progress.failure = Some(failure));
        }
        for choice in choices {
            if let Ok(counts) = worker::ask_with("choose", &choice).await {
                import.counts.set(counts);
            }
        }
        go_on(import);
    });
}

fn user() -> Option<UserId> {
    match use_session().who.get_untracked() {
        Who::Staff(session) => Some(session.user.id),
        _ => None,
    }
}

/// Stores part after part until all are stored, one fails, or it is stopped.
fn go_on(import: Import) {
    let under_way =
        import.progress.with_untracked(|progress| progress.as_ref().is_some_and(|progress| progress.in_flight));
    change(import, |progress| (progress.running, progress.in_flight, progress.failure) = (true, true, None));
    if under_way {
        return;
    }
    spawn_local(async move {
        loop {
            let counts = import.counts.get_untracked();
            let next = import.progress.with_untracked(|progress| {
                let progress = progress.as_ref().filter(|progress| progress.running && !progress.is_done(&counts))?;
                Some(progress.kept.clone())
            });
            let Some(kept) = next else { break };
            if let Err(failure) = store(import, kept).await {
                change(import, |progress| (progress.running, progress.failure) = (false, Some(failure)));
            }
        }
        change(import, |progress| (progress.running, progress.in_flight) = (false, false));
        let counts = import.counts.get_untracked();
        if import
            .progress
            .with_untracked(|progress| progress.as_ref().is_some_and(|progress| progress.is_done(&counts)))
        {
            kept::forget().await;
        }
    });
}

/// Stores the next part.
async fn store(import: Import, kept: Kept) -> Result<(), Failure> {
    let Part { people, organizations, next } =
        worker::ask_with("part", &PartRequest { from: kept.next, tags: kept.tags.clone() }).await?;
    let stored = (people.len() as u32, organizations.len() as u32);
    let mut part = kept.part;
    if stored != (0, 0) {
        let batch = ImportBatch { batch: Some(kept.batch), part, people, organizations };
        send(&ImportPeople { connection: ConnectionId::home(), part: batch }).await?;
        part += 1;
    }
    let (stored, organizations) = (kept.stored + stored.0, kept.organizations + stored.1);
    let kept = Kept { part, next, stored, organizations, ..kept };
    kept::keep(&kept);
    change(import, |progress| progress.kept = kept);
    Ok(())
}

fn change(import: Import, change: impl FnOnce(&mut Progress)) {
    import.progress.try_update(|progress| progress.as_mut().map(change));
}

/// How far it is, the ways to stop and to go on, and at the end what came of it.
#[component]
pub(super) fn ProgressView(import: Import) -> impl IntoView {
    let toasts = use_toasts();
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
    move || {
        let progress = import.progress.get()?;
        let counts = import.counts.get();
        let Progress { kept, running, in_flight, failure, .. } = progress.clone();
        let (done, idle, batch) = (progress.is_done(&counts), !in_flight, kept.batch);
        let heading = if done { t("Imported", "Importiert") } else { t("Importing", "Import läuft") };
        let organizations = match kept.organizations {
            0 => String::new(),
            1 => t(" 1 organization is stored;", " 1 Organisation ist gespeichert;").to_owned(),
            count => format!(" {count} {}", t("organizations are stored;", "Organisationen sind gespeichert;")),
        };
        let count = format!(
            "{} {}{organizations} {} {} {} {}",
            kept.stored,
            t("people are stored;", "Personen sind gespeichert;"),
            kept.next,
            t("of", "von"),
            counts.cards,
            t("cards are done.", "Karten sind erledigt.")
        );
        let ways = view! {
            <div class="buttons">
                {(!done && running).then(|| view! { <button type="button" class="button" on:click=move |_| change(import, |progress| progress.running = false)>{t("Pause", "Anhalten")}</button> })}
                {(!done && idle).then(|| view! { <button type="button" class="button primary" on:click=move |_| go_on(import)>{t("Go on", "Weiter")}</button> })}
                {(!done).then(|| view! { <button type="button" class="button" on:click=move |_| cancel(import)>{t("Cancel the rest", "Rest abbrechen")}</button> })}
                {done.then(|| view! { <a class="button primary" href="/people">{t("To the people", "Zu den Personen")}</a> })}
                {done.then(|| view! { <button type="button" class="button" on:click=report>{t("Download the report", "Bericht herunterladen")}</button> })}
                {(idle && kept.stored + kept.organizations > 0).then(|| view! { <button type="button" class="button danger" on:click=move |_| undo(batch)>{t("Undo the import", "Import rückgängig machen")}</button> })}
                {(idle && done).then(|| view! { <button type="button" class="button" on:click=move |_| import.clear()>{t("Import more", "Weitere importieren")}</button> })}
            </div>
        };
        Some(view! {
            <section class="panel stack">
                <h2>{heading}</h2>
                <progress max=counts.cards.to_string() value=kept.next.to_string() aria-label=heading></progress>
                <p role="status">{count}</p>
                {failure.map(|failure| view! { <p class="notice" role="alert">{failure.sentence(language())}</p> })}
                {ways}
            </section>
        })
    }
}

/// Stores nothing more; what is stored stays, and can be undone.
fn cancel(import: Import) {
    change(import, |progress| (progress.running, progress.cancelled) = (false, true));
    spawn_local(kept::forget());
}
