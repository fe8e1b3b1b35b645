//! Copying people to another CRM: whereto is asked, beside what would not be kept there; then it is a transfer.

mod look;

use std::sync::Arc;

use calling_card_api::ConnectionId;
use calling_card_api::transfers::{CreateTransfer, NewTransfer};
use calling_card_contact::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::selection::Selection;
use crate::connection::{LossList, use_connection, use_connections};
use crate::language::{language, t};
use crate::parts;
use crate::session::use_may;
use crate::transport::{Failure, send};
use crate::ui::{Dialog, SelectField, number_text};

use look::{Looks, Preview};

/// The button that opens the dialog; nothing where there is only the built-in CRM.
#[component]
pub(super) fn CopyButton(
    /// Whether it stands among small ones.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let (selection, connections): (Selection, _) = (expect_context(), use_connections());
    let any = Memo::new(move |_| connections.any());
    move || {
        any.get().then(|| {
            view! {
                <button type="button" class="button" hidden=!use_may().edit() class:small=small aria-haspopup="dialog" on:click=move |_| selection.copying.set(true)>
                    {t("Copy to another CRM …", "In ein anderes CRM kopieren …")}
                </button>
            }
        })
    }
}

/// The dialog.
#[component]
pub(super) fn CopyDialog() -> impl IntoView {
    let selection: Selection = expect_context();
    view! {
        <Dialog open=selection.copying title=t("Copy to another CRM", "In ein anderes CRM kopieren")><parts::CopyPeople /></Dialog>
    }
}

/// What is in the dialog.
#[component]
pub(crate) fn CopyPeople() -> impl IntoView {
    let (selection, from, connections): (Selection, _, _) = (expect_context(), use_connection(), use_connections());
    let people: Arc<Vec<PersonId>> = Arc::new(selection.ids());
    let targets: Vec<_> = untrack(|| connections.options()).into_iter().filter(|(id, _)| *id != from.id.0).collect();
    let to = RwSignal::new(targets.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let looks = Looks::new();
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let (asked, source) = (people.clone(), from.id.clone());
    Effect::new(move || {
        let id = ConnectionId(to.get());
        if let Some(to) = untrack(|| connections.crm(&id)) {
            spawn_local(looks.look(source.clone(), to, asked.clone()));
        }
    });
    let who = match people.len() {
        0 if from.is_home() => t("Everybody", "Alle").to_owned(),
        0 => format!("{} {}", t("Everybody in", "Alle aus"), from.name),
        1 => t("1 person", "1 Person").to_owned(),
        count => format!("{} {}", number_text(count as u64), t("people", "Personen")),
    };
    let navigate = use_navigate();
    let begin = move |_| {
        let transfer =
            NewTransfer { from: from.id.clone(), to: ConnectionId(to.get_untracked()), people: people.to_vec() };
        let navigate = navigate.clone();
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match send(&CreateTransfer { transfer }).await {
                Ok(transfer) => {
                    selection.copying.set(false);
                    selection.on.set(false);
                    selection.clear();
                    navigate(&format!("/settings/transfers/{}", transfer.id), Default::default());
                }
                Err(wrong) => {
                    failure.try_set(Some(wrong));
                    busy.try_set(false);
                }
            }
        });
    };
    let looking = move || matches!(looks.preview.get(), Preview::Looking(_));
    view! {
        <p>{who}</p>
        <SelectField label=t("To", "Nach") options=targets value=to on_input=move |id: String| to.set(id) />
        <div role="status">{move || view! { <Shown preview=looks.preview.get() to=ConnectionId(to.get()) /> }}</div>
        <p class="muted small">{t(
            "They stay where they are. What is on its way can be paused, and undone.",
            "Sie bleiben, wo sie sind. Was unterwegs ist, lässt sich anhalten und rückgängig machen.",
        )}</p>
        {move || failure.get().map(|wrong| view! { <p class="notice" role="alert">{wrong.sentence(language())}</p> })}
        <div class="buttons">
            <button type="button" class="button primary" disabled=move || busy.get() || looking() on:click=begin>{t("Copy", "Kopieren")}</button>
            <button type="button" class="button" on:click=move |_| selection.copying.set(false)>{t("Cancel", "Abbrechen")}</button>
        </div>
    }
}

/// What would not be kept, as far as it is known.
#[component]
fn Shown(preview: Preview, to: ConnectionId) -> impl IntoView {
    let name = untrack(|| use_connections().name(&to));
    match preview {
        Preview::Looking(0) => view! { <p class="muted">{t("Looking what is kept there …", "Es wird nachgesehen, was dort behalten wird …")}</p> }.into_any(),
        Preview::Looking(count) => {
            view! { <p class="muted">{format!("{} {}", number_text(count), t("people looked at …", "Personen angesehen …"))}</p> }.into_any()
        }
        Preview::Unknown => view! {
            <p>{t("What is not kept there cannot be said beforehand. It stands in the report of the transfer.",
                  "Was dort nicht behalten wird, lässt sich nicht vorher sagen. Es steht im Bericht der Übertragung.")}</p>
        }
        .into_any(),
        Preview::Known { words, whole } => {
            let part = (!whole).then(|| {
                let words = t("Looked at were the first 500 people.", "Angesehen wurden die ersten 500 Personen.");
                view! { <p class="muted small">{words}</p> }
            });
            let said = match (words.is_empty(), to.0 == ConnectionId::HOME) {
                (_, true) => view! {
                    <p>{t("The built-in CRM keeps all that goes there. Notes are not copied.",
                          "Das eingebaute CRM behält alles, was dorthin geht. Notizen werden nicht kopiert.")}</p>
                }
                .into_any(),
                (true, _) => {
                    let words = t("keeps all that is known of them.", "behält alles, was über sie bekannt ist.");
                    view! { <p>{name}" "{words}</p> }.into_any()
                }
                (false, _) => view! { <LossList name words /> }.into_any(),
            };
            view! { {said}{part} }.into_any()
        }
    }
}
