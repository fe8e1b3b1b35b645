//! Steps back and forth: what would be undone is said before, and again afterwards.

use calling_card_api::changes::{Action, UndoBatch};
use calling_card_api::steps::{ListSteps, Step, Steps};
use calling_card_contact::Language;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Commands, Direction, here};
use crate::language::{language, t};
use crate::transport::send;
use crate::ui::{focus_when_there, kind_text, load, moment_text, shown, use_toasts};

/// What was done, in words: "Changed: Person “Ada Example”".
fn told(step: &Step) -> String {
    let action = match step.action {
        Action::Created => t("Made", "Angelegt"),
        Action::Updated => t("Changed", "Geändert"),
        Action::Deleted => t("Deleted", "Gelöscht"),
        Action::Restored => t("Brought back", "Zurückgeholt"),
    };
    let mut told = format!("{action}: {}", kind_text(step.kind));
    if !step.name.is_empty() {
        let name: String = step.name.chars().take(80).collect();
        told.push_str(&match language() {
            Language::En => format!(" “{name}”"),
            Language::De => format!(" „{name}“"),
        });
    }
    if let Some(more) = step.records.checked_sub(1).filter(|more| *more > 0) {
        told.push_str(&format!(" {} {more} {}", t("and", "und"), t("more", "weitere")));
    }
    told
}

/// Asks whether a step is to be taken, and takes it.
#[component]
pub(super) fn NextStep() -> impl IntoView {
    let direction = expect_context::<Commands>().direction.get_value();
    let steps = load(|| ListSteps { connection: here() });
    shown(steps, move |steps: Steps| {
        let step = if direction == Direction::Back { steps.undo } else { steps.redo };
        match step {
            Some(step) => view! { <Asked direction step /> }.into_any(),
            None => view! { <NoStep direction /> }.into_any(),
        }
    })
}

/// Says what was done, and takes it back.
#[component]
fn Asked(direction: Direction, step: Step) -> impl IntoView {
    let (open, toasts) = (expect_context::<Commands>().step, use_toasts());
    let button = NodeRef::<html::Button>::new();
    focus_when_there(button);
    let (told, at, batch) = (told(&step), moment_text(&step.at), step.batch);
    let words = StoredValue::new(told.clone());
    let take = move |_| {
        let (connection, words) = (here(), words.get_value());
        open.set(false);
        spawn_local(async move {
            match send(&UndoBatch { connection: connection.clone(), batch }).await {
                Ok(written) => toasts.stepped(&connection, direction == Direction::Back, words, written.batch),
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let partial = step.partial.then(|| view! { <p>{t(
        "The other CRM makes anew what was deleted there: what only it knew, e.g. its own notes, does not come back.",
        "Das andere CRM legt neu an, was dort gelöscht wurde: Was nur es wusste, z. B. eigene Notizen, kommt nicht zurück.",
    )}</p> });
    let verb = match direction {
        Direction::Back => t("Undo", "Rückgängig machen"),
        Direction::Forth => t("Redo", "Wiederherstellen"),
    };
    view! {
        <p><strong dir="auto">{told}</strong><br /><span class="muted small">{at}</span></p>
        {partial}
        <div class="buttons">
            <button type="button" class="button primary" node_ref=button on:click=take>{verb}</button>
            <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
        </div>
    }
}

/// Says that there is no such step.
#[component]
fn NoStep(direction: Direction) -> impl IntoView {
    let open = expect_context::<Commands>().step;
    let button = NodeRef::<html::Button>::new();
    focus_when_there(button);
    let words = match direction {
        Direction::Back => {
            t("There is nothing of yours to undo.", "Es gibt nichts von Ihnen, das sich rückgängig machen lässt.")
        }
        Direction::Forth => t("There is nothing of yours to redo.", "Es gibt nichts von Ihnen wiederherzustellen."),
    };
    view! {
        <p role="status">{words}</p>
        <div class="buttons"><button type="button" class="button" node_ref=button on:click=move |_| open.set(false)>{t("Close", "Schließen")}</button></div>
    }
}
