//! Person -> card -> person.

use calling_card_contact::{
    Address, Branch, BusinessCard, Check, Coordinates, CustomValues, Email, Image, ImportantDate, KeptProperty,
    Lifecycle, Name, OneFavourite, Organization, Person, PersonalityTag, Phone, PhoneKind, Place, Position, Prefer,
    SocialProfile, Timestamp, WebAddress, merge,
};
use calling_card_vcard::{
    Export, OrganizationExport, Part, Subject, Version, is_strict, organization_of, parts, prove, subject, take_custom,
    write, write_organization,
};

use crate::only;

/// Somebody of whom everything is known that a vCard can hold.
fn whole() -> Person {
    let text = |text: &str| text.to_owned();
    let main = BusinessCard {
        business: text("Müller; Söhne, & Co \\ KG"),
        favourite: true,
        phones: OneFavourite::from(vec![
            Phone {
                number: text("+49 30 901820"),
                place: Place::Work,
                favourite: true,
                label: text("Reception \"A\""),
                ..Phone::default()
            },
            Phone { number: text("0171 3920078"), kind: PhoneKind::Mobile, ..Phone::default() },
            Phone { number: text("030 901829"), kind: PhoneKind::Fax, place: Place::Home, ..Phone::default() },
        ]),
        emails: OneFavourite::from(vec![
            Email { address: text("zoë@example.com"), place: Place::Work, favourite: true, ..Email::default() },
            Email { address: text("z@example.org"), place: Place::Home, label: text("Old"), ..Email::default() },
        ]),
        positions: OneFavourite::from(vec![Position {
            position: text("Head, of"),
            department: text("Sales; North"),
            favourite: false,
        }]),
        addresses: OneFavourite::from(vec![Address {
            place: Place::Work,
            types: vec![text("Delivery")],
            street: text("Straße 1; Hof\nHinterhaus"),
            additional: text("c/o Bär"),
            zip: text("10115"),
            city: text("Berlin"),
            district: text("Mitte"),
            city_addition: text("(Nord)"),
            post_box: text("12 34"),
            federal_state: text("Berlin"),
            country: text("Deutschland"),
            country_code: text("DE"),
            coordinates: Some(Coordinates { latitude: 52.53, longitude: 13.38 }),
            validation: None,
            favourite: true,
        }]),
        ..BusinessCard::default()
    };
    let private = BusinessCard {
        private: true,
        active: false,
        use_alternative_name: true,
        alternative_salutation: text("Liebe"),
        alternative_first_name: text("Zozo"),
        valid_from: "2020-01-01".parse().ok(),
        valid_to: "2024-12-31".parse().ok(),
        emails: OneFavourite::from(vec![Email { address: text("zozo@example.org"), ..Email::default() }]),
        ..BusinessCard::default()
    };
    Person {
        name: Name {
            formatted: text("Zoë „Zozo“ Müller 山田"),
            salutation: text("Frau"),
            title: text("Dr."),
            honorific_prefix: text("Prof."),
            given: text("Zoë"),
            additional: text("Anna Maria"),
            family: text("Müller, 山田"),
            honorific_suffix: text("MdB"),
            initials: text("ZM"),
        },
        gender: text("divers; ja"),
        birthday: "--02-29".parse().ok(),
        important_dates: vec![
            ImportantDate { label: text("Wedding, the first"), date: "2010-05-08".parse().unwrap() },
            ImportantDate { label: text("Joined"), date: "2015-04".parse().unwrap() },
        ],
        social_profiles: vec![
            SocialProfile { service: text("LinkedIn"), url: text("https://social.example/zoe") },
            SocialProfile { service: text("Chat"), url: text("zoe, the one") },
        ],
        web_addresses: vec![WebAddress { url: text("https://zoe.example/a,b;c"), label: text("Blog") }],
        tags: vec![text("VIP, gold"), text("ملاحظة"), text("山")],
        personality_tags: vec![
            PersonalityTag { text: text("Bread, black; fresh"), category: text("Food") },
            PersonalityTag { text: text("Frühaufsteher"), category: String::new() },
        ],
        lifecycle: vec![Lifecycle { stage: text("Lead; warm"), since: Timestamp(text("2026-01-01T00:00:00.000Z")) }],
        image: Some(Image { media_type: text("image/png"), data: text("iVBORw0KGgoA").repeat(20) }),
        cards: OneFavourite::from(vec![main, private]),
        uid: text("urn:uuid:0193a5a0-0000-4000-8000-000000000001"),
        kept_properties: vec![KeptProperty {
            line: text("item1.X-FOO;BAR=\"a;b\":1\\,2"),
            place: 2,
            parameters_only: false,
        }],
        ..Person::default()
    }
}

