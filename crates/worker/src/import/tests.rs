use calling_card_api::imports::{Known, Strangers};
use calling_card_api::people::PersonRecord;
use calling_card_api::worker::{Choice, DetailsRequest, Fate, Filter, PartRequest, RowsRequest};
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

/// What the gateway answers.
fn known(people: Vec<Option<KnownPerson>>) -> Known {
    Known { people, ..Known::default() }
}

/// The numbers of those who are not compared yet.
fn open(import: &Import) -> Vec<u32> {
    import.entries.iter().filter(|entry| entry.row.fate == Fate::Open).map(|entry| entry.row.number).collect()
}

#[test]
fn organizations_and_groups_are_no_people() {
    let mut import = Import::default();
    let file = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Bees\nMEMBER:urn:uuid:A\nMEMBER:urn:uuid:nobody\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:ACME\nTEL:+49 30 1000\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nUID:urn:uuid:a\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:3.0\nFN:acme\nN:;;;;\nORG:ACME\nX-ABShowAs:COMPANY\nEMAIL:info@acme.example\nEND:VCARD\n";
    import.open("a.vcf".into(), file.into());
    while !import.read_on(1).is_read() {}
    let asked = import.lookup();
    assert_eq!(
        (asked.people, asked.organizations),
        (vec![vec!["uid:a".to_owned()]], vec![vec!["organization/acme".to_owned()]])
    );
    let counts = import.compare(Known { organizations: vec![None], ..known(vec![None]) });
    assert_eq!((counts.cards, counts.new, counts.duplicates, counts.chosen), (4, 2, 1, 3));
    let fates: Vec<_> =
        import.rows(RowsRequest { count: 9, ..Default::default() }).iter().map(|row| row.fate).collect();
    assert_eq!(fates, [Fate::Tag(1), Fate::New, Fate::New, Fate::SameAs(1)]);
    let part = import.part(&PartRequest::default());
    assert_eq!(part.people[0].person.tags, ["Bees"]);
    let organization = &part.organizations[0].organization;
    assert_eq!((organization.name.as_str(), organization.email.as_str()), ("ACME", "info@acme.example"));
    import.choose(Choice::One { number: 0, chosen: false });
    assert!(import.part(&PartRequest::default()).people[0].person.tags.is_empty());
}

#[test]
fn where_nobody_is_known_nobody_else_is_looked_up() {
    let mut import = Import::default();
    let card = |name: &str| format!("BEGIN:VCARD\nVERSION:4.0\nFN:{name}\nEMAIL:{name}@example.com\nEND:VCARD\n");
    import.open("a.vcf".into(), ["ann", "ben", "cid", "ann"].map(card).concat().into());
    import.read_on(1);
    assert_eq!(import.lookup().people.len(), 1);
    let counts = import.compare(Known { nobody: true, ..known(vec![None]) });
    assert_eq!((counts.new, counts.open), (1, 0));
    while !import.read_on(1).is_read() {}
    assert!(import.lookup().people.is_empty());
    let counts = import.counts();
    assert_eq!((counts.new, counts.duplicates, counts.open), (3, 1, 0));
    // Whoever is in a file that is opened later is looked up: somebody may have been made since.
    import.open("b.vcf".into(), card("dan").into());
    while !import.read_on(1).is_read() {}
    let asked = import.lookup().people;
    assert_eq!((asked.len(), asked[0][0].as_str()), (1, "email:dan@example.com"));
    // In another CRM somebody may be known.
    import.compare_anew();
    assert_eq!(import.lookup().people.len(), 4);
}

