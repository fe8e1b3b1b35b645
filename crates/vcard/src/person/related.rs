//! Who is related to a person (RFC 6350 section 6.6.6).

use calling_card_contact::Related;

use super::labels::Labels;
use crate::Property;

/// A relation to somebody whose card has a `UID`; nothing where only a name or an address on the web is told.
pub(super) fn read(property: &Property<'_>, labels: &mut Labels) -> Option<Related> {
    let text = property.text();
    let uid = match &*property.name {
        "RELATED" => text.trim(),
        _ => property.parameter("X-CALLINGCARD-UID")?,
    };
    if !uid.get(..9).is_some_and(|scheme| scheme.eq_ignore_ascii_case("urn:uuid:")) {
        return None;
    }
    let label = labels.of_line(property);
    let is = match property.types().find(|word| word != "pref") {
        _ if !label.is_empty() => label,
        Some(word) => capitalized(&word),
        None => "Contact".to_owned(),
    };
    Some(Related { uid: uid.to_owned(), is, line: property.line() })
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
