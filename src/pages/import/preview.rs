//! What was found, before anything is stored.

use calling_card_api::worker::{Choice, Fate, Filter, Row, Subject, Unreadable};
use calling_card_contact::{KnownBy, Part};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::details::DetailsView;
use super::into::IntoCrm;
use super::losses::{LossDialog, check};
use super::store::{begin, user};
use super::{Import, ROWS, read};
use crate::connection::use_connections;
use crate::language::{language, t};
use crate::ui::{TextField, save_file};
use crate::worker;

/// The heading, by its id.
pub(super) const FOUND: &str = "found";

/// The table, by its id.
const TABLE: &str = "found-table";

/// How high the table is, in pixels.
pub(super) fn height_of_table() -> Option<i32> {
    Some(document().get_element_by_id(TABLE)?.client_height())
}

/// The cards that were found and what could not be read.
#[component]
pub(super) fn Preview(import: Import) -> impl IntoView {
    let counts = import.counts;
    let waiting = move || counts.with(|counts| !counts.is_read() || counts.open > 0);
    let found = move || counts.with(|counts| counts.cards > 0 || !counts.waits);
    let words = move || match counts.get().chosen {
        1 => t("Import 1 person", "1 Person importieren").to_owned(),
        count => format!("{} {count} {}", t("Import", "Importieren:"), t("people", "Personen")),
    };
    let connections = use_connections();
    let target = move || connections.crm(&import.into.get());
    let tagged = move || target().is_some_and(|crm| crm.holds.writes(Part::Tags));
    let press = move |_| match untrack(target) {
        Some(crm) if !crm.is_home() => check(import, crm),
        Some(_) => {
            if let Some(user) = user() {
                begin(import, user);
            }
        }
        None => {}
    };
    let failure = move || {
        let failure = import.failure.get()?;
        let again = move |_| spawn_local(read::go_on(import));
        Some(view! {
            <div class="notice" role="alert">
                <p>{failure.sentence(language())}</p>
                <button type="button" class="button small" on:click=again>{t("Try again", "Noch einmal versuchen")}</button>
            </div>
        })
    };
    view! {
        <section class="stack">
            <Show when=found>
                <h2 id=FOUND tabindex="-1">{move || format!("{}: {}", t("Found", "Gefunden"), counts.get().cards)}</h2>
            </Show>
            <IntoCrm import />
            {failure}
            <Show when=move || counts.with(|counts| counts.cards > 0)>
                <Kinds import />
                <Table import />
                <Turn import />
            </Show>
            <NotRead import />
            <Show when=move || counts.with(|counts| counts.cards > 0) && tagged()>
                <TextField label=t("Tags for everybody, separated by commas", "Schlagwörter für alle, durch Kommas getrennt") value=import.tags
                    on_input=move |text| import.tags.set(text) />
            </Show>
            <LossDialog import />
            <div class="save-bar">
                <Show when=found>
                    <button type="button" class="button primary" disabled=move || waiting() || counts.get().chosen == 0 on:click=press>{words}</button>
                </Show>
                <button type="button" class="button" on:click=move |_| import.clear()>{t("Start over", "Von vorn")}</button>
            </div>
        </section>
    }
}

/// The kinds of cards, each to be looked at by itself.
#[component]
fn Kinds(import: Import) -> impl IntoView {
    let kind = move |filter: Filter, words: &'static str, count: fn(&calling_card_api::worker::Counts) -> u32| {
        let pressed = move || (import.filter.get() == filter).to_string();
        view! {
            <button type="button" class="button small" aria-pressed=pressed on:click=move |_| import.turn_to(filter, 0)>
                {move || format!("{words} {}", import.counts.with(count))}
            </button>
        }
    };
    view! {
        <div class="buttons" role="group" aria-label=t("Which cards", "Welche Karten")>
            {kind(Filter::All, t("All", "Alle"), |counts| counts.cards)}
            {kind(Filter::New, t("New", "Neu"), |counts| counts.new)}
            {kind(Filter::Updates, t("Changes", "Änderungen"), |counts| counts.updates)}
            {kind(Filter::Unchanged, t("As they are", "Unverändert"), |counts| counts.unchanged)}
            {kind(Filter::Duplicates, t("Twice in the files", "Doppelt in den Dateien"), |counts| counts.duplicates)}
        </div>
    }
}

#[component]
fn Table(import: Import) -> impl IntoView {
    let all = move |event| {
        import.choose(Choice::All { filter: import.filter.get_untracked(), chosen: event_target_checked(&event) })
    };
    let every = move || import.rows.with(|rows| rows.iter().all(|row| row.chosen));
    let key = |row: &Row| (row.number, row.chosen, format!("{:?}", row.fate));
    view! {
        <div id=TABLE class="table-wrap found" tabindex="0" role="region" aria-label=t("What was found", "Was gefunden wurde")
            style:min-block-size=move || import.held.get().map(|height| format!("{height}px"))>
            <table>
                <thead><tr>
                    <th><label class="check"><input type="checkbox" prop:checked=every on:change=all />{t("All", "Alle")}</label></th>
                    <th>{t("Name", "Name")}</th><th>{t("E-mail", "E-Mail")}</th><th>{t("Phone", "Telefon")}</th>
                    <th>{t("Company", "Firma")}</th><th>{t("Outcome", "Ergebnis")}</th><th>{t("File", "Datei")}</th>
                </tr></thead>
                <tbody><For each=move || import.rows.get() key=key children=move |row| view! { <RowView import row /> } /></tbody>
            </table>
        </div>
    }
}

