//! Making one person of several: side by side, field by field.

use calling_card_api::duplicates::PEOPLE;
use calling_card_api::people::{GetPerson, PersonRecord};
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::choose::{Choose, Stays};
use super::chosen::Chosen;
use super::outcome::Outcome;
use super::two::say_two;
use crate::language::{language, t};
use crate::transport::{Failure, send};
use crate::ui::{ErrorState, Load, Loading, PageHeader, load, use_refresh, use_toasts};

/// The people whose keys the address names, side by side.
#[component]
pub(crate) fn MergePage() -> impl IntoView {
    let query = use_query_map();
    let keys = Memo::new(move |_| {
        let mut keys: Vec<PersonId> = Vec::new();
        for key in query.get().get("people").unwrap_or_default().split(',').filter_map(|key| key.parse().ok()) {
            if !keys.contains(&key) && keys.len() < PEOPLE {
                keys.push(key);
            }
        }
        keys
    });
    view! {
        <div>
            <a class="back" href="/people/duplicates">"← "{t("Duplicates", "Dubletten")}</a>
            <PageHeader title=t("Merge people", "Personen zusammenführen") />
        </div>
        {move || match keys.get() {
            keys if keys.len() < 2 => view! { <TooFew /> }.into_any(),
            keys => view! { <LoadedPeople keys /> }.into_any(),
        }}
    }
}

/// Stands where fewer than two are there: one of them is perhaps merged already.
#[component]
fn TooFew() -> impl IntoView {
    view! {
        <div class="notice info">
            <p>{t("At least two people are needed. Perhaps one of them has been merged already.",
                "Es braucht mindestens zwei Personen. Vielleicht wurde eine von ihnen schon zusammengeführt.")}</p>
            <p><a href="/people/duplicates">{t("To the duplicates", "Zu den Dubletten")}</a></p>
        </div>
    }
}

#[component]
fn LoadedPeople(keys: Vec<PersonId>) -> impl IntoView {
    let loads: Vec<Load<PersonRecord>> =
        keys.into_iter().map(|id| load(move || GetPerson { connection: ConnectionId::home(), id })).collect();
    let loads = StoredValue::new(loads);
    let again = Callback::new(move |()| loads.with_value(|loads| loads.iter().for_each(|one| one.again())));
    // All of them, once all are answered; who is not there any more is left out.
    let all = Memo::new(move |_| -> Option<Result<Vec<PersonRecord>, Failure>> {
        let mut people = Vec::new();
        for state in loads.with_value(|loads| loads.iter().map(|one| one.state.get()).collect::<Vec<_>>()) {
            match state? {
                // What one keeps to oneself goes along by itself, and is not brought together with what all see.
                Ok(record) => people.push(PersonRecord { content: record.content.shared(), ..record }),
                Err(failure) if failure.is(ProblemKind::NotFound) => {}
                Err(failure) => return Some(Err(failure)),
            }
        }
        Some(Ok(people))
    });
    move || match all.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure retry=again /> }.into_any(),
        Some(Ok(people)) if people.len() < 2 => view! { <TooFew /> }.into_any(),
        Some(Ok(people)) => view! { <SideBySide people again /> }.into_any(),
    }
}

#[component]
fn SideBySide(people: Vec<PersonRecord>, again: Callback<()>) -> impl IntoView {
    let keys: Vec<PersonId> = people.iter().map(|record| record.id).collect();
    let chosen = Chosen::of(people);
    let (failure, busy) = (RwSignal::new(None::<Failure>), RwSignal::new(false));
    let (toasts, refresh, navigate) = (use_toasts(), use_refresh(), use_navigate());
    let to_person = use_query_map().with_untracked(|query| query.get("then").as_deref() == Some("person"));
    let leave = StoredValue::new_local(move |to: String| navigate(&to, Default::default()));
    // No form: Enter on one of the choices must not merge.
    let merge = move |_| {
        let Some(request) = untrack(move || chosen.request(false)).filter(|_| !busy.get_untracked()) else { return };
        failure.set(None);
        busy.set(true);
        spawn_local(async move {
            match send(&request).await {
                Ok(written) => {
                    let id = written.result.person.id;
                    toasts
                        .say_with_undo(t("Merged into one person.", "Zu einer Person zusammengeführt."), written.batch);
                    let to = if to_person { format!("/people/{id}") } else { "/people/duplicates".to_owned() };
                    leave.try_with_value(|leave| leave(to));
                }
                Err(wrong) => _ = failure.try_set(Some(wrong)),
            }
            busy.try_set(false);
        });
    };
    let others = keys.clone();
    let said = Callback::new(move |()| _ = leave.try_with_value(|leave| leave("/people/duplicates".to_owned())));
    let not = if keys.len() == 2 {
        t("Not the same", "Nicht dieselbe Person")
    } else {
        t("All different people", "Lauter verschiedene Personen")
    };
    view! {
        <div class="stack">
            <Stays chosen />
            <Choose chosen />
            <Outcome chosen />
            <div class="save-bar">
                {move || failure.get().map(|failure| view! { <Refused failure again /> })}
                <button type="button" class="button primary" disabled=busy on:click=merge>{t("Merge", "Zusammenführen")}</button>
                <button type="button" class="button" on:click=move |_| say_two(&others, toasts, refresh, said)>{not}</button>
                <a class="button" href="/people/duplicates">{t("Cancel", "Abbrechen")}</a>
            </div>
        </div>
    }
}

/// Why it was not done, and what to do.
#[component]
pub(super) fn Refused(failure: Failure, again: Callback<()>) -> impl IntoView {
    let changed = failure.is(ProblemKind::Stale)
        || failure
            .errors()
            .iter()
            .any(|error| error.field.starts_with("/others/") || error.field.starts_with("/stays"));
    let errors: Vec<_> = failure
        .errors()
        .into_iter()
        .map(|error| view! { <li>{error.field}": "{error.problem.sentence(language())}</li> })
        .collect();
    let words = if changed {
        t(
            "One of them was changed or merged meanwhile. Nothing was done.",
            "Eine von ihnen wurde inzwischen geändert oder zusammengeführt. Es ist nichts geschehen.",
        )
        .to_owned()
    } else {
        failure.sentence(language())
    };
    view! {
        <div class="notice" role="alert">
            <p>{words}</p>
            {(!changed).then(|| view! { <ul>{errors}</ul> })}
            {changed.then(|| view! { <button type="button" class="button small" on:click=move |_| again.run(())>{t("Load the newest state", "Neuesten Stand laden")}</button> })}
        </div>
    }
}
