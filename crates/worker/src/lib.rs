//! What runs off the app's main thread: vCards are read and written here. `worker.js` is the loop that calls it.

use calling_card_api::worker::{ReadCard, Reading, Unreadable, VcardVersion, WriteRequest};
use calling_card_vcard::{Export, Version, person_of, read, write};
use wasm_bindgen::prelude::wasm_bindgen;

/// Reads a .vcf file; answers a [`Reading`] as JSON.
#[wasm_bindgen]
pub fn read_vcards(bytes: &[u8]) -> String {
    let found = read(bytes);
    let card = |card: &calling_card_vcard::Card| {
        let imported = person_of(card);
        ReadCard { person: imported.person, notes: imported.notes, line: card.line }
    };
    let reading = Reading {
        cards: found.cards.iter().map(card).collect(),
        unreadable: found
            .unreadable
            .into_iter()
            .map(|part| Unreadable { line: part.line, reason: part.reason, text: part.text })
            .collect(),
    };
    serde_json::to_string(&reading).unwrap_or_default()
}

/// Writes a person (a [`WriteRequest`] as JSON); answers the vCard's text as JSON, or nothing where the request cannot be read.
#[wasm_bindgen]
pub fn write_vcard(request: &str) -> String {
    let Ok(request) = serde_json::from_str::<WriteRequest>(request) else { return String::new() };
    let place = |place: &calling_card_contact::Affiliation| {
        let name = request.organizations.get(&place.organization)?;
        Some((name.clone(), place.role.clone()))
    };
    let organizations: Vec<_> = request.person.organizations.iter().filter_map(place).collect();
    let version = match request.version {
        VcardVersion::V4 => Version::V4,
        VcardVersion::V3 => Version::V3,
    };
    let text = write(&Export {
        person: &request.person,
        uid: &request.uid,
        notes: &request.notes,
        organizations: &organizations,
        version,
        card: request.card,
        changed_at: &request.changed_at,
    });
    serde_json::to_string(&text).unwrap_or_default()
}