#[component]
fn RowView(import: Import, row: Row) -> impl IntoView {
    let open = RwSignal::new(false);
    let number = row.number;
    let choose = move |event| import.choose(Choice::One { number, chosen: event_target_checked(&event) });
    let label = format!("{} {}", t("Import", "Importieren:"), row.name);
    let (class, words) = fate_words(row.fate, row.subject);
    view! {
        <tr>
            <td><input type="checkbox" prop:checked=row.chosen aria-label=label on:change=choose /></td>
            <td dir="auto">{row.name}</td><td>{row.email}</td><td dir="ltr">{row.phone}</td><td dir="auto">{row.business}</td>
            <td>
                <span class=class>{words}</span>" "
                <button type="button" class="button quiet small" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                    {t("Details", "Einzelheiten")}
                </button>
            </td>
            <td class="muted small">{format!("{}:{}", row.file, row.line)}</td>
        </tr>
        <Show when=move || open.get()><tr><td colspan="7"><DetailsView import number /></td></tr></Show>
    }
}

/// What becomes of a card, in words.
fn fate_words(fate: Fate, subject: Subject) -> (&'static str, String) {
    let organization = subject == Subject::Organization;
    match fate {
        Fate::Tag(count) => (
            "tag plain",
            format!("{} {count}", t("group: becomes a tag, people:", "Gruppe: wird ein Schlagwort, Personen:")),
        ),
        Fate::New if organization => ("tag success", t("new organization", "neue Organisation").into()),
        Fate::Open => ("tag plain", t("not compared yet", "noch nicht verglichen").into()),
        Fate::New => ("tag success", t("new", "neu").into()),
        Fate::Unchanged => ("tag plain", t("as it is", "unverändert").into()),
        Fate::SameAs(number) => {
            ("tag plain", format!("{} {}", t("goes along with card", "geht mit Karte"), number + 1))
        }
        Fate::Update(by) => {
            let by = match by {
                KnownBy::Uid => t("by its UID", "an der UID erkannt"),
                KnownBy::Email => t("by the e-mail address", "an der E-Mail-Adresse erkannt"),
                KnownBy::PhoneAndName => t("by phone and name", "an Telefon und Name erkannt"),
                KnownBy::Name => t("by its name", "am Namen erkannt"),
            };
            let what = match organization {
                true => t("changes a known organization", "ändert eine bekannte Organisation"),
                false => t("changes a known person", "ändert eine bekannte Person"),
            };
            ("tag warning", format!("{what}, {by}"))
        }
    }
}

/// Turning pages.
#[component]
fn Turn(import: Import) -> impl IntoView {
    let of_kind = move || {
        let counts = import.counts.get();
        match import.filter.get() {
            Filter::All => counts.cards,
            Filter::New => counts.new,
            Filter::Updates => counts.updates,
            Filter::Unchanged => counts.unchanged,
            Filter::Duplicates => counts.duplicates,
        }
    };
    let place = move || {
        let (skip, count) = (import.skip.get(), of_kind());
        format!("{}–{} {} {count}", (skip + 1).min(count), (skip + ROWS).min(count), t("of", "von"))
    };
    let turn = move |skip: u32| import.turn_to(import.filter.get_untracked(), skip);
    view! {
        <Show when=move || ROWS < of_kind() fallback=move || (of_kind() == 0).then(|| view! { <p class="muted">{t("There are none of this kind.", "Davon gibt es keine.")}</p> })>
            <div class="buttons">
                <button type="button" class="button small" disabled=move || import.skip.get() == 0 on:click=move |_| turn(import.skip.get_untracked().saturating_sub(ROWS))>{t("Back", "Zurück")}</button>
                <span class="muted small">{place}</span>
                <button type="button" class="button small" disabled=move || { of_kind() <= import.skip.get() + ROWS } on:click=move |_| turn(import.skip.get_untracked() + ROWS)>{t("Next", "Weiter")}</button>
            </div>
        </Show>
    }
}

/// What could not be read, with the way to keep it.
#[component]
fn NotRead(import: Import) -> impl IntoView {
    let save = move |_| {
        spawn_local(async move {
            if let Ok(text) = worker::ask::<String>("rest").await {
                // A browser that refuses says so itself.
                let _ = save_file(&text, "text/vcard;charset=utf-8", "not-read.vcf");
            }
        });
    };
    let parts = move || {
        let files = import
            .refused
            .get()
            .into_iter()
            .map(|(file, reason)| view! { <li><strong>{file}</strong><p>{reason}</p></li> }.into_any());
        let parts = import.unreadable.get().into_iter().map(|part| view! { <Refused part /> }.into_any());
        files.chain(parts).collect::<Vec<_>>()
    };
    let total = move || import.counts.get().unreadable;
    let more = move || {
        let shown = import.unreadable.with(Vec::len) as u32;
        let more = import.counts.with(|counts| counts.unreadable + counts.refused).saturating_sub(shown);
        (shown > 0 && more > 0).then(|| format!("{} {more} {}", t("And", "Und"), t("more.", "weitere.")))
    };
    view! {
        <Show when=move || { total() > 0 || import.counts.get().refused > 0 || import.refused.with(|refused| !refused.is_empty()) }>
            <section class="panel stack">
                <h2>{t("Could not be read", "Nicht lesbar")}</h2>
                <ul class="entries">{parts}</ul>
                <p class="muted">{more}</p>
                <Show when=move || 0 < total()>
                    <div><button type="button" class="button" on:click=save>{t("Save what could not be read", "Nicht Lesbares speichern")}</button></div>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn Refused(part: Unreadable) -> impl IntoView {
    let text = (!part.text.trim().is_empty()).then(|| view! { <pre class="code" dir="auto">{part.text.clone()}</pre> });
    let line = part.line.map(|line| format!(", {} {line}", t("line", "Zeile"))).unwrap_or_default();
    view! { <li><p><strong><bdi>{part.file}</bdi>{line}</strong></p><p>{part.reason}</p>{text}</li> }
}
