//! Relations of a person to others.

use calling_card_api::ConnectionId;
use calling_card_api::people::{ListPeople, PeopleQuery};
use calling_card_api::relations::{CreateRelation, DeleteRelation, ListRelations, RelationSummary};
use calling_card_contact::{PersonId, Relation, RelationKind};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{TextField, load, shown, use_toasts};

/// How a person stands to others, and a way to say so.
#[component]
pub(super) fn Relations(person: PersonId) -> impl IntoView {
    let relations = load(move || ListRelations { connection: ConnectionId::home(), id: person });
    let toasts = use_toasts();
    let delete = move |relation: RelationSummary| {
        spawn_local(async move {
            let request =
                DeleteRelation { connection: ConnectionId::home(), id: relation.id, version: relation.version };
            match send(&request).await {
                Ok(written) => {
                    toasts.say_with_undo(
                        t("The relation is in the bin.", "Die Beziehung ist im Papierkorb."),
                        written.batch,
                    );
                    relations.again();
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let entry = move |relation: RelationSummary| {
        let gone = relation.clone();
        let label = format!("{} {}", t("Remove relation to", "Beziehung entfernen zu"), relation.name);
        view! {
            <li class="row">
                <span><a href=format!("/people/{}", relation.person) dir="auto">{relation.name}</a>" "<span class="muted small" dir="auto">{relation.is}</span></span>
                <button type="button" class="button quiet small" hidden=!use_may().edit() aria-label=label on:click=move |_| delete(gone.clone())>{t("Remove", "Entfernen")}</button>
            </li>
        }
    };
    view! {
        <section class="panel stack">
            <h2>{t("Relations", "Beziehungen")}</h2>
            {shown(relations, move |relations| {
                let entries: Vec<_> = relations.into_iter().map(entry).collect();
                (!entries.is_empty()).then(|| view! { <ul class="entries">{entries}</ul> })
            })}
            <details class="more" hidden=!use_may().edit()>
                <summary>{t("Add a relation", "Beziehung hinzufügen")}</summary>
                <NewRelation from=person added=Callback::new(move |()| relations.again()) />
            </details>
        </section>
    }
}

#[component]
fn NewRelation(from: PersonId, added: Callback<()>) -> impl IntoView {
    let (forward, backward) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let toasts = use_toasts();
    let add = move |to: PersonId| {
        let kind = RelationKind { forward: forward.get_untracked(), backward: backward.get_untracked() };
        let relation = Relation { from, to, kind, favourite: false };
        spawn_local(async move {
            match send(&CreateRelation { connection: ConnectionId::home(), relation }).await {
                Ok(written) => {
                    toasts.say_with_undo(t("The relation is saved.", "Die Beziehung ist gespeichert."), written.batch);
                    added.run(());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    view! {
        <div class="stack">
            <TextField label=t("The other is (e.g. manager)", "Die andere Person ist (z. B. Vorgesetzte)") value=forward on_input=move |text| forward.set(text) />
            <TextField label=t("This person is (e.g. assistant)", "Diese Person ist (z. B. Assistenz)") value=backward on_input=move |text| backward.set(text) />
            <ChoosePerson label=t("Who?", "Wer?") chosen=Callback::new(add) />
        </div>
    }
}

/// A search for a person, who is chosen by a button.
#[component]
pub(crate) fn ChoosePerson(
    /// What is asked.
    label: &'static str,
    /// Takes who was chosen.
    chosen: Callback<PersonId>,
) -> impl IntoView {
    let q = RwSignal::new(String::new());
    let query = move || PeopleQuery { q: q.get(), limit: Some(6), ..PeopleQuery::default() };
    let found = load(move || ListPeople { connection: ConnectionId::home(), query: query() });
    let entries = move || {
        let people = found.state.get().and_then(Result::ok).map(|page| page.items).unwrap_or_default();
        let searched = !q.get().trim().is_empty();
        let entry = move |person: calling_card_api::people::PersonSummary| {
            let id = person.id;
            let what = [person.name, person.business]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" · ");
            view! { <li><button type="button" class="button small" dir="auto" on:click=move |_| chosen.run(id)>{what}</button></li> }
        };
        people.into_iter().filter(|_| searched).map(entry).collect::<Vec<_>>()
    };
    view! {
        <TextField label kind="search" value=q on_input=move |text| q.set(text) />
        <ul class="tags">{entries}</ul>
    }
}
