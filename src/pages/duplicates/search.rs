//! The search in the worker: in steps, so that it is seen and can be stopped; what is found is asked for afterwards.

use calling_card_api::ConnectionId;
use calling_card_api::duplicates::ListNotDuplicates;
use calling_card_api::worker::{DuplicateGroups, DuplicatesQuestion, Hunt};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::people_index::PeopleIndex;
use crate::transport::Failure;
use crate::ui::{Load, load};
use crate::worker;

/// So many people are looked at in a step.
const STEP: u32 = 1000;
/// So many groups are shown, and so many more each time.
pub(super) const GROUPS: u32 = 25;

/// The search.
#[derive(Clone, Copy)]
pub(super) struct Search {
    index: PeopleIndex,
    /// How far it is; nothing before it has begun.
    pub hunt: RwSignal<Option<Hunt>>,
    /// Whether somebody has stopped it.
    pub stopped: RwSignal<bool>,
    /// What was found.
    pub found: RwSignal<Option<DuplicateGroups>>,
    /// Why it cannot go on.
    pub failure: RwSignal<Option<Failure>>,
    /// How many groups are shown.
    pub count: RwSignal<u32>,
    /// Who was said to be two.
    pub apart: Load<Vec<calling_card_api::duplicates::Pair>>,
    run: StoredValue<u32>,
}

impl Search {
    /// Searches as soon as the index is there, and anew when it has changed.
    pub(super) fn begin(index: PeopleIndex) -> Self {
        let search = Self {
            index,
            hunt: RwSignal::new(None),
            stopped: RwSignal::new(false),
            found: RwSignal::new(None),
            failure: RwSignal::new(None),
            count: RwSignal::new(GROUPS),
            apart: load(|| ListNotDuplicates { connection: ConnectionId::home(), ..ListNotDuplicates::default() }),
            run: StoredValue::new(0),
        };
        let ready = Memo::new(move |_| index.state.with(|state| state.complete.then_some(state.generation)));
        Effect::new(move || {
            if ready.get().is_some() && !search.stopped.get() {
                search.go();
            }
        });
        Effect::new(move || {
            search.count.track();
            search.apart.state.track();
            search.ask();
        });
        search
    }

    /// Whether all were looked at.
    pub(super) fn is_over(self) -> bool {
        self.hunt.get().is_some_and(|hunt| hunt.is_over())
    }

    /// Whether the index is being filled still.
    pub(super) fn is_filling(self) -> bool {
        !self.index.is_ready()
    }

    /// How many people are in the index, and how many there are to be.
    pub(super) fn filled(self) -> (u32, u32) {
        self.index.state.with(|state| (state.people, state.total))
    }

    /// Stops, or goes on.
    pub(super) fn toggle(self) {
        self.run.update_value(|run| *run += 1);
        self.stopped.update(|stopped| *stopped = !*stopped);
    }

    /// Begins, or goes on.
    pub(super) fn go(self) {
        self.failure.set(None);
        self.run.update_value(|run| *run += 1);
        let run = self.run.get_value();
        // A page that is left searches no more.
        let is_mine = move || self.run.try_get_value() == Some(run);
        spawn_local(async move {
            let mut hunt = worker::ask::<Hunt>("duplicates_begin").await;
            while let Ok(known) = hunt {
                if !is_mine() {
                    return;
                }
                self.hunt.set(Some(known));
                if known.is_over() {
                    return self.ask();
                }
                hunt = worker::hunt_on(STEP).await;
            }
            if let (Err(wrong), true) = (hunt, is_mine()) {
                self.failure.set(Some(wrong));
            }
        });
    }

    /// Asks for what was found.
    fn ask(self) {
        let apart =
            self.apart.state.with_untracked(|state| state.as_ref().map(|known| known.clone().unwrap_or_default()));
        let over = self.hunt.with_untracked(|hunt| hunt.is_some_and(|hunt| hunt.is_over()));
        let (Some(apart), true) = (apart, over) else { return };
        let question = DuplicatesQuestion { apart, from: 0, count: self.count.get_untracked() };
        spawn_local(async move {
            match worker::ask_with("duplicates_found", &question).await {
                Ok(found) => _ = self.found.try_set(Some(found)),
                Err(wrong) => _ = self.failure.try_set(Some(wrong)),
            }
        });
    }
}
