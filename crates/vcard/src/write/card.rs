//! Business cards.

use calling_card_contact::{Address, BusinessCard, Email, PartialDate, Phone, PhoneKind, Place};

use super::lines::Lines;
use crate::Version;

/// Whether a card needs no group to say what it is.
pub(super) fn is_plain(card: &BusinessCard) -> bool {
    let named = [
        &card.alternative_salutation,
        &card.alternative_title,
        &card.alternative_first_name,
        &card.alternative_last_name,
    ];
    card.active
        && card.favourite
        && !card.private
        && !card.use_alternative_name
        && named.iter().all(|text| text.is_empty())
        && card.valid_from.is_none()
        && card.valid_to.is_none()
        && card.positions.len() < 2
}

pub(super) fn write_card(lines: &mut Lines, card: &BusinessCard, group: &str) {
    let name = |property: &str| format!("{group}{property}");
    if !group.is_empty() {
        let flags = [
            (card.favourite, "favourite"),
            (card.private, "private"),
            (!card.active, "inactive"),
            (card.use_alternative_name, "alternative-name"),
        ];
        let set: Vec<String> = flags.into_iter().filter(|(set, _)| *set).map(|(_, flag)| flag.to_owned()).collect();
        lines.list(&name("X-CALLINGCARD-CARD"), "", &set);
    }
    let alternative = [
        &card.alternative_salutation,
        &card.alternative_title,
        &card.alternative_first_name,
        &card.alternative_last_name,
    ];
    if alternative.iter().any(|text| !text.is_empty()) {
        lines.structured(&name("X-CALLINGCARD-NAME"), "", &alternative);
    }
    if card.valid_from.is_some() || card.valid_to.is_some() {
        let text = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        lines.structured(&name("X-CALLINGCARD-VALID"), "", &[text(card.valid_from), text(card.valid_to)]);
    }
    let department = card.positions.first().map(|position| position.department.as_str()).unwrap_or_default();
    match (card.business.is_empty(), department.is_empty()) {
        (true, true) => {}
        (false, true) => lines.structured(&name("ORG"), "", &[&card.business]),
        (_, false) => {
            let units = std::iter::once(card.business.as_str()).chain(department.split("; "));
            lines.structured(&name("ORG"), "", &units.collect::<Vec<_>>());
        }
    }
    for position in card.positions.iter().filter(|position| !position.position.is_empty()) {
        lines.text(&name("TITLE"), &lines.preference(position.favourite), &position.position);
    }
    for email in &card.emails {
        write_email(lines, email, group);
    }
    for phone in &card.phones {
        write_phone(lines, phone, group);
    }
    for address in &card.addresses {
        write_address(lines, address, &name("ADR"));
    }
}

fn place(place: Place) -> Option<&'static str> {
    match place {
        Place::Work => Some("work"),
        Place::Home => Some("home"),
        Place::Other => None,
    }
}

fn write_email(lines: &mut Lines, email: &Email, group: &str) {
    let types: Vec<&str> = place(email.place).into_iter().collect();
    let (group, label) = lines.label(group, &email.label);
    let parameters = [lines.types(&types), lines.preference(email.favourite), label].concat();
    lines.text(&format!("{group}EMAIL"), &parameters, &email.address);
}

fn write_phone(lines: &mut Lines, phone: &Phone, group: &str) {
    let kind = match phone.kind {
        PhoneKind::Voice => "voice",
        PhoneKind::Mobile => "cell",
        PhoneKind::Fax => "fax",
        PhoneKind::Pager => "pager",
        PhoneKind::Text => "text",
        PhoneKind::Video => "video",
        PhoneKind::Textphone => "textphone",
    };
    let types: Vec<&str> = std::iter::once(kind).chain(place(phone.place)).collect();
    let (group, label) = lines.label(group, &phone.label);
    let parameters = [lines.types(&types), lines.preference(phone.favourite), label].concat();
    lines.text(&format!("{group}TEL"), &parameters, &phone.number);
}

fn write_address(lines: &mut Lines, address: &Address, name: &str) {
    let code = if lines.version() == Version::V4 { "CC" } else { "X-CALLINGCARD-CC" };
    let geo = address.coordinates.map(|at| format!("geo:{},{}", at.latitude, at.longitude)).unwrap_or_default();
    let purposes: String = address.types.iter().map(|kind| lines.parameter("X-CALLINGCARD-TYPES", kind)).collect();
    let types: Vec<&str> = place(address.place).into_iter().collect();
    let parameters = [
        lines.types(&types),
        lines.preference(address.favourite),
        lines.parameter(code, &address.country_code),
        lines.parameter("GEO", &geo),
        lines.parameter("X-CALLINGCARD-DISTRICT", &address.district),
        lines.parameter("X-CALLINGCARD-CITY-ADDITION", &address.city_addition),
        purposes,
    ]
    .concat();
    let components = [
        &address.post_box,
        &address.additional,
        &address.street,
        &address.city,
        &address.federal_state,
        &address.zip,
        &address.country,
    ];
    lines.structured(name, &parameters, &components);
}
