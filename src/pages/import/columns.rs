//! What the columns of a table hold: by guess, and by hand.

use calling_card_api::worker::{Column, ColumnField, ColumnMapping, Table};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Import;
use crate::language::t;
use crate::ui::focus;

const HEADING: &str = "columns";

/// The columns of the table that waits, each with the field that it is given to.
#[component]
pub(super) fn Columns(import: Import, number: u32) -> impl IntoView {
    focus(HEADING);
    let with = move |say: fn(&Table) -> String| import.table.with(|table| table.as_ref().map(say).unwrap_or_default());
    // The list is only made anew where its columns are others, so that a select keeps the focus.
    let shape = Memo::new(move |_| import.table.with(|table| table.as_ref().map(|table| (table.number, table.headed))));
    let list = move || {
        shape.get();
        let table = import.table.get_untracked().unwrap_or_default();
        let (rows, columns) = (table.rows, table.columns);
        let entries = columns.into_iter().enumerate().filter(|(_, column)| column.filled > 0);
        entries.map(|(index, column)| view! { <ColumnView import index column rows /> }).collect::<Vec<_>>()
    };
    let switch = move |event| {
        let headed = event_target_checked(&event);
        spawn_local(import.show_table(Some(headed)));
    };
    let headed = move || import.table.with(|table| table.as_ref().is_some_and(|table| table.headed));
    let nothing =
        move || import.table.with(|table| table.as_ref().is_none_or(|table| !table.columns.iter().any(is_taken)));
    let go_on = move |_| import.map_columns(mapping(import, number, |column| column.field.clone()));
    let leave = move |_| import.map_columns(mapping(import, number, |_| ColumnField::leave_out()));
    view! {
        <section class="panel stack" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1">{t("Columns of ", "Spalten von ")}<bdi>{move || with(|table| table.file.clone())}</bdi></h2>
            <p class="muted">{move || with(about)}</p>
            <label class="check">
                <input type="checkbox" prop:checked=headed on:change=switch />{t("The first row holds headings", "Die erste Zeile enthält Überschriften")}
            </label>
            <ul class="mapping">{list}</ul>
            <LeftOut import />
            <div class="buttons">
                <button type="button" class="button primary" disabled=nothing on:click=go_on>{move || with(go_on_words)}</button>
                <button type="button" class="button" on:click=leave>{t("Leave this table out", "Diese Tabelle auslassen")}</button>
            </div>
        </section>
    }
}

/// A column: its heading, what stands in it, and its field.
#[component]
fn ColumnView(import: Import, index: usize, column: Column, rows: u32) -> impl IntoView {
    let (id, described) = (format!("column-{index}"), format!("column-{index}-values"));
    let groups =
        import.table.with_untracked(|table| table.as_ref().map(|table| table.fields.clone())).unwrap_or_default();
    let group = |(name, fields): (String, Vec<(ColumnField, String)>)| {
        let options: Vec<_> = fields
            .into_iter()
            .map(|(field, words)| {
                let selected = field == column.field;
                view! { <option value=field.0 selected=selected>{words}</option> }
            })
            .collect();
        view! { <optgroup label=name>{options}</optgroup> }
    };
    let options: Vec<_> = groups.into_iter().map(group).collect();
    let of_column = move |table: &Option<Table>| table.as_ref()?.columns.get(index).cloned();
    let field = move || import.table.with(of_column).map(|column| column.field.0).unwrap_or_default();
    let out = move || !import.table.with(of_column).is_some_and(|column| is_taken(&column));
    let choose = move |event| {
        let field = ColumnField(event_target_value(&event));
        change(import, |known, column| {
            if known == index {
                column.field = field.clone();
            }
        });
    };
    let filled = format!("{} {} {} {rows} {}", t("in", "in"), column.filled, t("of", "von"), t("rows", "Zeilen"));
    let samples: Vec<_> = column.samples.iter().map(|text| view! { <bdi>{text.clone()}</bdi> }).collect();
    view! {
        <li class:out=out>
            <div>
                <label for=id.clone() dir="auto">{name(index, &column)}</label>
                <p class="samples" id=described.clone()>{samples}<span class="muted small">{filled}</span></p>
            </div>
            <select class="input" id=id aria-describedby=described prop:value=field on:change=choose>{options}</select>
        </li>
    }
}

