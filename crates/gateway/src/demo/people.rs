//! Organizations and people, made of the names.

use calling_card_contact::{
    Address, Branch, BusinessCard, Email, ImportantDate, Lifecycle, Name, Organization, PartialDate, Person, Phone,
    PhoneKind, Place, Position, SocialProfile, WebAddress,
};

use super::Chance;
use super::names::{COMPANIES, PEOPLE, POSITIONS, STAGES, TAGS};
use crate::clock;

/// An organization; every third has a branch.
pub(super) fn organization(index: usize, chance: &mut Chance) -> Organization {
    let (name, ..) = COMPANIES[index % COMPANIES.len()];
    let branch = |city: &str| Branch {
        name: city.to_owned(),
        address: Address { city: city.to_owned(), street: format!("{city} 1"), ..Address::default() },
        phone: number(chance_of(index + city.len())),
        ..Branch::default()
    };
    let branches = if index.is_multiple_of(3) { vec![branch("Leipzig"), branch("Bremen")] } else { Vec::new() };
    Organization {
        name: name.to_owned(),
        address: address(index),
        email: format!("info@{}", domain(index)),
        phone: number(index),
        website: format!("https://www.{}", domain(index)),
        customer: chance.below(2) == 0,
        tags: vec![chance.of(&TAGS).to_owned()],
        branches,
        ..Organization::default()
    }
}

/// A person of a company, with one to three business cards.
pub(super) fn person(index: usize, company: usize, chance: &mut Chance) -> Person {
    let (given, family, key) = called(index);
    let mut person = Person {
        name: Name {
            given: given.to_owned(),
            family: family.to_owned(),
            title: if chance.below(9) == 0 { "Dr.".into() } else { String::new() },
            salutation: if chance.below(2) == 0 {
                chance.of(&["Frau", "Herr", "Ms", "Mr"]).into()
            } else {
                String::new()
            },
            ..Name::default()
        },
        birthday: birthday(chance),
        ..Person::default()
    };
    for _ in 0..chance.below(3) {
        let tag = chance.of(&TAGS).to_owned();
        if !person.tags.contains(&tag) {
            person.tags.push(tag);
        }
    }
    if chance.below(4) == 0 {
        person.lifecycle.push(Lifecycle {
            stage: chance.of(&STAGES).to_owned(),
            since: clock::in_seconds(-86_400 * (1 + chance.below(900) as i64)),
        });
    }
    if chance.below(5) == 0 {
        person
            .social_profiles
            .push(SocialProfile { service: "LinkedIn".into(), url: format!("https://social.example/{key}") });
        person
            .web_addresses
            .push(WebAddress { url: format!("https://{}.example", key.replace('.', "-")), label: String::new() });
    }
    if chance.below(8) == 0
        && let Some(date) = date(Some(2000 + chance.below(24) as u16), chance)
    {
        person.important_dates.push(ImportantDate { label: "Customer since".into(), date });
    }
    person.cards.push(business_card(&key, company, chance));
    if chance.below(3) == 0 {
        person.cards.push(private_card(&key, chance));
    }
    if chance.below(10) == 0 {
        let second = BusinessCard {
            favourite: false,
            active: false,
            ..business_card(&format!("{key}.former"), (company + 5) % COMPANIES.len(), chance)
        };
        person.cards.push(second);
    }
    person
}

/// The name of the person with this number, and how it is spelt in an address. First everybody as they are listed, then
/// given and family names in Latin letters that are put together anew, each pair once.
fn called(index: usize) -> (&'static str, &'static str, String) {
    if let Some((given, family, key)) = PEOPLE.get(index) {
        return (given, family, (*key).to_owned());
    }
    let latin = |name: &&(&str, &str, &str)| name.0.chars().chain(name.1.chars()).all(|c| u32::from(c) < 0x250);
    let latin: Vec<_> = PEOPLE.iter().filter(latin).collect();
    let (round, place) = ((index - PEOPLE.len()) / latin.len(), index % latin.len());
    let (one, other) = (latin[place], latin[(place + round + 1) % latin.len()]);
    let part = |key: &'static str, last: bool| key.split('.').nth(usize::from(last)).unwrap_or(key);
    (one.0, other.1, format!("{}.{}{index}", part(one.2, false), part(other.2, true)))
}

fn business_card(key: &str, company: usize, chance: &mut Chance) -> BusinessCard {
    let (name, ..) = COMPANIES[company % COMPANIES.len()];
    let mut card = BusinessCard { business: name.to_owned(), favourite: true, ..BusinessCard::default() };
    card.emails.push(Email { address: format!("{key}@{}", domain(company)), place: Place::Work, ..Email::default() });
    card.phones.push(Phone { number: number(chance.below(1000)), place: Place::Work, ..Phone::default() });
    if chance.below(2) == 0 {
        let number = format!("+49 171 39200{:02}", chance.below(100));
        card.phones.push(Phone { number, kind: PhoneKind::Mobile, place: Place::Work, ..Phone::default() });
    }
    let department = if chance.below(3) == 0 { "Marketing".into() } else { String::new() };
    card.positions.push(Position { position: chance.of(&POSITIONS).to_owned(), department, favourite: false });
    card.addresses.push(address(company));
    card
}

fn private_card(key: &str, chance: &mut Chance) -> BusinessCard {
    let mut card = BusinessCard { private: true, ..BusinessCard::default() };
    card.emails.push(Email { address: format!("{key}@example.org"), place: Place::Home, ..Email::default() });
    card.phones.push(Phone {
        number: format!("+44 7700 900{:03}", chance.below(1000)),
        kind: PhoneKind::Mobile,
        place: Place::Home,
        ..Phone::default()
    });
    card
}

fn address(company: usize) -> Address {
    let (_, city, zip, street, code) = COMPANIES[company % COMPANIES.len()];
    Address {
        place: Place::Work,
        street: street.into(),
        zip: zip.into(),
        city: city.into(),
        country_code: code.into(),
        ..Address::default()
    }
}

fn domain(company: usize) -> String {
    format!("company{:02}.example", company % COMPANIES.len() + 1)
}

/// A number of Berlin's range for drama: 030 23125 000 to 999.
fn number(index: usize) -> String {
    format!("+49 30 23125 {:03}", index % 1000)
}

fn chance_of(seed: usize) -> usize {
    Chance(seed as u64).below(1000)
}

fn birthday(chance: &mut Chance) -> Option<PartialDate> {
    match chance.below(4) {
        0 => None,
        1 => date(None, chance),
        _ => date(Some(1945 + chance.below(60) as u16), chance),
    }
}

fn date(year: Option<u16>, chance: &mut Chance) -> Option<PartialDate> {
    PartialDate::new(year, Some(1 + chance.below(12) as u8), Some(1 + chance.below(28) as u8)).ok()
}
