use std::io::{Cursor, Read};

use calling_card_api::{Cursor as Place, Record, Version};
use calling_card_contact::{Name, Person};
use zip::ZipArchive;

use super::*;

fn person(number: u128, family: &str) -> ExportedPerson {
    let content = Person { name: Name { family: family.into(), ..Name::default() }, ..Person::default() };
    ExportedPerson {
        record: Record {
            id: uuid::Uuid::from_u128(number).into(),
            version: Version(1),
            created_at: Timestamp::default(),
            created_by: String::new(),
            changed_at: Timestamp("2026-02-03T04:05:06Z".into()),
            changed_by: String::new(),
            content,
        },
        notes: vec!["A note, with a comma".into()],
        organizations: Vec::new(),
        relations: Vec::new(),
    }
}

fn written(options: ExportOptions, parts: &[ExportPage]) -> Vec<u8> {
    let mut export = Export::new(options);
    let mut whole = Vec::new();
    for part in parts {
        export.add(part).expect("memory takes everything");
        whole.extend(export.take());
    }
    export.end().expect("memory takes everything");
    whole.extend(std::iter::from_fn(|| Some(export.take()).filter(|piece| !piece.is_empty())).flatten());
    whole
}

fn parts(names: &[&[&str]]) -> Vec<ExportPage> {
    let part = |(index, part): (usize, &&[&str])| ExportPage {
        items: part.iter().map(|name| person(1, name)).collect(),
        next: (index + 1 < names.len()).then(|| Place("x".into())),
        total: (index == 0).then(|| names.iter().map(|part| part.len() as u64).sum()),
        ..ExportPage::default()
    };
    names.iter().enumerate().map(part).collect()
}

#[test]
fn an_archive_has_a_file_for_each_person_under_a_name_of_its_own() {
    let options = ExportOptions { format: Format::V4, zip: true };
    let names = ["Müller", "MÜLLER", "Müller (2)", "a/b", "", "Müller"];
    let bytes = written(options, &parts(&[&names[..2], &names[2..]]));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let files: Vec<String> = archive.file_names().map(|name| name.expect("UTF-8").into_owned()).collect();
    assert_eq!(
        files,
        ["Müller.vcf", "MÜLLER (2).vcf", "Müller (2) (2).vcf", "a_b.vcf", "person.vcf", "Müller (3).vcf"]
    );
    let mut file = archive.by_name("a_b.vcf").expect("the file");
    let changed = file.last_modified().expect("a time");
    assert_eq!((changed.year(), changed.month(), changed.second()), (2026, 2, 6));
    let mut text = String::new();
    file.read_to_string(&mut text).expect("UTF-8");
    assert!(text.contains("\r\nFN:a/b\r\n"), "{text}");
    assert!(text.contains("NOTE:A note\\, with a comma"), "{text}");
    assert!(text.contains("UID:urn:uuid:00000000-0000-0000-0000-000000000001"), "{text}");
}

#[test]
fn files_of_many_are_whole() {
    let three = parts(&[&["A", "B"], &["C"]]);
    let text = |format| String::from_utf8(written(ExportOptions { format, zip: false }, &three)).expect("UTF-8");
    for format in [Format::V4, Format::V3, Format::V2_1] {
        assert_eq!(text(format).matches("BEGIN:VCARD").count(), 3);
        assert!(text(format).contains(&format!("VERSION:{}", format.key())));
    }
    let jcards: serde_json::Value = serde_json::from_str(&text(Format::Jcard)).expect("JSON");
    assert_eq!(jcards.as_array().map(Vec::len), Some(3));
    let table = text(Format::Csv);
    assert!(table.starts_with("\u{feff}Name,"), "{table}");
    assert_eq!(table.lines().count(), 4);
    assert!(table.contains("\"A note, with a comma\",urn:uuid:00000000-"), "{table}");
}

#[test]
fn one_person_is_one_jcard_and_nobody_an_empty_file() {
    let jcard = |parts: &[ExportPage]| {
        let bytes = written(ExportOptions { format: Format::Jcard, zip: false }, parts);
        serde_json::from_slice::<serde_json::Value>(&bytes).expect("JSON")
    };
    assert_eq!(jcard(&parts(&[&["A"]]))[0], "vcard");
    assert_eq!(jcard(&parts(&[&[]])), serde_json::json!([]));
    assert_eq!(written(ExportOptions { format: Format::Csv, zip: false }, &[]).len(), head_of_table(&[]).len());
    let empty = written(ExportOptions { format: Format::V3, zip: true }, &[]);
    assert_eq!(ZipArchive::new(Cursor::new(empty)).expect("an archive").len(), 0);
}

#[test]
fn a_table_has_a_column_for_each_custom_field_as_they_were_when_it_began() -> Result<(), serde_json::Error> {
    let mut pages = parts(&[&["A"], &["B"]]);
    pages[0].custom_fields = serde_json::from_value(serde_json::json!([
        { "key": "budget", "entity": "person", "label": { "en": "Budget" }, "kind": "currency", "currency": "EUR" },
        { "key": "size", "entity": "person", "label": { "en": "=Size" }, "kind": "select",
          "options": [{ "value": "l", "label": { "en": "Large" } }] },
    ]))?;
    pages[1].items[0].record.content.custom = serde_json::from_str(r#"{"budget":"12.5","size":"l","gone":"x"}"#)?;
    let bytes = written(ExportOptions { format: Format::Csv, zip: false }, &pages);
    let table = String::from_utf8_lossy(&bytes);
    let ends: Vec<&str> = table
        .lines()
        .filter_map(|line| line.rsplit_once("UID,").or(line.split_once("001,")))
        .map(|(_, end)| end)
        .collect();
    assert_eq!(ends, ["Budget,'=Size", ",", "12.5,Large"], "{table}");
    let cards = written(ExportOptions { format: Format::V4, zip: false }, &pages);
    let cards = String::from_utf8_lossy(&cards).replace("\r\n ", "");
    assert!(cards.contains("X-CALLINGCARD-KEY=budget;X-CALLINGCARD-LABEL=Budget:12.5"), "{cards}");
    assert!(cards.contains("X-CALLINGCARD-CUSTOM;X-CALLINGCARD-KEY=gone:x"), "{cards}");
    Ok(())
}