fn export<'a>(person: &'a Person, version: Version, notes: &'a [String], changed_at: &'a Timestamp) -> Export<'a> {
    let (organizations, relatives) = (&[], &[]);
    Export {
        person,
        uid: "urn:uuid:none",
        notes,
        organizations,
        custom_fields: &[],
        relatives,
        version,
        card: None,
        changed_at,
    }
}

#[test]
fn everything_that_a_card_can_hold_comes_back() {
    let person = whole();
    let notes = vec!["First line\nsecond, with; all \\ of it".to_owned(), "もう一つ".to_owned()];
    let changed_at = Timestamp("2026-11-24T07:05:00.000Z".into());
    for version in [Version::V4, Version::V3] {
        let text = write(&export(&person, version, &notes, &changed_at));
        let back = only(text.as_bytes());
        assert_eq!(back.person, person, "{version:?}\n{text}");
        assert_eq!(back.notes, notes);
    }
}

#[test]
fn lines_are_folded_between_characters_and_end_in_cr_lf() {
    let text = write(&export(&whole(), Version::V4, &[], &Timestamp::default()));
    assert!(text.ends_with("END:VCARD\r\n"));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
}

#[test]
fn one_card_of_several_can_be_written_alone() {
    let mut person = whole();
    let id = calling_card_contact::CardId(uuid::Uuid::from_u128(7));
    person.cards.update(1, |card| card.id = Some(id));
    let changed_at = Timestamp::default();
    let text = write(&Export { card: Some(id), ..export(&person, Version::V4, &[], &changed_at) });
    let back = only(text.as_bytes()).person;
    assert_eq!(back.cards.len(), 1);
    assert_eq!(back.cards[0].emails[0].address, "zozo@example.org");
    assert!(!text.contains("901820"), "{text}");
}

/// The strict reader of RFC 6350 takes what we write; it knows no extensions of RFC 8605 and 9554, which it is not shown.
#[test]
fn the_strict_reader_takes_what_is_written() {
    let mut person = whole();
    person.social_profiles.clear();
    // What is handed back verbatim is as its writer had it.
    person.kept_properties.clear();
    person.cards.update(0, |card| {
        card.addresses.update(0, |address| {
            address.country_code.clear();
        })
    });
    let text =
        write(&export(&person, Version::V4, &["A note".to_owned()], &Timestamp("2026-11-24T07:05:00.000Z".into())));
    // It undoes folds in values alone, not in parameters (RFC 6350 section 3.2).
    let text = text.replace("\r\n ", "");
    let strict = vcard_parser::parse_vcards(&text);
    assert!(strict.is_ok(), "{text}\n{:?}", strict.err());
}

/// An organization of which everything is known that a card can hold.
fn association() -> Organization {
    let text = |text: &str| text.to_owned();
    let address = |city: &str| Address { street: text("Hafen 1"), city: text(city), ..Address::default() };
    Organization {
        name: text("Müller; Söhne & Co"),
        vat_number: text("DE 123,4"),
        email: text("info@example.com"),
        phone: text("+49 40 1000"),
        fax: text("+49 40 1001"),
        website: text("https://mueller.example"),
        social_profiles: vec![SocialProfile { service: text("LinkedIn"), url: text("https://social.example/m") }],
        note: text("Since 1888,\nstill here"),
        address: address("Hamburg"),
        branches: vec![Branch {
            name: text("Bremen"),
            address: address("Bremen"),
            phone: text("+49 421 1000"),
            email: text("bremen@example.com"),
            ..Branch::default()
        }],
        customer: true,
        tags: vec![text("Harbour")],
        logo: Some(Image { media_type: text("image/png"), data: text("iVBORw0KGgoA") }),
        uid: text("urn:uuid:0193a5a0-0000-4000-8000-000000000009"),
        ..Organization::default()
    }
}

