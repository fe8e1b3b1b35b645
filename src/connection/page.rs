//! The CRM that a page is of: the one that its address names, or the built-in one.

use calling_card_api::ConnectionId;
use leptos::context::Provider;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Crm, use_connections};
use crate::pages::NotFound;
use crate::transport::Failure;
use crate::ui::{ErrorState, Loading};

/// The CRM that the page is of.
pub(crate) fn use_connection() -> Crm {
    use_context().unwrap_or_else(Crm::home)
}

/// What is known of the CRM that the address names.
#[derive(Clone, PartialEq)]
enum Named {
    Unknown,
    Failed(Failure),
    Nothing,
    Known(Crm),
}

/// Shows a page of the CRM that the address names, and shows it anew where the address names another.
#[component]
pub(crate) fn InCrm(children: ChildrenFn) -> impl IntoView {
    let params = use_params_map();
    let connections = use_connections();
    let named = Memo::new(move |before: Option<&Named>| {
        let id = ConnectionId(params.get().get("connection").unwrap_or_default());
        match connections.0.state.get() {
            None => Named::Unknown,
            Some(Ok(_)) => connections.crm(&id).map_or(Named::Nothing, Named::Known),
            // What is typed on the page outlives a look at the connections that fails.
            Some(Err(failure)) => match before {
                Some(Named::Known(crm)) if crm.id == id => Named::Known(crm.clone()),
                _ => Named::Failed(failure),
            },
        }
    });
    move || match named.get() {
        Named::Unknown => view! { <Loading /> }.into_any(),
        Named::Nothing => view! { <NotFound /> }.into_any(),
        Named::Failed(failure) => view! { <ErrorState failure retry=move || connections.0.again() /> }.into_any(),
        Named::Known(crm) => {
            let children = children.clone();
            view! { <Provider value=crm>{children()}</Provider> }.into_any()
        }
    }
}
