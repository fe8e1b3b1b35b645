//! What becomes of what a member of staff keeps to themselves, when they are removed.

use calling_card_api::members::{PrivateCount, PrivateParts};
use leptos::prelude::*;

use crate::language::t;

/// How much it is, and the choice.
#[component]
pub(super) fn PrivateOf(
    /// How much they keep to themselves.
    count: PrivateCount,
    /// Whether it is who asks.
    is_self: bool,
    /// What is chosen.
    fate: RwSignal<Option<PrivateParts>>,
) -> impl IntoView {
    let known = format!(
        "{}: {} {}, {} {}",
        t("What only they see", "Was nur dieses Mitglied sieht"),
        count.cards,
        t("business cards", "Visitenkarten"),
        count.notes,
        t("notes", "Notizen")
    );
    let choice = move |which: PrivateParts, words: &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="private" prop:checked=move || fate.get() == Some(which) on:change=move |_| fate.set(Some(which)) />
                {words}
            </label>
        }
    };
    let hand_over = (!is_self).then(|| {
        choice(
            PrivateParts::HandOver,
            t("Hand it over to me: from then on only I see it", "An mich übergeben: Von da an sehe nur ich es"),
        )
    });
    view! {
        <fieldset class="choice">
            <legend>{known}</legend>
            {hand_over}
            {choice(PrivateParts::Delete, t("Delete it for good", "Endgültig löschen"))}
        </fieldset>
    }
}
