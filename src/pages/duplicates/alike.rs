//! Who is probably the same as a person, on that person's page.

use std::time::Duration;

use calling_card_api::ConnectionId;
use calling_card_api::duplicates::{ListNotDuplicates, PairsQuery};
use calling_card_api::worker::{Alike, AlikeQuestion};
use calling_card_contact::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::two::say_two;
use super::{merge_address, words};
use crate::language::t;
use crate::people_index::PeopleIndex;
use crate::session::{use_may, use_session};
use crate::ui::{focus, load, use_refresh, use_toasts};
use crate::worker;

/// How long after the page is come to the index is filled, where it is not there: what is shown first comes first.
const FIRST: Duration = Duration::from_millis(600);

/// Names who is probably the same; nobody where there is nobody, or the index is not there yet.
#[component]
pub(crate) fn AlikeTo(person: PersonId) -> impl IntoView {
    let (index, session): (PeopleIndex, _) = (expect_context(), use_session());
    let alive = StoredValue::new(());
    set_timeout(
        move || {
            if alive.try_get_value().is_some() {
                index.begin_for(session);
            }
        },
        FIRST,
    );
    let apart = load(move || ListNotDuplicates {
        connection: ConnectionId::home(),
        query: PairsQuery { person: Some(person) },
    });
    let alike = RwSignal::new(Vec::<Alike>::new());
    let ready = Memo::new(move |_| index.state.with(|state| state.complete.then_some(state.generation)));
    Effect::new(move || {
        let (Some(_), Some(Ok(apart))) = (ready.get(), apart.state.get()) else { return };
        spawn_local(async move {
            // Where the worker does not answer, nobody is named.
            if let Ok(found) = worker::ask_with("index_alike", &AlikeQuestion { id: person, apart }).await {
                alike.try_set(found);
            }
        });
    });
    let (toasts, refresh) = (use_toasts(), use_refresh());
    let said = Callback::new(move |()| {
        apart.again();
        focus("alike-to");
    });
    let entry = move |one: Alike| {
        let (id, name) = (one.person.id, one.person.name);
        let company = Some(one.person.business).filter(|business| !business.is_empty() && *business != name);
        let merge = format!("{}&then=person", merge_address([person, id].into_iter()));
        let label = format!("{}: {name}", t("Compare and merge", "Vergleichen und zusammenführen"));
        let not = format!("{}: {name}", t("Not the same", "Nicht dieselbe Person"));
        view! {
            <li>
                <p><a href=format!("/people/{id}") dir="auto">{name}</a>" "<span class="muted small" dir="auto">{company}</span></p>
                <p class="muted small">{words::reasons(&one.reasons)}</p>
                <div class="buttons" hidden=!use_may().edit()>
                    <a class="button small" href=merge aria-label=label>{t("Compare and merge", "Vergleichen und zusammenführen")}</a>
                    <button type="button" class="button quiet small" aria-label=not on:click=move |_| say_two(&[person, id], toasts, refresh, said)>{t("Not the same", "Nicht dieselbe Person")}</button>
                </div>
            </li>
        }
    };
    let entries = move || alike.get().into_iter().map(entry).collect::<Vec<_>>();
    view! {
        <div role="status" id="alike-to" tabindex="-1">
            {move || (!alike.with(Vec::is_empty)).then(|| view! {
                <section class="panel stack">
                    <h2>{t("Probably the same person", "Wahrscheinlich dieselbe Person")}</h2>
                    <ul class="entries">{entries}</ul>
                </section>
            })}
        </div>
    }
}
