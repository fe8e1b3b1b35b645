use calling_card_api::people::PersonRecord;
use calling_card_api::worker::{Choice, DetailsRequest, Filter, Found, PartRequest, RowsRequest};
use calling_card_api::{Record, Version};
use calling_card_contact::{KnownBy, Person, PersonId, Timestamp};

use super::*;

const FILE: &str = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Bell\r\nEMAIL:ann@example.com\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob\r\nTEL:+49 30 901820\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Bell\r\nEMAIL:ANN@example.com\r\nTEL:+44 20 7946 0999\r\nEND:VCARD\r\n";

fn read() -> Import {
    let mut import = Import::default();
    import.open("a.vcf".into(), FILE.into());
    while !import.read_on(1).is_read() {}
    import
}

fn record(person: Person) -> PersonRecord {
    Record {
        id: PersonId(uuid::Uuid::from_u128(1)),
        version: Version(3),
        created_at: Timestamp::default(),
        created_by: String::new(),
        changed_at: Timestamp::default(),
        changed_by: String::new(),
        content: person,
    }
}

#[test]
fn cards_of_one_person_are_stored_as_one() {
    let mut import = read();
    let counts = import.counts();
    assert_eq!((counts.cards, counts.duplicates, counts.unreadable, counts.open), (3, 1, 1, 2));
    assert_eq!(import.rows(RowsRequest { filter: Filter::All, skip: 1, count: 1 })[0].line, 8);
    let lookup = import.lookup();
    assert_eq!(lookup.numbers, [0, 1]);
    import.compare(Found { numbers: lookup.numbers, known: vec![None, None] });
    let part = import.part(&PartRequest { from: 0, tags: vec!["Fair".into()] });
    assert_eq!((part.people.len(), part.next), (2, 3));
    assert_eq!(part.people[0].person.cards[0].phones[0].number, "+44 20 7946 0999");
    assert_eq!(part.people[0].person.tags, ["Fair"]);
    assert!(part.people[1].person.uid.starts_with("urn:uuid:"));
}

#[test]
fn the_same_again_changes_nothing_and_fields_can_be_left_as_they_are() {
    let mut import = read();
    import.choose(Choice::One { number: 2, chosen: false });
    let stored = import.part(&PartRequest::default()).people.remove(0);
    let known =
        |person: Person| KnownPerson { key: "email:ann@example.com".into(), person: record(person), notes: Vec::new() };
    import.compare(Found { numbers: vec![0], known: vec![Some(known(stored.person.clone()))] });
    assert_eq!(import.counts().unchanged, 1);

    let mut import = read();
    let mut other = stored.person;
    other.name.formatted = "Ann B.".into();
    import.compare(Found { numbers: vec![0], known: vec![Some(known(other))] });
    assert_eq!(import.rows(RowsRequest { count: 1, ..Default::default() })[0].fate, Fate::Update(KnownBy::Email));
    let details = import.details(DetailsRequest::default());
    assert_eq!(
        details.changes.iter().map(|change| change.field.as_str()).collect::<Vec<_>>(),
        ["/cards", "/name/formatted"]
    );
    import.choose(Choice::Field { number: 0, field: "/name/formatted".into(), chosen: false });
    let part = import.part(&PartRequest::default());
    assert_eq!(part.people[0].person.name.formatted, "Ann B.");
    assert_eq!(part.people[0].person.cards[0].phones.len(), 1);
    assert_eq!(part.people[0].known.map(|seen| seen.version), Some(Version(3)));
}
