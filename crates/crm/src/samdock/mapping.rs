//! What a person is there, and what comes back.
//!
//! | ours | theirs |
//! |---|---|
//! | family name; where there is none, the name to show | `lastName` |
//! | given name, honorific prefix and suffix, gender | `firstName`, `namePrefix`, `nameSuffix`, `gender` |
//! | a birthday with its year | `birthday` |
//! | the first profile at LinkedIn, XING, Facebook, Twitter and Instagram; the first page on the web | `linkedin`, `xing`, `facebook`, `twitter`, `instagram`; `website` |
//! | of the main card: the main e-mail address, a number for each kind ([`super::phones`]), the main address ([`super::addresses`]) | `email`, six numbers, `address` |
//! | company and position of the main card | an organization of that name, and the role in it ([`super::writing`]) |
//! | a custom field's value, which is read only | `customFields`, by the field's key |

use calling_card_contact::{
    BusinessCard, CustomValue, CustomValues, Email, Favourite, OneFavourite, PartialDate, Person, Position, WebAddress,
};
use serde_json::Value;

use super::wire::{self, Open, PersonFields};
use super::{addresses, networks, phones};

/// Where somebody works, and as what, where that is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Employment {
    /// The organization's name.
    pub company: String,
    /// The role in it.
    pub role: String,
}

impl Employment {
    /// That of a person: company and position of the main card.
    pub fn of(person: &Person) -> Self {
        let card = person.main_card();
        let position = card.and_then(|card| card.positions.main()).map(|position| position.position.trim().to_owned());
        Self {
            company: card.map(|card| card.business.trim().to_owned()).unwrap_or_default(),
            role: position.unwrap_or_default(),
        }
    }
}

/// A person as they are written there. What they do not say is an empty text, so that it is emptied there.
pub fn to_wire(person: &Person) -> PersonFields {
    let (name, card) = (&person.name, person.main_card());
    let family = if name.family.trim().is_empty() { person.display_name() } else { name.family.clone() };
    let whole = |day: &PartialDate| day.year().is_some() && day.month().is_some() && day.day().is_some();
    let birthday = person.birthday.filter(whole).map(|day| day.to_string());
    let mut fields = PersonFields {
        last_name: Some(family),
        first_name: Some(name.given.clone()),
        name_prefix: Some(name.honorific_prefix.clone()),
        name_suffix: Some(name.honorific_suffix.clone()),
        gender: Some(person.gender.clone()),
        birthday: Some(birthday.unwrap_or_default()),
        website: Some(person.web_addresses.first().map(|page| page.url.clone()).unwrap_or_default()),
        email: Some(card.and_then(|card| card.emails.main()).map(|email| email.address.clone()).unwrap_or_default()),
        address: Some(
            card.and_then(|card| card.addresses.main()).map(addresses::to_wire).unwrap_or_else(addresses::none),
        ),
        ..PersonFields::default()
    };
    phones::to_wire(card.map(|card| &card.phones), &mut fields);
    let PersonFields { linkedin, xing, facebook, twitter, instagram, .. } = &mut fields;
    networks::write(&person.social_profiles, [linkedin, xing, facebook, twitter, instagram]);
    fields
}

/// The person that stands there.
pub fn from_wire(fields: &PersonFields, employment: &Employment) -> Person {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut person = Person::default();
    person.name.family = text(&fields.last_name);
    person.name.given = text(&fields.first_name);
    person.name.honorific_prefix = text(&fields.name_prefix);
    person.name.honorific_suffix = text(&fields.name_suffix);
    person.gender = text(&fields.gender);
    person.birthday = fields.birthday.as_deref().and_then(birthday);
    let website = Some(text(&fields.website)).filter(|url| !url.is_empty());
    person.web_addresses = website.into_iter().map(|url| WebAddress { url, ..WebAddress::default() }).collect();
    let PersonFields { linkedin, xing, facebook, twitter, instagram, .. } = fields;
    person.social_profiles = networks::read([linkedin, xing, facebook, twitter, instagram]);
    person.custom = fields.custom_fields.as_ref().map(custom).unwrap_or_default();
    let email = Email { address: text(&fields.email), ..Email::default() };
    let position = Position { position: employment.role.clone(), ..Position::default() };
    let address = fields.address.as_ref().map(addresses::from_wire).unwrap_or_default();
    let card = BusinessCard {
        favourite: true,
        business: employment.company.clone(),
        positions: some(position, |position| position.position.is_empty()),
        emails: some(email, |email| email.address.is_empty()),
        phones: phones::from_wire(fields),
        addresses: some(address, calling_card_contact::Address::is_empty),
        ..BusinessCard::default()
    };
    if !card.is_empty() {
        person.cards.push(card);
    }
    person
}

/// Each text by a function of its own, so that none is forgotten twice.
pub(super) fn texts(fields: &mut PersonFields) -> [&mut Option<String>; 19] {
    let PersonFields {
        email,
        first_name,
        last_name,
        gender,
        name_prefix,
        name_suffix,
        phone_number,
        mobile_number,
        private_number,
        office_number,
        home_number,
        fax_number,
        website,
        linkedin,
        xing,
        facebook,
        twitter,
        instagram,
        birthday,
        ..
    } = fields;
    [
        email,
        first_name,
        last_name,
        gender,
        name_prefix,
        name_suffix,
        phone_number,
        mobile_number,
        private_number,
        office_number,
        home_number,
        fax_number,
        website,
        linkedin,
        xing,
        facebook,
        twitter,
        instagram,
        birthday,
    ]
}

/// Without the empty texts: nothing needs to be emptied in what is new. The last name is always said.
pub fn filled(mut fields: PersonFields) -> PersonFields {
    let last_name = fields.last_name.clone().unwrap_or_default();
    for text in texts(&mut fields) {
        if text.as_deref() == Some("") {
            *text = None;
        }
    }
    fields.address = fields.address.map(addresses::filled).filter(|address| *address != wire::Address::default());
    PersonFields { last_name: Some(last_name), ..fields }
}

/// What of the second is not in the first; none where that is nothing. The last name is always said.
pub(super) fn changes(before: &PersonFields, mut after: PersonFields) -> Option<PersonFields> {
    let (mut before, last_name) = (before.clone(), after.last_name.clone());
    for (before, after) in texts(&mut before).into_iter().zip(texts(&mut after)) {
        if before == after {
            *after = None;
        }
    }
    if before.address == after.address {
        after.address = None;
    }
    (after != PersonFields::default()).then_some(PersonFields { last_name, ..after })
}

/// The day of a birthday; what stands behind it is the time of day of whoever's machine wrote it.
fn birthday(said: &str) -> Option<PartialDate> {
    let day = said.split_once('T').map_or(said, |(day, _)| day);
    day.trim().parse().ok()
}

/// The values of custom fields. A key of theirs is shown as one of ours.
pub(super) fn custom(values: &Open) -> CustomValues {
    let value = |value: &Value| match value {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(CustomValue::Text(text.clone())),
        Value::Number(number) => Some(CustomValue::Text(number.to_string())),
        Value::Array(chosen) => {
            let chosen: Vec<String> = chosen.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            (!chosen.is_empty()).then_some(CustomValue::Chosen(chosen))
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    };
    let entries = values.iter().filter_map(|(key, said)| Some((super::field_mapping::key(key).ok()?, value(said)?)));
    entries.collect()
}

fn some<T: Favourite>(entry: T, empty: impl Fn(&T) -> bool) -> OneFavourite<T> {
    if empty(&entry) { OneFavourite::default() } else { vec![entry].into() }
}
