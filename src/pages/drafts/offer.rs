//! One field of a draft beside what is known there, and the choice between them.

use std::collections::BTreeSet;

use calling_card_contact::{Address, CustomValue, Offer, Part, PartialDate, Standing};
use leptos::prelude::*;
use serde_json::Value;

use crate::components::address_text;
use crate::custom_fields::{CustomFields, use_custom_fields};
use crate::language::{language, t};
use crate::ui::date_text;

/// A field: known already, to be taken or left, or one of two.
#[component]
pub(super) fn OfferField(
    offer: Offer,
    /// The places of what is taken.
    chosen: RwSignal<BTreeSet<String>>,
    /// Whom it goes into; none for a new person.
    whose: Option<String>,
) -> impl IntoView {
    let fields = use_custom_fields();
    let place = StoredValue::new(offer.place.clone());
    let is_taken = move || place.with_value(|place| chosen.with(|chosen| chosen.contains(place)));
    let take = move |taken: bool| {
        let place = place.get_value();
        chosen.update(|chosen| _ = if taken { chosen.insert(place) } else { chosen.remove(&place) });
    };
    let (part, at) = (offer.part, offer.place.clone());
    let legend = move || label(part, &at, fields);
    let said = text(part, &offer.place, &offer.said, fields);
    let known: Vec<String> = offer.known.iter().map(|value| text(part, &offer.place, value, fields)).collect();
    let known = known.join(", ");
    let of_person = whose.unwrap_or_default();
    let name = offer.place.replace('/', "-");
    let from_draft =
        move || view! { <span class="visually-hidden">" · "{t("from the draft", "aus dem Entwurf")}</span> };
    match offer.standing {
        Standing::Same => view! {
            <fieldset class="compare people-2"><legend>{legend}</legend>
                <p class="cell"><span><span dir="auto">{said}</span><span class="muted small">{t("known already", "schon bekannt")}</span></span></p>
            </fieldset>
        }
        .into_any(),
        Standing::New => {
            let there = (!known.is_empty()).then(|| view! {
                <p class="cell"><span><span dir="auto">{known}</span><span class="muted small"><bdi>{of_person}</bdi>": "{t("is kept", "bleibt")}</span></span></p>
            });
            view! {
                <fieldset class="compare people-2"><legend>{legend}</legend>
                    <label class="cell">
                        <input type="checkbox" prop:checked=is_taken on:change=move |event| take(event_target_checked(&event)) />
                        <span><span dir="auto">{said}</span><span class="muted small">{t("take from the draft", "aus dem Entwurf übernehmen")}</span></span>
                    </label>
                    {there}
                </fieldset>
            }
            .into_any()
        }
        Standing::Differs => view! {
            <fieldset class="compare people-2"><legend>{legend}</legend>
                <label class="cell">
                    <input type="radio" name=name.clone() prop:checked=is_taken on:change=move |_| take(true) />
                    <span><span dir="auto">{said}</span><span class="muted small">{t("draft", "Entwurf")}</span>{from_draft}</span>
                </label>
                <label class="cell">
                    <input type="radio" name=name prop:checked=move || !is_taken() on:change=move |_| take(false) />
                    <span><span dir="auto">{known}</span><span class="muted small" dir="auto">{of_person}</span></span>
                </label>
            </fieldset>
        }
        .into_any(),
    }
}

/// The key of a custom field, where it is one.
fn custom_key(place: &str) -> Option<&str> {
    place.strip_prefix("/custom/").map(|rest| rest.split('/').next().unwrap_or(rest))
}

/// What a field is called.
fn label(part: Part, place: &str, fields: CustomFields) -> String {
    if let Some(key) = custom_key(place) {
        return fields.of_people(key).map_or_else(|| key.to_owned(), |known| known.label.text(language()).to_owned());
    }
    let mut letters = part.name(language()).chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What is said there, in words.
fn text(part: Part, place: &str, value: &Value, fields: CustomFields) -> String {
    let member = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(key) = custom_key(place) {
        let text = value.as_str().unwrap_or_default().to_owned();
        // Of several that were chosen, each has a place of its own.
        let value =
            if place.split('/').count() > 3 { CustomValue::Chosen(vec![text]) } else { CustomValue::Text(text) };
        return fields.of_people(key).map_or_else(|| value.text(), |field| field.kind.words(&value, language()));
    }
    match part {
        Part::Emails => member("address"),
        Part::Phones => member("number"),
        Part::Positions => member("position"),
        Part::WebAddresses | Part::SocialProfiles | Part::LinkedIn => member("url"),
        Part::Addresses => {
            serde_json::from_value::<Address>(value.clone()).map(|one| address_text(&one)).unwrap_or_default()
        }
        Part::Birthday => {
            serde_json::from_value::<PartialDate>(value.clone()).map(|date| date_text(&date)).unwrap_or_default()
        }
        Part::Picture => t("picture", "Bild").to_owned(),
        _ => value.as_str().unwrap_or_default().to_owned(),
    }
}
