//! A draft's page: what was sent, and what becomes of it.

use calling_card_api::drafts::{AcceptDraft, Acceptance, DiscardDraft, DraftEdit, GetDraft, OpenedDraft};
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{CustomEntity, DraftId, PersonId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

use super::chosen::{edit, mark};
use super::delivery::DeliveryOf;
use super::held::Held;
use super::matches::{Existing, Organizations};
use super::reply::Answering;
use super::sender::{Answers, Unconfirmed};
use super::take::Take;
use super::there::OpenedThere;
use super::{Files, Proof};
use crate::components::BusinessCardView;
use crate::connection::{use_connection, use_connections};
use crate::custom_fields::{facts, use_custom_fields};
use crate::language::t;
use crate::pages::NotFound;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{ErrorState, Loading, PageHeader, load, use_toasts};

/// A draft's page.
#[component]
pub(crate) fn DraftPage() -> impl IntoView {
    let id: Option<DraftId> = use_params_map().get_untracked().get("id").and_then(|id| id.parse().ok());
    let Some(id) = id else { return view! { <NotFound /> }.into_any() };
    let connection = use_connection().id;
    let draft = load(move || GetDraft { connection: connection.clone(), id });
    // Into whom it goes, where its fields are chosen one by one: a person's key, or `new`.
    let into = use_query_map();
    let into = Memo::new(move |_| into.get().get("into"));
    (move || match draft.state.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(opened)) if opened.there.is_some() => view! { <OpenedThere opened /> }.into_any(),
        Some(Ok(opened)) if into.get().is_some() => {
            let target = into.get().and_then(|into| into.parse().ok());
            view! { <Take opened target /> }.into_any()
        }
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
    let (to_list, from_spam) = (navigate_to_list(), draft.spam_at.is_some());
    let spam = move |_| {
        let what = if from_spam { DraftEdit::NotSpam } else { DraftEdit::Spam };
        edit(vec![id], what, toasts, to_list);
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
                <a class="button" hidden=!use_may().edit() href=format!("/drafts/{id}?into=new")>{t("Choose fields", "Felder wählen")}</a>
                <button type="button" class="button" hidden=!use_may().edit() on:click=move |_| mark(vec![id], true, toasts, to_list)>{t("Mark as unread", "Als ungelesen markieren")}</button>
                <button type="button" class="button" hidden=!use_may().edit() on:click=spam>{if from_spam { t("Not spam", "Kein Spam") } else { t("Spam", "Spam") }}</button>
                <button type="button" class="button danger" hidden=!use_may().edit() on:click=discard>{t("Discard", "Verwerfen")}</button>
            </PageHeader>
        </div>
        {from_spam.then(|| view! { <p class="notice info">{t("It is marked as spam. After 30 days it is deleted for good.", "Er ist als Spam markiert. Nach 30 Tagen wird er endgültig gelöscht.")}</p> })}
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
                <Answers id draft=draft.clone() waiting consent=opened.consent.clone() />
                <Files files=opened.files />
                <Answering id draft=draft.clone() way=opened.reply_way address=opened.reply_address replies=opened.replies />
                {opened.consent.map(|record| view! { <Proof record /> })}
            </div>
            <div class="stack">
                <section class="stack"><h2>{t("What will be made", "Was entsteht")}</h2>{cards}{custom}</section>
                <Existing id matches=opened.matches accept barred />
                <Organizations found=opened.organizations />
            </div>
        </div>
    }
}

/// Leads back to the list.
fn navigate_to_list() -> Callback<()> {
    let navigate = StoredValue::new_local(use_navigate());
    Callback::new(move |()| _ = navigate.try_with_value(|navigate| navigate("/drafts", Default::default())))
}
