//! One group of people who are probably the same.

use calling_card_api::people::PersonSummary;
use calling_card_api::worker::DuplicateGroup;
use calling_card_contact::PersonId;
use leptos::prelude::*;

use super::search::Search;
use super::two::say_two;
use super::{merge_address, words};
use crate::language::t;
use crate::session::use_may;
use crate::ui::{Avatar, focus, use_refresh, use_toasts};

/// A group: who is in it, why, and what can be done.
#[component]
pub(super) fn Group(place: usize, group: DuplicateGroup, search: Search) -> impl IntoView {
    let keys: Vec<PersonId> = group.people.iter().map(|person| person.id).collect();
    let (certainty, class) = words::certainty(group.score);
    let reasons = words::reasons(&group.reasons);
    let name = group.people.first().map(|person| person.name.clone()).unwrap_or_default();
    let (toasts, refresh) = (use_toasts(), use_refresh());
    let merge = merge_address(keys.iter().copied());
    let two = keys.len() == 2;
    let not = if two {
        t("Not the same", "Nicht dieselbe Person")
    } else {
        t("All different people", "Lauter verschiedene Personen")
    };
    let label = format!("{not}: {name}");
    let merge_label = format!("{}: {name}", t("Compare and merge", "Vergleichen und zusammenführen"));
    let said = Callback::new(move |()| {
        search.apart.again();
        // The group is gone, and the focus with it.
        focus("duplicates-found");
    });
    let rows: Vec<_> = group.people.into_iter().map(|person| view! { <Row person /> }).collect();
    let heading = format!("duplicates-{place}");
    view! {
        <li class="panel stack" aria-labelledby=heading.clone()>
            <div class="row">
                <h2 id=heading.clone() dir="auto">{name}</h2>
                <span class=class>{certainty}</span>
            </div>
            <p class="small">{reasons}</p>
            <ul class="entries">{rows}</ul>
            <div class="buttons" hidden=!use_may().edit()>
                <a class="button" href=merge aria-label=merge_label>{t("Compare and merge", "Vergleichen und zusammenführen")}</a>
                <button type="button" class="button quiet" aria-label=label on:click=move |_| say_two(&keys, toasts, refresh, said)>{not}</button>
            </div>
        </li>
    }
}

/// One of them.
#[component]
fn Row(person: PersonSummary) -> impl IntoView {
    let more = [person.position, person.business, person.email, person.phone, person.city];
    let more = more.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let archived = person.archived.then(|| view! { <span class="tag plain">{t("archived", "archiviert")}</span> });
    view! {
        <li>
            <div class="with-avatar">
                <Avatar name=person.name.clone() />
                <div>
                    <a href=format!("/people/{}", person.id) dir="auto">{person.name}</a>" "{archived}
                    <p class="muted small" dir="auto">{more}</p>
                </div>
            </div>
        </li>
    }
}
