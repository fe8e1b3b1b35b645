//! The list of what waits: what it is, how it stands with it, and what can be done.

use calling_card_contact::field_changes;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::entry::{Entry, State, Work};
use super::{queue, sender, show_as_edited};
use crate::language::{language, t};
use crate::transport::Failure;
use crate::ui::{by_and_at, field_text, use_refresh, use_toasts};

/// Most characters of a note that are shown.
const NOTE: usize = 120;

/// What waits.
#[component]
pub(super) fn WaitingList(open: RwSignal<bool>) -> impl IntoView {
    let waiting = queue::waiting();
    let none = {
        let waiting = waiting.clone();
        move || waiting.with(Vec::is_empty)
    };
    view! {
        <Show when=none><p>{t("Nothing waits: all is sent.", "Nichts wartet: Alles ist gesendet.")}</p></Show>
        <ul class="entries">
            <For each=move || waiting.get() key=|entry| (entry.key.clone(), said(entry)) children=move |entry| view! { <Waiting entry open /> } />
        </ul>
        <div class="buttons"><button type="button" class="button" on:click=move |_| open.set(false)>{t("Close", "Schließen")}</button></div>
    }
    .into_any()
}

/// How it stands with something, and what to do.
fn said(entry: &Entry) -> String {
    match &entry.state {
        State::Waiting => t("Waits for the connection.", "Wartet auf die Verbindung.").into(),
        State::Clash => t(
            "Somebody else has changed the same. Choose what shall be.",
            "Jemand anderes hat dasselbe geändert. Wählen Sie, was gelten soll.",
        )
        .into(),
        State::Refused(problem) => {
            let fields: Vec<_> = problem.errors.iter().map(|error| field_text(&error.field)).collect();
            let sentence = Failure::Problem(problem.clone()).sentence(language());
            if fields.is_empty() { sentence } else { format!("{sentence} ({})", fields.join(", ")) }
        }
    }
}

/// What was changed, or the beginning of a note.
fn what(entry: &Entry) -> String {
    match &entry.work {
        Work::Edit(edit) => {
            let changes = field_changes(&edit.before.content, &edit.mine);
            let fields: Vec<_> = changes.iter().map(|change| field_text(&change.field)).collect();
            format!("{} {}", t("Changed:", "Geändert:"), fields.join(", "))
        }
        Work::Note(_, note) => {
            let text: String = note.text.chars().take(NOTE).collect();
            format!("{} {text}", t("New note:", "Neue Notiz:"))
        }
    }
}

#[component]
fn Waiting(entry: Entry, open: RwSignal<bool>) -> impl IntoView {
    let (toasts, refresh, navigate) = (use_toasts(), use_refresh(), use_navigate());
    let address = format!("/people/{}", entry.person);
    let (what, how, at) = (what(&entry), said(&entry), by_and_at("", &entry.at));
    let name = if entry.name.is_empty() { t("Without a name", "Ohne Namen").to_owned() } else { entry.name.clone() };
    let (clashes, refused) = (entry.state == State::Clash, matches!(entry.state, State::Refused(_)));
    let person = entry.person;
    let kept = StoredValue::new(entry);
    let choose = {
        let address = address.clone();
        move |_| {
            open.set(false);
            navigate(&address, Default::default());
            queue::ask_to_choose(person);
        }
    };
    let again = move |_| {
        let entry = Entry { state: State::Waiting, ..kept.get_value() };
        spawn_local(async move {
            match queue::put(&entry).await {
                Ok(()) => sender::send_waiting(),
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let discard = move |_| {
        let entry = kept.get_value();
        spawn_local(async move {
            if let Err(failure) = queue::remove(&entry.key).await {
                return toasts.fail(&failure);
            }
            if let Some(edit) = entry.edit() {
                show_as_edited(&edit.before).await;
            }
            refresh.notify();
        });
    };
    view! {
        <li class="stack">
            <div>
                <p><a href=address dir="auto" on:click=move |_| open.set(false)>{name}</a>" "<span class="muted small">{at}</span></p>
                <p dir="auto">{what}</p>
                <p class="small">{how}</p>
            </div>
            <div class="buttons">
                {clashes.then(|| view! { <button type="button" class="button small primary" on:click=choose>{t("Choose", "Wählen")}</button> })}
                {refused.then(|| view! { <button type="button" class="button small" on:click=again>{t("Try again", "Noch einmal versuchen")}</button> })}
                <button type="button" class="button quiet small danger" on:click=discard>{t("Discard", "Verwerfen")}</button>
            </div>
        </li>
    }
    .into_any()
}
