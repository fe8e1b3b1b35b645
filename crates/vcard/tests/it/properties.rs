//! What holds for every card: proved on generated ones.

use calling_card_contact::{
    Address, BusinessCard, CustomKind, CustomValue, CustomValues, Email, ImportantDate, Lifecycle, Name, OneFavourite,
    PartialDate, Person, PersonalityTag, Phone, PhoneKind, Place, Position, SocialProfile, Timestamp, WebAddress,
};
use calling_card_vcard::prove::{self, with_custom, written};
use calling_card_vcard::{Card, Part, Version, is_strict, parts, person_of};
use proptest::prelude::*;

/// Texts with all that has a meaning in a vCard, in any script.
fn text() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9 ,;:\\\\\"'^=äßéあ中עم😀.-]{1,24}"
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("blank", |text| !text.is_empty())
}

fn maybe() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), text()]
}

fn lines() -> impl Strategy<Value = String> {
    (text(), text()).prop_map(|(one, two)| format!("{one}\n{two}"))
}

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![Just(Place::Other), Just(Place::Work), Just(Place::Home)]
}

fn date() -> impl Strategy<Value = PartialDate> {
    prop_oneof![
        (1900u16..2100, 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| (Some(y), Some(m), Some(d))),
        (1u8..=12, 1u8..=28).prop_map(|(m, d)| (None, Some(m), Some(d))),
    ]
    .prop_map(|(y, m, d)| PartialDate::new(y, m, d).unwrap())
}

prop_compose! {
    fn phone()(number in "\\+[1-9][0-9 ]{4,12}[0-9]", place in place(), label in maybe(), mobile in any::<bool>()) -> Phone {
        Phone { number, place, label, kind: if mobile { PhoneKind::Mobile } else { PhoneKind::Voice }, ..Phone::default() }
    }
}

prop_compose! {
    fn email()(local in "[a-z]{1,8}", place in place(), label in maybe()) -> Email {
        Email { address: format!("{local}@example.com"), place, label, favourite: false }
    }
}

prop_compose! {
    fn address()(street in prop_oneof![text(), lines()], city in text(), zip in "[0-9]{5}", place in place(), district in maybe(), country in maybe(), additional in maybe()) -> Address {
        Address { street, city, zip, place, district, country, additional, country_code: "DE".into(), ..Address::default() }
    }
}

prop_compose! {
    fn card()(
        business in text(),
        alternative in maybe(),
        private in any::<bool>(),
        phones in prop::collection::vec(phone(), 0..4),
        emails in prop::collection::vec(email(), 0..4),
        addresses in prop::collection::vec(address(), 0..3),
        position in text(),
        valid in prop::option::of(date()),
    ) -> BusinessCard {
        BusinessCard {
            business,
            private,
            alternative_first_name: alternative,
            phones: phones.into(),
            emails: emails.into(),
            addresses: addresses.into(),
            positions: vec![Position { position, ..Position::default() }].into(),
            valid_from: valid,
            ..BusinessCard::default()
        }
    }
}

/// Values of the fields that `prove::custom_fields` names.
fn custom() -> impl Strategy<Value = CustomValues> {
    let fields = prove::custom_fields();
    let choices = prop::sample::subsequence(vec![0usize, 1, 2], 1..=3);
    let known_as = prop::option::of(text().prop_map(CustomValue::Text));
    let story = prop::option::of(prop_oneof![text(), lines()].prop_map(CustomValue::Text));
    (known_as, story, prop::option::of(choices)).prop_map(move |(known_as, story, chosen)| {
        let chosen = chosen.map(|chosen| match &fields[2].kind {
            CustomKind::Multiselect { options } => {
                CustomValue::Chosen(chosen.into_iter().map(|choice| options[choice].value.clone()).collect())
            }
            other => panic!("{other:?}"),
        });
        let values = fields.iter().zip([known_as, story, chosen]);
        values.filter_map(|(field, value)| Some((field.key.clone(), value?))).collect()
    })
}

