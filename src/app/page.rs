//! A page, made once it is seen that it was asked for.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;
use leptos_router::ChooseView;

use crate::ui::painted;

/// Whether there was a page that it could be shown on that another one was asked for.
static SHOWN: AtomicBool = AtomicBool::new(false);

/// Makes the next page at once: what is typed after the keys that lead to it is meant for that one.
pub(crate) fn make_at_once() {
    SHOWN.store(false, Ordering::Relaxed);
}

/// What makes a page, as one type for all: routes are the same code then wherever they are as long as each other.
#[derive(Clone, Copy)]
pub(super) struct Page(pub(super) fn() -> AnyView);

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        (self.0)()
    }

    /// The first page is made at once. Of others it is shown first that they were asked for; the page before stays until then.
    async fn preload(&self) {
        if SHOWN.swap(true, Ordering::Relaxed) {
            painted().await;
        }
    }
}
