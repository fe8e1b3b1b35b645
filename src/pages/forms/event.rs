//! The event at which a form books places.

use calling_card_api::ConnectionId;
use calling_card_api::events::{EventsQuery, ListEvents};
use leptos::prelude::*;

use crate::language::t;
use crate::ui::{Editor, load};

/// Chooses the event; nothing where there is none, and none was chosen.
#[component]
pub(super) fn OfEvent(editor: Editor) -> impl IntoView {
    let query = EventsQuery { limit: Some(200), ..EventsQuery::default() };
    let events = load(move || ListEvents { connection: ConnectionId::home(), query: query.clone() });
    let chosen = Memo::new(move |_| editor.words("/event"));
    let options = Memo::new(move |_| {
        let known = events.state.get().and_then(Result::ok).map(|page| page.items).unwrap_or_default();
        let mut options: Vec<(String, String)> =
            known.into_iter().map(|one| (one.event.id.to_string(), one.event.content.title)).collect();
        // One that was chosen and is gone can be seen, and taken back.
        let chosen = chosen.get();
        if !chosen.is_empty() && events.state.get().is_some() && !options.iter().any(|(id, _)| *id == chosen) {
            options.push((
                chosen,
                t("An event that is no longer there", "Eine Veranstaltung, die es nicht mehr gibt").into(),
            ));
        }
        options
    });
    move || {
        let options = options.get();
        let none = ("", t("None: it books nothing", "Keine: Es bucht nichts"));
        let all: Vec<(&str, &str)> =
            std::iter::once(none).chain(options.iter().map(|(id, title)| (id.as_str(), title.as_str()))).collect();
        (!options.is_empty()).then(|| editor.select("/event", t("Books a place at", "Bucht einen Platz bei"), &all))
    }
}
