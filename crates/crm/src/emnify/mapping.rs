//! What a person is there, and what comes back.
//!
//! | ours | theirs |
//! |---|---|
//! | the name to show, without its title; back: the last word is the family name | `name` |
//! | title | `title` |
//! | of the main card: department, main e-mail address, the first phone (or what else is no mobile phone), the first mobile phone | `department`, `email`, `phone`, `mobile` |
//! | the main address: street, further line, postal code, city, federal state | `street`, `secondary_address`, `zipcode`, `city`, `state` |
//! | its country, which is read only: the vendor's numbers are its own | `country` |

use calling_card_contact::{Address, BusinessCard, Email, OneFavourite, Person, Phone, PhoneKind, Position};

use super::wire::{Contact, ContactFields};

/// A person as they are written there. What they do not say is an empty text, so that it is emptied there.
pub fn to_wire(person: &Person) -> ContactFields {
    let card = person.main_card();
    let address = card.and_then(|card| card.addresses.main());
    let department = card.and_then(|card| card.positions.main()).map(|position| position.department.clone());
    let number = |rank: fn(PhoneKind) -> Option<u8>| {
        let phones = card.map(|card| card.phones.iter()).into_iter().flatten();
        let ranked = phones.filter_map(|phone| Some(((rank(phone.kind)?, !phone.favourite), &phone.number)));
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, number)| number.clone())
    };
    let line = |text: fn(&Address) -> &String| address.map(|address| text(address).clone());
    let text = |text: Option<String>| Some(text.unwrap_or_default());
    ContactFields {
        name: Some(name_of(person)),
        title: Some(person.name.title.clone()),
        department: text(department),
        email: text(card.and_then(|card| card.emails.main()).map(|email| email.address.clone())),
        phone: text(number(|kind| match kind {
            PhoneKind::Voice => Some(0),
            PhoneKind::Mobile => None,
            // Better as a phone than lost.
            _ => Some(1),
        })),
        mobile: text(number(|kind| (kind == PhoneKind::Mobile).then_some(0))),
        street: text(line(|address| &address.street)),
        secondary_address: text(line(|address| &address.additional)),
        zipcode: text(line(|address| &address.zip)),
        city: text(line(|address| &address.city)),
        state: text(line(|address| &address.federal_state)),
        ..ContactFields::default()
    }
}

/// The person that stands there.
pub fn from_wire(contact: &Contact) -> Person {
    let fields = &contact.fields;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut person = Person::default();
    let name = text(&fields.name);
    let (given, family) = name.trim().rsplit_once(' ').unwrap_or(("", name.trim()));
    person.name.given = given.trim().to_owned();
    person.name.family = family.to_owned();
    person.name.title = text(&fields.title);
    let phone = |number: &Option<String>, kind| {
        let number = number.clone().filter(|number| !number.is_empty());
        number.map(|number| Phone { number, kind, ..Phone::default() })
    };
    let phones = [phone(&fields.phone, PhoneKind::Voice), phone(&fields.mobile, PhoneKind::Mobile)];
    let position = Position { department: text(&fields.department), ..Position::default() };
    let address = Address {
        street: text(&fields.street),
        additional: text(&fields.secondary_address),
        zip: text(&fields.zipcode),
        city: text(&fields.city),
        federal_state: text(&fields.state),
        country: fields.country.as_ref().and_then(|country| country.name.clone()).unwrap_or_default(),
        ..Address::default()
    };
    let email = Email { address: text(&fields.email), ..Email::default() };
    let card = BusinessCard {
        favourite: true,
        positions: some(position, |position| position.department.is_empty()),
        emails: some(email, |email| email.address.is_empty()),
        phones: phones.into_iter().flatten().collect::<Vec<_>>().into(),
        addresses: some(address, Address::is_empty),
        ..BusinessCard::default()
    };
    if !card.is_empty() {
        person.cards.push(card);
    }
    person
}

fn name_of(person: &Person) -> String {
    let name = &person.name;
    let parts = [&name.given, &name.additional, &name.family].map(|part| part.trim());
    let joined = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if joined.is_empty() { person.display_name() } else { joined }
}

fn some<T: calling_card_contact::Favourite>(entry: T, empty: impl Fn(&T) -> bool) -> OneFavourite<T> {
    if empty(&entry) { OneFavourite::default() } else { vec![entry].into() }
}
