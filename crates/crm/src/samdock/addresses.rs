//! Postal addresses: the vendor has the house number apart, and the country by its name.

use calling_card_contact::{Address, Language, country_codes, country_name, is_country};

use super::wire;

/// An address as it is written there: all its members, so that they are emptied where they say nothing.
pub(super) fn to_wire(address: &Address) -> wire::Address {
    let (street, number) = apart(&address.street);
    wire::Address {
        street: Some(street.to_owned()),
        number: Some(number.to_owned()),
        postcode: Some(address.zip.clone()),
        city: Some(address.city.clone()),
        country: Some(country(address)),
        state: Some(address.federal_state.clone()),
    }
}

/// One that says nothing.
pub(super) fn none() -> wire::Address {
    to_wire(&Address::default())
}

/// Without the members that say nothing.
pub(super) fn filled(address: wire::Address) -> wire::Address {
    let said = |text: Option<String>| text.filter(|text| !text.is_empty());
    wire::Address {
        street: said(address.street),
        number: said(address.number),
        postcode: said(address.postcode),
        city: said(address.city),
        country: said(address.country),
        state: said(address.state),
    }
}

/// The address that stands there.
pub(super) fn from_wire(address: &wire::Address) -> Address {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (street, number) = (text(&address.street), text(&address.number));
    let spaced = if street.is_empty() || number.is_empty() { "" } else { " " };
    let country = text(&address.country);
    let code = code(&country).unwrap_or_default();
    let name =
        if is_country(&country) { country_name(code, Language::En).unwrap_or_default().to_owned() } else { country };
    Address {
        street: format!("{street}{spaced}{number}"),
        zip: text(&address.postcode),
        city: text(&address.city),
        federal_state: text(&address.state),
        country: name,
        country_code: code.to_owned(),
        ..Address::default()
    }
}

/// Street and house number, where the last word begins with a digit; put together they are what they were.
fn apart(line: &str) -> (&str, &str) {
    let apart = line.rsplit_once(' ').filter(|(street, number)| {
        number.starts_with(|c: char| c.is_ascii_digit()) && street.chars().any(char::is_alphabetic)
    });
    apart.unwrap_or((line, ""))
}

/// The country's name: as it is written where that is the name of its code, else by its code.
fn country(address: &Address) -> String {
    let written = address.country.as_str();
    let known = country_name(&address.country_code, Language::En);
    match known {
        Some(name) if code(written) != Some(address.country_code.as_str()) => name.to_owned(),
        _ => written.to_owned(),
    }
}

/// The code of a country by its name in English or German, or by the code itself.
fn code(name: &str) -> Option<&'static str> {
    let named = |code: &&str| {
        let called = [Language::En, Language::De].map(|language| country_name(code, language));
        *code == name || called.contains(&Some(name))
    };
    country_codes().find(named)
}
