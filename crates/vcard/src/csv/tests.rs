use calling_card_contact::{PhoneKind, Place};

use super::*;
use crate::{Card, Imported, decode_file, is_strict, parts, person_of, table};

/// What becomes of a table without anybody's help: the fields, and the people.
fn read(file: &[u8]) -> (Vec<Field>, Vec<Imported>) {
    let source = decode_file(file);
    let sheet = Sheet::of(&source);
    let headed = sheet.has_headings();
    let fields = sheet.guess(headed);
    let mapping = Mapping::new(&fields, &sheet.headings(headed));
    let rows = records_from(&source, sheet.delimiter, sheet.first).skip(usize::from(headed));
    (fields.clone(), rows.filter_map(|row| mapping.card(&row)).map(|text| imported(&text)).collect())
}

fn imported(text: &str) -> Imported {
    let Some(crate::Part::Card(card)) = parts(text.as_bytes()).next() else { panic!("no card: {text}") };
    assert_eq!((card.findings(), is_strict(&card)), (Vec::new(), Some(true)), "{text}");
    person_of(&Card::again(card.raw, 1))
}

#[test]
fn our_own_table_comes_back_as_it_was() {
    let vcard = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Prof. Ann M. Bell\r\nN:Bell;Ann;M.;Prof.;MSc\r\nX-CALLINGCARD-SALUTATION:Ms\r\n\
        ORG:ACME\\, Inc.;Bees\r\nTITLE:Head of Bees\r\nEMAIL;TYPE=work:ann@example.com\r\nEMAIL:a@example.org\r\nEMAIL:b@example.org\r\n\
        EMAIL:c@example.org\r\nTEL;TYPE=voice:+49 30 901820\r\nTEL;TYPE=cell:+49 170 1\r\nTEL;TYPE=cell:+49 170 2\r\nTEL;TYPE=fax:+49 30 9\r\n\
        ADR;CC=DE:;2nd floor;Main Street 1;Berlin;;10115;Germany\r\nBDAY:--0412\r\nURL:https://example.com\r\nCATEGORIES:Bees,Fair\r\n\
        X-CALLINGCARD-PERSONALITY:Golf;Sport\r\nX-CALLINGCARD-PERSONALITY:Early riser\r\n\
        NOTE:First\\n- with a list\r\nNOTE:=Second\r\nUID:urn:uuid:0193a5a0-0000-4000-8000-000000000001\r\nEND:VCARD\r\n";
    let Some(crate::Part::Card(card)) = parts(vcard.as_bytes()).next() else { panic!("no card") };
    let before = person_of(&card);
    let file = table::csv_line(&table::HEADINGS) + &table::csv_line(&table::row(&before));
    let (fields, people) = read(file.as_bytes());
    assert!(!fields.contains(&Field::LeaveOut), "{fields:?}");
    let [after] = people.as_slice() else { panic!("{people:?}") };
    assert_eq!(table::row(after), table::row(&before));
    assert_eq!(after.person.personality_tags, before.person.personality_tags);
    assert_eq!((&after.notes, after.person.cards[0].emails.len()), (&before.notes, 4));
    let merged =
        calling_card_contact::merge(before.person.clone(), after.person.clone(), calling_card_contact::Prefer::Said);
    assert_eq!(merged, before.person);
}

#[test]
fn google_old_and_new() {
    let new = "First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,Birthday,Notes,Photo,Labels,\
        E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,\
        Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Address 2 - Label,Address 2 - Formatted,\
        Address 2 - Street,Address 2 - City,Custom Field 1 - Label,Custom Field 1 - Value\n\
        Ann,M.,Bell,Annie,ACME,Head of Bees,1985-04-12,\"Two\nlines\",https://example.com/p.jpg,Bees ::: * myContacts,\
        * Work,ann@example.com,Club,a@example.org ::: b@example.org,Mobile,+49 170 1,Work Fax,+49 30 9,\
        Home,\"Main Street 1\n10115 Berlin\",Main Street 1,Berlin,10115,Work,\"Side Street 2\nBonn\",,,Shoes,42\n";
    let (_, people) = read(new.as_bytes());
    let ann = &people[0].person;
    assert_eq!(
        (ann.name.given.as_str(), ann.name.family.as_str(), ann.tags.as_slice()),
        ("Ann", "Bell", ["Bees".to_owned()].as_slice())
    );
    assert_eq!(people[0].notes, ["Two\nlines", "Shoes: 42"]);
    let card = &ann.cards[0];
    let emails: Vec<_> =
        card.emails.iter().map(|email| (email.address.as_str(), email.place, email.label.as_str())).collect();
    assert_eq!(
        emails,
        [
            ("ann@example.com", Place::Work, ""),
            ("a@example.org", Place::Other, "Club"),
            ("b@example.org", Place::Other, "Club")
        ]
    );
    assert_eq!(
        (card.phones[0].kind, card.phones[1].kind, card.phones[1].place),
        (PhoneKind::Mobile, PhoneKind::Fax, Place::Work)
    );
    let addresses: Vec<_> =
        card.addresses.iter().map(|address| (address.place, address.street.as_str(), address.city.as_str())).collect();
    assert_eq!(addresses, [(Place::Home, "Main Street 1", "Berlin"), (Place::Work, "Side Street 2\nBonn", "")]);

    let old = "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Website 1 - Type,Website 1 - Value\n\
        Ann Bell,Ann,Bell,* myContacts ::: Bees,* Home,ann@example.com,Work,+49 30 901820,ACME,Blog,www.example.com\n";
    let (fields, people) = read(old.as_bytes());
    assert!(!fields.contains(&Field::LeaveOut), "{fields:?}");
    let ann = &people[0].person;
    assert_eq!((ann.display_name().as_str(), ann.cards[0].business.as_str()), ("Ann Bell", "ACME"));
    assert_eq!(
        (ann.web_addresses[0].url.as_str(), ann.web_addresses[0].label.as_str()),
        ("https://www.example.com", "Blog")
    );
}

