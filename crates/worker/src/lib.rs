//! What runs off the app's main thread: vCards are read and written here. `worker.js` is the loop that calls it.

use calling_card_api::worker::{ReadCard, Reading, Unreadable, VcardVersion, WriteRequest};
use calling_card_contact::Language;
use calling_card_vcard::{Export, Finding, FindingKind, Part, Version, decode_file, parts, person_of, write};
use wasm_bindgen::prelude::wasm_bindgen;

/// Reads a .vcf file; answers a [`Reading`] as JSON.
#[wasm_bindgen]
pub fn read_vcards(bytes: &[u8]) -> String {
    let source = decode_file(bytes);
    let mut reading = Reading::default();
    for part in parts(&source) {
        match part {
            Part::Card(card) if card.is_readable() => {
                let imported = person_of(&card);
                reading.cards.push(ReadCard { person: imported.person, notes: imported.notes, line: card.line });
            }
            Part::Card(card) => reading.unreadable.push(unreadable(&card.refusal(), card.raw)),
            Part::Outside(text) if text.is_blank() => {}
            Part::Outside(text) => {
                let finding = Finding { line: text.line, kind: FindingKind::Outside };
                reading.unreadable.push(unreadable(&finding, text.raw));
            }
        }
    }
    serde_json::to_string(&reading).unwrap_or_default()
}

fn unreadable(finding: &Finding, raw: &[u8]) -> Unreadable {
    let text = String::from_utf8_lossy(raw.get(..SHOWN).unwrap_or(raw)).into_owned();
    Unreadable { line: finding.line, reason: finding.kind.sentence(Language::En), text }
}

/// Most bytes of a text that is shown as unreadable.
const SHOWN: usize = 400;

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
