//! What narrows the list of people, and which columns it has.

use calling_card_api::ConnectionId;
use calling_card_api::tags::ListTags;
use calling_card_api::views::ListStages;
use js_sys::Date;
use leptos::prelude::*;

use super::columns::Column;
use super::list::Shown;
use super::list_view::ListView;
use crate::language::{language, t};
use crate::ui::{SelectField, TextField, load};

/// Chooses a tag that all who are shown have; one after the other.
#[component]
pub(super) fn TagFilter(shown: Shown) -> impl IntoView {
    let tags = load(|| ListTags { connection: ConnectionId::home() });
    let chosen = Memo::new(move |_| shown.view.with(|view| view.get("tag").to_owned()));
    move || {
        let known = tags.state.get().and_then(Result::ok).unwrap_or_default();
        let mut options = vec![(String::new(), t("All", "Alle").to_owned())];
        let several = chosen.with(|chosen| chosen.lines().count() > 1);
        if several {
            options.push((chosen.get(), chosen.with(|chosen| chosen.lines().collect::<Vec<_>>().join(" + "))));
        }
        options.extend(known.into_iter().map(|known| (known.tag.clone(), format!("{} ({})", known.tag, known.people))));
        let value = Signal::derive(move || chosen.get());
        view! { <SelectField label=t("Tag", "Schlagwort") options value on_input=move |tag: String| shown.set("tag", &tag) /> }
    }
}

/// The filters that apply, each with the way to take it off; and the fields for more, and for the columns.
#[component]
pub(super) fn Filters(shown: Shown) -> impl IntoView {
    let view = shown.view;
    let count = move || view.with(|view| view.filters().count());
    let chips = move || {
        let chips =
            view.with(|view| view.filters().map(|(member, value)| (member, words(member, value))).collect::<Vec<_>>());
        let chip = |(member, words): (&'static str, String)| {
            let label = format!("{} {words}", t("Take off:", "Aufheben:"));
            view! { <button type="button" class="chip" aria-label=label on:click=move |_| shown.set(member, "")><bdi>{words}</bdi>" ×"</button> }
        };
        (!chips.is_empty()).then(|| view! { <div class="chips" role="group" aria-label=t("Filters that apply", "Wirksame Filter")>{chips.into_iter().map(chip).collect::<Vec<_>>()}</div> })
    };
    let title = move || match count() {
        0 => t("Filters and columns", "Filter und Spalten").to_owned(),
        count => format!("{} ({count})", t("Filters and columns", "Filter und Spalten")),
    };
    view! {
        {chips}
        <details class="tool">
            <summary class="button small">{title}</summary>
            <div class="panel stack">
                <div class="grid"><Fields shown /></div>
                <Columns shown />
            </div>
        </details>
    }
}

#[component]
fn Fields(shown: Shown) -> impl IntoView {
    let view = shown.view;
    let value = move |member: &'static str| Signal::derive(move || view.with(|view| view.get(member).to_owned()));
    let select = move |member: &'static str, label: &'static str, options: Vec<(String, String)>| {
        view! { <SelectField label options value=value(member) on_input=move |chosen: String| shown.set(member, &chosen) /> }
    };
    let text = move |member: &'static str, label: &'static str| {
        view! { <TextField label value=value(member) on_input=move |typed: String| shown.set(member, &typed) /> }
    };
    let stages = load(|| ListStages { connection: ConnectionId::home() });
    let stage = move || {
        let known = stages.state.get().and_then(Result::ok).unwrap_or_default();
        let known = known.into_iter().map(|known| (known.stage.clone(), format!("{} ({})", known.stage, known.people)));
        select("lifecycle", t("Lifecycle", "Lebenszyklus"), std::iter::once(any()).chain(known).collect())
    };
    view! {
        <MoreTags shown />
        {stage}
        {text("company", t("Company begins with", "Firma beginnt mit"))}
        {text("city", t("City begins with", "Ort beginnt mit"))}
        {select("email", t("E-mail", "E-Mail"), yes_or_no(t("with an address", "mit Adresse"), t("without", "ohne")))}
        {select("birthday", t("Birthday in", "Geburtstag im"), months())}
        {select("changed", t("Changed", "Geändert"), changes())}
        {select("archived", t("Archived", "Archiviert"), yes_or_no(t("only archived", "nur archivierte"), t("not archived", "nicht archivierte")))}
    }
}

