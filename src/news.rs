//! What others write while the app is open: the gateway tells it (`GET /live`), and the worker hears it for all tabs.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::session::{SessionState, Who};
use crate::worker;

/// After what is looked at first.
const FIRST: Duration = Duration::from_secs(2);

/// Says that somebody has written something, in whichever tab or browser.
#[derive(Clone, Copy)]
pub(crate) struct News(Trigger);

thread_local! {
    // The worker's messages come from where no context reaches.
    static NEWS: Cell<Option<News>> = const { Cell::new(None) };
}

impl News {
    /// Gives it to everything below, and hears while somebody is signed in.
    pub(crate) fn provide(session: SessionState) {
        let news = Self(Trigger::new());
        provide_context(news);
        NEWS.set(Some(news));
        let hears = Memo::new(move |_| !session.ended.get() && session.who.with(|who| matches!(who, Who::Staff(_))));
        Effect::new(move |before: Option<bool>| {
            let hears = hears.get();
            if hears != before.unwrap_or_default() {
                let name = if hears { "hear" } else { "hear_no_more" };
                // It answers nothing; without a worker, nothing is heard.
                let ask = move || spawn_local(async move { _ = worker::keep(name, &[]).await });
                set_timeout(ask, FIRST);
            }
            hears
        });
    }

    /// Does something whenever there are news.
    pub(crate) fn each(self, work: impl Fn() + 'static) {
        Effect::new(move |known: Option<()>| {
            self.0.track();
            if known.is_some() {
                work();
            }
        });
    }
}

/// Says that there are news.
pub(crate) fn heard() {
    if let Some(News(trigger)) = NEWS.get() {
        trigger.notify();
    }
}
