//! What runs off the app's main thread: vCards are read, compared and written here. `worker.js` is the loop that calls it; what
//! is said is that of `calling_card_api::worker`, in JSON.

use std::cell::RefCell;

use calling_card_api::worker::{VcardVersion, WriteRequest};
use calling_card_vcard::{Export, Version, write};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::wasm_bindgen;

pub mod import;
pub mod qr;

use import::Import;

thread_local! {
    static IMPORT: RefCell<Import> = RefCell::default();
}

/// Takes a file in.
#[wasm_bindgen]
pub fn open_file(name: String, bytes: Vec<u8>) -> String {
    IMPORT.with_borrow_mut(|import| {
        import.open(name, bytes);
        json(&import.counts())
    })
}

/// Reads so many cards more; answers `Counts`.
#[wasm_bindgen]
pub fn read_on(count: u32) -> String {
    IMPORT.with_borrow_mut(|import| json(&import.read_on(count as usize)))
}

/// `TableRequest` -> `Option<Table>`: the table that waits to be told what its columns hold.
#[wasm_bindgen]
pub fn table(request: &str) -> String {
    answer(request, |import, request| import.table(request))
}

/// `ColumnMapping` -> `Counts`.
#[wasm_bindgen]
pub fn map_columns(mapping: &str) -> String {
    answer(mapping, |import, mapping| import.map_columns(&mapping))
}

/// `RowsRequest` -> `Vec<Row>`.
#[wasm_bindgen]
pub fn rows(request: &str) -> String {
    answer(request, |import, request| import.rows(request))
}

/// `Language` -> `Vec<Unreadable>`.
#[wasm_bindgen]
pub fn unreadable(language: &str) -> String {
    answer(language, |import, language| import.unreadable(language))
}

/// `Language` -> what becomes of each card, as CSV.
#[wasm_bindgen]
pub fn report(language: &str) -> String {
    answer(language, |import, language| import.report(language))
}

/// What could not be read, as one file.
#[wasm_bindgen]
pub fn rest() -> String {
    IMPORT.with_borrow(|import| json(&import.rest()))
}

/// The next people to be looked up: `Lookup`.
#[wasm_bindgen]
pub fn lookup() -> String {
    IMPORT.with_borrow(|import| json(&import.lookup()))
}

/// `Found` -> `Counts`.
#[wasm_bindgen]
pub fn compare(found: &str) -> String {
    answer(found, Import::compare)
}

/// `DetailsRequest` -> `Details`.
#[wasm_bindgen]
pub fn details(request: &str) -> String {
    answer(request, |import, request| import.details(request))
}

/// `Choice` -> `Counts`.
#[wasm_bindgen]
pub fn choose(choice: &str) -> String {
    answer(choice, Import::choose)
}

/// `PartRequest` -> `Part`.
#[wasm_bindgen]
pub fn part(request: &str) -> String {
    answer(request, |import, request| import.part(&request))
}

/// `PartRequest` -> the pictures in that part that are too large to be stored: `[number, data: address]` each.
#[wasm_bindgen]
pub fn large_pictures(request: &str) -> String {
    answer(request, |import, request| import.large_pictures(&request))
}

/// Takes a picture in that was made smaller.
#[wasm_bindgen]
pub fn replace_picture(number: u32, media_type: String, data: String) {
    IMPORT.with_borrow_mut(|import| import.replace_picture(number, media_type, data));
}

/// Forgets the import.
#[wasm_bindgen]
pub fn clear() -> String {
    IMPORT.set(Import::default());
    json(&true)
}

/// Writes a person: `WriteRequest` -> the vCard's text.
#[wasm_bindgen]
pub fn write_vcard(request: &str) -> String {
    let Ok(request) = serde_json::from_str::<WriteRequest>(request) else { return String::new() };
    json(&text_of(&request))
}

/// Draws a QR code of a person's vCard, without picture, notes and what is kept: `WriteRequest` -> `QrCode`.
#[wasm_bindgen]
pub fn qr_code(request: &str) -> String {
    let Ok(mut request) = serde_json::from_str::<WriteRequest>(request) else { return String::new() };
    request.person.image = None;
    request.person.kept_properties.clear();
    request.person.lifecycle.clear();
    request.person.tags.clear();
    request.notes.clear();
    json(&qr::draw(&text_of(&request)))
}

fn text_of(request: &WriteRequest) -> String {
    let place = |place: &calling_card_contact::Affiliation| {
        let name = request.organizations.get(&place.organization)?;
        Some((name.clone(), place.role.clone()))
    };
    let organizations: Vec<_> = request.person.organizations.iter().filter_map(place).collect();
    let version = match request.version {
        VcardVersion::V4 => Version::V4,
        VcardVersion::V3 => Version::V3,
        VcardVersion::V2_1 => Version::V2_1,
    };
    write(&Export {
        person: &request.person,
        uid: &request.uid,
        notes: &request.notes,
        organizations: &organizations,
        relatives: &[],
        version,
        card: request.card,
        changed_at: &request.changed_at,
    })
}

/// Answers a request to the import; nothing where it cannot be read.
fn answer<Q: DeserializeOwned, A: Serialize>(request: &str, work: impl FnOnce(&mut Import, Q) -> A) -> String {
    let Ok(request) = serde_json::from_str(request) else { return String::new() };
    IMPORT.with_borrow_mut(|import| json(&work(import, request)))
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
