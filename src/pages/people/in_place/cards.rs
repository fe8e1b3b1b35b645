//! The business cards of a person, each turned over to be changed; those that are over are folded away.

use calling_card_contact::{BusinessCard, Held, Part};
use leptos::prelude::*;
use serde_json::json;

use super::flip::Flip;
use super::{Autosave, Section};
use crate::components::BusinessCardView;
use crate::language::t;
use crate::pages::people::edit_card::EditCard;
use crate::session::use_may;
use crate::ui::{Icon, Sign, today};

/// The business cards of a person.
#[component]
pub(in crate::pages::people) fn Cards(
    /// What is being changed.
    save: Autosave,
    /// What stands at the foot of each.
    card_foot: Callback<BusinessCard, AnyView>,
) -> impl IntoView {
    // Their places: those in use, and those that are over. One that is being written down is in use.
    let places = Memo::new(move |_| {
        let today = today();
        let over = |card: &BusinessCard| !card.active || card.is_over(today);
        let stored = save.record.with(|record| record.content.cards.iter().map(over).collect::<Vec<_>>());
        let count = stored.len().max(if save.open.get().is_some() { save.editor.length("/cards") } else { 0 });
        (0..count).partition::<Vec<usize>, _>(|place| !stored.get(*place).copied().unwrap_or(false))
    });
    let used = Memo::new(move |_| places.get().0);
    let over = Memo::new(move |_| places.get().1);
    let held = save.editor.holds().part(Part::OtherCards).unwrap_or(Held::Most(1));
    let may = use_may().edit();
    let full = move || match held {
        Held::Most(most) => save.record.with(|record| record.content.cards.len()) >= most as usize,
        Held::ReadOnly => true,
        Held::All | Held::Joined | Held::InPart => false,
    };
    let add = move |_| {
        let place = save.editor.length("/cards");
        let card =
            json!({ "active": true, "emails": [{ "address": "" }], "phones": [{ "number": "", "kind": "voice" }] });
        save.begin(Section::Card(place));
        save.editor.add("/cards", card);
    };
    let card = move |place: usize| view! { <li><Card save place card_foot /></li> };
    view! {
        <section class="stack" aria-label=t("Business cards", "Visitenkarten")>
            <ul class="cards"><For each=move || used.get() key=|place| *place children=card /></ul>
            <Show when=move || !over.with(Vec::is_empty)>
                <details class="more">
                    <summary>{t("No longer in use", "Nicht mehr in Gebrauch")}" ("{move || over.with(Vec::len)}")"</summary>
                    <ul class="cards"><For each=move || over.get() key=|place| *place children=card /></ul>
                </details>
            </Show>
            <Show when=move || may && !full() && save.open.get().is_none()>
                <div><button type="button" class="button small" on:click=add><Icon sign=Sign::Plus />{t("Add business card", "Visitenkarte hinzufügen")}</button></div>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn Card(save: Autosave, place: usize, card_foot: Callback<BusinessCard, AnyView>) -> impl IntoView {
    let stored = Memo::new(move |_| {
        save.record
            .with(|record| record.content.cards.get(place).cloned().map(|card| (card, record.content.display_name())))
    });
    let count = Memo::new(move |_| save.record.with(|record| record.content.cards.len()));
    let name = Signal::derive(move || {
        let of = stored.get().map(|(card, _)| card.business).filter(|business| !business.is_empty());
        format!("{} {}", t("business card", "Visitenkarte"), of.unwrap_or_else(|| (place + 1).to_string()))
    });
    let may = use_may().edit();
    let front = move || {
        view! {
            {move || stored.get().map(|(card, name)| {
                let foot = Some(card_foot.run(card.clone()));
                view! { <BusinessCardView card name foot /> }
            })}
            <Show when=move || { may && count.get() > 1 && save.editor.holds().writes(Part::OtherCards) }>
                <Favourite save place name />
            </Show>
        }
    };
    // A card that was taken out is closed by it.
    let before = StoredValue::new(0);
    let open = Memo::new(move |_| save.open.get() == Some(Section::Card(place)));
    Effect::new(move || {
        let now = save.editor.length("/cards");
        if open.get() && now < before.get_value() {
            save.end();
        }
        before.set_value(now);
    });
    let back = move || view! { <EditCard editor=save.editor index=place alone=count.get_untracked() < 2 /> };
    view! { <Flip save section=Section::Card(place) name front=front back=back /> }
}

/// Makes a card the main one, by one press.
#[component]
fn Favourite(save: Autosave, place: usize, name: Signal<String>) -> impl IntoView {
    let is = move || save.record.with(|record| record.content.cards.get(place).is_some_and(|card| card.favourite));
    let label = move || format!("{}: {}", t("Main card", "Hauptkarte"), name.get());
    let prefer = move |_| {
        if !is() {
            save.write(
                t("The main card is another one now.", "Die Hauptkarte ist jetzt eine andere."),
                move |person| person.cards.prefer(place),
            );
        }
    };
    view! {
        <button type="button" class="button quiet small star" aria-pressed=move || is().to_string() aria-label=label on:click=prefer><Icon sign=Sign::Star /></button>
    }
}
