//! Very many people, made up of syllables, the same each time: for measuring.

use calling_card_contact::{
    Address, BusinessCard, CustomValues, Email, Lifecycle, Name, PartialDate, Person, Phone, PhoneKind, Place, Position,
};

use super::Chance;
use super::names::{PEOPLE, POSITIONS, STAGES, TAGS};
use crate::store::{Actor, Batch, Store, people as stored_people};
use crate::{Result, clock};

/// Where the numbers begin that look like chance.
const BEGINNING: u64 = 2026;
const FIRST: [&str; 24] = [
    "Bren", "Kal", "Mor", "Schö", "Wei", "Hart", "Lind", "Ros", "Stein", "Vog", "Zie", "Al", "Ber", "Dor", "Fal",
    "Gro", "Hei", "Jan", "Kö", "Ler", "Mül", "Nor", "Ott", "Pfei",
];
const MIDDLE: [&str; 16] =
    ["den", "ler", "mei", "ner", "ber", "ken", "sel", "ter", "wal", "hof", "rin", "gen", "zer", "lau", "mann", "nig"];
const LAST: [&str; 16] = [
    "", "bach", "berg", "feld", "haus", "er", "mann", "sen", "ström", "ová", "ski", "stein", "thal", "wald", "er", "s",
];
const TRADES: [&str; 12] = [
    "GmbH",
    "AG",
    "& Söhne",
    "Logistik",
    "Optik",
    "Werke",
    "Ltd",
    "Maschinenbau",
    "Verlag",
    "Hotels",
    "Robotics",
    "Design",
];

/// Makes so many people in one batch, who are seen all at once.
pub async fn fill(store: &Store, actor: &Actor, count: u32) -> Result<()> {
    let mut chance = Chance(BEGINNING);
    let mut batch = Batch::begin(store, actor).await?;
    for number in 0..count {
        let person = person(number, &mut chance);
        let person = stored_people::prepare(&mut batch, person, &CustomValues::new(), "").await?;
        batch.create(clock::new_key(), person).await?;
    }
    batch.commit(()).await?;
    Ok(())
}

/// Somebody: of 6,000 family names, 60 given ones, 3,000 companies and 380 cities.
fn person(number: u32, chance: &mut Chance) -> Person {
    let given = PEOPLE[chance.below(PEOPLE.len())].0;
    let family = word(chance);
    let company = chance.below(3000);
    let mut person = Person {
        name: Name { given: given.to_owned(), family: family.clone(), ..Name::default() },
        birthday: PartialDate::new(
            Some(1945 + chance.below(60) as u16),
            Some(1 + chance.below(12) as u8),
            Some(1 + chance.below(28) as u8),
        )
        .ok(),
        ..Person::default()
    };
    for _ in 0..chance.below(3) {
        let tag = chance.of(&TAGS).to_owned();
        if !person.tags.contains(&tag) {
            person.tags.push(tag);
        }
    }
    if chance.below(3) == 0 {
        let since = clock::in_seconds(-86_400 * (1 + chance.below(900) as i64));
        person.lifecycle.push(Lifecycle { stage: chance.of(&STAGES).to_owned(), since });
    }
    // A company's name is the same for all who are there.
    let mut named = Chance(company as u64 + 1);
    named.below(1);
    let business = format!("{} {}", word(&mut named), named.of(&TRADES));
    let city = format!("{}{}", named.of(&FIRST), named.of(&LAST)).replace(' ', "");
    let mut card = BusinessCard { business, favourite: true, ..BusinessCard::default() };
    if chance.below(20) > 0 {
        let address = format!("{}{number}@company{company:04}.example", PEOPLE[chance.below(20)].2);
        card.emails.push(Email { address, place: Place::Work, ..Email::default() });
    }
    card.phones.push(Phone {
        number: format!("+49 30 23125 {:03}", chance.below(1000)),
        place: Place::Work,
        ..Phone::default()
    });
    if chance.below(2) == 0 {
        let number = format!("+49 171 39200{:02}", chance.below(100));
        card.phones.push(Phone { number, kind: PhoneKind::Mobile, place: Place::Work, ..Phone::default() });
    }
    card.positions.push(Position { position: chance.of(&POSITIONS).to_owned(), ..Position::default() });
    let zip = format!("{:05}", 10_000 + named.below(80_000));
    card.addresses.push(Address { place: Place::Work, city, zip, country_code: "DE".into(), ..Address::default() });
    person.cards.push(card);
    person
}

fn word(chance: &mut Chance) -> String {
    [chance.of(&FIRST), chance.of(&MIDDLE), chance.of(&LAST)].concat()
}

#[cfg(test)]
mod tests {
    use calling_card_contact::Check;

    use super::*;

    #[test]
    fn they_are_sound_and_the_same_each_time() {
        let some = || {
            let mut chance = Chance(BEGINNING);
            (0..500).map(|number| person(number, &mut chance)).collect::<Vec<_>>()
        };
        let one = some();
        assert!(one.iter().all(|person| person.check().is_empty()));
        let names = |people: &[Person]| people.iter().map(Person::display_name).collect::<Vec<_>>();
        assert_eq!(names(&one), names(&some()));
        let families: std::collections::BTreeSet<_> = one.iter().map(|person| &person.name.family).collect();
        assert!(families.len() > 400, "{}", families.len());
    }
}
