//! The way from a business card to its being published.

use calling_card_api::published_cards::PublishedCardRecord;
use calling_card_contact::{BusinessCard, CardId, PersonId};
use leptos::prelude::*;

use crate::language::t;
use crate::session::use_may;
use crate::ui::Load;

/// Leads to publishing a card, or says that it is published, and where.
#[component]
pub(crate) fn PublishLink(
    person: PersonId,
    card: BusinessCard,
    published: Load<Vec<PublishedCardRecord>>,
) -> impl IntoView {
    let Some(id) = card.id else { return ().into_any() };
    let place = publish_place(person, id);
    let record = Memo::new(move |_| {
        let records = published.state.get()?.ok()?;
        records.into_iter().find(|record| record.content.card == id)
    });
    (move || match record.get() {
        Some(record) => view! {
            <p class="row small">
                <a href=format!("/c/{}", record.id) target="_blank" rel="external">{t("Published", "Veröffentlicht")}</a>
                <a class="button small" hidden=!use_may().edit() href=place.clone()>{t("What is public …", "Was öffentlich ist …")}</a>
            </p>
        }
        .into_any(),
        None if card.active => view! {
            <p class="row small"><a class="button small" hidden=!use_may().edit() href=place.clone()>{t("Publish …", "Veröffentlichen …")}</a></p>
        }
        .into_any(),
        None => ().into_any(),
    })
    .into_any()
}

/// The page on which a business card is published.
pub(super) fn publish_place(person: PersonId, card: CardId) -> String {
    format!("/people/{person}/cards/{card}/publish")
}
