//! The list of events.

use calling_card_api::ConnectionId;
use calling_card_api::events::{EventSummary, EventsQuery, ListEvents};
use calling_card_contact::Event;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::{language, t};
use crate::transport::send;
use crate::ui::{Avatar, EmptyState, GoButton, PageHeader, Sign, load, number_text, shown, use_toasts};

/// The list of events, the one that begins last first.
#[component]
pub(crate) fn EventsPage() -> impl IntoView {
    let events = load(|| ListEvents { connection: ConnectionId::home(), query: EventsQuery::default() });
    view! {
        <PageHeader title=t("Events", "Veranstaltungen")>
            <GoButton to="/events/new" sign=Sign::Plus label=t("New event", "Neue Veranstaltung") />
        </PageHeader>
        {shown(events, move |page| {
            if page.items.is_empty() {
                return view! {
                    <EmptyState sign=Sign::Event title=t("No events yet", "Noch keine Veranstaltungen")
                        text=t("An event has a time, a place, and a form on your website by which places are booked.",
                               "Eine Veranstaltung hat eine Zeit, einen Ort und ein Formular auf Ihrer Website, über das Plätze gebucht werden.") />
                }.into_any();
            }
            let (items, next) = (RwSignal::new(page.items), RwSignal::new(page.next));
            let toasts = use_toasts();
            let more = move |_| {
                let query = EventsQuery { cursor: next.get_untracked(), limit: None };
                spawn_local(async move {
                    match send(&ListEvents { connection: ConnectionId::home(), query }).await {
                        Ok(page) => {
                            items.try_update(|items| items.extend(page.items));
                            next.try_set(page.next);
                        }
                        Err(failure) => toasts.fail(&failure),
                    }
                });
            };
            view! {
                <ul class="list">{move || items.get().into_iter().map(|event| view! { <Entry event /> }).collect::<Vec<_>>()}</ul>
                <Show when=move || next.get().is_some()>
                    <button type="button" class="button" on:click=more>{t("Show more", "Mehr zeigen")}</button>
                </Show>
            }
            .into_any()
        })}
    }
}

#[component]
fn Entry(event: EventSummary) -> impl IntoView {
    let EventSummary { event, taken, over, .. } = event;
    let content = event.content;
    let place = content.place_in_words(t("Online", "Online"));
    let when = content.when(language().into());
    let places = places_text(&content, taken);
    view! {
        <li>
            <a class="entry" href=format!("/events/{}", event.id)>
                <Avatar name=content.title.clone() image=None />
                <span><strong dir="auto">{content.title.clone()}</strong><span class="muted small">{when}</span></span>
                <span class="small" dir="auto">{place}</span>
                <span class="end small muted"><span>{places}</span>" "<Standing event=content taken over /></span>
            </a>
        </li>
    }
}

/// How many places are taken.
pub(super) fn places_text(event: &Event, taken: u32) -> String {
    let taken_text = number_text(u64::from(taken));
    match event.places {
        Some(places) => {
            let (of, taken_word) = (t("of", "von"), t("places taken", "Plätzen vergeben"));
            format!("{taken_text} {of} {} {taken_word}", number_text(u64::from(places)))
        }
        None if taken == 1 => t("1 place taken", "1 Platz vergeben").to_owned(),
        None => format!("{taken_text} {}", t("places taken", "Plätze vergeben")),
    }
}

/// Whether places can be booked.
#[component]
pub(super) fn Standing(event: Event, taken: u32, over: bool) -> impl IntoView {
    let full = event.places.is_some_and(|places| places <= taken);
    let (class, text) = match (event.published, over, full) {
        (_, true, _) => ("tag plain", t("Over", "Vorbei")),
        (false, ..) => ("tag plain", t("Not published", "Nicht veröffentlicht")),
        (true, false, true) => ("tag warning", t("Full", "Ausgebucht")),
        (true, false, false) => ("tag success", t("Published", "Veröffentlicht")),
    };
    view! { <span class=class>{text}</span> }
}
