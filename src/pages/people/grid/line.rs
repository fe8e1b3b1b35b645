//! A row of the grid.

use std::sync::Arc;

use calling_card_api::people::PersonSummary;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

use super::Grid;
use crate::language::t;
use crate::ui::Avatar;

/// The id of a row in the document.
pub(super) fn id(row: u32) -> String {
    format!("person-{row}")
}

/// What a slot shows. It is looked at as a whole: so many rows pass by that anything more by itself is felt.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    row: u32,
    /// Who stands there; until that is known, whoever stood there before, who is hidden.
    person: Option<Arc<PersonSummary>>,
    waits: bool,
    similar: bool,
    active: bool,
    /// While people are being chosen, whether this one is.
    chosen: Option<bool>,
}

impl Shown {
    fn next(grid: Grid, slot: u32, before: Option<&Self>) -> Self {
        let row = grid.drawn.with(|drawn| drawn.row(slot)).or(before.map(|before| before.row)).unwrap_or_default();
        let there = grid.rows.person(row);
        let is_chosen = || there.as_ref().is_some_and(|person| grid.selection.has(person.id));
        Self {
            row,
            waits: there.is_none(),
            similar: grid.rows.count.get().is_some_and(|count| row >= count.found),
            active: grid.active.get() == Some(row),
            chosen: grid.selection.on.get().then(is_chosen),
            person: there.or_else(|| before?.person.clone()),
        }
    }
}

/// What stands in a slot.
#[component]
pub(super) fn Line(grid: Grid, in_slot: u32) -> impl IntoView {
    let shown = Memo::new(move |before| Shown::next(grid, in_slot, before));
    move || shown.with(|shown| line(grid, shown))
}

fn line(grid: Grid, shown: &Shown) -> impl IntoView + use<> {
    let (row, chosen) = (shown.row, shown.chosen == Some(true));
    let mut class = String::from("line");
    for (word, is_so) in [(" waiting", shown.waits), (" active", shown.active), (" chosen", chosen)] {
        class.push_str(if is_so { word } else { "" });
    }
    let truth = |is_so: bool| if is_so { "true" } else { "false" };
    let choice = shown.chosen.map(|chosen| choice(grid, shown, chosen));
    let cells = shown.person.as_ref().map(|person| cells(grid, person, shown.similar));
    view! {
        <div role="row" class=class id=id(row) aria-rowindex=(row + 2).to_string() aria-busy=truth(shown.waits) aria-selected=truth(chosen)>
            {choice}
            {cells}
        </div>
    }
}

/// The box by which somebody is chosen.
fn choice(grid: Grid, shown: &Shown, chosen: bool) -> impl IntoView + use<> {
    let row = shown.row;
    let name = shown.person.as_ref().map(|person| person.name.clone());
    let check = move |event: leptos::ev::MouseEvent| {
        grid.choose(row, event_target_checked(&event), event.shift_key());
        // Another row may stand here soon.
        keep_the_keys(&event);
    };
    view! {
        <span role="gridcell" class="box">
            <label>
                <input type="checkbox" tabindex="-1" prop:checked=chosen on:click=check />
                <span class="visually-hidden">{t("Select", "Auswählen:")}" "{name}</span>
            </label>
        </span>
    }
}

/// Who a person is, and what the columns say of them.
fn cells(grid: Grid, person: &PersonSummary, similar: bool) -> impl IntoView + use<> {
    let href = grid.base.with_value(|base| format!("{base}{}", person.id));
    let under = [&*person.position, &*person.business]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let reach = if person.email.is_empty() { person.phone.clone() } else { person.email.clone() };
    let signs = [
        similar.then_some(("tag warning", t("similar", "ähnlich"))),
        person.archived.then_some(("tag plain", t("archived", "archiviert"))),
    ];
    let signs: Vec<_> =
        signs.into_iter().flatten().map(|(class, word)| view! { <span class=class>{word}</span> }).collect();
    let beside: Vec<_> = grid.columns.with(|columns| {
        columns.iter().map(|column| view! { <span role="gridcell" class="cell">{column.cell(person)}</span> }).collect()
    });
    view! {
        <span role="gridcell" class="name">
            <Avatar name=person.name.clone() image=None />
            <span class="lines">
                <span class="cut"><a tabindex="-1" href=href dir="auto">{person.name.clone()}</a>{signs}</span>
                <span class="cut muted small narrow" dir="auto">{under}</span>
                <span class="cut muted small narrow" dir="ltr">{reach}</span>
            </span>
        </span>
        {beside}
    }
}

/// Gives the keys back to the grid, which is where it is.
fn keep_the_keys(event: &leptos::ev::MouseEvent) {
    let grid = event_target::<HtmlElement>(event).closest("[role=grid]").ok().flatten();
    if let Some(grid) = grid.and_then(|grid| grid.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Where it does not take them, they stay where they are.
        let _ = grid.focus_with_options(&options);
    }
}
