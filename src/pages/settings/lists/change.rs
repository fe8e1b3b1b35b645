//! The dialog of a change: what the words become, what that changes, and how far it is.

use calling_card_api::words::WordOutcome;
use calling_card_contact::{Problem, WordList};
use leptos::prelude::*;

use super::merge::Becoming;
use super::work::{Phase, Work};
use super::{Shown, texts};
use crate::language::{language, t};
use crate::ui::{Dialog, number_text};

/// The dialog.
#[component]
pub(super) fn ChangeDialog(shown: Shown) -> impl IntoView {
    let work = shown.work;
    let list = shown.list;
    Effect::new(move || {
        if !work.open.get() {
            work.closed();
        }
    });
    view! {
        <Dialog open=work.open title=t("Change in all records", "In allen Datensätzen ändern")>
            {move || match work.phase.get() {
                Phase::Choosing => view! { <Becoming work /> }.into_any(),
                Phase::Looking => view! { <p role="status">{t("Looking what would change …", "Es wird nachgesehen, was sich ändern würde …")}</p> }.into_any(),
                Phase::Preview(outcome) => view! { <Preview work list=list.get_untracked() outcome /> }.into_any(),
                Phase::Running(done, total) => view! { <Progress list=list.get_untracked() done total /> }.into_any(),
                Phase::Failed(failure, begun) => view! {
                    <p class="notice" role="alert">{failure.sentence(language())}</p>
                    {begun.then(|| view! { <p>{t("What is done so far stays, and can be undone with the rest.", "Was schon getan ist, bleibt und lässt sich mit dem Rest rückgängig machen.")}</p> })}
                    <div class="buttons">
                        <button type="button" class="button primary" on:click=move |_| work.go_on()>{t("Try again", "Noch einmal versuchen")}</button>
                        <button type="button" class="button" on:click=move |_| work.open.set(false)>{t("Stop", "Aufhören")}</button>
                    </div>
                }.into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn Progress(list: WordList, done: u32, total: u32) -> impl IntoView {
    let words = t("Changing …", "Wird geändert …");
    view! {
        <p role="status">{words}</p>
        <progress aria-label=words max=total.max(1).to_string() value=done.to_string()></progress>
        <p class="muted small" aria-live="off">{format!("{} {} {}", number_text(u64::from(done)), t("of", "von"), texts::records(list, total))}</p>
    }
}

/// What would be done, and the button that does it.
#[component]
fn Preview(work: Work, list: WordList, outcome: WordOutcome) -> impl IntoView {
    let danger = work.is_deletion();
    let had = (outcome.had > 0).then(|| {
        let words = t("have it already:", "haben es schon:");
        view! { <div><dt>{words}</dt><dd>{texts::records(list, outcome.had)}</dd></div> }
    });
    let names = (!outcome.names.is_empty()).then(|| {
        let rest = (outcome.left as usize).saturating_sub(outcome.names.len());
        let more = (rest > 0).then(|| format!(" {} {}", t("and", "und"), number_text(rest as u64)));
        view! { <p class="muted small"><bdi>{outcome.names.join(", ")}</bdi>{more}</p> }
    });
    let goes = (danger && list == WordList::RelationTypes && outcome.left > 0).then(|| {
        let words = t(
            "A relation always says what two people are to each other: without the word, these relations go to the bin. Rename it or merge it to keep them.",
            "Eine Beziehung sagt immer, was zwei Personen einander sind: Ohne das Wort kommen diese Beziehungen in den Papierkorb. Benennen Sie es um oder führen Sie es zusammen, um sie zu behalten.",
        );
        view! { <p class="notice">{words}</p> }
    });
    view! {
        <p><strong>{work.words()}</strong></p>
        <div role="status"><dl class="facts"><div><dt>{t("change:", "ändern sich:")}</dt><dd>{texts::records(list, outcome.left)}</dd></div>{had}</dl></div>
        {names}
        {goes}
        <p class="muted small">{t("All of it can be undone at once.", "Alles lässt sich auf einmal rückgängig machen.")}</p>
        <div class="buttons">
            <button type="button" class="button" class:primary=!danger class:danger=danger on:click=move |_| work.go_on()>
                {if danger { t("Delete", "Löschen") } else { t("Change", "Ändern") }}
            </button>
            <button type="button" class="button" on:click=move |_| work.open.set(false)>{t("Cancel", "Abbrechen")}</button>
        </div>
    }
}

/// What is wrong with a word; nothing where it can be one.
pub(super) fn wrong(word: &str) -> String {
    let outcome = match word.trim() {
        "" => Err(Problem::Required),
        word => calling_card_contact::rules::line(word, calling_card_contact::rules::SHORT_TEXT),
    };
    outcome.err().map(|problem| problem.sentence(language())).unwrap_or_default()
}
