//! What is said of a person, without what was offered and not used, and without what the gateway fills in.

use calling_card_contact::{BusinessCard, Person, Phone};
use serde_json::Value;

use crate::pages::people::edit::drop_blank_lines;

/// Leaves out lines that say nothing, and business cards from a place on that do not.
pub(super) fn drop_blank(person: &mut Value, stored: usize) {
    drop_blank_lines(person);
    let is_blank = |card: &Value| {
        serde_json::from_str::<BusinessCard>(&card.to_string()).is_ok_and(|card: BusinessCard| card.is_empty())
    };
    if let Some(cards) = person.get_mut("cards").and_then(Value::as_array_mut) {
        let mut place = 0;
        cards.retain(|card| {
            place += 1;
            place <= stored || !is_blank(card)
        });
    }
}

/// What a person says, without what the gateway fills in.
pub(crate) fn bare(person: &Person) -> Person {
    let cards = person.cards.iter().cloned().map(|mut card| {
        card.id = None;
        let plain = |phone: &Phone| Phone { e164: String::new(), ..phone.clone() };
        card.phones = card.phones.iter().map(plain).collect();
        card
    });
    Person { cards: cards.collect(), ..person.clone() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_new_card_on_which_nothing_is_written_is_none() {
        let blank =
            json!({ "active": true, "emails": [{ "address": " " }], "phones": [{ "number": "", "kind": "voice" }] });
        let person = |cards: &[&Value]| json!({ "cards": cards });
        let written = json!({ "active": true, "business": "ACME" });
        let empty = json!({ "active": true, "emails": [], "phones": [] });
        for (stored, left) in [(0, vec![&written]), (1, vec![&empty, &written]), (3, vec![&empty, &written, &empty])] {
            let mut typed = person(&[&blank, &written, &blank]);
            drop_blank(&mut typed, stored);
            assert_eq!(typed, person(&left), "{stored}");
        }
    }
}
