//! A draft's page: what was sent, and what becomes of it.

use calling_card_api::drafts::{AcceptDraft, Acceptance, DiscardDraft, GetDraft, OpenedDraft};
use calling_card_api::people::PersonSummary;
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{ContactDraft, CustomEntity, DraftId, PersonId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::delivery::DeliveryOf;
use super::held::Held;
use super::there::OpenedThere;
use super::{Files, Proof};
use crate::components::BusinessCardView;
use crate::connection::{use_connection, use_connections};
use crate::custom_fields::{facts, use_custom_fields};
use crate::language::t;
use crate::pages::NotFound;
use crate::pages::people::ChoosePerson;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{ErrorState, Loading, PageHeader, load, moment_text, use_toasts};

/// A draft's page.
#[component]
pub(crate) fn DraftPage() -> impl IntoView {
    let id: Option<DraftId> = use_params_map().get_untracked().get("id").and_then(|id| id.parse().ok());
    let Some(id) = id else { return view! { <NotFound /> }.into_any() };
    let connection = use_connection().id;
    let draft = load(move || GetDraft { connection: connection.clone(), id });
    (move || match draft.state.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(opened)) if opened.there.is_some() => view! { <OpenedThere opened /> }.into_any(),
        Some(Ok(opened)) => {
            let released = Callback::new(move |()| draft.again());
            view! { <Opened opened released /> }.into_any()
        }
        Some(Err(failure)) if failure.is(ProblemKind::NotFound) => view! { <NotFound /> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure retry=move || draft.again() /> }.into_any(),
    })
    .into_any()
}

