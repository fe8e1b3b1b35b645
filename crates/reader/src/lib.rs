//! Fills a form in from a vCard, as WebAssembly: loaded when a visitor drops one on a form or pastes its text.

use calling_card_contact::FormDefinition;
use calling_card_vcard::{Part, decode_file, parts, person_of};
use wasm_bindgen::prelude::wasm_bindgen;

/// What the first card of a file, or of a text, says to the fields of a form (its definition as JSON): a JSON object of values by
/// the names of the fields. Empty where there is no card, or nothing on it for the form.
#[wasm_bindgen]
pub fn fill(definition: &str, source: &[u8]) -> String {
    let form: FormDefinition = serde_json::from_str(definition).unwrap_or_default();
    let text = decode_file(source);
    let card = parts(&text).find_map(|part| match part {
        Part::Card(card) => Some(card),
        Part::Outside(_) => None,
    });
    let filled = card.map(|card| form.fill_from(&person_of(&card).person)).unwrap_or_default();
    serde_json::to_string(&filled).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(source: &[u8]) -> serde_json::Value {
        let form = serde_json::to_string(&FormDefinition::contact()).unwrap_or_default();
        serde_json::from_str(&fill(&form, source)).unwrap_or_default()
    }

    #[test]
    fn the_first_card_of_a_text_fills_the_form_in() {
        let text = "See my card:\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nN:Curie;Marie;;;\r\nFN:Marie Curie\r\nEMAIL;TYPE=work:marie@example.com\r\nTEL:+33 1 23 45 67 89\r\nORG:Institut du Radium\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nN:Other;;;;\r\nFN:Other\r\nEND:VCARD\r\n";
        let expected = serde_json::json!({
            "given_name": "Marie", "family_name": "Curie", "email": "marie@example.com", "phone": "+33 1 23 45 67 89",
            "company": "Institut du Radium",
        });
        assert_eq!(filled(text.as_bytes()), expected);
    }

    #[test]
    fn what_is_no_card_fills_in_nothing() {
        for source in [&b""[..], b"Hello", b"BEGIN:VCARD", b"\xff\xfe\x00", b"BEGIN:VCARD\r\nNOTE:x\r\nEND:VCARD"] {
            assert_eq!(filled(source), serde_json::json!({}));
        }
        assert_eq!(fill("no form", b"BEGIN:VCARD\nFN:A B\nEND:VCARD"), "{}");
    }
}
