use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::{CardId, PersonId, public_parts};

/// A person of whom everything is known, each thing by a word of its own.
const EVERYBODY: &str = r#"{
    "name": { "formatted": "w01", "salutation": "w02", "title": "w03", "honorific_prefix": "w04", "given": "w05", "additional": "w06",
        "family": "w07", "honorific_suffix": "w08", "initials": "w09" },
    "gender": "w10", "birthday": "1985-04-12", "important_dates": [{ "label": "w11", "date": "2001-02-03" }],
    "social_profiles": [{ "service": "w12", "url": "https://w13.example" }, { "service": "w14", "url": "w15" }],
    "web_addresses": [{ "url": "https://w16.example", "label": "w17" }],
    "tags": ["w18"], "personality_tags": [{ "text": "w49", "category": "w50" }], "lifecycle": [{ "stage": "w19", "since": "2020-01-01T00:00:00Z" }],
    "image": { "media_type": "image/png", "data": "w20w" },
    "organizations": [{ "organization": "00000000-0000-0000-0000-000000000009", "role": "w21" }],
    "uid": "w22", "kept_properties": [{ "line": "NOTE:w23" }], "foreign_ids": [{ "system": "w24", "id": "w25" }],
    "archived_at": "2021-01-01T00:00:00Z",
    "cards": [
        { "id": "00000000-0000-0000-0000-000000000001", "alternative_salutation": "w26", "alternative_title": "w27",
            "alternative_first_name": "w28", "alternative_last_name": "w29", "business": "w30", "valid_from": "2001-01-01", "valid_to": "2099-01-01",
            "phones": [{ "number": "+49 30 31", "e164": "+493031", "kind": "voice", "place": "work", "label": "w32" },
                { "number": "+49 30 33", "kind": "mobile", "place": "home", "favourite": true }],
            "emails": [{ "address": "w34@example.com", "place": "work", "label": "w35" }, { "address": "w36@example.com" }],
            "positions": [{ "position": "w37", "department": "w38" }],
            "addresses": [{ "types": ["w39"], "street": "w40", "zip": "w41", "city": "w42", "country": "w43", "country_code": "DE",
                "coordinates": { "longitude": 1.5, "latitude": 2.5 },
                "validation": { "status": "w44", "deviation": 0.5, "checked_at": null, "message": "w45" } }] },
        { "id": "00000000-0000-0000-0000-000000000002", "business": "w46", "emails": [{ "address": "w47@example.com" }] },
        { "id": "00000000-0000-0000-0000-000000000003", "business": "w48", "active": false }
    ]
}"#;

fn everybody() -> Person {
    serde_json::from_str(EVERYBODY).unwrap_or_default()
}

fn published(card: u128, public: impl IntoIterator<Item = PublicPart>) -> PublishedCard {
    let (person, card) = (PersonId(Uuid::from_u128(7)), CardId(Uuid::from_u128(card)));
    PublishedCard { person, card, public: public.into_iter().collect(), indexed: false, title: String::new() }
}

fn json_of(person: &Person, published: &PublishedCard) -> Value {
    serde_json::to_value(public(person, published)).unwrap_or_default()
}

/// The words of a person that stand in a JSON text.
fn words(value: &Value) -> Vec<String> {
    let text = value.to_string();
    (1..=50).map(|number| format!("w{number:02}")).filter(|word| text.contains(word)).collect()
}

#[test]
fn where_nothing_was_chosen_nothing_is_public() {
    let person = everybody();
    assert_eq!(person.cards.len(), 3, "the person of the test is read");
    assert_eq!(json_of(&person, &published(1, [])), json!({ "name": {} }));
}

