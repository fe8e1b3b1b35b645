//! A business card as one sees it.

use calling_card_contact::{Address, BusinessCard};
use leptos::prelude::*;

use crate::components::OnlyMine;
use crate::language::{language, t};
use crate::ui::{Icon, Sign, date_text, today};

/// A business card: what is on it can be called, written to, and copied.
#[component]
pub fn BusinessCardView(
    /// The card.
    card: BusinessCard,
    /// The name of the person whose card it is.
    #[prop(into)]
    name: String,
    /// What stands at its foot.
    #[prop(optional_no_strip)]
    foot: Option<AnyView>,
) -> impl IntoView {
    let alternative =
        format!("{} {} {}", card.alternative_title, card.alternative_first_name, card.alternative_last_name);
    let name =
        if card.use_alternative_name && !alternative.trim().is_empty() { alternative.trim().to_owned() } else { name };
    let heading = if card.business.is_empty() { name.clone() } else { card.business.clone() };
    let positions = card.positions.iter().map(|place| {
        let parts = [place.position.as_str(), place.department.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let positions = positions.collect::<Vec<_>>().join(" · ");
    let phones: Vec<_> = card
        .phones
        .iter()
        .map(|phone| {
            let dialled = if phone.e164.is_empty() { &phone.number } else { &phone.e164 };
            let (target, number) = (format!("tel:{}", dialled.replace(' ', "")), phone.number.clone());
            view! { <Line sign=Sign::Phone what=t("Phone", "Telefon")><a href=target dir="ltr">{number}</a></Line> }
                .into_any()
        })
        .collect();
    let emails: Vec<_> = card.emails.iter().map(|email| {
        let address = email.address.clone();
        view! { <Line sign=Sign::Mail what=t("E-mail", "E-Mail")><a href=format!("mailto:{address}") dir="ltr">{address.clone()}</a></Line> }.into_any()
    }).collect();
    let addresses: Vec<_> = card
        .addresses
        .iter()
        .map(|address| {
            let (text, map) = (address_text(address), map_address(address));
            view! {
                <Line sign=Sign::Place what=t("Address", "Adresse")>
                    <address dir="auto">{text}</address>
                    <a class="small map" href=map target="_blank" rel="noopener noreferrer">{t("Show on a map", "Auf einer Karte zeigen")}</a>
                </Line>
            }
            .into_any()
        })
        .collect();
    let (private, inactive) = (card.private, !card.active || card.is_over(today()));
    view! {
        <article class="business-card" class:private=private class:inactive=inactive aria-label=heading.clone()>
            <div>
                <p class="business" dir="auto">{heading.clone()}</p>
                <p class="muted small" dir="auto">{(!card.business.is_empty()).then_some(name)}</p>
                <p class="small" dir="auto">{positions}</p>
            </div>
            <dl>{phones}{emails}{addresses}</dl>
            <CardFlags card />
            {foot}
        </article>
    }
}

#[component]
fn Line(sign: Sign, what: &'static str, children: Children) -> impl IntoView {
    view! { <div><dt><Icon sign /><span class="visually-hidden">{what}</span></dt><dd>{children()}</dd></div> }
}

#[component]
fn CardFlags(card: BusinessCard) -> impl IntoView {
    let over = card.is_over(today());
    let flags = [
        (over, t("Expired", "Abgelaufen"), "tag warning"),
        (card.favourite, t("Main card", "Hauptkarte"), "tag"),
        (card.private, t("Private", "Privat"), "tag success"),
        (!card.active, t("No longer used", "Nicht mehr in Gebrauch"), "tag plain"),
    ];
    let shown: Vec<_> = flags
        .into_iter()
        .filter(|(set, ..)| *set)
        .map(|(_, text, class)| view! { <span class=class>{text}</span> })
        .collect();
    let valid = match (card.valid_from.as_ref().map(date_text), card.valid_to.as_ref().map(date_text)) {
        (None, None) => None,
        (Some(from), None) => Some(format!("{} {from}", t("Valid from", "Gültig ab"))),
        (None, Some(to)) => Some(format!("{} {to}", t("Valid until", "Gültig bis"))),
        (Some(from), Some(to)) => Some(format!("{} {from} – {to}", t("Valid", "Gültig"))),
    };
    view! {
        <p class="tags">{card.only_mine.then(|| view! { <OnlyMine /> })}{shown}</p>
        {valid.map(|text| view! { <p class="small muted">{text}</p> })}
    }
}

/// An address as it stands on a letter in its country.
pub(crate) fn address_text(address: &Address) -> String {
    address.lines(language()).join("\n")
}

/// The address of a map that shows a place.
fn map_address(address: &Address) -> String {
    match &address.coordinates {
        Some(at) => {
            let (latitude, longitude) = (at.latitude, at.longitude);
            format!("https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}")
        }
        None => {
            let asked = js_sys::encode_uri_component(&address.lines(language()).join(", "));
            format!("https://www.openstreetmap.org/search?query={asked}")
        }
    }
}