#[component]
fn Opened(opened: OpenedDraft, released: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let navigate = use_navigate();
    let connections = use_connections();
    let (id, version) = (opened.draft.id, opened.draft.version);
    let draft = opened.draft.content;
    let name = draft.person.display_name();
    let gone = navigate.clone();
    let busy = RwSignal::new(false);
    let waiting = opened.waiting;
    // Whoever has confirmed nothing is only accepted where staff say so.
    let unconfirmed = RwSignal::new(false);
    let barred = Signal::derive(move || waiting && !unconfirmed.get());
    let accept = Callback::new(move |into: Option<PersonId>| {
        if busy.get_untracked() || barred.get_untracked() {
            return;
        }
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let unconfirmed = unconfirmed.get_untracked();
            let acceptance = Acceptance { into, unconfirmed, ..Acceptance::default() };
            match send(&AcceptDraft { connection: ConnectionId::home(), id, acceptance }).await {
                Ok(written) => {
                    let name = written.result.content.display_name();
                    toasts.say_with_undo(format!("{name} {}", t("is accepted.", "ist angenommen.")), written.batch);
                    navigate(&format!("/people/{}", written.result.id), Default::default());
                }
                Err(failure) => toasts.fail(&failure),
            }
            busy.try_set(false);
        });
    });
    let discard = move |_| {
        let navigate = gone.clone();
        spawn_local(async move {
            match send(&DiscardDraft { connection: ConnectionId::home(), id, version }).await {
                Ok(written) => {
                    toasts
                        .say_with_undo(t("The draft is in the bin.", "Der Entwurf ist im Papierkorb."), written.batch);
                    navigate("/drafts", Default::default());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let cards: Vec<_> = draft
        .person
        .cards
        .iter()
        .map(|card| view! { <BusinessCardView card=card.clone() name=name.clone() /> })
        .collect();
    let (fields, values) = (use_custom_fields(), draft.person.custom.clone());
    let custom = move || {
        let facts = facts(&fields.shown(CustomEntity::Person), &values).into_iter();
        let rows: Vec<_> = facts
            .map(|(label, value)| view! { <div><dt dir="auto">{label}</dt><dd dir="auto">{value}</dd></div> })
            .collect();
        (!rows.is_empty()).then(|| view! { <div class="panel"><dl class="facts">{rows}</dl></div> })
    };
    view! {
        <div>
            <a class="back" href="/drafts">"← "{t("All drafts", "Alle Entwürfe")}</a>
            <PageHeader title=name.clone()>
                <button type="button" class="button primary" hidden=!use_may().edit() disabled=barred on:click=move |_| accept.run(None)>{t("Accept", "Annehmen")}</button>
                <button type="button" class="button danger" hidden=!use_may().edit() on:click=discard>{t("Discard", "Verwerfen")}</button>
            </PageHeader>
        </div>
        {waiting.then(|| view! { <Unconfirmed unconfirmed /> })}
        {draft.event.clone().map(|event| view! {
            <p class="notice info">{t("Accepted, it is a booking at", "Angenommen ist er eine Buchung bei")}" "<a href=format!("/events/{}", event.id) dir="auto">{event.title}</a>"."</p>
        })}
        {opened.deliver_to.map(|to| {
            let words = t("When it is accepted, it is also delivered to", "Wird er angenommen, wird er auch geliefert an");
            view! { <p class="notice info">{words}" "{move || connections.name(&to)}"."</p> }
        })}
        <div class="columns">
            <div class="stack">
                {(!draft.held.is_empty()).then(|| view! { <Held id reasons=draft.held.clone() released /> })}
                {opened.delivery.map(|delivery| view! { <DeliveryOf id delivery /> })}
                <Answers id draft=draft.clone() />
                <Files files=opened.files />
                {opened.consent.map(|record| view! { <Proof record /> })}
            </div>
            <div class="stack">
                <section class="stack"><h2>{t("What will be made", "Was entsteht")}</h2>{cards}{custom}</section>
                <Existing likely=opened.likely accept barred />
            </div>
        </div>
    }
}

#[component]
fn Answers(id: DraftId, draft: ContactDraft) -> impl IntoView {
    let rows: Vec<_> = draft
        .answers
        .into_iter()
        .filter(|answer| !answer.value.is_empty())
        .map(|answer| view! { <div><dt>{answer.label}</dt><dd dir="auto">{if answer.meaning.is_empty() { answer.value } else { answer.meaning }}</dd></div> })
        .collect();
    view! {
        <section class="panel stack">
            <h2>{t("What was sent", "Was gesendet wurde")}</h2>
            <dl class="facts">{rows}</dl>
            <p class="muted small">
                {draft.source_name}" · "{moment_text(&draft.received_at)}
                {draft.create_lead.then(|| view! { " · "<span class="tag">{t("Lead", "Lead")}</span> })}
                {draft.test.then(|| view! { " · "<span class="tag warning">{t("Test", "Test")}</span> })}
            </p>
            <p class="muted small">{t("Reference number", "Vorgangsnummer")}" "<strong>{id.reference()}</strong>{t(", as the visitor has it.", ", wie sie der Besucher hat.")}</p>
            {(!draft.page.is_empty()).then(|| view! { <p class="muted small">{t("On the page", "Auf der Seite")}" "{draft.page.clone()}</p> })}
        </section>
    }
}

/// That the address is not confirmed, and the way to accept the draft all the same.
#[component]
fn Unconfirmed(unconfirmed: RwSignal<bool>) -> impl IntoView {
    let tick = move |event| unconfirmed.set(event_target_checked(&event));
    view! {
        <div class="notice info">
            <p>{t(
                "This address is not confirmed yet. Perhaps somebody else has entered it. If it is not confirmed in time, the draft is deleted.",
                "Diese Adresse ist noch nicht bestätigt. Vielleicht hat jemand anderes sie eingegeben. Wird sie nicht rechtzeitig bestätigt, wird der Entwurf gelöscht.",
            )}</p>
            <label class="check" hidden=!use_may().edit()><input type="checkbox" on:change=tick />{t("Accept it all the same", "Trotzdem annehmen")}</label>
        </div>
    }
}

/// People who may already be the one who wrote.
#[component]
fn Existing(likely: Vec<PersonSummary>, accept: Callback<Option<PersonId>>, barred: Signal<bool>) -> impl IntoView {
    let entry = move |person: PersonSummary| {
        let id = person.id;
        let known =
            [person.business, person.email].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        view! {
            <li class="row">
                <span><a href=format!("/people/{id}") dir="auto">{person.name}</a><br /><span class="muted small">{known}</span></span>
                <button type="button" class="button small" hidden=!use_may().edit() disabled=barred on:click=move |_| accept.run(Some(id))>{t("Add to this person", "Dieser Person hinzufügen")}</button>
            </li>
        }
    };
    let entries: Vec<_> = likely.into_iter().map(entry).collect();
    let any = !entries.is_empty();
    view! {
        <section class="panel stack">
            <h2>{t("Already known?", "Schon bekannt?")}</h2>
            <p class="muted small">{t("What is new is added to the person; nothing is overwritten.", "Was neu ist, wird der Person hinzugefügt; nichts wird überschrieben.")}</p>
            {any.then(|| view! { <ul class="entries">{entries}</ul> })}
            {use_may().edit().then(|| view! { <ChoosePerson label=t("Add to another person", "Einer anderen Person hinzufügen") chosen=Callback::new(move |id| accept.run(Some(id))) /> })}
        </section>
    }
}
