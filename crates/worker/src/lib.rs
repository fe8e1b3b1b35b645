//! What runs off the app's main thread: vCards are read, compared and written, and people are searched here. `worker.js` is the loop that calls it; what
//! is said is that of `calling_card_api::worker`, in JSON.

use std::cell::RefCell;

use calling_card_api::imports::Strangers;
use calling_card_api::worker::{ExportOptions, Exported, Format, WriteOrganizationRequest, WriteRequest};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::wasm_bindgen;

pub mod export;
pub mod import;
pub mod index;
pub mod qr;
pub mod write;

use export::Export;
use import::Import;
use index::Index;

/// A card is many small texts: getting room for them is a good part of reading it.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static IMPORT: RefCell<Import> = RefCell::default();
    static EXPORT: RefCell<(u32, Option<Export>)> = RefCell::default();
    static INDEX: RefCell<Index> = RefCell::default();
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
    answer(request, |import, request| import.table(&request))
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

/// Those who are to be looked up next: the gateway's `Strangers`, which the app hands on; nothing where there are none.
#[wasm_bindgen]
pub fn lookup() -> String {
    let strangers = IMPORT.with_borrow_mut(Import::lookup);
    if strangers == Strangers::default() { String::new() } else { json(&strangers) }
}

/// The gateway's `Known` -> `Counts`.
#[wasm_bindgen]
pub fn compare(known: &[u8]) -> String {
    let Ok(known) = serde_json::from_slice(known) else { return String::new() };
    IMPORT.with_borrow_mut(|import| json(&import.compare(known)))
}