prop_compose! {
    fn person()(
        names in prop::array::uniform4(text()),
        title in prop_oneof![Just(String::new()), Just("Dr.".to_owned())],
        gender in prop_oneof![Just(String::new()), Just("F".to_owned()), text()],
        birthday in prop::option::of(date()),
        dates in prop::collection::vec((text(), date()), 0..3),
        tags in prop::collection::btree_set(text(), 0..4),
        personality in prop::collection::btree_set((text(), prop_oneof![Just(String::new()), text()]), 0..3),
        profiles in prop::collection::vec(("[A-Z][a-z]{2,8}", "https://[a-z]{1,8}\\.example/[a-z]{1,8}"), 0..3),
        blog in prop::option::of("https://[a-z]{1,8}\\.example/[a-z,;]{1,8}"),
        stage in prop::option::of(text()),
        custom in custom(),
        mut cards in prop::collection::vec(card(), 0..4),
    ) -> Person {
        if let Some(first) = cards.first_mut() {
            first.favourite = true;
        }
        let [given, family, additional, initials] = names;
        Person {
            name: Name { given, family, additional, initials, title, ..Name::default() },
            gender,
            birthday,
            important_dates: dates.into_iter().map(|(label, date)| ImportantDate { label, date }).collect(),
            tags: tags.into_iter().collect(),
            personality_tags: personality.into_iter().map(|(text, category)| PersonalityTag { text, category }).collect(),
            social_profiles: profiles.into_iter().map(|(service, url)| SocialProfile { service, url }).collect(),
            web_addresses: blog.into_iter().map(|url| WebAddress { url, label: String::new() }).collect(),
            lifecycle: stage.into_iter().map(|stage| Lifecycle { stage, since: Timestamp("2026-01-01T00:00:00Z".into()) }).collect(),
            cards: OneFavourite::from(cards),
            custom,
            uid: "urn:uuid:0193a5a0-0000-4000-8000-000000000001".into(),
            ..Person::default()
        }
    }
}

fn cards(source: &[u8]) -> Vec<Card<'_>> {
    let card = |part| match part {
        Part::Card(card) => Some(card),
        Part::Outside(_) => None,
    };
    parts(source).filter_map(card).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if std::env::var_os("CALLING_CARD_ALL").is_some() { 4000 } else { 200 }, ..ProptestConfig::default() })]

    /// Model -> card -> model, for the versions that can hold all of it.
    #[test]
    fn a_person_comes_back(person in person(), notes in prop::collection::vec(lines(), 0..3)) {
        for version in [Version::V4, Version::V3] {
            let text = written(&person, &notes, version);
            let back = person_of(&cards(text.as_bytes())[0]);
            prop_assert_eq!(&with_custom(back.person), &person, "{}", text);
            prop_assert_eq!(&back.notes, &notes);
        }
    }

    /// vCard 2.1 knows no labels with blanks, nor what else stands in quotes; names, numbers and addresses it does.
    #[test]
    fn what_2_1_can_hold_comes_back(person in person(), notes in prop::collection::vec(lines(), 0..3)) {
        let text = written(&person, &notes, Version::V2_1);
        let back = person_of(&cards(text.as_bytes())[0]);
        prop_assert_eq!(&back.person.name, &person.name, "{}", text);
        prop_assert_eq!(back.person.birthday, person.birthday);
        prop_assert_eq!(&back.person.tags, &person.tags);
        prop_assert_eq!(&back.person.personality_tags, &person.personality_tags);
        prop_assert_eq!(&back.notes, &notes);
        let numbers = |person: &Person| -> Vec<String> { person.cards.iter().flat_map(|card| card.phones.iter().map(|phone| phone.number.clone())).collect() };
        prop_assert_eq!(numbers(&back.person), numbers(&person));
        let streets = |person: &Person| -> Vec<String> { person.cards.iter().flat_map(|card| card.addresses.iter().map(|address| address.street.clone())).collect() };
        prop_assert_eq!(streets(&back.person), streets(&person));
        prop_assert_eq!(with_custom(back.person).custom, person.custom);
    }

    /// vcard_parser, the strict reader of RFC 6350, takes every 4.0 card that we make.
    #[test]
    fn the_strict_reader_takes_it(person in person(), notes in prop::collection::vec(lines(), 0..3)) {
        let text = written(&person, &notes, Version::V4);
        prop_assert_eq!(is_strict(&cards(text.as_bytes())[0]), Some(true), "{}", text);
    }

    /// Whatever the bytes: the parts are all of them, nothing fails, what can be stored satisfies the rules.
    #[test]
    fn no_bytes_do_harm(lines in prop::collection::vec(prop_oneof![
        Just("BEGIN:VCARD".to_owned()), Just("END:VCARD".to_owned()), Just("AGENT:".to_owned()), Just("VERSION:2.1".to_owned()),
        "(item1\\.)?(N|FN|ADR|TEL|EMAIL|BDAY|PHOTO|ORG|NOTE|X-A|GENDER)(;(TYPE=|ENCODING=|VALUE=)?[A-Za-z\"=,0-9-]{0,12}){0,3}:?\\PC{0,30}=?",
        "[ \\t]?\\PC{0,20}",
    ], 0..20), ending in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")], tail in prop::collection::vec(any::<u8>(), 0..40)) {
        let mut bytes = lines.join(ending).into_bytes();
        bytes.extend(tail);
        prove::read(&bytes);
    }
}
