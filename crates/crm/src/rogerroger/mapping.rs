//! What a person is there, and what comes back.
//!
//! | ours | theirs |
//! |---|---|
//! | family name; where there is none, the name to show | `familyName` |
//! | given name, additional names, initials, honorific prefix | `givenName`, `additionalName`, `initials`, `honorificPrefix` |
//! | the profile at LinkedIn | `linkedinId`, the end of its address |
//! | the position, e-mail addresses and phone numbers of the main card, the main one first | `jobTitle`, `emailAddresses`, `phoneNumbers` |
//! | the main address of the main card | `address`, its country by the code |
//! | archived | `archivedAt` |

use calling_card_contact::{
    Address, BusinessCard, Email, Favourite, Language, Note, OneFavourite, Person, PersonId, Phone, PhoneKind,
    Position, SocialProfile, Timestamp, country_name,
};

use super::wire::{self, EmailAddress, PersonFields, PhoneNumber, PostalAddress};

/// How the address of a profile at LinkedIn begins; its id is the rest.
pub(super) const LINKEDIN: &str = "https://www.linkedin.com/in/";
const FAX: &str = "fax";

/// A person as it is written there. A member that says nothing is null, or an empty list.
pub fn to_wire(person: &Person) -> PersonFields {
    let card = person.main_card();
    let name = &person.name;
    let family = if name.family.trim().is_empty() { person.display_name() } else { name.family.clone() };
    let linkedin = person.social_profiles.iter().find_map(|profile| linkedin_id(&profile.url));
    let position = card.and_then(|card| card.positions.main()).map(|position| position.position.clone());
    PersonFields {
        family_name: said(&family),
        given_name: said(&name.given),
        additional_name: said(&name.additional),
        initials: said(&name.initials),
        honorific_prefix: said(&name.honorific_prefix),
        linkedin_id: linkedin.map(str::to_owned),
        archived_at: person.archived_at.as_ref().map(|at| at.0.clone()),
        job_title: position.filter(|position| !position.is_empty()),
        email_addresses: card.map(|card| main_first(&card.emails, email)).unwrap_or_default(),
        phone_numbers: card.map(|card| main_first(&card.phones, phone)).unwrap_or_default(),
        address: card.and_then(|card| card.addresses.main()).map(address),
        ..PersonFields::default()
    }
}

/// The person that stands there.
pub fn from_wire(fields: &PersonFields) -> Person {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut person = Person::default();
    person.name.family = text(&fields.family_name);
    person.name.given = text(&fields.given_name);
    person.name.additional = text(&fields.additional_name);
    person.name.initials = text(&fields.initials);
    person.name.honorific_prefix = text(&fields.honorific_prefix);
    person.archived_at = fields.archived_at.clone().map(Timestamp);
    let profile = |id: &String| SocialProfile { service: "LinkedIn".into(), url: format!("{LINKEDIN}{id}") };
    person.social_profiles = fields.linkedin_id.iter().filter(|id| !id.is_empty()).map(profile).collect();
    let position = Position { position: text(&fields.job_title), ..Position::default() };
    let emails = fields.email_addresses.iter().filter_map(|email| email.email.clone());
    let phones = fields.phone_numbers.iter().filter_map(|phone| Some((phone.phone_number.clone()?, phone)));
    let card = BusinessCard {
        favourite: true,
        positions: Some(position)
            .filter(|position| !position.position.is_empty())
            .into_iter()
            .collect::<Vec<_>>()
            .into(),
        emails: emails.map(|address| Email { address, ..Email::default() }).collect::<Vec<_>>().into(),
        phones: phones
            .map(|(number, phone)| Phone { number, kind: phone_kind(phone), ..Phone::default() })
            .collect::<Vec<_>>()
            .into(),
        addresses: fields.address.as_ref().and_then(address_of).into_iter().collect::<Vec<_>>().into(),
        ..BusinessCard::default()
    };
    if !card.is_empty() {
        person.cards.push(card);
    }
    person
}

/// A note as it is written there; its category is the connection's.
pub fn note_to_wire(note: &Note, category: &str) -> wire::Note {
    wire::Note {
        description: Some(note.text.clone()),
        title: said(&note.title),
        flagged: Some(note.flagged),
        category: Some(category.to_owned()),
        ..wire::Note::default()
    }
}

/// The note that stands there.
pub fn note_from_wire(note: &wire::Note, person: PersonId) -> Note {
    Note {
        person,
        title: note.title.clone().unwrap_or_default(),
        text: note.description.clone().unwrap_or_default(),
        flagged: note.flagged.unwrap_or_default(),
        category: String::new(),
        only_mine: false,
        there: None,
    }
}

fn said(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.trim().is_empty())
}

pub(super) fn linkedin_id(url: &str) -> Option<&str> {
    url.strip_prefix(LINKEDIN).filter(|id| !id.is_empty() && !id.contains(['/', '?', '#']))
}

/// The entries of a list, the main one first: there is no other mark for it.
fn main_first<T: Favourite + Clone, U>(list: &OneFavourite<T>, write: impl Fn(&T) -> U) -> Vec<U> {
    let mut entries: Vec<&T> = list.iter().collect();
    entries.sort_by_key(|entry| !entry.is_favourite());
    entries.into_iter().map(write).collect()
}

fn email(email: &Email) -> EmailAddress {
    EmailAddress { email: Some(email.address.clone()) }
}

fn phone(phone: &Phone) -> PhoneNumber {
    let kind = (phone.kind == PhoneKind::Fax).then(|| FAX.to_owned());
    PhoneNumber { phone_number: Some(phone.number.clone()), phone_type: kind }
}

pub(super) fn phone_kind(phone: &PhoneNumber) -> PhoneKind {
    if phone.phone_type.as_deref() == Some(FAX) { PhoneKind::Fax } else { PhoneKind::Voice }
}

fn address(address: &Address) -> PostalAddress {
    PostalAddress {
        street: said(&address.street),
        postal_code: said(&address.zip),
        city: said(&address.city),
        country: said(&address.country_code),
    }
}

fn address_of(address: &PostalAddress) -> Option<Address> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let code = text(&address.country);
    let made = Address {
        street: text(&address.street),
        zip: text(&address.postal_code),
        city: text(&address.city),
        country: country_name(&code, Language::En).unwrap_or_default().to_owned(),
        country_code: code,
        ..Address::default()
    };
    (!made.is_empty()).then_some(made)
}
