//! The whole card.

use calling_card_contact::{Language, PhoneKind, PublicCard, initials};
use leptos::prelude::*;

use crate::icon::{Icon, Sign};
use crate::links;
use crate::words::{address_lines, phone_text, place_text, t};

/// Where the card's parts are found; what has no place yet leads nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The vCard.
    pub vcard: String,
    /// The picture.
    pub picture: String,
    /// The code of the page's address.
    pub qr: Option<QrPath>,
}

/// A QR code as the path of an SVG picture, a module a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QrPath {
    /// Its path.
    pub d: String,
    /// Its width and height with the border that readers ask for.
    pub side: usize,
}

/// A published business card: who it is, how they are reached, and the ways of taking it along.
#[component]
pub fn PublicCardView(
    /// What is public.
    card: PublicCard,
    /// The language in which it is read.
    language: Language,
    /// Where its parts are found.
    #[prop(optional)]
    places: Places,
    /// Whether the card is the whole page, so that its name is the page's title.
    #[prop(optional)]
    page: bool,
) -> impl IntoView {
    let Places { vcard, picture, qr } = places;
    let title = card.title();
    let business = Some(card.business.clone()).filter(|business| *business != title).unwrap_or_default();
    let positions = card.positions.iter().map(|place| {
        let parts = [place.position.trim(), place.department.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let positions = positions.collect::<Vec<_>>().join(" · ");
    let picture = (card.picture.is_some() && !picture.is_empty()).then(|| view! { <img src=picture alt="" /> });
    let save = t(language, "Save to contacts", "Kontakt speichern");
    let save = if vcard.is_empty() {
        view! { <span class="cc-save" part="button"><Icon sign=Sign::Save />{save}</span> }.into_any()
    } else {
        view! { <a class="cc-save" part="button" href=vcard download=""><Icon sign=Sign::Save />{save}</a> }.into_any()
    };
    view! {
        <article class="cc-card" part="card" lang=language.tag()>
            <div class="cc-face">
                <div class="cc-main">
                    <div class="cc-who">
                        <span class="cc-picture" part="picture" aria-hidden="true">{initials(&title)}{picture}</span>
                        {name(title, page)}
                        {said("cc-position", positions)}
                        {said("cc-business", business)}
                    </div>
                    {save}
                    <Actions card=card.clone() language />
                    <Ways card language />
                </div>
                {qr.map(|qr| view! { <Code qr language /> })}
            </div>
        </article>
    }
}

fn name(title: String, page: bool) -> AnyView {
    if page {
        view! { <h1 class="cc-name" part="name" dir="auto">{title}</h1> }.into_any()
    } else {
        view! { <h2 class="cc-name" part="name" dir="auto">{title}</h2> }.into_any()
    }
}

fn said(class: &'static str, text: String) -> Option<AnyView> {
    (!text.is_empty()).then(|| view! { <p class=class dir="auto">{text}</p> }.into_any())
}

/// What one does with a card first: call, write, go there.
#[component]
fn Actions(card: PublicCard, language: Language) -> impl IntoView {
    let spoken = card.phones.iter().filter(|phone| matches!(phone.kind, PhoneKind::Voice | PhoneKind::Mobile));
    let actions = [
        (Sign::Phone, t(language, "Call", "Anrufen"), spoken.filter_map(links::call).next()),
        (Sign::Mail, t(language, "E-mail", "E-Mail"), card.emails.first().map(|email| links::mail(&email.address))),
        (Sign::Place, t(language, "Map", "Karte"), card.addresses.first().map(links::map)),
    ];
    let actions: Vec<_> = actions
        .into_iter()
        .filter_map(|(sign, words, target)| {
            let target = target?;
            let away = target.starts_with("https:");
            Some(view! { <li><Link target away><Icon sign />{words}</Link></li> })
        })
        .collect();
    (!actions.is_empty()).then(|| view! { <ul class="cc-actions">{actions}</ul> })
}

/// A link; one that leads away from the page tells the other page nothing of where it stood.
#[component]
fn Link(target: String, #[prop(optional)] away: bool, children: Children) -> impl IntoView {
    if away {
        view! { <a href=target target="_blank" rel="noopener noreferrer">{children()}</a> }.into_any()
    } else {
        view! { <a href=target>{children()}</a> }.into_any()
    }
}

/// All the ways in which the person is reached.
#[component]
fn Ways(card: PublicCard, language: Language) -> impl IntoView {
    let phones = card.phones.iter().map(|phone| {
        let number = phone.number.clone();
        let number = match links::call(phone) {
            Some(target) => view! { <Link target><bdi dir="ltr">{number}</bdi></Link> }.into_any(),
            None => view! { <bdi>{number}</bdi> }.into_any(),
        };
        way(Sign::Phone, t(language, "Phone", "Telefon"), number, phone_text(phone.kind, phone.place, language))
    });
    let emails = card.emails.iter().map(|email| {
        let (target, address) = (links::mail(&email.address), email.address.clone());
        let address = view! { <Link target><bdi dir="ltr">{address}</bdi></Link> }.into_any();
        way(Sign::Mail, t(language, "E-mail", "E-Mail"), address, place_text(email.place, language).to_owned())
    });
    let web = card.web_addresses.iter().map(|page| {
        let (target, spoken) = (page.url.clone(), links::spoken(&page.url).to_owned());
        let page = view! { <Link target away=true><bdi dir="ltr">{spoken}</bdi></Link> }.into_any();
        way(Sign::Web, t(language, "Website", "Website"), page, String::new())
    });
    let addresses = card.addresses.iter().map(|address| {
        let lines = view! { <address dir="auto">{address_lines(address, language)}</address> }.into_any();
        way(Sign::Place, t(language, "Address", "Adresse"), lines, place_text(address.place, language).to_owned())
    });
    let ways: Vec<_> = phones.chain(emails).chain(web).chain(addresses).collect();
    (!ways.is_empty()).then(|| view! { <ul class="cc-ways">{ways}</ul> })
}

fn way(sign: Sign, what: &'static str, value: AnyView, kind: String) -> impl IntoView {
    let kind = (!kind.is_empty()).then(|| view! { <small>{kind}</small> });
    view! { <li><Icon sign /><span class="cc-hidden">{format!("{what}: ")}</span><span>{value}{kind}</span></li> }
}

/// The code that a phone's camera opens the card by.
#[component]
fn Code(qr: QrPath, language: Language) -> impl IntoView {
    let label = t(language, "QR code of this card's address", "QR-Code mit der Adresse dieser Karte");
    view! {
        <div class="cc-qr">
            <svg viewBox=format!("0 0 {0} {0}", qr.side) role="img" aria-label=label><path d=qr.d /></svg>
            <p>{t(language, "Scan to take it along", "Scannen und mitnehmen")}</p>
        </div>
    }
}
