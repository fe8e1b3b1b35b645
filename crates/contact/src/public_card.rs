//! What the public sees of a published business card.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::published_card::{name_on, web_addresses};
use crate::{
    Address, BusinessCard, Email, Favourite, Image, Language, Name, OneFavourite, Person, Phone, Position, PublicPart,
    PublishedCard, WebAddress, country_name,
};

/// What is public of a business card: the only thing that leaves of a person without signing in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PublicCard {
    /// The chosen parts of the name.
    pub name: Name,
    /// The picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<Image>,
    /// The business.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub business: String,
    /// Positions, the preferred one first, as all of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<Position>,
    /// E-mail addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Email>,
    /// Phone numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Postal addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
    /// Pages on the web and profiles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub web_addresses: Vec<WebAddress>,
}

/// What of a person is public; none where the business card is gone or no longer used.
///
/// Everything is written member by member, and nothing is taken over as a whole: a member that the model gets later is not
/// public, or does not compile until somebody has thought of it.
pub fn public(person: &Person, published: &PublishedCard) -> Option<PublicCard> {
    let card = person.cards.iter().find(|card| card.id == Some(published.card) && card.active)?;
    let is_public = |part: &PublicPart| published.public.contains(part);
    let text = |part: PublicPart, text: String| if is_public(&part) { text } else { String::new() };
    let name = name_on(person, card);
    let mut seen = BTreeSet::new();
    let web = web_addresses(person).filter(|url| is_public(&PublicPart::Web((*url).to_owned())) && seen.insert(*url));
    Some(PublicCard {
        name: Name {
            formatted: text(PublicPart::FormattedName, name.formatted),
            salutation: String::new(),
            title: text(PublicPart::Title, name.title),
            honorific_prefix: text(PublicPart::HonorificPrefix, name.honorific_prefix),
            given: text(PublicPart::Given, name.given),
            additional: text(PublicPart::Additional, name.additional),
            family: text(PublicPart::Family, name.family),
            honorific_suffix: text(PublicPart::HonorificSuffix, name.honorific_suffix),
            initials: String::new(),
        },
        picture: person
            .image
            .as_ref()
            .filter(|_| is_public(&PublicPart::Picture))
            .map(|image| Image { media_type: image.media_type.clone(), data: image.data.clone() }),
        business: text(PublicPart::Business, card.business.clone()),
        positions: chosen(&card.positions, &published.public, |position| Position {
            position: position.position.clone(),
            department: position.department.clone(),
            favourite: false,
        }),
        emails: chosen(&card.emails, &published.public, |email| Email {
            address: email.address.clone(),
            place: email.place,
            label: String::new(),
            favourite: false,
        }),
        phones: chosen(&card.phones, &published.public, |phone| Phone {
            number: phone.number.clone(),
            e164: phone.e164.clone(),
            kind: phone.kind,
            place: phone.place,
            label: String::new(),
            favourite: false,
        }),
        addresses: chosen(&card.addresses, &published.public, |address| Address {
            place: address.place,
            types: Vec::new(),
            street: address.street.clone(),
            additional: address.additional.clone(),
            zip: address.zip.clone(),
            city: address.city.clone(),
            district: address.district.clone(),
            city_addition: address.city_addition.clone(),
            post_box: address.post_box.clone(),
            federal_state: address.federal_state.clone(),
            country: address.country.clone(),
            // Where the country's name is said, its code is not shown when one chooses.
            country_code: if address.country.is_empty() { address.country_code.clone() } else { String::new() },
            coordinates: None,
            validation: None,
            favourite: false,
        }),
        web_addresses: web.map(|url| WebAddress { url: url.to_owned(), label: String::new() }).collect(),
    })
}

/// What was chosen of a list, the preferred one first; what says the same as another is there once.
fn chosen<T: Favourite>(list: &OneFavourite<T>, public: &BTreeSet<PublicPart>, copy: impl Fn(&T) -> T) -> Vec<T>
where
    for<'a> PublicPart: From<&'a T>,
{
    let mut seen = BTreeSet::new();
    let (first, others): (Vec<&T>, Vec<&T>) = list.iter().partition(|item| item.is_favourite());
    let items = first.into_iter().chain(others);
    items
        .filter(|item| public.contains(&PublicPart::from(*item)) && seen.insert(PublicPart::from(*item)))
        .map(copy)
        .collect()
}

impl PublicCard {
    /// What stands on top: the name, else the business.
    pub fn title(&self) -> String {
        let name = self.name.display();
        if name.is_empty() { self.business.clone() } else { name }
    }

    /// A person of whom nothing else is known, to be written as a vCard; countries are said by their name in this language.
    pub fn person(&self, language: Language) -> Person {
        let addresses = self.addresses.iter().cloned().map(|mut address| {
            if let Some(name) = country_name(&address.country_code, language).filter(|_| address.country.is_empty()) {
                address.country = name.to_owned();
            }
            address
        });
        let card = BusinessCard {
            business: self.business.clone(),
            positions: self.positions.clone().into(),
            emails: self.emails.clone().into(),
            phones: self.phones.clone().into(),
            addresses: addresses.collect(),
            favourite: true,
            ..BusinessCard::default()
        };
        Person {
            name: self.name.clone(),
            image: self.picture.clone(),
            web_addresses: self.web_addresses.clone(),
            cards: vec![card].into(),
            ..Person::default()
        }
    }
}

#[cfg(test)]
mod tests;
