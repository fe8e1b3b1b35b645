//! What the card itself says, in English and German.

use calling_card_contact::{Address, Language, PhoneKind, Place};

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

/// An address as it stands on a letter in its country.
pub(crate) fn address_lines(address: &Address, language: Language) -> String {
    address.lines(language).join("\n")
}
