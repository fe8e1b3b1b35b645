//! Lists: the words that records are given, each with how often it is used; renamed, merged and deleted in all records at once.

mod change;
mod colour;
mod entry;
mod merge;
mod texts;
mod uses;
mod work;

use std::collections::BTreeSet;

use calling_card_api::ConnectionId;
use calling_card_api::words::{ListWords, Words, WordsQuery};
use calling_card_contact::WordList;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use change::ChangeDialog;
use entry::Entry;
use merge::ChosenBar;
use uses::UsesDialog;
use work::Work;

use crate::language::t;
use crate::session::{ask_anew, use_may, use_session};
use crate::ui::{EmptyState, Load, PageHeader, SelectField, Sign, TextField, load, number_text, shown};

/// What the page is about, for all that is on it. Cheap to copy.
#[derive(Clone, Copy)]
struct Shown {
    /// The list.
    list: Memo<WordList>,
    /// The words that are chosen.
    chosen: RwSignal<BTreeSet<String>>,
    /// The word of which is shown who has it.
    asked: RwSignal<Option<String>>,
    /// What is done to words.
    work: Work,
}

/// The words of a list.
#[component]
pub(crate) fn ListsPage() -> impl IntoView {
    let (map, navigate) = (use_query_map(), use_navigate());
    let list =
        Memo::new(move |_| map.with(|map| map.get("list")).and_then(|name| name.parse().ok()).unwrap_or_default());
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(BTreeSet::new());
    let shown = Shown { list, chosen, asked: RwSignal::new(None), work: Work::new(list, chosen) };
    let words = load(move || ListWords {
        connection: ConnectionId::home(),
        list: list.get(),
        query: WordsQuery { q: typed.get().trim().to_owned() },
    });
    Effect::new(move || {
        list.track();
        // Nothing is done to words of another list.
        words.state.set(None);
        chosen.set(BTreeSet::new());
    });
    let session = use_session();
    Effect::new(move || {
        // What was done to words, or undone, may have changed their colours.
        if words.state.with(|state| matches!(state, Some(Ok(_)))) && list.get_untracked().has_colours() {
            ask_anew(session);
        }
    });
    let choose = move |name: String| {
        typed.set(String::new());
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&format!("/settings/lists?list={name}"), options);
    };
    let options = WordList::ALL.map(|list| (list.name().to_owned(), texts::name(list).to_owned())).to_vec();
    let introduction = if use_may().edit() {
        t(
            "The words that records are given. What is done to one here is done in all records that have it, and is undone at once.",
            "Die Wörter, die Datensätze bekommen. Was hier mit einem geschieht, geschieht in allen Datensätzen, die es haben, und lässt sich auf einmal rückgängig machen.",
        )
    } else {
        t("The words that records are given.", "Die Wörter, die Datensätze bekommen.")
    };
    view! {
        <div>
            <a class="back" href="/settings">"← "{t("Settings", "Einstellungen")}</a>
            <PageHeader title=t("Lists", "Listen") />
            <p class="muted">{introduction}</p>
        </div>
        <div class="filters" role="search">
            <SelectField label=t("List", "Liste") options value=Signal::derive(move || list.get().name().to_owned()) on_input=choose />
            <div class="search"><TextField label=t("Filter", "Filtern") kind="search" value=typed on_input=move |text| typed.set(text) /></div>
        </div>
        <TheWords shown words typed />
        <ChangeDialog shown />
        <UsesDialog shown />
    }
}

/// The words as they are loaded. What is loaded anew changes the rows, and makes none anew that stays as it is.
#[component]
fn TheWords(shown: Shown, words: Load<Words>, typed: RwSignal<String>) -> impl IntoView {
    let known = Memo::new(move |_| words.state.get().and_then(Result::ok).unwrap_or_default());
    let is_there = Memo::new(move |_| words.state.with(|state| matches!(state, Some(Ok(_)))));
    let is_empty = Memo::new(move |_| known.with(|known| known.words.is_empty()));
    let list = shown.list;
    let said = move || known.with(|known| texts::counted_words(known.words.len(), known.total));
    let rows = move || -> Vec<_> { known.get().words.into_iter().map(|word| (list.get_untracked(), word)).collect() };
    let entries = move || {
        view! {
            <p class="muted small" role="status">{said}</p>
            <ul class="panel entries words">
                // Of another list the same word is another one.
                <For each=rows
                    key=|(list, word)| (*list, word.word.clone(), word.records, word.now)
                    children=move |(_, word)| view! { <Entry shown word known /> } />
            </ul>
            <ChosenBar shown known />
        }
    };
    let nothing = move || match typed.with_untracked(|typed| typed.trim().is_empty()) {
        true => view! { <EmptyState sign=Sign::Form title=texts::none(list.get()) text=texts::how(list.get()) /> }
            .into_any(),
        false => {
            let words = t("No word here has that in it.", "Kein Wort hier enthält das.");
            view! { <p class="muted" role="status">{words}</p> }.into_any()
        }
    };
    move || match (is_there.get(), is_empty.get()) {
        (false, _) => shown_state(words).into_any(),
        (true, true) => nothing().into_any(),
        (true, false) => entries().into_any(),
    }
}

/// That it is on its way, or has failed.
fn shown_state(words: Load<Words>) -> impl IntoView {
    shown(words, |_| ())
}

/// So many of something: its number, and the word for one or for several.
fn of(count: u32, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {several}", number_text(u64::from(count))) }
}