/// Forgets who is known: they are compared with the people of another CRM; answers `Counts`.
#[wasm_bindgen]
pub fn compare_anew() -> String {
    IMPORT.with_borrow_mut(|import| json(&import.compare_anew()))
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

/// Reads some made-up cards, others in each round, so that the browser optimizes the code; answers how many.
#[wasm_bindgen]
pub fn warm_up(round: u32) -> String {
    json(&import::warm_up(round))
}

/// Forgets the import.
#[wasm_bindgen]
pub fn clear() -> String {
    IMPORT.set(Import::default());
    json(&true)
}

/// Writes a person: `WriteRequest` -> the text.
#[wasm_bindgen]
pub fn write_person(request: &str) -> String {
    let Ok(request) = serde_json::from_str::<WriteRequest>(request) else { return String::new() };
    json(&match request.format {
        Format::Csv => export::table_of(&request.exported, &request.custom_fields, request.card),
        format => write::text_of(&request.exported, &request.custom_fields, format, request.card),
    })
}

/// Writes an organization: `WriteOrganizationRequest` -> the text.
#[wasm_bindgen]
pub fn write_organization(request: &str) -> String {
    let Ok(request) = serde_json::from_str::<WriteOrganizationRequest>(request) else { return String::new() };
    json(&write::text_of_organization(&request.record, &request.custom_fields, request.format))
}

/// Draws a QR code of a person's vCard: `WriteRequest` -> `QrCode`.
#[wasm_bindgen]
pub fn qr_code(request: &str) -> String {
    let Ok(request) = serde_json::from_str::<WriteRequest>(request) else { return String::new() };
    json(&qr::of_person(request.exported, request.card))
}

/// Begins an export: `ExportOptions` -> its number. The one before is forgotten.
#[wasm_bindgen]
pub fn export_begin(options: &str) -> String {
    let Ok(options) = serde_json::from_str::<ExportOptions>(options) else { return String::new() };
    EXPORT.with_borrow_mut(|(number, export)| {
        *number += 1;
        *export = Some(Export::new(options));
        json(number)
    })
}

/// Writes a part of this export: the gateway's `ExportPage` -> `Exported`; nothing where the export is not the newest.
#[wasm_bindgen]
pub fn export_part(number: u32, page: &[u8]) -> String {
    let Ok(page) = serde_json::from_slice(page) else { return String::new() };
    with_export(number, |export| export.add(&page))
}

/// Writes the end of this export: `Exported`.
#[wasm_bindgen]
pub fn export_end(number: u32) -> String {
    with_export(number, Export::end)
}

/// What was written since it was last asked; to be asked until there is no more.
#[wasm_bindgen]
pub fn export_take() -> Vec<u8> {
    EXPORT.with_borrow_mut(|(_, export)| export.as_mut().map(Export::take).unwrap_or_default())
}

/// Forgets this export; answers false where there is a newer one, which stays.
#[wasm_bindgen]
pub fn export_clear(number: u32) -> String {
    EXPORT.with_borrow_mut(|(newest, export)| {
        let is_newest = *newest == number;
        if is_newest {
            *export = None;
        }
        json(&is_newest)
    })
}

/// Begins an index of people, and forgets the one before: `IndexState`.
#[wasm_bindgen]
pub fn index_begin() -> String {
    INDEX.with_borrow_mut(|index| {
        index.begin();
        json(&index.state())
    })
}

/// Takes a part of the index of this number in: the gateway's `IndexPart` -> `IndexState`; nothing where it is another's.
#[wasm_bindgen]
pub fn index_take(number: u32, part: &[u8]) -> String {
    let Ok(part) = serde_json::from_slice(part) else { return String::new() };
    INDEX.with_borrow_mut(|index| if index.take(number, part) { json(&index.state()) } else { String::new() })
}

/// What an index that was up to date asks next: `IndexState`.
#[wasm_bindgen]
pub fn index_go_on() -> String {
    INDEX.with_borrow_mut(|index| {
        index.go_on();
        json(&index.state())
    })
}

/// `IndexQuestion` -> `IndexWindow`.
#[wasm_bindgen]
pub fn index_rows(question: &str) -> String {
    let Ok(question) = serde_json::from_str(question) else { return String::new() };
    INDEX.with_borrow_mut(|index| index.rows(&question))
}

/// `IndexQuestion` -> the keys of these people, 16 bytes each.
#[wasm_bindgen]
pub fn index_keys(question: &str) -> Vec<u8> {
    let Ok(question) = serde_json::from_str(question) else { return Vec::new() };
    INDEX.with_borrow_mut(|index| index.keys(&question))
}

/// Begins to look for people who are there several times, unless that was done: `Hunt`.
#[wasm_bindgen]
pub fn duplicates_begin() -> String {
    INDEX.with_borrow_mut(|index| json(&index.hunt_begin()))
}

/// Looks at so many more: `Hunt`.
#[wasm_bindgen]
pub fn duplicates_on(count: u32) -> String {
    INDEX.with_borrow_mut(|index| json(&index.hunt_on(count as usize)))
}

/// `DuplicatesQuestion` -> `DuplicateGroups`.
#[wasm_bindgen]
pub fn duplicates_found(question: &str) -> String {
    let Ok(question) = serde_json::from_str(question) else { return String::new() };
    INDEX.with_borrow(|index| json(&index.duplicates(&question)))
}

/// `AlikeQuestion` -> `Vec<Alike>`.
#[wasm_bindgen]
pub fn index_alike(question: &str) -> String {
    let Ok(question) = serde_json::from_str(question) else { return String::new() };
    INDEX.with_borrow(|index| json(&index.alike(&question)))
}

/// Forgets the index.
#[wasm_bindgen]
pub fn index_clear() -> String {
    INDEX.with_borrow_mut(|index| {
        index.clear();
        json(&index.state())
    })
}

fn with_export(number: u32, work: impl FnOnce(&mut Export) -> std::io::Result<Exported>) -> String {
    EXPORT.with_borrow_mut(|(newest, export)| {
        let outcome = export.as_mut().filter(|_| *newest == number).map(work);
        outcome.and_then(Result::ok).map(|exported| json(&exported)).unwrap_or_default()
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
