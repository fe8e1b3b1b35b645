//! The person that stands there.

use calling_card_contact::{
    Address, BusinessCard, Email, Language, Person, Phone, PhoneKind, Place, Position, SocialProfile, Timestamp,
    WebAddress, country_code, country_name,
};

use super::{Content, DIRECT, Entry, Lines};
use crate::onlyoffice::kinds::InfoType;
use crate::onlyoffice::wire::{self, Contact, Data};

/// The person that stands there. Lists are in an order of their own: the vendor's differs from call to call.
pub fn from_wire(contact: &Contact) -> Person {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut person = Person::default();
    person.name.given = text(&contact.first_name);
    person.name.family = text(&contact.last_name);
    person.tags = contact.tags.clone().unwrap_or_default();
    person.tags.sort_by_cached_key(|tag| (tag.to_lowercase(), tag.clone()));
    let company = contact.company.as_deref().map(company_name).unwrap_or_default();
    let mut card = BusinessCard { favourite: true, business: company, ..BusinessCard::default() };
    if let Some(position) = position_of(contact) {
        card.positions.push(position);
    }
    let mut data: Vec<&Data> = contact.common_data.iter().flatten().filter(|data| !data.data.is_empty()).collect();
    data.sort_by_key(|data| (!data.is_primary, data.id));
    for piece in data {
        read_data(piece, &mut card, &mut person);
    }
    let mut addresses: Vec<&wire::Address> = contact.addresses.iter().flatten().collect();
    addresses.sort_by_cached_key(|address| (!address.is_primary, address.category, Lines::of_wire(address)));
    let addresses = addresses.into_iter().map(address_of).filter(|address| !address.is_empty());
    card.addresses = addresses.collect();
    if !card.is_empty() {
        person.cards.push(card);
    }
    person
}

/// What a company is called, of a person or by itself.
fn company_name(company: &Contact) -> String {
    let names = [&company.company_name, &company.display_name].into_iter().flatten();
    names.into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default()
}

/// The position that is said there.
pub fn position_of(contact: &Contact) -> Option<Position> {
    let position = contact.title.clone().filter(|title| !title.is_empty())?;
    Some(Position { position, ..Position::default() })
}

fn read_data(piece: &Data, card: &mut BusinessCard, person: &mut Person) {
    let Some(kind) = InfoType::of_number(piece.info_type) else { return };
    let (favourite, said) = (piece.is_primary, piece.data.clone());
    let category = kind.category_name(piece.category).unwrap_or("Other");
    let place = place_of(category);
    match kind {
        InfoType::Email => card.emails.push(Email { address: said, place, favourite, ..Email::default() }),
        InfoType::Phone => {
            let kind = match category {
                "Mobile" => PhoneKind::Mobile,
                "Fax" => PhoneKind::Fax,
                _ => PhoneKind::Voice,
            };
            let label = if category == DIRECT { DIRECT.to_owned() } else { String::new() };
            card.phones.push(Phone { number: said, kind, place, label, favourite, ..Phone::default() });
        }
        InfoType::Website => {
            let label = if place == Place::Other { String::new() } else { category.to_owned() };
            person.web_addresses.push(WebAddress { url: said, label });
        }
        // It is among the addresses.
        InfoType::Address => {}
        network => person.social_profiles.push(SocialProfile { service: network.word().to_owned(), url: said }),
    }
}

fn place_of(category: &str) -> Place {
    match category {
        "Home" => Place::Home,
        "Work" | "Office" => Place::Work,
        _ => Place::Other,
    }
}

fn address_of(address: &wire::Address) -> Address {
    let category = InfoType::Address.category_name(address.category).unwrap_or("Other");
    let Lines { street, city, state, zip, country } = Lines::of_wire(address);
    let code = country_code(&country).unwrap_or_default();
    let (street, additional) = street.split_once('\n').unwrap_or((&street, ""));
    Address {
        place: place_of(category),
        types: ["Postal", "Billing", "Office"].into_iter().filter(|word| *word == category).map(Into::into).collect(),
        street: street.trim_end().to_owned(),
        additional: additional.to_owned(),
        zip,
        city,
        federal_state: state,
        country: country_name(code, Language::En).map_or(country, str::to_owned),
        country_code: code.to_owned(),
        favourite: address.is_primary,
        ..Address::default()
    }
}

/// A piece of contact data as it is listed with its id, where its kind is one that we know. Addresses are JSON texts there.
pub fn entry_of(data: &Data) -> Option<Entry> {
    let kind = InfoType::of_number(data.info_type)?;
    let content = match kind {
        InfoType::Address => {
            let address: wire::Address = serde_json::from_str(&data.data).unwrap_or_default();
            Content::Address(Lines::of_wire(&address))
        }
        _ => Content::Text(data.data.clone()),
    };
    Some(Entry { kind, category: data.category, primary: data.is_primary, content, at: String::new() })
}

/// A time of theirs, with thousandths of a second as everywhere else.
pub fn time(said: &str) -> Timestamp {
    let Some((seconds, rest)) = said.split_once('.') else { return Timestamp(said.to_owned()) };
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let zone = rest.strip_prefix(digits.as_str()).unwrap_or_default();
    Timestamp(format!("{seconds}.{}{zone}", digits.get(..3).unwrap_or(&digits)))
}
