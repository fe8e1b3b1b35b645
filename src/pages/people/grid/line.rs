//! A row of the grid.

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

/// What stands in a slot: a row; what it says changes with the row, and with who stands there.
#[component]
pub(super) fn Line(grid: Grid, in_slot: u32) -> impl IntoView {
    let (rows, selection) = (grid.rows, grid.selection);
    let row = Memo::new(move |before: Option<&u32>| {
        grid.drawn.with(|drawn| drawn.row(in_slot)).or(before.copied()).unwrap_or_default()
    });
    let there = Memo::new(move |_| rows.person(row.get()));
    // Until it is known who is there, whoever was there before is hidden: nothing is made anew for it.
    let person = Memo::new(move |before: Option<&Option<PersonSummary>>| there.get().or_else(|| before.cloned()?));
    let waits = Memo::new(move |_| there.with(Option::is_none));
    let key = Memo::new(move |_| there.with(|person| person.as_ref().map(|person| person.id)));
    let is_chosen = move || key.get().is_some_and(|id| selection.has(id));
    let is_similar = move || rows.count.get().is_some_and(|count| row.get() >= count.found);
    let name = move || person.with(|person| person.as_ref().map(|person| person.name.clone()).unwrap_or_default());
    let check = move |event: leptos::ev::MouseEvent| {
        let chosen = event_target_checked(&event);
        grid.choose(row.get_untracked(), chosen, event.shift_key());
        // Another row may stand here soon.
        keep_the_keys(&event);
    };
    let choice = move || {
        selection.on.get().then(|| {
            view! {
                <span role="gridcell" class="box">
                    <label>
                        <input type="checkbox" tabindex="-1" prop:checked=is_chosen on:click=check />
                        <span class="visually-hidden">{t("Select", "Auswählen:")}" "{name}</span>
                    </label>
                </span>
            }
        })
    };
    let cells = move || {
        let person = person.get()?;
        let href = grid.base.with_value(|base| format!("{base}{}", person.id));
        let under = [&*person.position, &*person.business]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        let reach = if person.email.is_empty() { person.phone.clone() } else { person.email.clone() };
        let signs = [
            is_similar().then_some(("tag warning", t("similar", "ähnlich"))),
            person.archived.then_some(("tag plain", t("archived", "archiviert"))),
        ];
        let signs: Vec<_> =
            signs.into_iter().flatten().map(|(class, word)| view! { <span class=class>{word}</span> }).collect();
        let beside: Vec<_> = grid.columns.with(|columns| {
            columns
                .iter()
                .map(|column| view! { <span role="gridcell" class="cell">{column.cell(&person)}</span> })
                .collect()
        });
        let cells = view! {
            <span role="gridcell" class="name">
                <Avatar name=person.name.clone() image=None />
                <span class="lines">
                    <span class="cut"><a tabindex="-1" href=href dir="auto">{person.name.clone()}</a>{signs}</span>
                    <span class="cut muted small narrow" dir="auto">{under}</span>
                    <span class="cut muted small narrow" dir="ltr">{reach}</span>
                </span>
            </span>
            {beside}
        };
        Some(cells)
    };
    view! {
        <div role="row" class="line" id=move || id(row.get()) aria-rowindex=move || (row.get() + 2).to_string()
            class:waiting=waits aria-busy=move || if waits.get() { "true" } else { "false" }
            class:active=move || grid.active.get() == Some(row.get()) class:chosen=move || selection.on.get() && is_chosen()
            aria-selected=move || if selection.on.get() && is_chosen() { "true" } else { "false" }>
            {choice}
            {cells}
        </div>
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
