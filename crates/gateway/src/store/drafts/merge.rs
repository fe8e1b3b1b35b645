//! Putting what a draft says into a person who is known already: nothing is overwritten, what is new is added.

use calling_card_contact::{BusinessCard, Person};

/// The person with what is new in the proposed one.
pub(super) fn into_person(mut person: Person, proposed: Person) -> Person {
    let (name, new) = (&mut person.name, proposed.name);
    for (known, said) in [
        (&mut name.salutation, new.salutation),
        (&mut name.title, new.title),
        (&mut name.given, new.given),
        (&mut name.family, new.family),
    ] {
        if known.is_empty() {
            *known = said;
        }
    }
    for address in proposed.web_addresses {
        if person.web_addresses.iter().all(|known| known.url != address.url) {
            person.web_addresses.push(address);
        }
    }
    for card in proposed.cards.into_vec() {
        add_card(&mut person, card);
    }
    person
}

/// Adds what is on a card: to the card of the same business (or the main one, where no business was said), else as a card of its own.
fn add_card(person: &mut Person, mut card: BusinessCard) {
    card.emails.retain(|email| !has_email(person, &email.address));
    card.phones.retain(|phone| !has_phone(person, &phone.number));
    let place = if card.business.is_empty() {
        person.cards.iter().position(|known| known.favourite).or(if person.cards.is_empty() { None } else { Some(0) })
    } else {
        let same = |known: &BusinessCard| known.business.to_lowercase() == card.business.to_lowercase();
        person.cards.iter().position(same)
    };
    match place {
        Some(place) => person.cards.update(place, |known| {
            for mut email in card.emails.into_vec() {
                email.favourite = false;
                known.emails.push(email);
            }
            for mut phone in card.phones.into_vec() {
                phone.favourite = false;
                known.phones.push(phone);
            }
            for position in card.positions.into_vec() {
                if known.positions.iter().all(|old| old.position != position.position) {
                    known.positions.push(position);
                }
            }
            for address in card.addresses.into_vec() {
                if known.addresses.iter().all(|old| (&old.street, &old.city) != (&address.street, &address.city)) {
                    known.addresses.push(address);
                }
            }
        }),
        None if !card.is_empty() => {
            card.favourite = person.cards.is_empty();
            person.cards.push(card);
        }
        None => {}
    }
}

fn has_email(person: &Person, address: &str) -> bool {
    let same = |known: &str| known.to_lowercase() == address.to_lowercase();
    person.cards.iter().flat_map(|card| card.emails.iter()).any(|email| same(&email.address))
}

fn has_phone(person: &Person, number: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    person.cards.iter().flat_map(|card| card.phones.iter()).any(|phone| digits(&phone.number) == digits(number))
}