/// The columns that are left out although something stands in them, so that nobody loses it unseen.
#[component]
fn LeftOut(import: Import) -> impl IntoView {
    let names = move || {
        let left = |table: &Table| {
            let all = table
                .columns
                .iter()
                .enumerate()
                .filter(|(_, column)| column.filled > 0 && column.field == ColumnField::leave_out());
            all.map(|(index, column)| name(index, column)).collect::<Vec<_>>()
        };
        import.table.with(|table| table.as_ref().map(left)).unwrap_or_default()
    };
    let keep = move |_| {
        change(import, |_, column| {
            if column.filled > 0 && column.field == ColumnField::leave_out() {
                column.field = ColumnField::keep_as_note();
            }
        });
        // The button that was pressed is gone.
        focus(HEADING);
    };
    let words = move || format!("{} {}", t("Left out:", "Ausgelassen:"), names().join(", "));
    view! {
        <div role="status">
            <Show when=move || !names().is_empty()>
                <div class="notice info">
                    <span dir="auto">{words}</span>
                    <button type="button" class="button small" on:click=keep>{t("Keep them as notes", "Als Notiz behalten")}</button>
                </div>
            </Show>
        </div>
    }
}

/// Changes columns of the table.
fn change(import: Import, change: impl Fn(usize, &mut Column)) {
    import.table.update(|table| {
        let columns = table.iter_mut().flat_map(|table| table.columns.iter_mut());
        columns.enumerate().for_each(|(index, column)| change(index, column));
    });
}

fn mapping(import: Import, number: u32, field: impl Fn(&Column) -> ColumnField) -> ColumnMapping {
    let table = import.table.get_untracked().unwrap_or_default();
    let fields = table.columns.iter().map(field).collect();
    ColumnMapping { number, headed: table.headed, fields, custom_fields: import.fields_of_people() }
}

fn is_taken(column: &Column) -> bool {
    column.filled > 0 && column.field != ColumnField::leave_out()
}

/// A column's heading, or its place where it has none.
fn name(index: usize, column: &Column) -> String {
    match column.heading.as_str() {
        "" => format!("{} {}", t("Column", "Spalte"), index + 1),
        heading => heading.to_owned(),
    }
}

fn about(table: &Table) -> String {
    let mut words = match table.rows {
        1 => t("One row.", "Eine Zeile.").to_owned(),
        rows => format!("{rows} {}", t("rows.", "Zeilen.")),
    };
    words += t(
        " Say what each column holds; what was guessed can be changed. Nothing is stored yet.",
        " Sagen Sie, was jede Spalte enthält; was geraten wurde, lässt sich ändern. Noch wird nichts gespeichert.",
    );
    match table.columns.iter().filter(|column| column.filled == 0).count() {
        0 => {}
        1 => words += t(" One empty column is not shown.", " Eine leere Spalte wird nicht gezeigt."),
        count => {
            words += &format!(" {count} {}", t("empty columns are not shown.", "leere Spalten werden nicht gezeigt."))
        }
    }
    match table.others {
        0 => {}
        1 => words += t(" One more table comes after this one.", " Danach kommt noch eine Tabelle."),
        count => {
            words += &format!(
                " {} {count} {}",
                t("After this one come", "Danach kommen noch"),
                t("more tables.", "Tabellen.")
            )
        }
    }
    words
}

fn go_on_words(table: &Table) -> String {
    match table.rows {
        1 => t("Read 1 row", "1 Zeile lesen").to_owned(),
        rows => format!("{} {rows} {}", t("Read", "Lesen:"), t("rows", "Zeilen")),
    }
}
