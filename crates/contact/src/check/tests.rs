use super::*;
use crate::{Email, FormDefinition, Name, OneFavourite, Phone};

fn fields(errors: &[FieldError]) -> Vec<&str> {
    errors.iter().map(|error| error.field.as_str()).collect()
}

#[test]
fn errors_stand_at_their_fields() {
    let card = BusinessCard {
        emails: OneFavourite::from(vec![
            Email { address: "ann@example.com".into(), ..Email::default() },
            Email { address: "ann".into(), ..Email::default() },
        ]),
        phones: OneFavourite::from(vec![Phone { number: "none".into(), ..Phone::default() }]),
        valid_from: "2026-02-01".parse().ok(),
        valid_to: "2026-01-31".parse().ok(),
        ..BusinessCard::default()
    };
    let person = Person {
        name: Name { family: "a\0b".into(), ..Name::default() },
        cards: OneFavourite::from(vec![card]),
        ..Person::default()
    };
    assert_eq!(
        fields(&person.check()),
        ["/name/family", "/cards/0/valid_to", "/cards/0/phones/0/number", "/cards/0/emails/1/address"]
    );
}

#[test]
fn a_person_needs_a_name_or_something_to_stand_for_it() {
    assert_eq!(fields(&Person::default().check()), ["/name/family"]);
    let card = BusinessCard { business: "ACME".into(), ..BusinessCard::default() };
    let person = Person { cards: OneFavourite::from(vec![card]), ..Person::default() };
    assert!(person.check().is_empty());
}

#[test]
fn the_contact_form_is_sound_and_checks_what_is_typed() {
    let form = FormDefinition::contact();
    assert!(form.check().is_empty());
    let typed = |name: &str| match name {
        "family_name" => Some("Curie"),
        "email" => Some("marie@"),
        "message" => Some("Bonjour\nà tous"),
        _ => None,
    };
    assert_eq!(fields(&form.check_values(typed, false)), ["/email", "/cc-consent"]);
}

#[test]
fn ten_megabytes_of_name_are_refused() {
    let person = Person { name: Name { given: "x".repeat(10_000_000), ..Name::default() }, ..Person::default() };
    assert_eq!(fields(&person.check()), ["/name/given"]);
}
