//! The files that a person sent through forms.

use calling_card_api::ConnectionId;
use calling_card_api::files::ListFiles;
use calling_card_contact::PersonId;
use leptos::prelude::*;

use crate::pages::drafts::Files;
use crate::ui::load;

/// The files that came in with the drafts that became part of a person; nothing where there are none.
#[component]
pub(super) fn FilesOf(person: PersonId) -> impl IntoView {
    let files = load(move || ListFiles { connection: ConnectionId::home(), id: person });
    move || files.state.get().and_then(Result::ok).map(|files| view! { <Files files /> })
}
