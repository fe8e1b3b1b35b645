//! An event's page.

use calling_card_api::events::{DeleteEvent, EventRecord, GetEvent, ListBookings, ListEventHistory};
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{Event, EventId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::bookings::Bookings;
use super::form::BookingForm;
use super::invitations::Invitations;
use super::list::{Standing, places_text};
use crate::language::{language, t};
use crate::pages::NotFound;
use crate::pages::people::HistoryOf;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{ErrorState, Icon, Loading, PageHeader, Sign, load, use_toasts};

/// An event's page.
#[component]
pub(crate) fn EventPage() -> impl IntoView {
    let params = use_params_map();
    move || match params.get().get("id").and_then(|id| id.parse().ok()) {
        Some(id) => view! { <Loaded id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Loaded(id: EventId) -> impl IntoView {
    let event = load(move || GetEvent { connection: ConnectionId::home(), id });
    move || match event.state.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(record)) => view! { <View record /> }.into_any(),
        Some(Err(failure)) if failure.is(ProblemKind::NotFound) => view! { <NotFound /> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure retry=move || event.again() /> }.into_any(),
    }
}

#[component]
fn View(record: EventRecord) -> impl IntoView {
    let id = record.id;
    let event = record.content.clone();
    let bookings = load(move || ListBookings { connection: ConnectionId::home(), id });
    let calendar = format!("/crm/home/events/{id}/event.ics");
    let published = event.published;
    view! {
        <div>
            <a class="back" href="/events">"← "{t("All events", "Alle Veranstaltungen")}</a>
            <PageHeader title=event.title.clone()>
                <a class="button" href=calendar download="" rel="external"><Icon sign=Sign::Download />{t("Calendar entry", "Kalendereintrag")}</a>
                <a class="button" href=format!("/events/{id}/edit") hidden=!use_may().edit()>{t("Edit", "Bearbeiten")}</a>
                <DeleteButton record />
            </PageHeader>
        </div>
        <div class="columns even">
            <div class="stack">
                {move || {
                    let taken = bookings.state.get().and_then(Result::ok).map_or(0, |bookings| bookings.taken);
                    view! { <Facts id event=event.clone() taken /> }
                }}
                <BookingForm id published bookings />
            </div>
            <div class="stack">
                <Bookings bookings />
                <Invitations id />
                <HistoryOf ask=move || load(move || ListEventHistory { connection: ConnectionId::home(), id }) />
            </div>
        </div>
    }
}

#[component]
fn Facts(id: EventId, event: Event, taken: u32) -> impl IntoView {
    let online = event.online.clone();
    let online = (!online.is_empty()).then(|| view! {
        <div><dt>{t("Online", "Online")}</dt><dd><a href=online.clone() rel="noopener noreferrer" target="_blank">{online.clone()}</a></dd></div>
    });
    let public = event.published.then(|| {
        let address = format!("{}/e/{id}/event.ics", window().location().origin().unwrap_or_default());
        view! { <div><dt>{t("Calendar, for all", "Kalender, für alle")}</dt><dd><a href=address.clone() rel="external">{address.clone()}</a></dd></div> }
    });
    let rows: Vec<_> = [
        (t("When", "Wann"), event.when(language().into())),
        (t("Place", "Ort"), event.place.clone()),
        (t("Places", "Plätze"), places_text(&event, taken)),
        (t("Price", "Preis"), event.price.clone()),
        (t("Description", "Beschreibung"), event.description.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| view! { <div><dt>{label}</dt><dd dir="auto">{value}</dd></div> })
    .collect();
    view! {
        <section class="panel stack">
            <p><Standing event taken over=false /></p>
            <dl class="facts">{rows}{online}{public}</dl>
        </section>
    }
}

#[component]
fn DeleteButton(record: EventRecord) -> impl IntoView {
    let toasts = use_toasts();
    let navigate = use_navigate();
    let delete = move |_| {
        let (navigate, title) = (navigate.clone(), record.content.title.clone());
        let request = DeleteEvent { connection: ConnectionId::home(), id: record.id, version: record.version };
        spawn_local(async move {
            match send(&request).await {
                Ok(written) => {
                    let words = t("is in the bin.", "ist im Papierkorb.");
                    toasts.say_with_undo(format!("{title} {words}"), written.batch);
                    navigate("/events", Default::default());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    view! { <button type="button" class="button danger" hidden=!use_may().edit() on:click=delete>{t("Delete", "Löschen")}</button> }
}