#[test]
fn an_organization_comes_back() {
    let organization = association();
    let changed_at = Timestamp::default();
    for version in [Version::V4, Version::V3] {
        let text = write_organization(&OrganizationExport {
            organization: &organization,
            uid: "",
            custom_fields: &[],
            version,
            changed_at: &changed_at,
        });
        let Some(Part::Card(card)) = parts(text.as_bytes()).next() else { panic!("{text}") };
        assert_eq!(subject(&card), Subject::Organization);
        assert_eq!(organization_of(&card), organization, "{text}");
        assert!(version != Version::V4 || is_strict(&card) == Some(true), "{text}");
    }
}

#[test]
fn what_an_organization_has_no_place_for_is_kept() {
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:ACME\nN:;;;;\nORG:ACME\nX-ABShowAs:COMPANY\nTEL:+49 30 1000\nTEL:+49 30 1001\nX-FOO:bar\nEND:VCARD\n";
    let Some(Part::Card(card)) = parts(card.as_bytes()).next() else { panic!() };
    assert_eq!(subject(&card), Subject::Organization);
    let made = organization_of(&card);
    let kept: Vec<_> = made.kept_properties.iter().map(|kept| kept.line.as_str()).collect();
    assert_eq!((made.name.as_str(), made.phone.as_str()), ("ACME", "+49 30 1000"));
    assert_eq!(kept, ["X-FOO:bar", "TEL;TYPE=voice:+49 30 1001"]);
    assert!(made.check().is_empty());
}

#[test]
fn a_group_is_a_name_for_others() {
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Bees\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a\nEND:VCARD\n";
    let Some(Part::Card(card)) = parts(card.as_bytes()).next() else { panic!() };
    let Subject::Group(group) = subject(&card) else { panic!() };
    assert_eq!((group.name.as_str(), group.members), ("Bees", vec!["urn:uuid:a".to_owned()]));
}

#[test]
fn custom_values_are_told_with_their_labels_and_taken_by_the_fields_that_there_are() {
    let values = |values: serde_json::Value| serde_json::from_value::<CustomValues>(values).unwrap();
    let custom = values(serde_json::json!({
        "known_as": "Mimi", "story": "Once,\nlong ago", "topics": ["a", "ç;"], "vat": "DE 1"
    }));
    let person = Person { custom: custom.clone(), ..whole() };
    let text = prove::written(&person, &[], Version::V4);
    assert!(text.contains("X-CALLINGCARD-CUSTOM;X-CALLINGCARD-KEY=known_as;X-CALLINGCARD-LABEL=\"Kno"), "{text}");
    let read = only(text.as_bytes()).person;
    let mut back = prove::with_custom(read.clone());
    // Whose field is not there stays a line, which leaves as it came, and is said once where the value is there.
    assert_eq!(back.custom.len(), 3);
    let line = "X-CALLINGCARD-CUSTOM;X-CALLINGCARD-KEY=vat:DE 1";
    assert_eq!(back.kept_properties.iter().filter(|kept| kept.line == line).count(), 1);
    assert!(prove::written(&back, &[], Version::V4).contains(line));
    back.custom = custom;
    assert_eq!(prove::with_custom(back).kept_properties.len(), whole().kept_properties.len());
    // Two fields may say the same, and are two all the same.
    let same = values(serde_json::json!({ "one": "x", "other": "x" }));
    let text = prove::written(&Person { custom: same, ..whole() }, &[], Version::V3);
    let merged = merge(whole(), only(text.as_bytes()).person, Prefer::Said);
    assert_eq!(merged.kept_properties.len(), whole().kept_properties.len() + 2);
}

#[test]
fn an_organization_tells_its_custom_values_too() {
    let custom = serde_json::from_str::<CustomValues>(r#"{"known_as":"Bees"}"#).unwrap();
    let organization = Organization { custom, ..association() };
    let fields = prove::custom_fields();
    let text = write_organization(&OrganizationExport {
        organization: &organization,
        uid: "",
        custom_fields: &fields,
        version: Version::V4,
        changed_at: &Timestamp::default(),
    });
    let Some(Part::Card(card)) = parts(text.as_bytes()).next() else { panic!("{text}") };
    let mut back = organization_of(&card);
    take_custom(&mut back.kept_properties, &mut back.custom, &fields);
    assert_eq!(back, organization);
}
