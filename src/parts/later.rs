//! A page that is loaded when it is entered.

use std::future::Future;
use std::pin::Pin;

use futures_util::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use crate::language::t;
use crate::ui::Loading;

/// A part of the app that could not be loaded.
pub(super) struct Missing;

impl From<SplitLoaderError> for Missing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// What is still to come.
type Coming<T> = Pin<Box<dyn Future<Output = T>>>;

/// Shows a page as soon as its part of the app is there: at once, where it is already.
pub(super) fn later(
    get: fn() -> Coming<Result<(), SplitLoaderError>>,
    page: fn() -> Coming<Result<AnyView, Missing>>,
) -> AnyView {
    let there = RwSignal::new(get().now_or_never().map(|got| got.is_ok()));
    let load = move || {
        there.set(None);
        spawn_local(async move {
            let got = get().await.is_ok();
            there.try_set(Some(got));
        });
    };
    if there.get_untracked().is_none() {
        load();
    }
    let shown = move || match there.get() {
        None => view! { <Loading /> }.into_any(),
        // What is there is made at once: here, where what is given to the page can be found.
        Some(true) => page().now_or_never().and_then(Result::ok).into_any(),
        Some(false) => view! { <NotThere again=load /> }.into_any(),
    };
    shown.into_any()
}

#[component]
fn NotThere(#[prop(into)] again: Callback<()>) -> impl IntoView {
    let why = t(
        "This part of the app could not be loaded. Check your connection and try again, or reload the page.",
        "Dieser Teil der App ließ sich nicht laden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal, oder laden Sie die Seite neu.",
    );
    view! {
        <div class="notice" role="alert">
            <p>{why}</p>
            <button type="button" class="button small" on:click=move |_| again.run(())>{t("Try again", "Noch einmal versuchen")}</button>
        </div>
    }
}
