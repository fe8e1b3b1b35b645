//! What was found, before anything is stored.

use calling_card_api::worker::Unreadable;
use leptos::prelude::*;

use super::store::begin;
use super::{Found, Import};
use crate::language::t;

/// Most rows that are shown; all are stored.
const ROWS: usize = 500;

/// The cards that were found and what could not be read.
#[component]
pub(super) fn Preview(import: Import) -> impl IntoView {
    let chosen = Memo::new(move |_| import.found.with(|found| found.iter().filter(|found| found.chosen).count()));
    let total = Memo::new(move |_| import.found.with(Vec::len));
    let all = move |event| {
        let choose = event_target_checked(&event);
        import.found.update(|found| found.iter_mut().for_each(|found| found.chosen = choose));
    };
    let words = move || match chosen.get() {
        1 => t("Import 1 person", "1 Person importieren").to_owned(),
        count => format!("{} {count} {}", t("Import", "Importieren:"), t("people", "Personen")),
    };
    let rows = Memo::new(move |_| import.found.with(|found| found.iter().take(ROWS).cloned().collect::<Vec<_>>()));
    view! {
        <section class="stack">
            <h2>{move || format!("{}: {}", t("Found", "Gefunden"), total.get())}</h2>
            <Show when=move || total.get() != 0>
                <div class="table-wrap" tabindex="0" role="region" aria-label=t("What was found", "Was gefunden wurde")>
                    <table>
                        <thead><tr>
                            <th><label class="check"><input type="checkbox" prop:checked=move || chosen.get() == total.get() on:change=all />{t("All", "Alle")}</label></th>
                            <th>{t("Name", "Name")}</th><th>{t("E-mail", "E-Mail")}</th><th>{t("Phone", "Telefon")}</th><th>{t("Company", "Firma")}</th><th>{t("File", "Datei")}</th>
                        </tr></thead>
                        <tbody><For each=move || rows.get() key=|found| found.number children=move |found| view! { <Row import found /> } /></tbody>
                    </table>
                </div>
                <Show when=move || ROWS < total.get()>
                    <p class="muted small">{move || format!("{ROWS} {} {}", t("are shown of", "werden gezeigt von"), total.get())}</p>
                </Show>
            </Show>
            <Show when=move || import.unreadable.with(|parts| !parts.is_empty())>
                <section class="panel stack">
                    <h2>{t("Could not be read", "Nicht lesbar")}</h2>
                    <ul class="entries">{move || import.unreadable.get().into_iter().map(|(file, part)| view! { <Refused file part /> }).collect::<Vec<_>>()}</ul>
                </section>
            </Show>
            <div class="save-bar">
                <button type="button" class="button primary" disabled=move || chosen.get() == 0 on:click=move |_| begin(import)>{words}</button>
                <button type="button" class="button" on:click=move |_| import.clear()>{t("Start over", "Von vorn")}</button>
            </div>
        </section>
    }
}

#[component]
fn Row(import: Import, found: Found) -> impl IntoView {
    let person = &found.card.person;
    let name = person.display_name();
    let join = |texts: Vec<String>| texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let emails =
        join(person.cards.iter().flat_map(|card| card.emails.iter().map(|email| email.address.clone())).collect());
    let phones =
        join(person.cards.iter().flat_map(|card| card.phones.iter().map(|phone| phone.number.clone())).collect());
    let businesses = join(person.cards.iter().map(|card| card.business.clone()).collect());
    let number = found.number;
    let chosen = move || import.found.with(|all| all.get(number).is_some_and(|found| found.chosen));
    let choose = move |event| {
        let chosen = event_target_checked(&event);
        import.found.update(|all| {
            if let Some(found) = all.get_mut(number) {
                found.chosen = chosen
            }
        });
    };
    let label = format!("{} {name}", t("Import", "Importieren:"));
    view! {
        <tr>
            <td><input type="checkbox" prop:checked=chosen aria-label=label on:change=choose /></td>
            <td dir="auto">{name}</td><td>{emails}</td><td dir="ltr">{phones}</td><td dir="auto">{businesses}</td>
            <td class="muted small">{format!("{}:{}", found.file, found.card.line)}</td>
        </tr>
    }
}

#[component]
fn Refused(file: String, part: Unreadable) -> impl IntoView {
    let text = (!part.text.is_empty()).then(|| view! { <pre class="code" dir="auto">{part.text.clone()}</pre> });
    view! { <li><p><strong>{format!("{file}, {} {}", t("line", "Zeile"), part.line)}</strong></p><p>{part.reason}</p>{text}</li> }
}
