use calling_card_api::{Record, Version};
use calling_card_contact::{
    Address, Email, Image, Name, OneFavourite, PersonalityTag, Phone, Position, Timestamp, WebAddress,
};

use super::*;

#[test]
fn the_code_has_its_border_and_its_corners() {
    let picture = draw("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë\r\nEND:VCARD\r\n", WIDTHS[0]).expect("it fits");
    let side = picture.side as usize;
    assert_eq!(picture.modules.len(), side * side);
    assert!(picture.modules[..side * BORDER].bytes().all(|module| module == b'0'));
    let corner = &picture.modules[side * BORDER + BORDER..][..8];
    assert_eq!(corner, "11111110");
    assert!(picture.svg.contains("<svg"));
    assert_eq!(draw(&"x".repeat(1300), WIDTHS[0]), None);
    assert!(draw(&"x".repeat(1300), WIDTHS[1]).is_some());
    assert_eq!(draw(&"x".repeat(3000), WIDTHS[1]), None);
}

fn card(number: u128, count: usize) -> BusinessCard {
    let email = |n: usize| Email { address: format!("person{n}@{number}.example.com"), ..Email::default() };
    let phone = |n: usize| Phone { number: format!("+49 30 {n:07}"), ..Phone::default() };
    let address = |n: usize| Address { street: format!("Beispielstraße {n}"), ..Address::default() };
    BusinessCard {
        id: Some(uuid::Uuid::from_u128(number).into()),
        business: format!("Example {number}"),
        favourite: number == 1,
        emails: (0..count).map(email).collect(),
        phones: (0..count).map(phone).collect(),
        addresses: (0..count).map(address).collect(),
        positions: vec![Position { position: "Head of Examples".into(), ..Position::default() }].into(),
        ..BusinessCard::default()
    }
}

fn exported(cards: Vec<BusinessCard>) -> ExportedPerson {
    let person = Person {
        name: Name { given: "Ann".into(), family: "Example".into(), ..Name::default() },
        cards: OneFavourite::from(cards),
        ..Person::default()
    };
    let record = Record {
        id: uuid::Uuid::nil().into(),
        version: Version(1),
        created_at: Timestamp::default(),
        created_by: String::new(),
        changed_at: Timestamp::default(),
        changed_by: String::new(),
        content: person,
    };
    ExportedPerson { record, notes: Vec::new(), organizations: Vec::new(), relations: Vec::new() }
}

#[test]
fn what_fits_is_whole_but_for_what_is_in_no_code() {
    let mut whole = exported(vec![card(1, 1)]);
    assert_eq!(of_person(whole.clone(), None).left_out, []);
    whole.record.content.image = Some(Image { media_type: "image/png".into(), data: "A".repeat(90_000) });
    whole.notes = vec!["Long. ".repeat(1000)];
    whole.record.content.tags = vec!["VIP".into()];
    let golf = PersonalityTag { text: "Golf".into(), ..PersonalityTag::default() };
    whole.record.content.personality_tags = vec![golf];
    let picture = of_person(whole, None);
    assert_eq!(picture.left_out, [LeftOut::Picture, LeftOut::Notes, LeftOut::Tags]);
    assert_eq!(picture.format, Format::V3);
    assert!(picture.side > 0);
}

#[test]
fn the_least_important_goes_first() {
    let mut person = exported(vec![card(1, 8), card(2, 1)]);
    person.record.content.web_addresses =
        vec![WebAddress { url: "https://example.com/".into(), ..WebAddress::default() }];
    let picture = of_person(person.clone(), None);
    assert_eq!(picture.left_out, [LeftOut::Addresses]);
    let second = uuid::Uuid::from_u128(2).into();
    assert_eq!(of_person(person.clone(), Some(second)).left_out, []);
    person.record.content.cards = vec![card(1, 40), card(2, 40)].into();
    let picture = of_person(person.clone(), None);
    assert_eq!(picture.left_out, [LeftOut::Addresses, LeftOut::WebAddresses, LeftOut::FurtherNumbers]);
    person.record.content.cards = (1..40).map(|number| card(number, 1)).collect();
    let picture = of_person(person, None);
    assert_eq!(picture.left_out, [LeftOut::Addresses, LeftOut::WebAddresses, LeftOut::OtherCards]);
}

#[test]
fn a_name_that_is_too_long_for_any_code_is_said() {
    let mut person = exported(vec![card(1, 1)]);
    person.record.content.name.family = "山".repeat(600);
    let picture = of_person(person, None);
    assert!(picture.svg.is_empty());
    assert_eq!(picture.left_out.last(), Some(&LeftOut::Numbers));
}
