//! Importing vCards and tables: chosen, seen, then stored.

mod choose;
mod columns;
mod details;
mod earlier;
mod into;
mod kept;
mod losses;
mod preview;
mod progress;
mod read;
mod store;

use calling_card_api::ConnectionId;
use calling_card_api::worker::{
    Choice, ColumnMapping, Counts, Filter, Row, RowsRequest, Table, TableRequest, Unreadable,
};
use calling_card_contact::{CustomEntity, CustomField};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::connection::use_connections;
use crate::custom_fields::{CustomFields, use_custom_fields};
use crate::language::{language, t};
use crate::transport::Failure;
use crate::ui::{PageHeader, focus};
use crate::worker;

use choose::ChooseFiles;
use columns::Columns;
use earlier::EarlierImports;
use losses::LossCheck;
use preview::Preview;
use progress::ProgressView;
use store::Progress;

/// How many cards are shown at once.
const ROWS: u32 = 50;
/// How many of them while others are read: more are not seen at first.
const SEEN: u32 = 12;
/// How often made-up cards are read before a file comes.
const ROUNDS: u32 = 100;
/// How many are laid out at a time behind those: each script that is seen for the first time holds a page up, so the first come one by one.
const STRIP: usize = 8;

/// What is being done with the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    Reading,
    Comparing,
}

/// An import: what the worker holds, as far as it is shown. It stays when the page is left. Cheap to copy.
#[derive(Clone, Copy)]
struct Import {
    counts: RwSignal<Counts>,
    filter: RwSignal<Filter>,
    skip: RwSignal<u32>,
    rows: RwSignal<Vec<Row>>,
    /// How high the table was, in pixels, while others are laid out in it: what is below stays where it is.
    held: RwSignal<Option<i32>>,
    unreadable: RwSignal<Vec<Unreadable>>,
    /// The table that waits to be told what its columns hold.
    table: RwSignal<Option<Table>>,
    /// Files that could not be opened, with the reason.
    refused: RwSignal<Vec<(String, String)>>,
    work: RwSignal<Option<Work>>,
    failure: RwSignal<Option<Failure>>,
    tags: RwSignal<String>,
    /// Columns of tables can hold these, too.
    custom_fields: StoredValue<Option<CustomFields>>,
    /// The CRM into which is imported.
    into: RwSignal<ConnectionId>,
    /// What would be lost there, while that is asked, and how often it was.
    check: RwSignal<Option<LossCheck>>,
    looks: StoredValue<u32>,
    /// How often rows were to be shown.
    shows: StoredValue<u32>,
    /// How often it was begun anew.
    begun: StoredValue<u32>,
    progress: RwSignal<Option<Progress>>,
    /// What was opened and chosen, to be kept for the case that the page is loaded anew.
    files: StoredValue<Vec<File>, LocalStorage>,
    choices: StoredValue<Vec<Choice>>,
    mappings: StoredValue<Vec<ColumnMapping>>,
}

/// Gives the import to everything below.
pub(crate) fn provide_import() {
    provide_context(Import {
        counts: RwSignal::default(),
        filter: RwSignal::default(),
        skip: RwSignal::default(),
        rows: RwSignal::default(),
        held: RwSignal::default(),
        unreadable: RwSignal::default(),
        table: RwSignal::default(),
        refused: RwSignal::default(),
        work: RwSignal::default(),
        failure: RwSignal::default(),
        tags: RwSignal::default(),
        custom_fields: StoredValue::default(),
        into: RwSignal::default(),
        check: RwSignal::default(),
        looks: StoredValue::default(),
        shows: StoredValue::default(),
        begun: StoredValue::default(),
        progress: RwSignal::default(),
        files: StoredValue::new_local(Vec::new()),
        choices: StoredValue::default(),
        mappings: StoredValue::default(),
    });
}

impl Import {
    fn is_empty(self) -> bool {
        self.counts.with(|counts| counts.bytes == 0 && counts.refused == 0) && self.refused.with(Vec::is_empty)
    }

    /// Whether nothing was begun, nor is being stored.
    fn is_untouched(self) -> bool {
        self.files.with_value(Vec::is_empty) && untrack(|| self.is_empty() && self.progress.with(Option::is_none))
    }

    /// Whether it was begun anew no more often than so: what takes a while must not write into the next one.
    fn is_since(self, begun: u32) -> bool {
        self.begun.get_value() == begun
    }

    /// Begins anew.
    fn clear(self) {
        self.counts.set(Counts::default());
        self.filter.set(Filter::All);
        self.skip.set(0);
        self.shows.update_value(|shows| *shows += 1);
        self.begun.update_value(|begun| *begun += 1);
        self.rows.set(Vec::new());
        self.held.set(None);
        self.unreadable.set(Vec::new());
        self.table.set(None);
        self.refused.set(Vec::new());
        self.work.set(None);
        self.failure.set(None);
        self.tags.set(String::new());
        self.into.set(ConnectionId::home());
        self.check.set(None);
        self.progress.set(None);
        self.files.set_value(Vec::new());
        self.choices.set_value(Vec::new());
        self.mappings.set_value(Vec::new());
        spawn_local(async {
            // First, so that it comes before the next file. Nothing hangs on the answer.
            let _ = worker::ask::<bool>("clear").await;
            kept::forget().await;
        });
    }

