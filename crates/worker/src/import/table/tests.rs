use calling_card_api::imports::{Known, KnownPerson};
use calling_card_api::people::PersonRecord;
use calling_card_api::worker::{DetailsRequest, Fate, Filter, PartRequest, RowsRequest};
use calling_card_api::{Record, Version};
use calling_card_contact::{PersonId, Timestamp};
use calling_card_vcard::Imported;

use super::*;

const FILE: &str = "Name;E-mail;Shoe size\r\nAnn Bell;ann@example.com;41\r\n\r\n;;42\r\n\"Bob\r\nCole\";bob@example.com;\r\nAnn;ann@example.com;\r\n";

fn opened(file: &str) -> Import {
    let mut import = Import::default();
    import.open("a.csv".into(), file.into());
    import.open("b.vcf".into(), b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Cole\r\nEND:VCARD\r\n".into());
    assert!(import.read_on(100).waits);
    import
}

fn said(table: &Shown, change: &[(usize, Field)]) -> ColumnMapping {
    let mut fields: Vec<ColumnField> = table.columns.iter().map(|column| column.field.clone()).collect();
    for (index, field) in change {
        fields[*index] = ColumnField(field.key().into());
    }
    ColumnMapping { number: table.number, headed: table.headed, fields, ..Default::default() }
}

#[test]
fn rows_are_cards_once_it_is_said_what_the_columns_hold() {
    let mut import = opened(FILE);
    let table = import.table(&TableRequest::default()).unwrap_or_default();
    assert_eq!((table.file.as_str(), table.headed, table.rows, table.columns.len()), ("a.csv", true, 4, 3));
    assert_eq!(
        (table.columns[2].heading.as_str(), table.columns[2].filled, table.columns[2].field.clone()),
        ("Shoe size", 2, ColumnField::leave_out())
    );
    assert_eq!(table.columns[0].samples, ["Ann Bell", "Bob\nCole", "Ann"]);
    let without = import.table(&TableRequest { headed: Some(false), ..Default::default() }).unwrap_or_default();
    assert_eq!((without.rows, without.columns[0].samples[0].as_str()), (5, "Name"));

    import.map_columns(&said(&table, &[]));
    while !import.read_on(1).is_at_rest() {}
    let counts = import.counts();
    assert_eq!((counts.cards, counts.duplicates, counts.unreadable, counts.waits), (4, 1, 1, false));
    let refused = &import.unreadable(Language::En)[0];
    assert_eq!((refused.line, refused.text.as_str()), (Some(4), ";;42\r\n"));
    let rows = import.rows(RowsRequest { filter: Filter::All, skip: 0, count: 9 });
    let places: Vec<_> = rows.iter().map(|row| (row.file.as_str(), row.line, row.name.as_str())).collect();
    assert_eq!(
        places,
        [("a.csv", 2, "Ann Bell"), ("a.csv", 5, "Bob, Cole"), ("a.csv", 7, "Ann"), ("b.vcf", 1, "Cole")]
    );
    assert_eq!(import.details(DetailsRequest { number: 1, ..Default::default() }).findings, []);
    assert!(import.details(DetailsRequest::default()).text.contains("EMAIL:ann@example.com"));
}

#[test]
fn the_same_again_changes_nothing() {
    let read = || {
        let mut import = opened(FILE);
        let table = import.table(&TableRequest::default()).unwrap_or_default();
        import.map_columns(&said(&table, &[(2, Field::KeepAsNote)]));
        while !import.read_on(3).is_at_rest() {}
        import
    };
    let stored = read().part(&PartRequest::default()).people;
    assert_eq!((stored.len(), stored[0].notes.as_slice()), (4, ["Shoe size: 41".to_owned()].as_slice()));
    let known = |index: usize| {
        let imported = &stored[index];
        let person = PersonRecord {
            ..Record {
                id: PersonId(uuid::Uuid::from_u128(index as u128)),
                version: Version(1),
                created_at: Timestamp::default(),
                created_by: String::new(),
                changed_at: Timestamp::default(),
                changed_by: String::new(),
                content: imported.person.clone(),
            }
        };
        Some(KnownPerson { key: "uid:".into(), person, notes: imported.notes.clone(), related: Vec::new() })
    };
    let mut import = read();
    let people = import.lookup().people;
    let known = Known { people: (0..people.len()).map(known).collect(), ..Known::default() };
    let counts = import.compare(known);
    assert_eq!((counts.unchanged, counts.updates, counts.chosen), (4, 0, 1));
    assert!(
        import.rows(RowsRequest { count: 9, ..Default::default() }).iter().all(|row| !matches!(row.fate, Fate::New))
    );
}

#[test]
fn a_table_can_be_left_out_and_one_like_another_is_asked_less() {
    let mut import = opened(FILE);
    import.open("c.csv".into(), FILE.into());
    import.open("d.csv".into(), FILE.into());
    import.open("e.csv".into(), b"Name,E-mail\r\n".into());
    let table = import.table(&TableRequest::default()).unwrap_or_default();
    assert_eq!((table.others, import.counts().refused), (2, 1));
    import.map_columns(&said(&table, &[(0, Field::Family), (1, Field::LeaveOut), (2, Field::Note)]));
    while !import.read_on(1).is_at_rest() {}
    let table = import.table(&TableRequest::default()).unwrap_or_default();
    assert_eq!((table.file.as_str(), table.columns[0].field.0.as_str(), table.others), ("c.csv", "family", 1));
    let before = import.counts().cards;
    import.map_columns(&said(&table, &[(0, Field::LeaveOut), (1, Field::LeaveOut), (2, Field::LeaveOut)]));
    while !import.read_on(1).is_at_rest() {}
    assert_eq!(
        (import.counts().cards, import.table(&TableRequest::default()).map(|table| table.file)),
        (before, Some("d.csv".into()))
    );
    // What nobody asked for is not taken in.
    import.map_columns(&ColumnMapping::default());
    import.map_columns(&ColumnMapping { number: 99, ..Default::default() });
    assert!(import.counts().waits);
}

#[test]
fn a_column_can_hold_a_custom_field_and_what_is_none_of_its_options_is_kept() -> Result<(), serde_json::Error> {
    let custom_fields: Vec<CustomField> = serde_json::from_value(serde_json::json!([
        { "entity": "person", "key": "size", "label": { "en": "Shoe size", "de": "Schuhgröße" },
          "kind": "select", "options": [{ "value": "s", "label": { "en": "up to 41" } }, { "value": "l", "label": { "en": "42, or more" } }] },
        { "entity": "person", "key": "budget", "label": { "en": "Budget" }, "kind": "currency", "currency": "EUR" }
    ]))?;
    let mut import = Import::default();
    let file = "Name;Schuhgröße;budget;Other\nAnn Bell;UP TO 41;12,50;7\nBob Cole;42, or more;;\nCy Dee;huge;much;1\n";
    import.open("a.csv".into(), file.into());
    assert!(import.read_on(100).waits);
    let table = import.table(&TableRequest { custom_fields: custom_fields.clone(), ..Default::default() });
    let table = table.unwrap_or_default();
    let fields: Vec<&str> = table.columns.iter().map(|column| column.field.0.as_str()).collect();
    assert_eq!(fields, ["name", "custom.size", "custom.budget", "leave_out"]);
    assert_eq!(table.fields.last().map(|(group, fields)| (group.as_str(), fields.len())), Some(("Custom fields", 2)));
    import.map_columns(&ColumnMapping { custom_fields: custom_fields.clone(), ..said(&table, &[]) });
    import.read_on(100);
    import.custom_fields = custom_fields;
    let people: Vec<Imported> = (0..3).filter_map(|number| import.person(number)).collect();
    let values: Vec<String> = people.iter().filter_map(|one| serde_json::to_string(&one.person.custom).ok()).collect();
    assert_eq!(values, [r#"{"budget":"12.50","size":"s"}"#, r#"{"size":"l"}"#, "{}"]);
    assert_eq!(people[2].notes, ["Schuhgröße: huge\nbudget: much"]);
    Ok(())
}
