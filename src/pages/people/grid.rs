//! The list of people as a grid: any number of rows, of which those are drawn that are seen. It is one stop for the Tab key; arrows,
//! Page, Home and End go through it.

mod drawn;
mod keys;
mod line;

use std::time::Duration;

use calling_card_api::people::PeopleSort;
use calling_card_contact::Language;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::columns::Column;
use super::rows::Rows;
use super::selection::Selection;
use crate::language::{language, t};
use crate::ui::{Sheet, number_text};

use drawn::Drawn;
use line::Line;

/// What is covered at the upper edge while people are selected, in pixels.
const COVERED: f64 = 64.0;

/// How long rows that were jumped to stay before they are fetched: who flies past is not.
const STAYS: Duration = Duration::from_millis(60);

/// What the grid knows of itself.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    rows: Rows,
    selection: Selection,
    /// The columns beside the name.
    columns: Memo<Vec<Column>>,
    /// How the address of a person's page begins.
    base: StoredValue<String>,
    /// The room of the rows.
    space: NodeRef<html::Div>,
    /// What is as high as a row.
    ruler: NodeRef<html::Div>,
    /// Which rows are drawn, and where.
    drawn: RwSignal<Drawn>,
    /// What fetches the rows that were jumped to, where they stay.
    staying: StoredValue<Option<TimeoutHandle>>,
    /// The row that the keys are at.
    active: RwSignal<Option<u32>>,
    /// Where a range begins that is chosen with Shift.
    anchor: StoredValue<Option<u32>>,
}

impl Grid {
    /// The rows as they are scrolled through now, and how far.
    fn sheet(self) -> Option<(Sheet, f64)> {
        let (space, ruler) = (self.space.get_untracked()?, self.ruler.get_untracked()?);
        let rows = self.rows.count.get_untracked()?.rows;
        let row = ruler.get_bounding_client_rect().height().max(1.0);
        let view = window().inner_height().ok()?.as_f64()?;
        Some((Sheet { rows, row, view }, -space.get_bounding_client_rect().top()))
    }

    /// Draws what is seen.
    fn draw(self) {
        let Some((sheet, offset)) = self.sheet() else { return };
        let (before, now) = self.drawn.with_untracked(|known| (known.rows.clone(), known.next(sheet, offset)));
        let range = now.rows.clone();
        if self.drawn.with_untracked(|known| *known != now) {
            self.drawn.set(now);
        }
        if let Some(staying) = self.staying.try_update_value(Option::take).flatten() {
            staying.clear();
        }
        let is_jump = !before.is_empty() && (before.end <= range.start || range.end <= before.start);
        if !is_jump {
            return self.rows.look_at(range);
        }
        let fetch = move || _ = self.staying.try_get_value().is_some().then(|| self.rows.look_at(range));
        self.staying.set_value(set_timeout_with_handle(fetch, STAYS).ok());
    }

    /// Scrolls to where a row is seen.
    fn reveal(self, row: u32) {
        if let Some((sheet, offset)) = self.sheet()
            && let Some(wanted) = sheet.reveal(row, offset, COVERED)
        {
            window().scroll_by_with_x_and_y(0.0, wanted - offset);
            self.draw();
        }
    }
}

