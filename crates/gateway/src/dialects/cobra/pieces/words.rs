//! Words for what a number or an address is. Which the vendor has no page says; those that people use are understood in German and English.

use calling_card_contact::{PhoneKind, Place};

/// What a word says.
enum Meaning {
    Kind(PhoneKind),
    Place(Place),
    /// Nothing that is not said without it.
    Nothing,
}

const WORDS: &[(&str, Meaning)] = &[
    ("mobile", Meaning::Kind(PhoneKind::Mobile)),
    ("mobil", Meaning::Kind(PhoneKind::Mobile)),
    ("handy", Meaning::Kind(PhoneKind::Mobile)),
    ("cell", Meaning::Kind(PhoneKind::Mobile)),
    ("fax", Meaning::Kind(PhoneKind::Fax)),
    ("telefax", Meaning::Kind(PhoneKind::Fax)),
    ("pager", Meaning::Kind(PhoneKind::Pager)),
    ("text", Meaning::Kind(PhoneKind::Text)),
    ("video", Meaning::Kind(PhoneKind::Video)),
    ("textphone", Meaning::Kind(PhoneKind::Textphone)),
    ("business", Meaning::Place(Place::Work)),
    ("work", Meaning::Place(Place::Work)),
    ("office", Meaning::Place(Place::Work)),
    ("geschäftlich", Meaning::Place(Place::Work)),
    ("dienstlich", Meaning::Place(Place::Work)),
    ("private", Meaning::Place(Place::Home)),
    ("privat", Meaning::Place(Place::Home)),
    ("home", Meaning::Place(Place::Home)),
    ("phone", Meaning::Nothing),
    ("telephone", Meaning::Nothing),
    ("telefon", Meaning::Nothing),
    ("landline", Meaning::Nothing),
    ("festnetz", Meaning::Nothing),
];

/// What answers at a number, and where it belongs; none where the words say something else.
pub(super) fn phone(words: &str) -> Option<(PhoneKind, Place)> {
    let words = words.to_lowercase();
    let mut said = (PhoneKind::Voice, Place::Other);
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match &WORDS.iter().find(|(known, _)| *known == word)?.1 {
            Meaning::Kind(kind) => said.0 = *kind,
            Meaning::Place(place) => said.1 = *place,
            Meaning::Nothing => {}
        }
    }
    Some(said)
}

/// Where something belongs; none where the words say something else.
pub(super) fn place(words: &str) -> Option<Place> {
    match phone(words)? {
        (PhoneKind::Voice, place) => Some(place),
        _ => None,
    }
}

/// The word for what answers at a number; none for a telephone.
pub(super) fn of_kind(kind: PhoneKind) -> Option<&'static str> {
    Some(match kind {
        PhoneKind::Voice => return None,
        PhoneKind::Mobile => "Mobile",
        PhoneKind::Fax => "Fax",
        PhoneKind::Pager => "Pager",
        PhoneKind::Text => "Text",
        PhoneKind::Video => "Video",
        PhoneKind::Textphone => "Textphone",
    })
}

/// The word for where something belongs.
pub(super) fn of_place(place: Place) -> Option<&'static str> {
    match place {
        Place::Other => None,
        Place::Work => Some("Business"),
        Place::Home => Some("Private"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_understood_alone_and_together() {
        assert_eq!(phone("Mobil (privat)"), Some((PhoneKind::Mobile, Place::Home)));
        assert_eq!(phone("Telefon"), Some((PhoneKind::Voice, Place::Other)));
        assert_eq!((phone("Reception"), place("Fax"), place("Geschäftlich")), (None, None, Some(Place::Work)));
        for kind in [PhoneKind::Mobile, PhoneKind::Fax, PhoneKind::Pager, PhoneKind::Text, PhoneKind::Video] {
            assert_eq!(of_kind(kind).and_then(phone), Some((kind, Place::Other)));
        }
    }
}
