//! What a client writes, into a person of ours who may say more than the dialect can.
//!
//! What is left out stays, and so does what is said as it was before.

use calling_card_contact::{
    Address, BusinessCard, Email, Favourite, Name, OneFavourite, Person, Phone, PhoneKind, Position,
};

use super::filled;
use super::mapping::to_wire;
use super::wire::ContactFields;

/// What a person is called who has no name: a contact needs none, and staff must see something.
const NAMELESS: &str = "Contact without a name";

/// Writes what is said into a person, of whom `before` was said.
pub fn apply(person: &mut Person, before: &ContactFields, said: &ContactFields) {
    if let Some(name) = changed(&before.name, &said.name) {
        write_name(&mut person.name, name);
    }
    if let Some(title) = changed(&before.title, &said.title) {
        person.name.title = title.to_owned();
    }
    match main_place(&person.cards) {
        Some(main) => person.cards.update(main, |card| write_card(card, before, said)),
        None => {
            let mut card = BusinessCard { favourite: true, ..BusinessCard::default() };
            write_card(&mut card, before, said);
            if !card.is_empty() {
                person.cards.push(card);
            }
        }
    }
    if person.display_name().trim().is_empty() {
        person.name.formatted = NAMELESS.to_owned();
    }
}

/// What we would say of a person ourselves; empty texts are left out.
pub fn fields(person: &Person) -> ContactFields {
    filled(to_wire(person))
}

/// What is there after a PATCH: what is left out stays.
pub fn patched(before: &ContactFields, said: &ContactFields) -> ContactFields {
    let (before, said) = (before.clone(), said.clone());
    ContactFields {
        kind: said.kind.or(before.kind),
        name: said.name.or(before.name),
        title: said.title.or(before.title),
        department: said.department.or(before.department),
        street: said.street.or(before.street),
        zipcode: said.zipcode.or(before.zipcode),
        city: said.city.or(before.city),
        country: said.country.or(before.country),
        email: said.email.or(before.email),
        phone: said.phone.or(before.phone),
        mobile: said.mobile.or(before.mobile),
        state: said.state.or(before.state),
        secondary_address: said.secondary_address.or(before.secondary_address),
        purchase_order_number: said.purchase_order_number.or(before.purchase_order_number),
    }
}

/// What is said, where it is said and was not before.
fn changed<'a>(before: &Option<String>, said: &'a Option<String>) -> Option<&'a str> {
    said.as_deref().filter(|said| *said != before.as_deref().unwrap_or_default())
}

/// The last word is the family name.
fn write_name(name: &mut Name, said: &str) {
    let (given, family) = said.trim().rsplit_once(char::is_whitespace).unwrap_or(("", said.trim()));
    name.given = given.trim().to_owned();
    name.family = family.to_owned();
    name.additional.clear();
    // The whole name was that of before.
    name.formatted.clear();
}

fn write_card(card: &mut BusinessCard, before: &ContactFields, said: &ContactFields) {
    if let Some(department) = changed(&before.department, &said.department) {
        write_main(&mut card.positions, |position: &mut Position| position.department = department.to_owned());
        card.positions.retain(|position| !(position.position.is_empty() && position.department.is_empty()));
    }
    if let Some(address) = changed(&before.email, &said.email) {
        write_main(&mut card.emails, |email: &mut Email| email.address = address.to_owned());
        card.emails.retain(|email| !email.address.is_empty());
    }
    if let Some(number) = changed(&before.phone, &said.phone) {
        write_phone(&mut card.phones, before.phone.as_deref(), (number, PhoneKind::Voice));
    }
    if let Some(number) = changed(&before.mobile, &said.mobile) {
        write_phone(&mut card.phones, before.mobile.as_deref(), (number, PhoneKind::Mobile));
    }
    write_address(&mut card.addresses, before, said);
}

/// The phone that was said before gets the number, or goes where it gets none; one of another kind stays beside the new one.
fn write_phone(phones: &mut OneFavourite<Phone>, before: Option<&str>, (number, kind): (&str, PhoneKind)) {
    let mobile = |phone: &Phone| phone.kind == PhoneKind::Mobile;
    let of_kind = |phone: &Phone| mobile(phone) == (kind == PhoneKind::Mobile);
    let place = phones.iter().position(|phone| of_kind(phone) && Some(phone.number.as_str()) == before);
    let same_kind = place.is_some_and(|place| phones.get(place).is_some_and(|phone| phone.kind == kind));
    match place {
        Some(place) if number.is_empty() => drop(phones.remove(place)),
        Some(place) if same_kind => phones.update(place, |phone| phone.number = number.to_owned()),
        _ if number.is_empty() => {}
        _ => phones.push(Phone { number: number.to_owned(), kind, ..Phone::default() }),
    }
}

fn write_address(addresses: &mut OneFavourite<Address>, before: &ContactFields, said: &ContactFields) {
    let street = changed(&before.street, &said.street);
    let additional = changed(&before.secondary_address, &said.secondary_address);
    let zip = changed(&before.zipcode, &said.zipcode);
    let city = changed(&before.city, &said.city);
    let state = changed(&before.state, &said.state);
    if [street, additional, zip, city, state].into_iter().all(|line| line.is_none()) {
        return;
    }
    write_main(addresses, |address: &mut Address| {
        for (line, said) in [
            (&mut address.street, street),
            (&mut address.additional, additional),
            (&mut address.zip, zip),
            (&mut address.city, city),
            (&mut address.federal_state, state),
        ] {
            if let Some(said) = said {
                *line = said.to_owned();
            }
        }
        // They were those of the address of before.
        (address.coordinates, address.validation) = (None, None);
    });
    addresses.retain(|address| !address.is_empty());
}

/// Changes the main entry; where there is none, a new one.
fn write_main<T: Favourite + Default>(list: &mut OneFavourite<T>, change: impl FnOnce(&mut T)) {
    match main_place(list) {
        Some(place) => list.update(place, change),
        None => {
            let mut entry = T::default();
            change(&mut entry);
            list.push(entry);
        }
    }
}

fn main_place<T: Favourite>(list: &OneFavourite<T>) -> Option<usize> {
    list.iter().position(Favourite::is_favourite).or((!list.is_empty()).then_some(0))
}
