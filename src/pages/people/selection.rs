//! People who are chosen in the list.

use std::collections::HashSet;

use calling_card_api::ConnectionId;
use calling_card_contact::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bulk::BulkButton;
use super::copy::CopyButton;
use super::export::ExportButton;
use super::rows::Rows;
use crate::connection::use_connection;
use crate::language::t;
use crate::transport::Failure;
use crate::ui::{Toasts, next_frame, number_text, use_toasts};

/// So many people are taken in at once; a frame is drawn before the next.
const MANY: usize = 5000;

/// Who is chosen. They stay chosen when the list shows others, and when the page is left.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    /// Whether people are being chosen.
    pub on: RwSignal<bool>,
    /// Whether it is being asked whereto they shall be copied.
    pub copying: RwSignal<bool>,
    /// Whether it is being asked how they shall be changed.
    pub editing: RwSignal<bool>,
    chosen: RwSignal<Chosen>,
    /// Of which CRM they are.
    of: StoredValue<ConnectionId>,
    toasts: Toasts,
}

/// Who is chosen, in the order in which they were.
#[derive(Default)]
struct Chosen {
    order: Vec<PersonId>,
    all: HashSet<PersonId>,
}

impl Selection {
    /// Nobody.
    pub(super) fn new() -> Self {
        Self {
            on: RwSignal::new(false),
            copying: RwSignal::new(false),
            editing: RwSignal::new(false),
            chosen: RwSignal::default(),
            of: StoredValue::default(),
            toasts: use_toasts(),
        }
    }

    /// Turns to the people of a CRM; where they are another's, nobody is chosen any more.
    pub(super) fn turn_to(self, connection: &ConnectionId) {
        if self.of.with_value(|of| of != connection) {
            self.of.set_value(connection.clone());
            self.on.set(false);
            self.clear();
        }
    }

    /// How many they are.
    pub(super) fn count(self) -> usize {
        self.chosen.with(|chosen| chosen.order.len())
    }

    /// Who they are.
    pub(super) fn ids(self) -> Vec<PersonId> {
        self.chosen.with_untracked(|chosen| chosen.order.clone())
    }

    /// Nobody is chosen any more.
    pub(super) fn clear(self) {
        self.chosen.set(Chosen::default());
    }

    /// Begins to choose, or ends it: then nobody is chosen.
    pub(super) fn toggle(self) {
        self.clear();
        self.on.update(|on| *on = !*on);
    }

    /// Whether somebody is chosen.
    pub(super) fn has(self, id: PersonId) -> bool {
        self.chosen.with(|chosen| chosen.all.contains(&id))
    }

    /// The same, by who does not want to know when it becomes otherwise.
    pub(super) fn has_now(self, id: PersonId) -> bool {
        self.chosen.with_untracked(|chosen| chosen.all.contains(&id))
    }

    /// Chooses people, or no longer does.
    pub(super) fn set(self, people: impl IntoIterator<Item = PersonId>, chosen: bool) {
        self.chosen.update(|known| {
            let Chosen { order, all } = known;
            let before = all.len();
            for id in people {
                if !chosen {
                    all.remove(&id);
                } else if all.insert(id) {
                    order.push(id);
                }
            }
            if all.len() < before {
                order.retain(|id| all.contains(id));
            }
        });
    }

    /// The same of many: the page stays alive meanwhile.
    pub(super) async fn set_many(self, people: Vec<PersonId>, chosen: bool) {
        for part in people.chunks(MANY) {
            self.set(part.iter().copied(), chosen);
            next_frame().await;
        }
    }

    /// Says why nobody could be chosen.
    pub(super) fn failed(self, failure: &Failure) {
        self.toasts.fail(failure);
    }
}

/// Says how many are chosen; chooses all who are found, or nobody.
#[component]
pub(super) fn SelectionBar(
    /// Who is found.
    rows: Rows,
) -> impl IntoView {
    let selection: Selection = expect_context();
    let asking = RwSignal::new(false);
    let found = move || rows.count.get().map_or(0, |count| count.found);
    let choose_all = move |_| {
        let count = untrack(found);
        asking.set(true);
        spawn_local(async move {
            match rows.keys(0..count).await {
                Ok(keys) => selection.set_many(keys, true).await,
                Err(failure) => selection.failed(&failure),
            }
            asking.try_set(false);
        });
    };
    let all = move || {
        let count = number_text(found().into());
        format!("{} {count} {}", t("Select all", "Alle"), t("found", "gefundenen auswählen"))
    };
    let home = use_connection().is_home();
    let count = move || number_text(selection.count() as u64);
    view! {
        <div class="selection" role="group" aria-label=t("Selection", "Auswahl")>
            <p role="status">{move || format!("{} {}", count(), t("selected", "ausgewählt"))}</p>
            <div class="buttons">
                {home.then(|| view! { <button type="button" class="button small" aria-disabled=move || asking.get().to_string() on:click=choose_all>{all}</button> })}
                <button type="button" class="button small" on:click=move |_| selection.clear()>{t("Clear", "Auswahl leeren")}</button>
                {home.then(|| view! { <BulkButton /><ExportButton small=true /> })}
                <CopyButton small=true />
            </div>
        </div>
    }
}
