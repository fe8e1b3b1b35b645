//! Storing what was chosen, part by part; a part is stored whole or not at all.

use calling_card_api::ConnectionId;
use calling_card_api::people::{ImportBatch, ImportPeople, ImportedPerson};
use calling_card_contact::{BatchId, Check, FieldError, rules};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Import;
use crate::language::{language, t};
use crate::transport::{Failure, send};
use crate::ui::use_toasts;

/// How many people go into one part.
const PART: usize = 100;
/// Most bytes of a part.
const PART_BYTES: usize = 8_000_000;

/// How far the storing is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Progress {
    waiting: Vec<ImportedPerson>,
    stored: usize,
    total: usize,
    /// What is stored is undone by this key; it is made here, so that a part whose answer was lost can be sent again.
    batch: BatchId,
    part: u32,
    running: bool,
    in_flight: bool,
    failure: Option<Failure>,
    /// People whom the model refuses, by name, with the reason.
    refused: Vec<(String, String)>,
}

/// Begins to store what was chosen.
pub(super) fn begin(import: Import) {
    let mut refused = Vec::new();
    let chosen =
        import.found.with_untracked(|found| found.iter().filter(|found| found.chosen).cloned().collect::<Vec<_>>());
    let mut waiting = Vec::with_capacity(chosen.len());
    for found in chosen {
        let notes = found.card.notes.iter().find_map(|note| rules::lines(note, rules::LONG_TEXT).err());
        let noted = notes.map(|problem| FieldError { field: "/note".into(), problem });
        match found.card.person.check().into_iter().next().or(noted) {
            Some(error) => {
                let reason = format!("{}: {}", error.field.trim_start_matches('/'), error.problem.sentence(language()));
                refused.push((found.card.person.display_name(), reason));
            }
            None => waiting.push(ImportedPerson { person: found.card.person, notes: found.card.notes, known: None }),
        }
    }
    let total = waiting.len();
    import.progress.set(Some(Progress {
        waiting,
        stored: 0,
        total,
        batch: BatchId(uuid::Uuid::new_v4()),
        part: 0,
        running: false,
        in_flight: false,
        failure: None,
        refused,
    }));
    go_on(import);
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
            let next = import.progress.with_untracked(|progress| {
                let progress = progress.as_ref().filter(|progress| progress.running && !progress.waiting.is_empty())?;
                let people = next_part(&progress.waiting);
                Some(ImportBatch { batch: Some(progress.batch), part: progress.part, people })
            });
            let Some(part) = next else { break };
            let count = part.people.len();
            match send(&ImportPeople { connection: ConnectionId::home(), part }).await {
                Ok(_) => change(import, |progress| {
                    progress.waiting.drain(..count);
                    progress.stored += count;
                    progress.part += 1;
                }),
                Err(failure) => {
                    change(import, |progress| (progress.running, progress.failure) = (false, Some(failure)))
                }
            }
        }
        change(import, |progress| (progress.running, progress.in_flight) = (false, false));
    });
}

/// As many people as a part takes, by number and by size; at least one.
fn next_part(waiting: &[ImportedPerson]) -> Vec<ImportedPerson> {
    let mut bytes = 0;
    let fits = |(index, person): &(usize, &ImportedPerson)| {
        bytes += serde_json::to_string(person).map_or(0, |text| text.len());
        *index == 0 || bytes < PART_BYTES
    };
    waiting.iter().take(PART).enumerate().take_while(fits).map(|(_, person)| person.clone()).collect()
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
            match send(&calling_card_api::changes::UndoBatch { connection: ConnectionId::home(), batch }).await {
                Ok(_) => {
                    toasts.say(t("The import is undone.", "Der Import ist rückgängig gemacht."));
                    import.clear();
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    move || {
        let progress = import.progress.get()?;
        let done = progress.waiting.is_empty();
        let idle = !progress.in_flight;
        let heading = if done { t("Imported", "Importiert") } else { t("Importing", "Import läuft") };
        let count = format!(
            "{} {} {} {}",
            progress.stored,
            t("of", "von"),
            progress.total,
            t("people are stored.", "Personen sind gespeichert.")
        );
        let refused: Vec<_> = progress
            .refused
            .iter()
            .map(|(name, reason)| view! { <li><strong dir="auto">{name.clone()}</strong><p>{reason.clone()}</p></li> })
            .collect();
        let any_refused = !refused.is_empty();
        let ways = view! {
            <div class="buttons">
                {(!done && progress.running).then(|| view! { <button type="button" class="button" on:click=move |_| change(import, |progress| progress.running = false)>{t("Pause", "Anhalten")}</button> })}
                {(!done && idle).then(|| view! { <button type="button" class="button primary" on:click=move |_| go_on(import)>{t("Go on", "Weiter")}</button> })}
                {done.then(|| view! { <a class="button primary" href="/people">{t("To the people", "Zu den Personen")}</a> })}
                {(idle && progress.stored > 0).then_some(progress.batch).map(|batch| view! { <button type="button" class="button danger" on:click=move |_| undo(batch)>{t("Undo the import", "Import rückgängig machen")}</button> })}
                {idle.then(|| view! { <button type="button" class="button" on:click=move |_| import.clear()>{t("Import more", "Weitere importieren")}</button> })}
            </div>
        };
        Some(view! {
            <section class="panel stack">
                <h2>{heading}</h2>
                <progress max=progress.total.to_string() value=progress.stored.to_string() aria-label=heading></progress>
                <p role="status">{count}</p>
                {progress.failure.map(|failure| view! { <p class="notice" role="alert">{failure.sentence(language())}</p> })}
                {any_refused.then(|| view! { <h3>{t("Not stored", "Nicht gespeichert")}</h3><ul class="entries">{refused}</ul> })}
                {ways}
            </section>
        })
    }
}