    /// Shows anew what is to be shown.
    async fn show(self) {
        let shown = self.rows.with_untracked(Vec::len) as u32;
        let count = if self.work.get_untracked().is_some() { shown.max(SEEN) } else { ROWS };
        let wanted = RowsRequest { filter: self.filter.get_untracked(), skip: self.skip.get_untracked(), count };
        if let Ok(rows) = worker::ask_with::<Vec<Row>>("rows", &wanted).await {
            self.shows.update_value(|shows| *shows += 1);
            // Those who stay are brought up to date where they stand.
            let before = self.rows.get_untracked();
            // What is around the first rows is laid out before them.
            let count = before.len().min(1);
            let before = if same(&before, &rows) { before } else { Vec::new() };
            if count > 0 && before.is_empty() {
                self.held.set(preview::height_of_table());
            }
            self.lay_out(self.shows.get_value(), rows, before, count);
        }
        if let Ok(parts) = worker::ask_with("unreadable", &language()).await {
            self.unreadable.set(parts);
        }
    }

    /// Shows the first of these rows, behind them those of before, and the next ones in the next frame, unless others are to be shown by then.
    fn lay_out(self, show: u32, rows: Vec<Row>, before: Vec<Row>, count: usize) {
        if self.shows.get_value() != show {
            return;
        }
        self.rows.set(rows.iter().take(count).chain(before.iter().skip(count)).cloned().collect());
        if count < rows.len() {
            let next = count + if before.is_empty() && count < SEEN as usize { 1 } else { STRIP };
            let go_on = move || self.lay_out(show, rows, before, next);
            match count {
                // A frame is laid out only after what is asked for in it.
                0 => request_animation_frame(move || request_animation_frame(go_on)),
                _ => request_animation_frame(go_on),
            }
        } else {
            self.held.set(None);
        }
    }

    /// Shows the table that waits, with a guess of what its columns hold.
    async fn show_table(self, headed: Option<bool>) {
        let custom_fields = self.fields_of_people();
        match worker::ask_with("table", &TableRequest { language: language(), headed, custom_fields }).await {
            Ok(table) => self.table.set(table),
            Err(failure) => self.failure.set(Some(failure)),
        }
    }

    /// The custom fields of people, wherever that is asked: also after a wait.
    fn fields_of_people(self) -> Vec<CustomField> {
        let fields = self.custom_fields.get_value();
        untrack(|| fields.map(|fields| fields.of(CustomEntity::Person)).unwrap_or_default())
    }

    /// Takes in what its columns hold, and reads its rows.
    fn map_columns(self, mapping: ColumnMapping) {
        self.mappings.update_value(|mappings| mappings.push(mapping.clone()));
        self.table.set(None);
        spawn_local(async move {
            match worker::ask_with("map_columns", &mapping).await {
                Ok(counts) => {
                    self.counts.set(counts);
                    read::go_on(self).await;
                    // The button that was pressed is gone.
                    focus(preview::FOUND);
                }
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }

    /// Turns to other cards.
    fn turn_to(self, filter: Filter, skip: u32) {
        self.filter.set(filter);
        self.skip.set(skip);
        spawn_local(self.show());
    }

    /// Takes a choice in.
    fn choose(self, choice: Choice) {
        self.choices.update_value(|choices| choices.push(choice.clone()));
        spawn_local(async move {
            match worker::ask_with("choose", &choice).await {
                Ok(counts) => self.counts.set(counts),
                Err(failure) => self.failure.set(Some(failure)),
            }
            self.show().await;
        });
    }
}

/// Loads the worker, and lets it read made-up cards until a file comes. Where that fails, it is loaded again with the first file.
async fn warm_up(import: Import) {
    for round in 0..ROUNDS {
        if !import.is_untouched() || worker::warm_up(round).await.is_err() {
            break;
        }
    }
}

/// Whether the rows that are shown are the first of these.
fn same(shown: &[Row], rows: &[Row]) -> bool {
    shown.len() <= rows.len() && shown.iter().zip(rows).all(|(one, other)| one.number == other.number)
}

/// The page on which people are imported.
#[component]
pub(crate) fn ImportPage() -> impl IntoView {
    let import: Import = expect_context();
    import.custom_fields.set_value(Some(use_custom_fields()));
    store::resume(import);
    spawn_local(warm_up(import));
    let waiting = Memo::new(move |_| import.table.with(|table| table.as_ref().map(|table| table.number)));
    view! {
        <PageHeader title=t("Import", "Import") />
        {move || match import.progress.with(Option::is_some) {
            true => view! { <ProgressView import /> }.into_any(),
            false => view! { <ChooseFiles import /> }.into_any(),
        }}
        {move || {
            let number = waiting.get().filter(|_| import.progress.with(Option::is_none))?;
            Some(view! { <Columns import number /> })
        }}
        <Show when=move || !import.is_empty() && import.progress.with(Option::is_none)>
            <Preview import />
        </Show>
        <Show when=move || import.is_empty() && import.progress.with(Option::is_none)>
            <EarlierImports />
            <Abroad />
        </Show>
    }
}

/// Leads to what is on its way to other CRMs; nothing where there are none.
#[component]
fn Abroad() -> impl IntoView {
    let connections = use_connections();
    move || {
        let words = t(
            "What goes into other CRMs stands under Transfers.",
            "Was in andere CRMs geht, steht unter Übertragungen.",
        );
        connections.any().then(|| view! { <p><a href="/settings/transfers">{words}</a></p> })
    }
}
