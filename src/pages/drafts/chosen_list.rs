//! A list of drafts that can be chosen, also by keyboard: x chooses the one with the focus.

use calling_card_api::ConnectionId;
use calling_card_api::drafts::DraftSummary;
use calling_card_api::staff::Colleague;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::chosen::Chosen;
use super::entry::Entry;
use crate::command::single_keys;
use crate::connection::Place;
use crate::language::t;
use crate::session::use_may;

/// Drafts, each with a box to choose it, for who may change something.
#[component]
pub(super) fn ChosenList(
    items: Memo<Vec<DraftSummary>>,
    chosen: Chosen,
    colleagues: Memo<Vec<Colleague>>,
) -> impl IntoView {
    // What has changed of an entry makes it another one; the others keep the focus.
    let key = move |draft: &DraftSummary| {
        let staff = colleagues.with_untracked(Vec::len);
        (draft.id, draft.unread, draft.held.len(), draft.confirmation, draft.delivery, staff)
    };
    let each = move || {
        // Whose it is may be known later.
        colleagues.track();
        items.get()
    };
    view! {
        <Show when=move || !items.with(Vec::is_empty)>
            <ul class="list"><For each=each key=key children=move |draft| view! { <Choosable draft chosen colleagues /> } /></ul>
        </Show>
    }
}

#[component]
fn Choosable(draft: DraftSummary, chosen: Chosen, colleagues: Memo<Vec<Colleague>>) -> impl IntoView {
    let (id, unread, name, editor) = (draft.id, draft.unread, draft.name.clone(), draft.editor);
    let address = Place::Drafts.path(&ConnectionId::home(), format!("/{id}"));
    let whose = editor.and_then(|id| {
        colleagues.with_untracked(|all| all.iter().find(|one| one.id == id).map(|one| one.name.clone()))
    });
    let whose = whose.unwrap_or_default();
    if !use_may().edit() {
        return view! { <li class:unread=unread><Entry draft address whose /></li> }.into_any();
    }
    let is_chosen = move || chosen.has(id);
    let by_key = move |event: KeyboardEvent| {
        let together = event.ctrl_key() || event.meta_key() || event.alt_key();
        if event.key() == "x" && !together && single_keys() {
            event.prevent_default();
            chosen.set(id, !untrack(is_chosen));
        }
    };
    view! {
        <li class="choosable" class:unread=unread class:chosen=is_chosen on:keydown=by_key>
            <label class="choose">
                <input type="checkbox" prop:checked=is_chosen on:change=move |event| chosen.set(id, event_target_checked(&event)) />
                <span class="visually-hidden">{t("Select", "Auswählen:")}" "{name}</span>
            </label>
            <Entry draft address whose />
        </li>
    }
    .into_any()
}
