//! What was done, said in passing, with the way back.

use std::time::Duration;

use calling_card_api::ConnectionId;
use calling_card_api::changes::UndoBatch;
use calling_card_contact::BatchId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::{language, t};
use crate::transport::{Failure, send};

/// Says that what is shown may no longer be so.
pub type Refresh = Trigger;

/// Tells what is loaded to load itself anew.
pub fn use_refresh() -> Refresh {
    expect_context()
}

/// What is said.
#[derive(Clone)]
struct Toast {
    number: u32,
    text: String,
    undo: Option<Way>,
    /// Whether the way back does again what was undone.
    again: bool,
    failure: bool,
}

/// The way back.
#[derive(Clone)]
enum Way {
    /// By the change log of a CRM.
    Batch(ConnectionId, BatchId),
    /// By what stands in no log.
    Call(Callback<()>),
}

/// Says in passing what was done.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    count: StoredValue<u32>,
    refresh: Refresh,
}

/// Says in passing what was done.
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// How long something is said; with a way back, longer.
const SECONDS: u64 = 6;
const SECONDS_WITH_UNDO: u64 = 20;

impl Toasts {
    /// Gives toasts to everything below.
    pub(crate) fn provide() {
        let refresh = Trigger::new();
        provide_context(refresh);
        provide_context(Self { shown: RwSignal::new(Vec::new()), count: StoredValue::new(0), refresh });
    }

    /// Says something.
    pub fn say(self, text: impl Into<String>) {
        self.add(text.into(), None, false, false);
    }

    /// Says what was done in the built-in CRM, with the way back.
    pub fn say_with_undo(self, text: impl Into<String>, batch: BatchId) {
        self.say_with_undo_in(&ConnectionId::home(), text, batch);
    }

    /// Says what was done in a CRM, with the way back there.
    pub fn say_with_undo_in(self, connection: &ConnectionId, text: impl Into<String>, batch: BatchId) {
        self.add(text.into(), Some(Way::Batch(connection.clone(), batch)), false, false);
    }

    /// Says what was done that stands in no log, with the way back.
    pub fn say_with_way_back(self, text: impl Into<String>, back: Callback<()>) {
        self.add(text.into(), Some(Way::Call(back)), false, false);
    }

    /// Says what was undone, or done again, with the way back there; what is shown is loaded anew.
    pub fn stepped(self, connection: &ConnectionId, undone: bool, what: String, batch: BatchId) {
        let did = if undone { t("Undone", "Rückgängig gemacht") } else { t("Done again", "Wiederhergestellt") };
        let text = if what.is_empty() { format!("{did}.") } else { format!("{did} – {what}") };
        self.add(text, Some(Way::Batch(connection.clone(), batch)), undone, false);
        self.refresh.notify();
    }

    /// Says what failed.
    pub fn fail(self, failure: &Failure) {
        self.add(failure.sentence(language()), None, false, true);
    }

    fn add(self, text: String, undo: Option<Way>, again: bool, failure: bool) {
        self.count.update_value(|count| *count += 1);
        let number = self.count.get_value();
        let seconds = if undo.is_some() { SECONDS_WITH_UNDO } else { SECONDS };
        self.shown.update(|shown| shown.push(Toast { number, text, undo, again, failure }));
        set_timeout(move || self.remove(number), Duration::from_secs(seconds));
    }

    fn remove(self, number: u32) {
        self.shown.try_update(|shown| shown.retain(|toast| toast.number != number));
    }

    fn undo(self, number: u32, again: bool, way: Way) {
        self.remove(number);
        let (connection, batch) = match way {
            Way::Batch(connection, batch) => (connection, batch),
            Way::Call(back) => return back.run(()),
        };
        spawn_local(async move {
            match send(&UndoBatch { connection: connection.clone(), batch }).await {
                Ok(written) => self.stepped(&connection, !again, String::new(), written.batch),
                Err(failure) => self.fail(&failure),
            }
        });
    }
}

/// Where it is said.
#[component]
pub fn ToastsView() -> impl IntoView {
    let toasts = use_toasts();
    let entry = move |toast: Toast| {
        let number = toast.number;
        let undo = toast.undo.map(|what| {
            let words = if toast.again { t("Redo", "Wiederherstellen") } else { t("Undo", "Rückgängig") };
            view! { <button type="button" on:click=move |_| toasts.undo(number, toast.again, what.clone())>{words}</button> }
        });
        view! {
            <div class="toast" class:failure=toast.failure>
                <span>{toast.text}</span>
                {undo}
                <button type="button" aria-label=t("Close", "Schließen") on:click=move |_| toasts.remove(number)>"×"</button>
            </div>
        }
    };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.number children=entry />
        </div>
    }
}
