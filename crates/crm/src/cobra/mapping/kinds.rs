//! What a number or an address is: there one word, which each tenant chooses; with us what answers, where it belongs, and a name.
//!
//! `Work Mobile` and the like are ours. Another word is a name, and what answers is guessed from it; where a name of ours would be
//! guessed wrong, ours stands before it: `Work Fax: Reception`.

use calling_card_contact::{PhoneKind, Place};

/// What answers, where it belongs, and what it is called.
pub type Kind<'a> = (PhoneKind, Place, &'a str);

const NAMES: [(PhoneKind, &str); 7] = [
    (PhoneKind::Voice, ""),
    (PhoneKind::Mobile, "Mobile"),
    (PhoneKind::Fax, "Fax"),
    (PhoneKind::Pager, "Pager"),
    (PhoneKind::Text, "Text"),
    (PhoneKind::Video, "Video"),
    (PhoneKind::Textphone, "Textphone"),
];
const PLACES: [(Place, &str); 3] = [(Place::Other, ""), (Place::Work, "Work"), (Place::Home, "Home")];

/// What is said of what is neither at work nor at home, where something has to be.
const OTHER: &str = "Other";
/// Parts of words by which something is guessed, in English and German.
const MOBILE: [&str; 4] = ["mobil", "handy", "cell", "natel"];
const WORK: [&str; 6] = ["work", "office", "business", "büro", "gesch", "dienst"];
const HOME: [&str; 2] = ["home", "priva"];

/// The word for it; none where nothing is to be said.
pub fn word((kind, place, label): Kind<'_>) -> Option<String> {
    let plain = plain(kind, place);
    Some(match () {
        () if label.is_empty() => plain,
        () if read(label) == (kind, place, label) => label.to_owned(),
        () if plain.is_empty() => format!("{OTHER}: {label}"),
        () => format!("{plain}: {label}"),
    })
    .filter(|word| !word.is_empty())
}

/// What a word says.
pub fn read(word: &str) -> Kind<'_> {
    if let Some((kind, place)) = known(word) {
        return (kind, place, "");
    }
    let named = word.split_once(": ").filter(|(_, label)| !label.is_empty());
    match named.and_then(|(head, label)| Some((if head == OTHER { Default::default() } else { known(head)? }, label))) {
        Some(((kind, place), label)) => (kind, place, label),
        None => guessed(word),
    }
}

/// The word for where an e-mail address or an address belongs, and what it is called.
pub fn place_word(place: Place, label: &str) -> Option<String> {
    let wrong = !label.is_empty() && read_place(label) != (place, label);
    match (wrong, place) {
        (true, Place::Other) => Some(format!("{OTHER}: {label}")),
        (true, _) => Some(format!("{}: {label}", plain(PhoneKind::Voice, place))),
        (false, _) if label.is_empty() => Some(plain(PhoneKind::Voice, place)).filter(|word| !word.is_empty()),
        (false, _) => Some(label.to_owned()),
    }
}

/// Where it belongs by a word, and what it is called.
pub fn read_place(word: &str) -> (Place, &str) {
    match read(word) {
        (PhoneKind::Voice, place, label) => (place, label),
        // No phone answers there: the word is a name.
        _ => (guessed(word).1, word),
    }
}

fn plain(kind: PhoneKind, place: Place) -> String {
    let name = NAMES.iter().find(|(known, _)| *known == kind).map_or("", |(_, name)| name);
    let place = PLACES.iter().find(|(known, _)| *known == place).map_or("", |(_, name)| name);
    let gap = if name.is_empty() || place.is_empty() { "" } else { " " };
    format!("{place}{gap}{name}")
}

fn known(word: &str) -> Option<(PhoneKind, Place)> {
    let all = NAMES.into_iter().flat_map(|(kind, _)| PLACES.into_iter().map(move |(place, _)| (kind, place)));
    all.into_iter().find(|(kind, place)| plain(*kind, *place) == word)
}

fn guessed(word: &str) -> Kind<'_> {
    let lower = word.to_lowercase();
    let says = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    let kind = match () {
        () if says(&["fax"]) => PhoneKind::Fax,
        () if says(&MOBILE) => PhoneKind::Mobile,
        () => PhoneKind::Voice,
    };
    let place = match () {
        () if says(&HOME) => Place::Home,
        () if says(&WORK) => Place::Work,
        () => Place::Other,
    };
    (kind, place, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for label in
            ["", "Reception", "Work", "Fax", "Other", "Home: x", "Privat", "Geschäftlich mobil", ": ", "Work Fax: a"]
        {
            for (place, _) in PLACES {
                for (kind, _) in NAMES {
                    let word = word((kind, place, label)).unwrap_or_default();
                    assert_eq!(read(&word), (kind, place, label), "{word}");
                }
                let word = place_word(place, label).unwrap_or_default();
                assert_eq!(read_place(&word), (place, label), "{word}");
            }
        }
    }

    #[test]
    fn a_word_of_a_tenant_stays_and_is_guessed() {
        for (said, kind, place) in [
            ("Zentrale", PhoneKind::Voice, Place::Other),
            ("Mobil (privat)", PhoneKind::Mobile, Place::Home),
            ("Telefax geschäftlich", PhoneKind::Fax, Place::Work),
            ("Durchwahl: 12", PhoneKind::Voice, Place::Other),
        ] {
            assert_eq!(read(said), (kind, place, said));
            assert_eq!(word(read(said)).as_deref(), Some(said));
        }
        assert_eq!(
            place_word(Place::Other, "Telefax").as_deref(),
            Some("Telefax"),
            "of an e-mail address it is a name"
        );
    }
}
