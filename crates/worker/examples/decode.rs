//! The reader by itself, as a module for a browser: what it takes to decode the properties of a file and do nothing with them.
//! `cargo xtask bench vcard` holds it beside other readers.

#[path = "../../vcard/benches/read/decode.rs"]
mod native;

// Room for texts comes from where it comes in the worker.
use calling_card_worker as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Decodes all properties; answers how many cards there are.
#[wasm_bindgen]
pub fn decode(bytes: &[u8]) -> usize {
    native::decode(bytes)
}
