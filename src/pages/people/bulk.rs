//! Changing all who are selected: what shall become of them is asked and shown beforehand; then it is done part after part, and undone
//! at once.

mod choose;
mod run;

use calling_card_api::bulk::BulkOutcome;
use leptos::prelude::*;

use super::selection::Selection;
use crate::language::{language, t};
use crate::parts;
use crate::session::use_may;
use crate::ui::{Dialog, number_text};

use choose::Choose;
use run::{Phase, Work};

/// The button that opens the dialog.
#[component]
pub(super) fn BulkButton() -> impl IntoView {
    let selection: Selection = expect_context();
    view! {
        <button type="button" class="button small" hidden=!use_may().edit() aria-haspopup="dialog" disabled=move || selection.count() == 0 on:click=move |_| selection.editing.set(true)>
            {t("Change …", "Ändern …")}
        </button>
    }
}

/// The dialog.
#[component]
pub(super) fn BulkDialog() -> impl IntoView {
    let selection: Selection = expect_context();
    view! {
        <Dialog open=selection.editing title=t("Change those who are selected", "Die Ausgewählten ändern")><parts::ChangePeople /></Dialog>
    }
}

/// What is in the dialog.
#[component]
pub(crate) fn ChangePeople() -> impl IntoView {
    let selection: Selection = expect_context();
    let work = Work::new(selection);
    let many = people(work.count());
    view! {
        <p>{many}</p>
        {move || match work.phase.get() {
            Phase::Choosing => view! { <Choose work /> }.into_any(),
            Phase::Looking(done) => view! { <Progress words=t("Looking what would change …", "Es wird nachgesehen, was sich ändern würde …") done total=work.count() /> }.into_any(),
            Phase::Preview(outcome) => view! { <Preview work outcome /> }.into_any(),
            Phase::Running(done) => view! { <Progress words=t("Changing …", "Wird geändert …") done total=work.count() /> }.into_any(),
            Phase::Failed(failure, begun) => view! {
                <p class="notice" role="alert">{failure.sentence(language())}</p>
                {begun.then(|| view! { <p>{t("What is done so far stays, and can be undone with the rest.", "Was schon getan ist, bleibt und lässt sich mit dem Rest rückgängig machen.")}</p> })}
                <div class="buttons">
                    <button type="button" class="button primary" on:click=move |_| work.go_on()>{t("Try again", "Noch einmal versuchen")}</button>
                    <button type="button" class="button" on:click=move |_| work.stop()>{t("Stop", "Aufhören")}</button>
                </div>
            }.into_any(),
        }}
    }
}

#[component]
fn Progress(words: &'static str, done: usize, total: usize) -> impl IntoView {
    view! {
        <p role="status">{words}</p>
        <progress aria-label=words max=total.to_string() value=done.to_string()></progress>
        <p class="muted small" aria-live="off">{format!("{} {} {}", number_text(done as u64), t("of", "von"), people(total))}</p>
    }
}

/// What would be done, and the button that does it.
#[component]
fn Preview(work: Work, outcome: BulkOutcome) -> impl IntoView {
    let changed = outcome.changed as usize;
    let counts = [
        (outcome.changed, t("change:", "ändern sich:")),
        (outcome.unchanged, t("are so already:", "sind schon so:")),
        (outcome.missing, t("not here any more:", "nicht mehr da:")),
    ];
    // How many change is said even where nobody does.
    let counts: Vec<_> = counts
        .into_iter()
        .enumerate()
        .filter(|(place, (count, _))| *count > 0 || *place == 0)
        .map(|(_, counted)| counted)
        .map(|(count, words)| view! { <div><dt>{words}</dt><dd>{people(count as usize)}</dd></div> })
        .collect();
    let rest = changed.saturating_sub(outcome.names.len());
    let more = (rest > 0).then(|| format!(" {} {}", t("and", "und"), number_text(rest as u64)));
    let names = (changed > 0).then(|| view! { <p class="muted small"><bdi>{outcome.names.join(", ")}</bdi>{more}</p> });
    let danger = work.is_deletion();
    view! {
        <p><strong>{work.words()}</strong></p>
        <div role="status"><dl class="facts">{counts}</dl></div>
        {names}
        <p class="muted small">{t("All of it can be undone at once.", "Alles lässt sich auf einmal rückgängig machen.")}</p>
        <div class="buttons">
            <button type="button" class="button" class:primary=!danger class:danger=danger disabled=changed == 0 on:click=move |_| work.begin()>
                {if danger { t("Delete", "Löschen") } else { t("Change", "Ändern") }}
            </button>
            <button type="button" class="button" on:click=move |_| work.phase.set(Phase::Choosing)>{t("Back", "Zurück")}</button>
        </div>
    }
}

/// So many people, in words.
fn people(count: usize) -> String {
    match count {
        1 => t("1 person", "1 Person").to_owned(),
        count => format!("{} {}", number_text(count as u64), t("people", "Personen")),
    }
}
