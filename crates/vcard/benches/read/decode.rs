//! What is measured as decoding, natively and in a browser: every property of every card, nothing done with it.

use std::hint::black_box;

use calling_card_vcard::{Kind, Part, decode_file, parts};

/// Decodes all properties; answers how many cards there are.
pub fn decode(bytes: &[u8]) -> usize {
    let source = decode_file(bytes);
    let mut cards = 0;
    for part in parts(&source) {
        let Part::Card(card) = part else { continue };
        for property in card.properties() {
            property.parameters().flat_map(|parameter| parameter.values()).for_each(|value| drop(black_box(value)));
            match property.kind() {
                Kind::List => property.list().for_each(|value| drop(black_box(value))),
                Kind::Structured => property.components().flatten().for_each(|value| drop(black_box(value))),
                _ => drop(black_box(property.text())),
            }
        }
        cards += 1;
    }
    cards
}
