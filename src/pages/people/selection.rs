//! People who are chosen in the list.

use std::collections::HashSet;

use calling_card_api::ConnectionId;
use calling_card_api::export::ListPeopleKeys;
use calling_card_api::people::PeopleQuery;
use calling_card_contact::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::copy::CopyButton;
use super::export::ExportButton;
use crate::components::Choosing;
use crate::connection::use_connection;
use crate::language::t;
use crate::transport::send;
use crate::ui::use_toasts;

/// Who is chosen. They stay chosen when the list shows others, and when the page is left.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    /// Whether people are being chosen.
    pub on: RwSignal<bool>,
    /// Whether it is being asked whereto they shall be copied.
    pub copying: RwSignal<bool>,
    chosen: RwSignal<Chosen>,
    /// Of which CRM they are.
    of: StoredValue<ConnectionId>,
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
            chosen: RwSignal::default(),
            of: StoredValue::default(),
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

    /// What the list needs for choosing.
    pub(super) fn choosing(self) -> Choosing {
        Choosing {
            is_chosen: Callback::new(move |id| self.chosen.with(|chosen| chosen.all.contains(&id))),
            choose: Callback::new(move |(id, chosen)| self.set([id], chosen)),
        }
    }

    fn set(self, people: impl IntoIterator<Item = PersonId>, chosen: bool) {
        self.chosen.update(|all| {
            for id in people {
                if chosen && all.all.insert(id) {
                    all.order.push(id);
                } else if !chosen && all.all.remove(&id) {
                    all.order.retain(|known| *known != id);
                }
            }
        });
    }
}

/// Says how many are chosen; chooses all who are found, or nobody.
#[component]
pub(super) fn SelectionBar(
    /// Who is found.
    query: PeopleQuery,
    /// How many they are.
    total: u64,
) -> impl IntoView {
    let selection: Selection = expect_context();
    let toasts = use_toasts();
    let asking = RwSignal::new(false);
    let choose_all = move |_| {
        let request = ListPeopleKeys { connection: ConnectionId::home(), query: query.clone() };
        asking.set(true);
        spawn_local(async move {
            match send(&request).await {
                Ok(keys) => selection.set(keys, true),
                Err(failure) => toasts.fail(&failure),
            }
            asking.try_set(false);
        });
    };
    let all = format!("{} {total} {}", t("Select all", "Alle"), t("found", "gefundenen auswählen"));
    let home = use_connection().is_home();
    view! {
        <div class="selection" role="group" aria-label=t("Selection", "Auswahl")>
            <p role="status">{move || format!("{} {}", selection.count(), t("selected", "ausgewählt"))}</p>
            <div class="buttons">
                {home.then(|| view! { <button type="button" class="button small" aria-disabled=move || asking.get().to_string() on:click=choose_all>{all}</button> })}
                <button type="button" class="button small" on:click=move |_| selection.clear()>{t("Clear", "Auswahl leeren")}</button>
                {home.then(|| view! { <ExportButton small=true /> })}
                <CopyButton small=true />
            </div>
        </div>
    }
}