/// The grid.
#[component]
pub(super) fn PeopleGrid(
    /// Its rows.
    rows: Rows,
    /// How the address of a person's page begins.
    base: String,
    /// The columns beside the name.
    columns: Memo<Vec<Column>>,
    /// The order.
    sort: Memo<PeopleSort>,
    /// Chooses another order.
    order: Callback<PeopleSort>,
) -> impl IntoView {
    let grid = Grid {
        rows,
        selection: expect_context(),
        columns,
        base: StoredValue::new(base),
        space: NodeRef::new(),
        ruler: NodeRef::new(),
        drawn: RwSignal::new(Drawn::all(0..0)),
        staying: StoredValue::new(None),
        active: RwSignal::new(None),
        anchor: StoredValue::new(None),
    };
    // On paper is all that is at hand.
    let on_paper = RwSignal::new(false);
    let listeners = [
        window_event_listener_untyped("scroll", move |_| grid.draw()),
        window_event_listener_untyped("resize", move |_| grid.draw()),
        window_event_listener_untyped("beforeprint", move |_| {
            grid.drawn.set(Drawn::all(rows.at_hand()));
            on_paper.set(true);
        }),
        window_event_listener_untyped("afterprint", move |_| {
            on_paper.set(false);
            grid.draw();
        }),
    ];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
    // How high rows are is known once they are in the document.
    Effect::new(move || {
        grid.space.track();
        let rows = rows.count.get().map_or(0, |count| count.rows);
        columns.track();
        grid.active.update(|active| *active = active.filter(|row| *row < rows));
        request_animation_frame(move || grid.draw());
    });
    let before = StoredValue::new(rows.query.get_untracked());
    Effect::new(move || {
        let query = rows.query.get();
        if before.get_value() != query {
            before.set_value(query);
            grid.active.set(None);
            grid.anchor.set_value(None);
            // Who was far down begins at the first row again.
            if let Some((_, offset)) = grid.sheet().filter(|(_, offset)| *offset > 0.0) {
                window().scroll_by_with_x_and_y(0.0, -offset - COVERED);
            }
        }
    });
    let selection = grid.selection;
    let height = move || {
        rows.count.track();
        grid.drawn.track();
        grid.sheet().map_or_else(|| "0px".to_owned(), |(sheet, _)| format!("{}px", sheet.height() as u64))
    };
    let missing = move || {
        let (all, shown) = (rows.count.get()?.rows, grid.drawn.with(|drawn| drawn.rows.clone()));
        if !on_paper.get() || shown.len() as u32 == all {
            return None;
        }
        let [first, last, all] = [shown.start + 1, shown.end, all].map(|row| number_text(row.into()));
        Some(match language() {
            Language::En => format!("Rows {first} to {last} of {all}. An export has all of them."),
            Language::De => format!("Zeilen {first} bis {last} von {all}. Ein Export hat alle."),
        })
    };
    let navigate = use_navigate();
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if let Some(to) = grid.press(&event) {
            navigate(&to, Default::default());
        }
    };
    view! {
        <div class="people-grid" role="grid" tabindex="0" aria-label=t("People", "Personen")
            class:choosing=move || selection.on.get()
            aria-rowcount=move || rows.count.get().map_or(0, |count| count.rows + 1).to_string()
            aria-multiselectable="true"
            aria-activedescendant=move || grid.active.get().map(line::id)
            style=("--columns", move || columns.with(Vec::len).to_string())
            on:keydown=on_key on:focus=move |_| grid.enter()>
            <Head columns sort order selecting=selection.on />
            <div class="space" node_ref=grid.space style:block-size=height>
                <div class="ruler" node_ref=grid.ruler></div>
                <div class="drawn" role="rowgroup" style:transform=move || format!("translateY({}px)", grid.drawn.with(|drawn| drawn.place) as u64)>
                    <For each=move || grid.drawn.with(Drawn::slots) key=|slot| *slot children=move |slot| view! { <Line grid in_slot=slot /> } />
                </div>
            </div>
        </div>
        <p>{missing}</p>
    }
}

/// The heads of the columns; a press orders by one.
#[component]
fn Head(
    columns: Memo<Vec<Column>>,
    sort: Memo<PeopleSort>,
    order: Callback<PeopleSort>,
    selecting: RwSignal<bool>,
) -> impl IntoView {
    let head = move |class: &'static str, label: &'static str, by: Option<PeopleSort>| {
        let is_by = move || by == Some(sort.get());
        let direction = if by == Some(PeopleSort::Changed) { "descending" } else { "ascending" };
        let inside = match by {
            // The field for the order is there for the keys.
            Some(by) => view! { <button type="button" tabindex="-1" on:click=move |_| order.run(by)>{label}</button> }
                .into_any(),
            None => label.into_any(),
        };
        view! { <span role="columnheader" class=class aria-sort=move || is_by().then_some(direction)>{inside}</span> }
    };
    view! {
        <div class="head" role="rowgroup">
            <div role="row" aria-rowindex="1">
                {move || selecting.get().then(|| view! { <span role="columnheader" class="box"><span class="visually-hidden">{t("Selected", "Ausgewählt")}</span></span> })}
                {head("name", t("Name", "Name"), Some(PeopleSort::FamilyName))}
                {move || columns.get().into_iter().map(|column| head("cell", column.label(), column.sort())).collect::<Vec<_>>()}
            </div>
        </div>
    }
}
