//! The head of a page, and what stands where there is nothing yet.

use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{Icon, Sign};
use crate::session::use_may;

/// The head of a page: its title, which is read out when the page is come to, and what can be done.
#[component]
pub fn PageHeader(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// What can be done.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let node = NodeRef::<html::H1>::new();
    Effect::new(move || document().set_title(&format!("{} · Calling Card", title.get())));
    Effect::new(move || {
        let Some(heading) = node.get() else { return };
        // A field that asks for the focus itself keeps it.
        let elsewhere = document()
            .active_element()
            .is_some_and(|element| element.matches("input, textarea, select").unwrap_or(false));
        if !elsewhere {
            // A heading in the document can have the focus.
            let _ = heading.focus();
        }
    });
    view! {
        <header class="page-header">
            <div><h1 tabindex="-1" node_ref=node dir="auto">{title}</h1></div>
            <div class="buttons">{children.map(|children| children())}</div>
        </header>
    }
}

/// Stands where there is nothing yet, and says what to do.
#[component]
pub fn EmptyState(
    /// A sign of what could be here.
    sign: Sign,
    /// What is not here.
    #[prop(into)]
    title: String,
    /// What to do.
    #[prop(into)]
    text: String,
    /// The ways of doing it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="panel empty">
            <Icon sign />
            <h2>{title}</h2>
            <p>{text}</p>
            <div class="buttons">{children.map(|children| children())}</div>
        </div>
    }
}

/// A button that leads to where something is begun, for those who may change something.
#[component]
pub fn GoButton(
    /// Where it leads.
    #[prop(into)]
    to: String,
    /// The sign on it.
    sign: Sign,
    /// The words on it.
    label: &'static str,
) -> impl IntoView {
    let navigate = use_navigate();
    view! {
        <button type="button" class="button primary" hidden=!use_may().edit() on:click=move |_| navigate(&to, Default::default())><Icon sign />{label}</button>
    }
}