#[test]
fn cards_of_one_person_are_stored_as_one() {
    let mut import = read();
    let counts = import.counts();
    assert_eq!((counts.cards, counts.duplicates, counts.unreadable, counts.open), (3, 1, 1, 2));
    assert_eq!(import.rows(RowsRequest { filter: Filter::All, skip: 1, count: 1 })[0].line, 8);
    // They are looked up by what stands on any of their cards.
    let asked = import.lookup().people;
    assert_eq!(asked.len(), 2);
    assert!(asked[0].contains(&"phone:079460999/ann bell".to_owned()));
    // There was room for one in the answer: the other is asked for again.
    import.compare(known(vec![None]));
    assert_eq!(import.lookup().people, asked[1..]);
    import.compare(known(vec![None]));
    assert_eq!(import.lookup(), Strangers::default());
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
    let ann = |person: Person| KnownPerson {
        key: "email:ann@example.com".into(),
        person: record(person),
        notes: Vec::new(),
        related: Vec::new(),
    };
    import.lookup();
    import.compare(known(vec![Some(ann(stored.person.clone()))]));
    assert_eq!(import.counts().unchanged, 1);

    let mut import = read();
    let mut other = stored.person;
    other.name.formatted = "Ann B.".into();
    import.lookup();
    import.compare(known(vec![Some(ann(other))]));
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

#[test]
fn who_is_known_is_forgotten_where_another_crm_is_asked() {
    let mut import = read();
    import.lookup();
    import.compare(known(vec![None, None]));
    import.choose(Choice::One { number: 1, chosen: false });
    let counts = import.compare_anew();
    assert_eq!((counts.open, counts.new, counts.duplicates, counts.chosen), (2, 0, 1, 2));
    assert_eq!(import.lookup().people.len(), 2);
    // What the one said of whom it was asked before does not count for the other.
    import.compare_anew();
    import.compare(known(vec![None, None]));
    assert_eq!(open(&import), [0, 1]);
}

#[test]
fn of_whom_more_is_read_meanwhile_they_are_compared_anew() {
    let mut import = Import::default();
    import.open("a.vcf".into(), FILE.into());
    import.read_on(3);
    import.lookup();
    // The second card of the first.
    import.read_on(1);
    import.compare(known(vec![None, None]));
    assert_eq!(open(&import), [0]);
    assert_eq!(import.lookup().people.len(), 1);
    import.compare(known(vec![None]));
    assert_eq!((open(&import), import.counts().duplicates), (vec![], 1));
}

#[test]
fn values_of_custom_fields_are_compared_with_what_is_known() -> Result<(), serde_json::Error> {
    let line = |key: &str, value: &str| format!("X-CALLINGCARD-CUSTOM;X-CALLINGCARD-KEY={key}:{value}\r\n");
    let file = |budget: &str| {
        let lines = [line("budget", budget), line("gone", "x"), line("elsewhere", "y")].concat();
        format!("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Bell\r\nEMAIL:ann@example.com\r\n{lines}END:VCARD\r\n")
    };
    let custom_fields: Vec<CustomField> = serde_json::from_value(serde_json::json!([
        { "key": "budget", "entity": "person", "label": { "en": "Budget" }, "kind": "currency", "currency": "EUR" }
    ]))?;
    let fate = |budget: &str, before: Option<Person>| {
        let mut import = Import::default();
        import.open("a.vcf".into(), file(budget).into_bytes());
        while !import.read_on(1).is_read() {}
        let before = before.map(|person| KnownPerson {
            key: "email:ann@example.com".into(),
            person: record(person),
            notes: Vec::new(),
            related: Vec::new(),
        });
        import.lookup();
        import.compare(Known { custom_fields: custom_fields.clone(), ..known(vec![before]) });
        let details = import.details(DetailsRequest { number: 0, ..DetailsRequest::default() });
        let changed: Vec<String> = details.changes.into_iter().map(|change| change.field).collect();
        (import.part(&PartRequest::default()).people.first().map(|imported| imported.person.clone()), changed)
    };
    let (made, _) = fate("12,5", None);
    let mut made = made.unwrap_or_default();
    // The field that is there has the value; of the others the lines are kept.
    assert_eq!(serde_json::to_string(&made.custom)?, r#"{"budget":"12.5"}"#);
    assert_eq!(made.kept_properties.len(), 2);
    // A field that was deleted since has its value all the same: the card says nothing new.
    made.kept_properties.retain(|kept| kept.line.contains("elsewhere"));
    made.custom = serde_json::from_str(r#"{"budget":"12.5","gone":"x"}"#)?;
    assert_eq!(fate("12.5", Some(made.clone())), (None, vec![]));
    let (updated, changed) = fate("99", Some(made.clone()));
    assert_eq!(changed, ["/custom/budget"]);
    assert_eq!(updated.unwrap_or_default().kept_properties, made.kept_properties);
    Ok(())
}
