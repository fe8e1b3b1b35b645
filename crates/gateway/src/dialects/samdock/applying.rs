//! What a client writes, into a person of ours who may say more than the dialect can.
//!
//! Only what is said otherwise than before is written: further business cards, labels, a second e-mail address stay.

use calling_card_contact::{
    Address, BusinessCard, Email, Favourite, OneFavourite, Person, Phone, SocialProfile, WebAddress,
};
use calling_card_crm::samdock::mapping::{Employment, from_wire};
use calling_card_crm::samdock::wire::PersonFields;

/// Writes what is said into a person, of whom `before` was said. Where they work stands elsewhere.
pub(super) fn apply(person: &mut Person, before: &PersonFields, said: &PersonFields) {
    let nowhere = Employment::default();
    let (was, shall) = (from_wire(before, &nowhere), from_wire(said, &nowhere));
    if was.name != shall.name {
        let name = &mut person.name;
        let members = [
            (&was.name.family, shall.name.family, &mut name.family),
            (&was.name.given, shall.name.given, &mut name.given),
            (&was.name.honorific_prefix, shall.name.honorific_prefix, &mut name.honorific_prefix),
            (&was.name.honorific_suffix, shall.name.honorific_suffix, &mut name.honorific_suffix),
        ];
        for (was, shall, text) in members {
            if *was != shall {
                *text = shall;
            }
        }
        // The whole name was that of before.
        name.formatted.clear();
    }
    if was.gender != shall.gender {
        person.gender = shall.gender;
    }
    if was.birthday != shall.birthday {
        person.birthday = shall.birthday;
    }
    write_website(&mut person.web_addresses, was.web_addresses.first(), shall.web_addresses.first());
    write_profiles(&mut person.social_profiles, &was.social_profiles, &shall.social_profiles);
    let card = |of: &Person| {
        of.main_card().cloned().unwrap_or_else(|| BusinessCard { favourite: true, ..BusinessCard::default() })
    };
    let (was, shall) = (
        card(&Person { cards: was.cards, ..Person::default() }),
        card(&Person { cards: shall.cards, ..Person::default() }),
    );
    if was == shall {
        return;
    }
    match main_place(&person.cards) {
        Some(main) => person.cards.update(main, |card| write_card(card, &was, &shall)),
        None => {
            let mut card = BusinessCard { favourite: true, ..BusinessCard::default() };
            write_card(&mut card, &was, &shall);
            person.cards.push(card);
        }
    }
}

fn write_website(pages: &mut Vec<WebAddress>, was: Option<&WebAddress>, shall: Option<&WebAddress>) {
    if was == shall {
        return;
    }
    match (shall, pages.first_mut()) {
        (Some(shall), Some(page)) => page.url = website(&shall.url),
        (Some(shall), None) => pages.push(WebAddress { url: website(&shall.url), label: String::new() }),
        (None, Some(_)) => drop(pages.remove(0)),
        (None, None) => {}
    }
}

/// A page's address; many leave out how it is asked.
pub(super) fn website(said: &str) -> String {
    let said = said.trim();
    if said.is_empty() || said.contains("://") { said.to_owned() } else { format!("https://{said}") }
}

/// Writes what became of profiles, network by network.
pub(super) fn write_profiles(profiles: &mut Vec<SocialProfile>, was: &[SocialProfile], shall: &[SocialProfile]) {
    for old in was {
        let new = shall.iter().find(|new| new.service == old.service);
        let place = profiles.iter().position(|profile| profile.url == old.url);
        match (new, place) {
            (Some(new), Some(place)) => {
                profiles.iter_mut().skip(place).take(1).for_each(|one| one.url.clone_from(&new.url))
            }
            (Some(new), None) => profiles.push(new.clone()),
            (None, Some(place)) => drop(profiles.remove(place)),
            (None, None) => {}
        }
    }
    let more = shall.iter().filter(|new| was.iter().all(|old| old.service != new.service));
    profiles.extend(more.cloned());
}