#[test]
fn each_part_shows_itself_and_nothing_else() {
    let person = everybody();
    let parts = public_parts(&person, &person.cards[0]);
    assert_eq!(parts.len(), 17, "{parts:?}");
    for (part, said) in parts {
        let shown = json_of(&person, &published(1, [part.clone()]));
        let expected: &[&str] = match &part {
            PublicPart::Picture => &["w20"],
            PublicPart::Phone(_) => &[],
            PublicPart::Address(_) => &["w40", "w41", "w42", "w43"],
            PublicPart::Position(_) => &["w37", "w38"],
            _ => &[said.trim_start_matches("https://").get(..3).unwrap_or_default()],
        };
        assert_eq!(words(&shown), expected, "{part:?}: {shown}");
        if let PublicPart::Phone(number) = &part {
            let phones = shown["phones"].as_array().cloned().unwrap_or_default();
            assert_eq!(
                phones.iter().map(|phone| phone["number"].as_str()).collect::<Vec<_>>(),
                [Some(number.as_str())]
            );
        }
    }
}

#[test]
fn all_that_can_be_chosen_is_this_and_no_more() {
    let person = everybody();
    let all = public_parts(&person, &person.cards[0]).into_iter().map(|(part, _)| part);
    let shown = json_of(&person, &published(1, all));
    assert_eq!(
        shown,
        json!({
            "name": { "formatted": "w01", "title": "w03", "honorific_prefix": "w04", "given": "w05", "additional": "w06", "family": "w07",
                "honorific_suffix": "w08" },
            "picture": { "media_type": "image/png", "data": "w20w" },
            "business": "w30",
            "positions": [{ "position": "w37", "department": "w38" }],
            "emails": [{ "address": "w34@example.com", "place": "work" }, { "address": "w36@example.com" }],
            "phones": [{ "number": "+49 30 33", "kind": "mobile", "place": "home" },
                { "number": "+49 30 31", "e164": "+493031", "kind": "voice", "place": "work" }],
            "addresses": [{ "street": "w40", "zip": "w41", "city": "w42", "country": "w43" }],
            "web_addresses": [{ "url": "https://w16.example" }, { "url": "https://w13.example" }],
        })
    );
}

#[test]
fn what_is_changed_or_comes_later_is_not_public_by_itself() {
    let mut person = everybody();
    let all: Vec<PublicPart> = public_parts(&person, &person.cards[0]).into_iter().map(|(part, _)| part).collect();
    person.cards.update(0, |card| {
        card.emails.update(0, |email| email.address = "new@example.com".into());
        card.addresses.update(0, |address| address.district = "new district".into());
        card.phones.push(Phone { number: "+49 30 99".into(), favourite: true, ..Phone::default() });
    });
    let shown = public(&person, &published(1, all)).unwrap_or_default();
    assert_eq!(shown.emails.iter().map(|email| email.address.as_str()).collect::<Vec<_>>(), ["w36@example.com"]);
    assert_eq!((shown.phones.len(), shown.addresses.len()), (2, 0));
}

#[test]
fn the_name_on_the_card_hides_the_other_one() {
    let mut person = everybody();
    person.cards.update(0, |card| card.use_alternative_name = true);
    let all =
        [PublicPart::FormattedName, PublicPart::Title, PublicPart::Given, PublicPart::Additional, PublicPart::Family];
    let shown = public(&person, &published(1, all)).unwrap_or_default();
    assert_eq!(shown.title(), "w27 w28 w29");
    assert_eq!(words(&serde_json::to_value(&shown.name).unwrap_or_default()), ["w27", "w28", "w29"]);
}

#[test]
fn a_card_that_is_gone_or_no_longer_used_shows_nothing() {
    let person = everybody();
    assert_eq!(public(&person, &published(3, [PublicPart::Business])), None);
    assert_eq!(public(&person, &published(4, [PublicPart::Business])), None);
    let other = public(&person, &published(2, [PublicPart::Business, PublicPart::Email("w34@example.com".into())]));
    assert_eq!(other.map(|card| (card.title(), card.emails.len())), Some(("w46".into(), 0)));
}

#[test]
fn parts_are_read_as_they_are_written() {
    let parts = [PublicPart::Given, PublicPart::Email("a@example.com".into())];
    let text = serde_json::to_value(&parts).unwrap_or_default();
    assert_eq!(text, json!(["given", { "email": "a@example.com" }]));
    assert_eq!(serde_json::from_value::<Vec<PublicPart>>(text).unwrap_or_default(), parts);
}
