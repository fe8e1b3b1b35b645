//! What the card itself says, in English and German.

use calling_card_contact::{Address, Language, PhoneKind, Place, country_name};

/// A text in this language. Both stand side by side, so that none can be forgotten.
pub(crate) fn t(language: Language, english: &'static str, german: &'static str) -> &'static str {
    match language {
        Language::En => english,
        Language::De => german,
    }
}

/// What kind of number it is, where that says more than that it is one.
pub(crate) fn phone_text(kind: PhoneKind, place: Place, language: Language) -> String {
    let kind = match kind {
        PhoneKind::Voice => "",
        PhoneKind::Mobile => t(language, "Mobile", "Mobil"),
        PhoneKind::Fax => t(language, "Fax", "Fax"),
        PhoneKind::Pager => t(language, "Pager", "Pager"),
        PhoneKind::Text => t(language, "Text messages", "Textnachrichten"),
        PhoneKind::Video => t(language, "Video", "Video"),
        PhoneKind::Textphone => t(language, "Textphone", "Schreibtelefon"),
    };
    let said = [kind, place_text(place, language)];
    said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Where something belongs, where that is said.
pub(crate) fn place_text(place: Place, language: Language) -> &'static str {
    match place {
        Place::Other => "",
        Place::Work => t(language, "Work", "Arbeit"),
        Place::Home => t(language, "Home", "Privat"),
    }
}

/// An address as it stands on a letter: street, then place, then country.
pub(crate) fn address_lines(address: &Address, language: Language) -> String {
    let place = [&address.zip, &address.city, &address.city_addition].map(|part| part.trim());
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let post_box = match address.post_box.trim() {
        "" => String::new(),
        number => format!("{} {number}", t(language, "P.O. box", "Postfach")),
    };
    let country = match country_name(&address.country_code, language) {
        Some(name) if address.country.is_empty() => name,
        _ => &address.country,
    };
    let lines =
        [&address.street, &address.additional, &post_box, &address.district, &place, &address.federal_state, country];
    lines.into_iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
