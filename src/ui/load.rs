//! What is loaded: while it is on its way, when it failed, and when it is there.

use calling_card_api::Endpoint;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::use_refresh;
use crate::language::{language, t};
use crate::transport::{Failure, send};

/// Something that is loaded.
pub struct Load<T: Send + Sync + 'static> {
    /// What there is of it: nothing yet, a failure, or the thing.
    pub state: RwSignal<Option<Result<T, Failure>>>,
    again: Trigger,
}

impl<T: Send + Sync + 'static> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Load<T> {}

impl<T: Send + Sync + 'static> Load<T> {
    /// Loads it once more; what is there stays until then.
    pub fn again(self) {
        self.again.notify();
    }
}

/// Loads the answer to a request, and loads it anew when the request changes or something was undone.
pub fn load<E>(request: impl Fn() -> E + 'static) -> Load<E::Answer>
where
    E: Endpoint + 'static,
    E::Answer: Send + Sync + 'static,
{
    let load = Load { state: RwSignal::new(None), again: Trigger::new() };
    let refresh = use_refresh();
    let newest = StoredValue::new(0u32);
    Effect::new(move || {
        load.again.track();
        refresh.track();
        let request = request();
        newest.update_value(|newest| *newest += 1);
        let number = newest.get_value();
        spawn_local(async move {
            let outcome = send(&request).await;
            // An answer that was overtaken by another, or whose page is gone, says nothing any more.
            if newest.try_get_value() == Some(number) {
                load.state.try_set(Some(outcome));
            }
        });
    });
    load
}

/// Shows what is loaded.
pub fn shown<T, V>(load: Load<T>, view: impl Fn(T) -> V + Send + Sync + 'static) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    move || match load.state.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(value)) => view(value).into_any(),
        Some(Err(failure)) => view! { <ErrorState failure retry=move || load.again() /> }.into_any(),
    }
}

/// Stands where something is on its way.
#[component]
pub fn Loading() -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <p class="visually-hidden">{t("Loading …", "Wird geladen …")}</p>
            <span></span><span></span><span></span>
        </div>
    }
}

/// Stands where something could not be loaded.
#[component]
pub fn ErrorState(
    /// Why.
    failure: Failure,
    /// Tries again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="notice" role="alert">
            <p>{failure.sentence(language())}</p>
            <button type="button" class="button small" on:click=move |_| retry.run(())>{t("Try again", "Noch einmal versuchen")}</button>
        </div>
    }
}
