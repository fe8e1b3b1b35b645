//! The reader by itself, as a module for a browser: what it takes to decode the properties of a file and do nothing with them.
//! `cargo xtask bench vcard` holds it beside other readers.

use std::hint::black_box;

use calling_card_vcard::{Kind, Part, decode_file, parts};
use wasm_bindgen::prelude::wasm_bindgen;

/// Decodes all properties; answers how many cards there are.
#[wasm_bindgen]
pub fn decode(bytes: &[u8]) -> u32 {
    let source = decode_file(bytes);
    let mut cards = 0;
    for part in parts(&source) {
        let Part::Card(card) = part else { continue };
        for property in card.properties() {
            match property.kind() {
                Kind::List => drop(black_box(property.list())),
                Kind::Structured => drop(black_box(property.components())),
                _ => drop(black_box(property.text())),
            }
        }
        cards += 1;
    }
    cards
}
