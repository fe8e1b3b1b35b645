//! Writing an event down, and changing what is written.

use calling_card_api::events::{CreateEvent, EventRecord, GetEvent, UpdateEvent};
use calling_card_api::{ConnectionId, ProblemKind, Version};
use calling_card_contact::{Event, EventId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};
use serde_json::Value;

use super::zones;
use crate::language::{language, t};
use crate::pages::NotFound;
use crate::transport::{Failure, send};
use crate::ui::{Editor, ErrorState, Loading, PageHeader, TextField, load, use_toasts};

/// A new event.
#[component]
pub(crate) fn NewEvent() -> impl IntoView {
    let event = Event { time_zone: zones::own(), ..Event::default() };
    view! {
        <PageHeader title=t("New event", "Neue Veranstaltung") />
        <Saved event known=None />
    }
}

/// An event that is known, to be changed.
#[component]
pub(crate) fn EditEvent() -> impl IntoView {
    let id: Option<EventId> = use_params_map().get_untracked().get("id").and_then(|id| id.parse().ok());
    let Some(id) = id else { return view! { <NotFound /> }.into_any() };
    let event = load(move || GetEvent { connection: ConnectionId::home(), id });
    (move || match event.state.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(record)) => view! { <Known record /> }.into_any(),
        Some(Err(failure)) if failure.is(ProblemKind::NotFound) => view! { <NotFound /> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure retry=move || event.again() /> }.into_any(),
    })
    .into_any()
}

#[component]
fn Known(record: EventRecord) -> impl IntoView {
    view! {
        <PageHeader title=record.content.title.clone() />
        <Saved event=record.content known=Some((record.id, record.version)) />
    }
}

#[component]
fn Saved(event: Event, known: Option<(EventId, Version)>) -> impl IntoView {
    let editor = Editor::new(&event);
    editor.warn_before_leaving();
    let failure = RwSignal::new(None::<Failure>);
    let toasts = use_toasts();
    let navigate = use_navigate();
    let submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        failure.set(None);
        let Some(event) = editor.read::<Event>() else { return };
        let navigate = navigate.clone();
        spawn_local(async move {
            let connection = ConnectionId::home();
            let outcome = match known {
                Some((id, version)) => send(&UpdateEvent { connection, id, version, event }).await,
                None => send(&CreateEvent { connection, event }).await,
            };
            match outcome {
                Ok(written) => {
                    editor.settle();
                    toasts.say_with_undo(t("Saved.", "Gespeichert."), written.batch);
                    navigate(&format!("/events/{}", written.result.id), Default::default());
                }
                Err(wrong) => {
                    editor.errors.set(wrong.errors());
                    failure.set(Some(wrong));
                }
            }
        });
    };
    let back = known.map_or("/events".to_owned(), |(id, _)| format!("/events/{id}"));
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Fields editor zone=event.time_zone />
            <div class="save-bar">
                {move || failure.get().map(|wrong| view! { <p class="notice" role="alert">{wrong.sentence(language())}</p> })}
                <button type="submit" class="button primary">{t("Save", "Speichern")}</button>
                <a class="button" href=back>{t("Cancel", "Abbrechen")}</a>
            </div>
        </form>
    }
}

#[component]
fn Fields(editor: Editor, zone: String) -> impl IntoView {
    let zones = zones::with(&zone);
    let zones: Vec<(&str, &str)> = zones.iter().map(|zone| (zone.as_str(), zone.as_str())).collect();
    view! {
        <section class="panel stack">
            <div class="grid">
                {editor.text("/title", t("Title", "Titel"))}
                {editor.select("/time_zone", t("Time zone", "Zeitzone"), &zones)}
                {editor.field("/begin", t("Begins", "Beginn"), "datetime-local")}
                {editor.field("/end", t("Ends", "Ende"), "datetime-local")}
                {editor.text("/place", t("Place", "Ort"))}
                <Online editor />
                <Places editor />
                {editor.text("/price", t("Price", "Preis"))}
                {editor.field("/description", t("Description", "Beschreibung"), "textarea")}
            </div>
            {editor.check("/published", t("Published: everybody may know of it and book", "Veröffentlicht: Alle dürfen davon wissen und buchen"))}
        </section>
    }
}

#[component]
fn Online(editor: Editor) -> impl IntoView {
    let on_input = move |text: String| editor.set("/online", Value::String(text));
    let value = Signal::derive(move || editor.words("/online"));
    let help = t("Only who has a place is told.", "Nur wer einen Platz hat, erfährt sie.");
    view! {
        <TextField label=t("Web address, where it is online", "Webadresse, falls online") value error=editor.error("/online") on_input kind="url" help />
    }
}

#[component]
fn Places(editor: Editor) -> impl IntoView {
    // Nothing is as many as are asked for; what is no number is 0, which the check refuses.
    let on_input = move |text: String| {
        let places = if text.is_empty() { Value::Null } else { text.parse::<u32>().unwrap_or_default().into() };
        editor.set("/places", places);
    };
    let value = Signal::derive(move || editor.words("/places"));
    let help = t("Empty for as many as are asked for.", "Leer, wenn es beliebig viele sind.");
    view! {
        <TextField label=t("Places", "Plätze") value error=editor.error("/places") on_input kind="number" help />
    }
}