#[test]
fn outlook_in_german_and_windows_1252() {
    let text = "\"Anrede\";\"Vorname\";\"Nachname\";\"Firma\";\"Straße geschäftlich\";\"Straße geschäftlich 2\";\"Ort geschäftlich\";\"Postleitzahl geschäftlich\";\
        \"Straße privat\";\"Ort privat\";\"Telefon (geschäftlich)\";\"Mobiltelefon\";\"Geburtstag\";\"E-Mail-Adresse\";\"E-Mail-Typ\";\"Rückmeldung\"\r\n\
        \"Frau\";\"Jörg\";\"Müller\";\"Möwe GmbH\";\"Hauptstraße 1\";\"Hof\";\"Köln\";\"50667\";\"Am Hang 2\";\"Bonn\";\"0221 1\";\"0170 2\";\"0.0.00\";\"j@example.com\";\"SMTP\";\"x\"\r\n\
        \"Herr\";\"B\";\"C\";;;;;;;;;;\"12.4.1985\"\r\n";
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let (fields, people) = read(&bytes);
    assert_eq!(fields[13..], [Field::Email(Place::Other), Field::LeaveOut, Field::LeaveOut]);
    let [joerg, other] = people.as_slice() else { panic!("{people:?}") };
    assert_eq!(joerg.person.name.given, "Jörg");
    let addresses = &joerg.person.cards[0].addresses;
    assert_eq!(
        (addresses.len(), addresses[0].place, addresses[0].additional.as_str(), addresses[1].city.as_str()),
        (2, Place::Work, "Hof", "Bonn")
    );
    assert_eq!(
        (joerg.person.birthday, other.person.birthday.map(|date| date.to_string())),
        (None, Some("1985-04-12".into()))
    );
}

#[test]
fn without_headings_values_tell() {
    let (fields, people) = read(
        "Ann Bell\tann@example.com\t+49 30 901820\tACME Ltd\t7\nBob Cole\tbob@example.com\t030/901821\tBees GmbH\t8\n"
            .as_bytes(),
    );
    assert_eq!(
        fields,
        [Field::Name, Field::Email(Place::Other), Field::Phone(Place::Other), Field::Business, Field::LeaveOut]
    );
    assert_eq!((people.len(), people[1].person.display_name().as_str()), (2, "Bob Cole"));
    let (fields, _) = read(b"sep=;\r\nName;Vorname;Title;Kunde seit;Address;PLZ;Ort;Contact by;Photo;Assistant's Phone\r\nBell;Ann;Manager;2001;Main Street 1;10115;Berlin;ann@example.com;https://example.com/p.jpg;+49 30 1234567\r\n");
    let address = |part| Field::Address(Place::Other, part);
    assert_eq!(
        fields,
        [
            Field::Family,
            Field::Given,
            Field::Position,
            Field::LeaveOut,
            address(Part::Street),
            address(Part::Zip),
            address(Part::City),
            Field::Email(Place::Other),
            Field::LeaveOut,
            Field::LeaveOut
        ]
    );
    let day_first = "Name,Birthday\nAnn,13/04/1990\nBob,05/04/1990\n";
    assert_eq!(
        read(day_first.as_bytes()).1[1].person.birthday.map(|date| date.to_string()).as_deref(),
        Some("1990-04-05")
    );
}

#[test]
fn nothing_is_lost_that_fits_into_no_field() {
    let sheet = Sheet::of(b"Name,Firma,Company,Birthday,Web\nAnn,ACME,Bees,spring,no address\n,,,,\nonly,\n");
    assert_eq!((sheet.rows, sheet.columns.len(), sheet.columns[1].filled), (3, 5, 1));
    let mapping = Mapping::new(&sheet.guess(true), &sheet.headings(true));
    let rows: Vec<_> = records_from(b"Ann,ACME,Bees,spring,no address\n,,,,\n", b',', Default::default()).collect();
    assert_eq!(
        imported(&mapping.card(&rows[0]).unwrap_or_default()).notes,
        ["Company: Bees\nBirthday: spring\nWeb: no address"]
    );
    assert_eq!(mapping.card(&rows[1]), None);
    assert!(Mapping::new(&[Field::LeaveOut, Field::Kind], &[]).is_empty());
}
