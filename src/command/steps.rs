//! Steps back and forth: what would be undone is said before, and again afterwards.

use calling_card_api::changes::{Action, UndoBatch};
use calling_card_api::steps::{ListSteps, Step};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Commands, Direction, here};
use crate::language::t;
use crate::transport::send;
use crate::ui::{Dialog, focus_when_there, kind_text, moment_text, use_toasts};

/// What was done, in words: "Changed: person Ada Example".
pub(super) fn told(step: &Step) -> String {
    let action = match step.action {
        Action::Created => t("Made", "Angelegt"),
        Action::Updated => t("Changed", "Geändert"),
        Action::Deleted => t("Deleted", "Gelöscht"),
        Action::Restored => t("Brought back", "Zurückgeholt"),
    };
    let mut told = format!("{action}: {}", kind_text(step.kind));
    if !step.name.is_empty() {
        told.push_str(&format!(" “{}”", step.name.chars().take(80).collect::<String>()));
    }
    if let Some(more) = step.records.checked_sub(1).filter(|more| *more > 0) {
        told.push_str(&format!(" {} {more} {}", t("and", "und"), t("more", "weitere")));
    }
    told
}

/// Asks whether a step is to be taken, and takes it.
#[component]
pub(super) fn StepDialog() -> impl IntoView {
    let asked = expect_context::<Commands>().step;
    let toasts = use_toasts();
    let step = RwSignal::new(None::<(Direction, Step)>);
    let open = RwSignal::new(false);
    Effect::new(move || {
        let Some(direction) = asked.get() else { return };
        asked.set(None);
        let connection = here();
        spawn_local(async move {
            match send(&ListSteps { connection }).await {
                Ok(steps) => {
                    let (found, none) = match direction {
                        Direction::Back => (
                            steps.undo,
                            t(
                                "There is nothing of yours to undo.",
                                "Es gibt nichts von Ihnen, das sich rückgängig machen lässt.",
                            ),
                        ),
                        Direction::Forth => (
                            steps.redo,
                            t("There is nothing of yours to redo.", "Es gibt nichts von Ihnen wiederherzustellen."),
                        ),
                    };
                    match found {
                        Some(found) => {
                            step.set(Some((direction, found)));
                            open.set(true);
                        }
                        None => toasts.say(none),
                    }
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    });
    let take = move |_| {
        open.set(false);
        let Some((direction, step)) = step.get_untracked() else { return };
        let connection = here();
        spawn_local(async move {
            match send(&UndoBatch { connection: connection.clone(), batch: step.batch }).await {
                Ok(written) => {
                    toasts.stepped(&connection, direction == Direction::Back, told(&step), written.batch);
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let button = NodeRef::<html::Button>::new();
    focus_when_there(button);
    let verb = move || match step.get() {
        Some((Direction::Forth, _)) => t("Redo", "Wiederherstellen"),
        _ => t("Undo", "Rückgängig machen"),
    };
    view! {
        <Dialog open title=t("One step", "Ein Schritt")>
            <p><strong dir="auto">{move || step.get().map(|(_, step)| told(&step))}</strong><br />
                <span class="muted small">{move || step.get().map(|(_, step)| moment_text(&step.at))}</span></p>
            {move || step.get().filter(|(_, step)| step.partial).map(|_| view! { <p>{t(
                "The other CRM makes anew what was deleted there: what only it knew, e.g. its own notes, does not come back.",
                "Das andere CRM legt neu an, was dort gelöscht wurde: Was nur es wusste, z. B. eigene Notizen, kommt nicht zurück.",
            )}</p> })}
            <div class="buttons">
                <button type="button" class="button primary" node_ref=button on:click=take>{verb}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
    .into_any()
}
