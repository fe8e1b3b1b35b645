//! Trying a connection.

use calling_card_api::ConnectionId;
use calling_card_api::connections::{ConnectionTest, TestConnection};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::{language, t};
use crate::transport::{Failure, send};
use crate::ui::{Editor, number_text};

/// What came of it, as it is shown.
#[derive(Clone)]
enum Outcome {
    None,
    Running,
    Unsaved,
    Works(ConnectionTest),
    Failed(Failure),
}

/// The button that tries a connection as it is saved, and what came of it.
#[component]
pub(super) fn TryOut(id: ConnectionId, editor: Editor) -> impl IntoView {
    let outcome = RwSignal::new(Outcome::None);
    let press = move |_| {
        if editor.is_changed() {
            return outcome.set(Outcome::Unsaved);
        }
        outcome.set(Outcome::Running);
        let connection = id.clone();
        spawn_local(async move {
            let found = match send(&TestConnection { connection }).await {
                Ok(test) => Outcome::Works(test),
                Err(failure) => Outcome::Failed(failure),
            };
            outcome.try_set(found);
        });
    };
    let running = move || outcome.with(|outcome| matches!(outcome, Outcome::Running));
    let said = move || {
        match outcome.get() {
        Outcome::None => ().into_any(),
        Outcome::Running => view! { <p class="notice info">{t("Trying …", "Wird versucht …")}</p> }.into_any(),
        Outcome::Unsaved => view! {
            <p class="notice info">{t("Save first: what is saved is tried.", "Speichern Sie zuerst: Versucht wird, was gespeichert ist.")}</p>
        }
        .into_any(),
        Outcome::Works(test) => view! { <p class="notice success">{works(test)}</p> }.into_any(),
        Outcome::Failed(failure) => view! { <p class="notice">{failure.sentence(language())}</p> }.into_any(),
    }
    };
    view! {
        <button type="button" class="button" disabled=running on:click=press>{t("Test connection", "Verbindung testen")}</button>
        <div class="outcome" role="status">{said}</div>
    }
}

fn works(test: ConnectionTest) -> String {
    match test.people {
        None => t("It works: people can be read.", "Sie funktioniert: Personen können gelesen werden.").to_owned(),
        Some(1) => t("It works: 1 person can be read.", "Sie funktioniert: 1 Person kann gelesen werden.").to_owned(),
        Some(people) => format!(
            "{} {} {}",
            t("It works:", "Sie funktioniert:"),
            number_text(people),
            t("people can be read.", "Personen können gelesen werden.")
        ),
    }
}
