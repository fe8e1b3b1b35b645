//! Work without a connection: what was read is kept in this browser and shown, and what is written waits until it can be sent. Here is what
//! every request needs of it; all else comes with the part of the app that is loaded once the first page is there.

mod begin;
mod center;
mod entry;
mod kept;
mod leaving;
mod queue;
mod sender;
mod waiting_list;

pub(crate) use center::OfflineCenter;
pub(crate) use entry::{Edit, Entry, State, Work};
pub(crate) use queue::{
    add_edit, add_note, edit_of, is_asked_to_choose, notes_about, settle_edit, show_as_edited, waits_for,
};

use std::cell::{Cell, RefCell};

use calling_card_contact::UserId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::session::{SessionState, Who, user};
use crate::worker;

/// Most that is remembered until somebody listens.
const NEWS: usize = 100;
/// Most bytes of an answer that is kept.
const ANSWER: usize = 400_000;
/// Where this browser remembers that it keeps something.
const KEPT: &str = "kept";

/// What requests have met.
pub(crate) enum News {
    /// This was answered to this member of staff at this address.
    Came(UserId, String, String),
    /// Instead of an answer, one was shown that came at this moment, in milliseconds.
    Shown(String),
    /// The gateway did not answer.
    Lost,
}

thread_local! {
    // Requests are sent from where no context reaches.
    static HEARD: RefCell<Vec<News>> = const { RefCell::new(Vec::new()) };
    static LISTENER: Cell<Option<fn()>> = const { Cell::new(None) };
    static HOLDS: Cell<Option<fn() -> bool>> = const { Cell::new(None) };
}

fn tell(news: News) {
    HEARD.with_borrow_mut(|heard| {
        if heard.len() < NEWS {
            heard.push(news)
        }
    });
    if let Some(listener) = LISTENER.get() {
        listener();
    }
}

/// Says what was answered.
pub(crate) fn came(target: &str, text: &str) {
    if let Some(user) = user() {
        let text = if text.len() < ANSWER { text } else { "" };
        tell(News::Came(user, target.to_owned(), text.to_owned()));
    }
}

/// Says that the gateway did not answer; instead of the answer there is the one that is kept, where one is asked for.
pub(crate) async fn kept(target: &str, asked: bool) -> Option<String> {
    tell(News::Lost);
    let owner = user().map(|user| user.to_string()).unwrap_or_default();
    // Until it is known who is signed in, that alone is read.
    if !asked || owner.is_empty() && target != "/auth/session" {
        return None;
    }
    let kept = worker::keep("keep_read", &[target, &owner]).await?;
    let (at, text) = kept.split_once('\n')?;
    tell(News::Shown(at.to_owned()));
    Some(text.to_owned())
}

/// Whether something waits that would be lost by signing out; then it is asked what shall become of it.
pub(crate) fn holds_back() -> bool {
    HOLDS.get().is_some_and(|holds| holds())
}

/// Drops what is kept once nobody is signed in any more.
pub(crate) fn provide(session: SessionState) {
    Effect::new(move || {
        let gone = session.ended.get() || session.who.with(|who| *who == Who::Nobody);
        let storage = window().local_storage().ok().flatten();
        if gone
            && let Some(storage) = storage
            && storage.get_item(KEPT).is_ok_and(|kept| kept.is_some())
        {
            let _ = storage.remove_item(KEPT);
            spawn_local(async move {
                // Where the worker does not answer, it is remembered, and done the next time.
                if worker::keep("keep_drop", &[]).await.is_none() {
                    let _ = storage.set_item(KEPT, "yes");
                }
            });
        }
    });
}
