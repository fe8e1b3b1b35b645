//! The page of those who are there several times.

use leptos::prelude::*;

use super::group::Group;
use super::search::{GROUPS, Search};
use crate::language::{language, t};
use crate::people_index::PeopleIndex;
use crate::session::{use_may, use_session};
use crate::ui::{EmptyState, ErrorState, Loading, PageHeader, Sign, number_text};

/// Who is probably there several times, the most certain first.
#[component]
pub(crate) fn DuplicatesPage() -> impl IntoView {
    let index: PeopleIndex = expect_context();
    index.begin_for(use_session());
    let search = Search::begin(index);
    let state = Memo::new(move |_| {
        match (search.failure.get(), search.found.with(|found| found.as_ref().map(|found| found.total))) {
            (Some(failure), _) => State::Failed(failure),
            (None, None) => State::Searching,
            (None, Some(0)) => State::Nobody,
            (None, Some(_)) => State::There,
        }
    });
    view! {
        <div>
            <a class="back" href="/people">"← "{t("All people", "Alle Personen")}</a>
            <PageHeader title=t("Duplicates", "Dubletten") />
        </div>
        <p class="muted">{t("People who are probably the same, the most certain first. Nothing is merged by itself.",
            "Personen, die wahrscheinlich dieselben sind, die sichersten zuerst. Nichts wird von selbst zusammengeführt.")}</p>
        <Progress search />
        <div class="stack" id="duplicates-found" tabindex="-1">{move || match state.get() {
            State::Searching => ().into_any(),
            State::Failed(failure) => view! { <ErrorState failure retry=move || search.go() /> }.into_any(),
            State::Nobody => view! {
                <EmptyState sign=Sign::People title=t("No duplicates were found", "Keine Dubletten gefunden")
                    text=t("Names, companies, e-mail addresses, phone numbers and birthdays were compared. Look again after an import; who has just been written down is compared on their own page.",
                           "Verglichen wurden Namen, Firmen, E-Mail-Adressen, Telefonnummern und Geburtstage. Sehen Sie nach einem Import wieder nach; wer eben angelegt wurde, wird auf der eigenen Seite verglichen.")>
                    <a class="button" href="/people">{t("To the people", "Zu den Personen")}</a>
                    <a class="button" href="/import" hidden=!use_may().edit()>{t("Import vCards", "vCards importieren")}</a>
                </EmptyState>
            }.into_any(),
            State::There => view! { <Groups search /> }.into_any(),
        }}</div>
    }
}

/// What stands where the groups are.
#[derive(Clone, PartialEq)]
enum State {
    Searching,
    Failed(crate::transport::Failure),
    Nobody,
    There,
}

/// How far the search is, while it is seen; and the way to stop it.
#[component]
fn Progress(search: Search) -> impl IntoView {
    let filling = Memo::new(move |_| search.is_filling());
    let counts = move || match (filling.get(), search.hunt.get()) {
        (true, _) => search.filled(),
        (false, Some(hunt)) => (hunt.done / 2, hunt.total / 2),
        (false, None) => (0, 0),
    };
    let words = move || match (filling.get(), search.stopped.get()) {
        (_, true) => t("Stopped.", "Angehalten."),
        (true, false) => t("Reading the people …", "Die Personen werden gelesen …"),
        (false, false) => t("Comparing …", "Wird verglichen …"),
    };
    let numbers = move || {
        let (done, total) = counts();
        (total > 0).then(|| {
            let people = t("people", "Personen");
            format!("{} {} {} {people}", number_text(done.into()), t("of", "von"), number_text(total.into()))
        })
    };
    let pairs = move || search.hunt.get().map(|hunt| hunt.pairs).filter(|pairs| *pairs > 0);
    let found =
        move || pairs().map(|pairs| format!(" · {} {}", number_text(pairs.into()), t("pairs so far", "Paare bisher")));
    // What is shown already stays while all is compared anew.
    let shown = Memo::new(move |_| {
        !search.is_over() && search.found.with(Option::is_none) && search.failure.with(Option::is_none)
    });
    let label = move || if search.stopped.get() { t("Go on", "Weiter") } else { t("Stop", "Anhalten") };
    move || {
        shown.get().then(|| view! {
        <section class="panel stack">
            <p role="status">{words}</p>
            <progress aria-label=t("Looking for duplicates", "Suche nach Dubletten") max=move || counts().1.max(1).to_string() value=move || counts().0.to_string()></progress>
            <div class="row">
                <p class="muted small" aria-live="off">{numbers}{found}</p>
                <button type="button" class="button small" hidden=move || filling.get() on:click=move |_| search.toggle()>{label}</button>
            </div>
        </section>
    })
    }
}

/// The groups.
#[component]
fn Groups(search: Search) -> impl IntoView {
    let total = move || search.found.with(|found| found.as_ref().map_or(0, |found| found.total));
    let count = move || {
        let noun = if total() == 1 { t("group", "Gruppe") } else { t("groups", "Gruppen") };
        format!("{} {noun}", number_text(total().into()))
    };
    let groups =
        move || search.found.with(|found| found.as_ref().map(|found| found.groups.clone()).unwrap_or_default());
    // Who is asked again is another group, where something of it is another.
    let key = |(place, group): &(usize, calling_card_api::worker::DuplicateGroup)| {
        (*place, group.people.iter().map(|person| person.id).collect::<Vec<_>>(), group.score)
    };
    let failed = move || search.apart.state.get().and_then(Result::err);
    view! {
        <p class="muted small" role="status">{count}</p>
        {move || failed().map(|failure| view! { <p class="notice" role="alert">{failure.sentence(language())}</p> })}
        <ul class="stack">
            <For each=move || groups().into_iter().enumerate() key children=move |(place, group)| view! { <Group place group search /> } />
        </ul>
        {move || (total() > search.count.get()).then(|| view! {
            <button type="button" class="button" on:click=move |_| search.count.update(|count| *count += GROUPS)>{t("Show more", "Mehr zeigen")}</button>
        })}
        {move || search.found.with(Option::is_none).then(|| view! { <Loading /> })}
    }
}
