//! Importing vCards: chosen, seen, then stored.

mod choose;
mod preview;
mod store;

use calling_card_api::worker::{ReadCard, Unreadable};
use leptos::prelude::*;

use crate::language::t;
use crate::ui::PageHeader;

use choose::ChooseFiles;
use preview::Preview;
use store::{Progress, ProgressView};

/// A card that was found, in which file, and whether it is to be stored.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    number: usize,
    file: String,
    card: ReadCard,
    chosen: bool,
}

/// What was found so far. Cheap to copy.
#[derive(Clone, Copy)]
struct Import {
    found: RwSignal<Vec<Found>>,
    unreadable: RwSignal<Vec<(String, Unreadable)>>,
    reading: RwSignal<bool>,
    progress: RwSignal<Option<Progress>>,
}

impl Import {
    fn new() -> Self {
        Self {
            found: RwSignal::default(),
            unreadable: RwSignal::default(),
            reading: RwSignal::new(false),
            progress: RwSignal::new(None),
        }
    }

    fn is_empty(self) -> bool {
        self.found.with(Vec::is_empty) && self.unreadable.with(Vec::is_empty)
    }

    fn clear(self) {
        self.found.set(Vec::new());
        self.unreadable.set(Vec::new());
        self.progress.set(None);
    }
}

/// The page on which vCards are imported.
#[component]
pub(crate) fn ImportPage() -> impl IntoView {
    let import = Import::new();
    view! {
        <PageHeader title=t("Import", "Import") />
        {move || match import.progress.get() {
            Some(_) => view! { <ProgressView import /> }.into_any(),
            None => view! { <ChooseFiles import /> }.into_any(),
        }}
        <Show when=move || !import.is_empty() && import.progress.with(Option::is_none)>
            <Preview import />
        </Show>
    }
}
