//! A row of the grid.

use leptos::prelude::*;

use super::Grid;
use crate::language::t;
use crate::ui::Avatar;

/// The id of a row in the document.
pub(super) fn id(row: u32) -> String {
    format!("person-{row}")
}

/// A row; what it says changes with who stands there.
#[component]
pub(super) fn Line(grid: Grid, row: u32) -> impl IntoView {
    let (rows, selection) = (grid.rows, grid.selection);
    let person = Memo::new(move |_| rows.person(row));
    let key = Memo::new(move |_| person.with(|person| person.as_ref().map(|person| person.id)));
    let is_chosen = move || key.get().is_some_and(|id| selection.has(id));
    let is_similar = move || rows.count.get().is_some_and(|count| row >= count.found);
    let name = move || person.with(|person| person.as_ref().map(|person| person.name.clone()).unwrap_or_default());
    let check = move |event: leptos::ev::MouseEvent| {
        let chosen = event_target_checked(&event);
        grid.choose(row, chosen, event.shift_key());
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
        let Some(person) = person.get() else {
            return view! { <span role="gridcell" class="name waiting"><span class="visually-hidden">{t("Loading …", "Wird geladen …")}</span></span> }.into_any();
        };
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
        .into_any()
    };
    view! {
        <div role="row" class="line" id=id(row) aria-rowindex=(row + 2).to_string()
            class:active=move || grid.active.get() == Some(row) class:chosen=move || selection.on.get() && is_chosen()
            aria-selected=move || if selection.on.get() && is_chosen() { "true" } else { "false" }>
            {choice}
            {cells}
        </div>
    }
}
