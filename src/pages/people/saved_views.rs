//! Views of the list that a member of staff has saved for themselves.

use calling_card_api::ConnectionId;
use calling_card_api::views::{DeleteView, ListViews, SaveView, SavedView, View};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::params::ParamsMap;

use super::list::Shown;
use super::list_view::ListView;
use crate::language::{language, t};
use crate::transport::send;
use crate::ui::{Icon, Load, Sign, TextField, load, use_toasts};

/// What a view that was saved shows.
fn saved(query: &str) -> ListView {
    let mut map = ParamsMap::new();
    for pair in query.trim_start_matches('?').split('&') {
        let (member, value) = pair.split_once('=').unwrap_or((pair, ""));
        let read = |text: &str| js_sys::decode_uri_component(text).map(String::from).unwrap_or_default();
        map.insert(read(member), read(value));
    }
    ListView::of(&map)
}

/// The views, and a field for saving what is shown as one.
#[component]
pub(crate) fn SavedViews() -> impl IntoView {
    let shown: Shown = expect_context();
    let views = load(|| ListViews { connection: ConnectionId::home() });
    let known = move || views.state.get().and_then(Result::ok).unwrap_or_default();
    view! {
        {move || known().is_empty().then(|| view! {
            <p class="muted">{t("What you search, filter, sort and show can be saved under a name, and is one press away from then on.",
                "Was Sie suchen, filtern, sortieren und zeigen, lässt sich unter einem Namen speichern und ist dann mit einem Klick wieder da.")}</p>
        })}
        <ul class="views"><For each=known key=|view| (view.id, view.view.query.clone()) children=move |view| view! { <Entry view shown views /> } /></ul>
        <Save shown views />
    }
}

#[component]
fn Entry(view: SavedView, shown: Shown, views: Load<Vec<SavedView>>) -> impl IntoView {
    let toasts = use_toasts();
    let (wanted, id, name) = (saved(&view.view.query), view.id, view.view.name);
    let shows = wanted.clone();
    let is_shown = move || shown.view.with(|view| *view == shows).then_some("true");
    let forget = move |_| {
        spawn_local(async move {
            match send(&DeleteView { connection: ConnectionId::home(), id }).await {
                Ok(_) => views.again(),
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let label = format!("{} {name}", t("Forget the view", "Ansicht löschen:"));
    view! {
        <li>
            <button type="button" class="button small quiet" aria-current=is_shown on:click=move |_| shown.show.run(wanted.clone())><bdi>{name}</bdi></button>
            <button type="button" class="button small quiet" aria-label=label on:click=forget><Icon sign=Sign::Bin /></button>
        </li>
    }
}

#[component]
fn Save(shown: Shown, views: Load<Vec<SavedView>>) -> impl IntoView {
    let toasts = use_toasts();
    let (name, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let view = View { name: name.get_untracked(), query: shown.view.with_untracked(ListView::to_address) };
        spawn_local(async move {
            match send(&SaveView { connection: ConnectionId::home(), view }).await {
                Ok(saved) => {
                    name.try_set(String::new());
                    error.try_set(String::new());
                    views.again();
                    toasts.say(format!("{} {}", saved.view.name, t("is saved.", "ist gespeichert.")));
                }
                Err(failure) => match failure.errors().first() {
                    Some(wrong) => _ = error.try_set(wrong.problem.sentence(language())),
                    None => toasts.fail(&failure),
                },
            }
        });
    };
    view! {
        <form class="line add" on:submit=save>
            <TextField label=t("Save what is shown as", "Das Gezeigte speichern als") value=name on_input=move |text| name.set(text) error />
            <button type="submit" class="button">{t("Save", "Speichern")}</button>
        </form>
    }
}