/// Adds a tag to those that all must have.
#[component]
fn MoreTags(shown: Shown) -> impl IntoView {
    let tags = load(|| ListTags { connection: ConnectionId::home() });
    let chosen = Memo::new(move |_| shown.view.with(|view| view.get("tag").to_owned()));
    move || {
        let known = tags.state.get().and_then(Result::ok).unwrap_or_default();
        let is_free = |tag: &String| chosen.with(|chosen| chosen.lines().all(|known| known != tag));
        let free = known.into_iter().map(|known| known.tag).filter(is_free).map(|tag| (tag.clone(), tag));
        let first = (String::new(), t("Choose …", "Auswählen …").to_owned());
        let add = move |tag: String| {
            let tags = chosen.get_untracked();
            shown.set("tag", &if tags.is_empty() { tag } else { format!("{tags}\n{tag}") });
        };
        let options: Vec<_> = std::iter::once(first).chain(free).collect();
        view! { <SelectField label=t("And this tag, too", "Und auch dieses Schlagwort") options value=Signal::stored(String::new()) on_input=add /> }
    }
}

/// Chooses the columns.
#[component]
fn Columns(shown: Shown) -> impl IntoView {
    let columns = Memo::new(move |_| shown.view.with(ListView::columns));
    let choose = move |column: Column, chosen: bool| {
        let kept = Column::ALL
            .into_iter()
            .filter(|one| if *one == column { chosen } else { columns.with_untracked(|known| known.contains(one)) });
        let kept: Vec<Column> = kept.collect();
        let usual = kept.len() == Column::USUAL.len() && Column::USUAL.iter().all(|one| kept.contains(one));
        let keys: Vec<&str> = kept.into_iter().map(Column::key).collect();
        // None of them is a choice, too.
        let said = if usual {
            String::new()
        } else if keys.is_empty() {
            "none".into()
        } else {
            keys.join(",")
        };
        shown.set("columns", &said);
    };
    let boxes = Column::ALL.map(|column| {
        let is_shown = move || columns.with(|columns| columns.contains(&column));
        view! {
            <label class="check"><input type="checkbox" prop:checked=is_shown on:change=move |event| choose(column, event_target_checked(&event)) />{column.label()}</label>
        }
    });
    view! { <fieldset class="choice across"><legend>{t("Columns", "Spalten")}</legend>{boxes.into_iter().collect::<Vec<_>>()}</fieldset> }
}

fn any() -> (String, String) {
    (String::new(), t("Any", "Beliebig").to_owned())
}

fn yes_or_no(yes: &str, no: &str) -> Vec<(String, String)> {
    vec![any(), ("yes".into(), yes.into()), ("no".into(), no.into())]
}

fn months() -> Vec<(String, String)> {
    let this = ("this".to_owned(), t("this month", "diesem Monat").to_owned());
    let months = (1..=12u8).map(|month| (month.to_string(), month_text(month)));
    [any(), this].into_iter().chain(months).collect()
}

fn month_text(month: u8) -> String {
    let options = js_sys::Object::new();
    // Setting a member of a plain object cannot fail.
    let _ = js_sys::Reflect::set(&options, &"month".into(), &"long".into());
    Date::new_with_year_month_day(2000, i32::from(month) - 1, 1)
        .to_locale_date_string(language().tag(), &options)
        .into()
}

fn changes() -> Vec<(String, String)> {
    let days = [
        ("0", t("today", "heute")),
        ("7", t("in the last 7 days", "in den letzten 7 Tagen")),
        ("30", t("in the last 30 days", "in den letzten 30 Tagen")),
        ("90", t("in the last 90 days", "in den letzten 90 Tagen")),
        ("365", t("in the last year", "im letzten Jahr")),
    ];
    std::iter::once(any()).chain(days.map(|(days, words)| (days.to_owned(), words.to_owned()))).collect()
}

/// What a filter says.
fn words(member: &str, value: &str) -> String {
    let named = |options: Vec<(String, String)>| {
        options.into_iter().find(|(key, _)| key == value).map_or_else(|| value.to_owned(), |(_, words)| words)
    };
    match member {
        "tag" => format!("{}: {}", t("Tag", "Schlagwort"), value.lines().collect::<Vec<_>>().join(" + ")),
        "lifecycle" => format!("{}: {value}", t("Lifecycle", "Lebenszyklus")),
        "company" => format!("{}: {value}…", t("Company", "Firma")),
        "city" => format!("{}: {value}…", t("City", "Ort")),
        "email" => named(yes_or_no(t("with e-mail", "mit E-Mail"), t("without e-mail", "ohne E-Mail"))),
        "birthday" => format!("{} {}", t("Birthday in", "Geburtstag im"), named(months())),
        "changed" => format!("{} {}", t("Changed", "Geändert"), named(changes())),
        _ => named(yes_or_no(t("only archived", "nur archivierte"), t("not archived", "nicht archivierte"))),
    }
}