fn write_card(card: &mut BusinessCard, was: &BusinessCard, shall: &BusinessCard) {
    let email = |card: &BusinessCard| card.emails.main().map(|email| email.address.clone()).unwrap_or_default();
    let (old, new) = (email(was), email(shall));
    if old != new {
        match main_place(&card.emails) {
            Some(place) if new.is_empty() => drop(card.emails.remove(place)),
            Some(place) => card.emails.update(place, |email| email.address = new),
            None if new.is_empty() => {}
            None => card.emails.push(Email { address: new, ..Email::default() }),
        }
    }
    write_phones(&mut card.phones, &was.phones, &shall.phones);
    let address = |card: &BusinessCard| card.addresses.main().cloned().unwrap_or_default();
    let (old, new) = (address(was), address(shall));
    if old != new {
        let place = main_place(&card.addresses);
        let known = place.and_then(|place| card.addresses.get(place).cloned()).unwrap_or_default();
        let written = write_address(known, &new);
        match place {
            Some(place) if written.is_empty() => drop(card.addresses.remove(place)),
            Some(place) => card.addresses.update(place, |known| *known = written),
            None => card.addresses.push(written),
        }
    }
}

/// The numbers, one of each kind that the dialect has.
fn write_phones(phones: &mut OneFavourite<Phone>, was: &[Phone], shall: &[Phone]) {
    let same = |a: &Phone, b: &Phone| (a.kind, a.place, &a.label) == (b.kind, b.place, &b.label);
    for old in was {
        let new = shall.iter().find(|new| same(old, new));
        let place = phones.iter().position(|phone| phone.number == old.number);
        match (new, place) {
            (Some(new), _) if new.number == old.number => {}
            (Some(new), Some(place)) => phones.update(place, |phone| phone.number.clone_from(&new.number)),
            (Some(new), None) => phones.push(new.clone()),
            (None, Some(place)) => drop(phones.remove(place)),
            (None, None) => {}
        }
    }
    for new in shall.iter().filter(|new| was.iter().all(|old| !same(old, new))) {
        phones.push(new.clone());
    }
}

/// An address with what is said of it; what the dialect cannot say stays.
pub(super) fn write_address(known: Address, said: &Address) -> Address {
    Address {
        street: said.street.clone(),
        zip: said.zip.clone(),
        city: said.city.clone(),
        federal_state: said.federal_state.clone(),
        country: said.country.clone(),
        country_code: said.country_code.clone(),
        // They were those of the address of before.
        coordinates: None,
        validation: None,
        ..known
    }
}

fn main_place<T: Favourite>(list: &OneFavourite<T>) -> Option<usize> {
    list.iter().position(Favourite::is_favourite).or((!list.is_empty()).then_some(0))
}

#[cfg(test)]
mod tests {
    use calling_card_contact::{PhoneKind, Place};
    use calling_card_crm::samdock::mapping::to_wire;

    use super::*;

    fn phone(number: &str, kind: PhoneKind, place: Place) -> Phone {
        Phone { number: number.into(), kind, place, ..Phone::default() }
    }

    #[test]
    fn what_the_dialect_cannot_say_stays() {
        let mut card = BusinessCard { business: "Sorbonne".into(), ..BusinessCard::default() };
        card.emails.push(Email { address: "a@example.com".into(), label: "Office".into(), ..Email::default() });
        card.emails.push(Email { address: "b@example.com".into(), ..Email::default() });
        card.phones.push(phone("1234", PhoneKind::Pager, Place::Other));
        card.phones.push(phone("5678", PhoneKind::Fax, Place::Work));
        let mut person = Person { cards: vec![card].into(), ..Person::default() };
        person.name.family = "Curie".into();
        person.name.title = "Dr.".into();
        let before = to_wire(&person);
        let unchanged = person.clone();
        apply(&mut person, &before, &before.clone());
        assert_eq!(person, unchanged);

        let said = PersonFields {
            email: Some("c@example.com".into()),
            fax_number: Some(String::new()),
            mobile_number: Some("+49 170 1".into()),
            first_name: Some("Marie".into()),
            xing: Some("https://www.xing.com/profile/M".into()),
            ..before.clone()
        };
        apply(&mut person, &before, &said);
        let card = person.main_card().cloned().unwrap_or_default();
        let emails: Vec<_> = card.emails.iter().map(|email| (email.address.as_str(), email.label.as_str())).collect();
        assert_eq!(emails, [("c@example.com", "Office"), ("b@example.com", "")]);
        let phones: Vec<_> = card.phones.iter().map(|phone| (phone.number.as_str(), phone.kind)).collect();
        assert_eq!(phones, [("1234", PhoneKind::Pager), ("+49 170 1", PhoneKind::Mobile)]);
        assert_eq!((person.name.title.as_str(), person.name.given.as_str()), ("Dr.", "Marie"));
        assert_eq!((card.business.as_str(), person.social_profiles.len()), ("Sorbonne", 1));
        assert_eq!(to_wire(&person), said, "what was said is said again");
    }
}
