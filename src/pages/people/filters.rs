//! What narrows the list of people.

use calling_card_api::ConnectionId;
use calling_card_api::people::PeopleSort;
use calling_card_api::tags::ListTags;
use leptos::prelude::*;

use crate::language::t;
use crate::ui::{SelectField, load};

/// Chooses a tag that all who are shown have.
#[component]
pub(super) fn TagFilter(tag: Memo<Option<String>>, set_tag: SignalSetter<Option<String>>) -> impl IntoView {
    let tags = load(|| ListTags { connection: ConnectionId::home() });
    move || {
        let known = tags.state.get().and_then(Result::ok).unwrap_or_default();
        let mut options = vec![(String::new(), t("All", "Alle").to_owned())];
        options.extend(known.into_iter().map(|known| (known.tag.clone(), format!("{} ({})", known.tag, known.people))));
        let value = Signal::derive(move || tag.get().unwrap_or_default());
        let choose = move |chosen: String| set_tag.set(Some(chosen).filter(|chosen| !chosen.is_empty()));
        view! { <SelectField label=t("Tag", "Schlagwort") options value on_input=choose /> }
    }
}

/// The orders of people.
pub(super) fn orders() -> Vec<(String, String)> {
    let orders = [
        ("family_name", t("Family name", "Nachname")),
        ("given_name", t("Given name", "Vorname")),
        ("business", t("Company", "Firma")),
        ("created", t("Newest", "Neueste")),
        ("changed", t("Last changed", "Zuletzt geändert")),
    ];
    debug_assert!(orders.iter().all(|(order, _)| serde_json::from_value::<PeopleSort>((*order).into()).is_ok()));
    orders.into_iter().map(|(value, label)| (value.to_owned(), label.to_owned())).collect()
}
