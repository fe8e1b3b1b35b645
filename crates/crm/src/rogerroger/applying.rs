//! What a client writes, into a person of ours who may say more than the dialect can.
//!
//! Only what is said otherwise than before is written: further business cards, labels, a gender stay.

use calling_card_contact::{
    Address, BusinessCard, Email, Favourite, Language, Name, OneFavourite, Person, Phone, PhoneKind, Position,
    SocialProfile, Timestamp, country_name, is_country,
};

use super::mapping::{LINKEDIN, linkedin_id, phone_kind};
use super::wire::{EmailAddress, PersonFields, PhoneNumber, PostalAddress};

/// Writes what is said into a person, of whom `before` was said.
pub fn apply(person: &mut Person, before: &PersonFields, said: &PersonFields) {
    write_name(&mut person.name, before, said);
    if said.linkedin_id != before.linkedin_id {
        write_linkedin(&mut person.social_profiles, text(&said.linkedin_id));
    }
    if said.archived_at != before.archived_at {
        person.archived_at = said.archived_at.clone().map(Timestamp);
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
}

fn text(said: &Option<String>) -> &str {
    said.as_deref().unwrap_or_default()
}

fn write_name(name: &mut Name, before: &PersonFields, said: &PersonFields) {
    if said.initials != before.initials {
        name.initials = text(&said.initials).to_owned();
    }
    let shown = |of: &PersonFields| {
        [&of.family_name, &of.given_name, &of.additional_name, &of.honorific_prefix].map(Clone::clone)
    };
    if shown(said) == shown(before) {
        return;
    }
    name.family = text(&said.family_name).to_owned();
    name.given = text(&said.given_name).to_owned();
    name.additional = text(&said.additional_name).to_owned();
    name.honorific_prefix = text(&said.honorific_prefix).to_owned();
    // The whole name was that of before.
    name.formatted.clear();
}

fn write_linkedin(profiles: &mut Vec<SocialProfile>, id: &str) {
    let place = profiles.iter().position(|profile| linkedin_id(&profile.url).is_some());
    let url = format!("{LINKEDIN}{id}");
    match place {
        Some(place) if id.is_empty() => drop(profiles.remove(place)),
        Some(place) => profiles.iter_mut().skip(place).take(1).for_each(|profile| profile.url.clone_from(&url)),
        None if id.is_empty() => {}
        None => profiles.push(SocialProfile { service: "LinkedIn".into(), url }),
    }
}

fn write_card(card: &mut BusinessCard, before: &PersonFields, said: &PersonFields) {
    if said.job_title != before.job_title {
        write_position(&mut card.positions, text(&said.job_title));
    }
    if said.email_addresses != before.email_addresses {
        let known = std::mem::take(&mut card.emails);
        card.emails = entries(known, said.email_addresses.iter().filter_map(email), |a, b| a.address == b.address);
    }
    if said.phone_numbers != before.phone_numbers {
        let known = std::mem::take(&mut card.phones);
        let fax = |phone: &Phone| phone.kind == PhoneKind::Fax;
        let same = |a: &Phone, b: &Phone| a.number == b.number && fax(a) == fax(b);
        card.phones = entries(known, said.phone_numbers.iter().filter_map(phone), same);
    }
    if said.address != before.address {
        let of = |fields: &PersonFields| fields.address.clone().unwrap_or_default();
        write_address(&mut card.addresses, &of(before), &of(said));
    }
}

fn email(said: &EmailAddress) -> Option<Email> {
    let address = said.email.clone().filter(|address| !address.is_empty())?;
    Some(Email { address, ..Email::default() })
}

fn phone(said: &PhoneNumber) -> Option<Phone> {
    let number = said.phone_number.clone().filter(|number| !number.is_empty())?;
    Some(Phone { number, kind: phone_kind(said), ..Phone::default() })
}

/// The entries that are said, each with what is known of it beside. The first is the main one; it is marked where one was.
fn entries<T: Favourite>(
    known: OneFavourite<T>,
    said: impl Iterator<Item = T>,
    same: impl Fn(&T, &T) -> bool,
) -> OneFavourite<T> {
    let marked = known.iter().any(Favourite::is_favourite);
    let mut known = known.into_vec();
    let mut kept = |said: T| match known.iter().position(|known| same(known, &said)) {
        Some(place) => known.remove(place),
        None => said,
    };
    let written: Vec<T> = said.map(&mut kept).collect();
    let mut written = OneFavourite::from(written);
    if marked {
        written.prefer(0);
    }
    written
}

fn write_position(positions: &mut OneFavourite<Position>, said: &str) {
    match main_place(positions) {
        Some(place) => {
            positions.update(place, |position| position.position = said.to_owned());
            positions.retain(|position| !(position.position.is_empty() && position.department.is_empty()));
        }
        None if said.is_empty() => {}
        None => positions.push(Position { position: said.to_owned(), ..Position::default() }),
    }
}

fn write_address(addresses: &mut OneFavourite<Address>, before: &PostalAddress, said: &PostalAddress) {
    let place = main_place(addresses);
    let mut address = place.and_then(|place| addresses.get(place).cloned()).unwrap_or_default();
    address.street = text(&said.street).to_owned();
    address.zip = text(&said.postal_code).to_owned();
    address.city = text(&said.city).to_owned();
    if said.country != before.country {
        let country = text(&said.country).trim();
        let code = country.to_ascii_uppercase();
        (address.country, address.country_code) = match country_name(&code, Language::En) {
            Some(name) if is_country(&code) => (name.to_owned(), code),
            // What is no code is what somebody calls a country.
            _ => (country.to_owned(), String::new()),
        };
    }
    // They were those of the address of before.
    (address.coordinates, address.validation) = (None, None);
    match place {
        Some(place) if address.is_empty() => drop(addresses.remove(place)),
        Some(place) => addresses.update(place, |known| *known = address),
        None if address.is_empty() => {}
        None => addresses.push(address),
    }
}

fn main_place<T: Favourite>(list: &OneFavourite<T>) -> Option<usize> {
    list.iter().position(Favourite::is_favourite).or((!list.is_empty()).then_some(0))
}
