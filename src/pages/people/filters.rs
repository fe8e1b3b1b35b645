//! What narrows the list of people, and which columns it has.

mod narrow;

use calling_card_api::ConnectionId;
use calling_card_api::tags::ListTags;
use js_sys::Date;
use leptos::prelude::*;

use super::list::Shown;
use crate::language::{language, t};
use crate::parts;
use crate::ui::{SelectField, load};

pub(crate) use narrow::NarrowPeople;

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

/// The filters that apply, each with the way to take it off; behind them more filters, the columns, and the views that were saved.
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
        <Tool title=Signal::derive(title)><parts::NarrowPeople /></Tool>
        <Tool title=Signal::stored(t("Views", "Ansichten").to_owned())><parts::SavedViews /></Tool>
    }
}

/// What is folded away, and made when it is opened for the first time.
#[component]
fn Tool(title: Signal<String>, children: ChildrenFn) -> impl IntoView {
    let opened = RwSignal::new(false);
    view! {
        <details class="tool" on:toggle=move |_| opened.set(true)>
            <summary class="button small">{title}</summary>
            <div class="panel stack">{move || opened.get().then(|| children())}</div>
        </details>
    }
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
