//! What a person is there, and what comes back.
//!
//! | ours | theirs |
//! |---|---|
//! | given and family name | `firstName`, `lastName` |
//! | of the main card: company, position | `company` by its name, `title` |
//! | its e-mail addresses, phone numbers and addresses; the main one of each | contact data of these kinds; `isPrimary` |
//! | work or home, mobile or fax; what an address is for | their category |
//! | a further line of an address | a second line of its street |
//! | web addresses; profiles in the networks that it knows | contact data of these kinds |
//! | tags | `tags` |
//! | values of custom fields | those of the fields that there are ([`super::fields`]) |

mod data;
mod reading;

pub use data::{Content, Entry, Lines};
pub use reading::{entry_of, from_wire, position_of, time};

use calling_card_contact::{
    BusinessCard, CustomValues, Favourite, OneFavourite, Person, PhoneKind, Place, SocialProfile,
};

use super::kinds::InfoType;
use super::wire::Contact;

/// The category of a phone that is answered without a switchboard; to us it is a name.
const DIRECT: &str = "Direct";

/// A person as they are written there, by several calls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whole {
    /// `firstName`.
    pub first_name: String,
    /// `lastName`.
    pub last_name: String,
    /// `jobTitle`, with its place in our person.
    pub title: (String, String),
    /// The name of the company, with its place.
    pub company: (String, String),
    /// Contact data; the main one of a kind first.
    pub entries: Vec<Entry>,
    /// Tags with their places; none twice.
    pub tags: Vec<(String, String)>,
    /// Values of custom fields, whichever of them there are.
    pub custom: CustomValues,
}

/// A person as they are written there.
pub fn to_wire(person: &Person) -> Whole {
    let card = person.cards.iter().position(|card| card.favourite).unwrap_or_default();
    let at = format!("/cards/{card}");
    let mut whole = Whole {
        first_name: person.name.given.trim().to_owned(),
        last_name: person.name.family.trim().to_owned(),
        title: (String::new(), format!("{at}/positions/0/position")),
        company: (String::new(), format!("{at}/business")),
        custom: person.custom.clone(),
        ..Whole::default()
    };
    if let Some(card) = person.cards.get(card) {
        write_card(card, &at, &mut whole);
    }
    let links = person.web_addresses.iter().enumerate().map(|(place, page)| {
        let category = InfoType::Website.category_number(&page.label).unwrap_or(data::OTHER);
        Entry::text(InfoType::Website, category, &page.url, format!("/web_addresses/{place}/url"))
    });
    let profiles = person.social_profiles.iter().enumerate().filter_map(|(place, profile)| {
        Some(Entry::text(network(profile)?, data::OTHER, &profile.url, format!("/social_profiles/{place}/url")))
    });
    whole.entries.extend(links.chain(profiles));
    whole.entries.retain(|entry| !entry.content.is_empty());
    for (place, tag) in person.tags.iter().enumerate() {
        let tag = tag.trim();
        let known = whole.tags.iter().any(|(known, _)| known.to_lowercase() == tag.to_lowercase());
        if !known && !tag.is_empty() {
            whole.tags.push((tag.to_owned(), format!("/tags/{place}")));
        }
    }
    whole
}

fn write_card(card: &BusinessCard, at: &str, whole: &mut Whole) {
    card.business.trim().clone_into(&mut whole.company.0);
    if let Some((place, position)) = main_first(&card.positions).next() {
        whole.title = (position.position.trim().to_owned(), format!("{at}/positions/{place}/position"));
    }
    let emails = main_first(&card.emails).map(|(place, email)| {
        let category = of_place(InfoType::Email, email.place);
        Entry::text(InfoType::Email, category, &email.address, format!("{at}/emails/{place}/address"))
    });
    let phones = main_first(&card.phones).map(|(place, phone)| {
        let named = |name| InfoType::Phone.category_number(name).unwrap_or_default();
        let category = match phone.kind {
            PhoneKind::Mobile => named("Mobile"),
            PhoneKind::Fax => named("Fax"),
            PhoneKind::Voice if phone.label == DIRECT => named(DIRECT),
            _ => of_place(InfoType::Phone, phone.place),
        };
        Entry::text(InfoType::Phone, category, &phone.number, format!("{at}/phones/{place}/number"))
    });
    let addresses = main_first(&card.addresses).map(|(place, address)| Entry {
        kind: InfoType::Address,
        category: data::category_of(address),
        primary: false,
        content: Content::Address(Lines::of(address)),
        at: format!("{at}/addresses/{place}/street"),
    });
    for group in [emails.collect::<Vec<_>>(), phones.collect(), addresses.collect()] {
        let mut group: Vec<Entry> = group.into_iter().filter(|entry| !entry.content.is_empty()).collect();
        group.iter_mut().take(1).for_each(|main| main.primary = true);
        whole.entries.append(&mut group);
    }
}

/// What of a person there is when all of it is written: they come back as this says.
pub fn written(whole: &Whole) -> Contact {
    let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let company = said(&whole.company.0);
    let numbered = || whole.entries.iter().zip(1..);
    Contact {
        first_name: Some(whole.first_name.clone()),
        last_name: said(&whole.last_name),
        title: said(&whole.title.0),
        company: company
            .map(|name| Box::new(Contact { display_name: Some(name), is_company: true, ..Contact::default() })),
        common_data: Some(numbered().filter_map(|(entry, id)| entry.data(id)).collect()),
        addresses: Some(whole.entries.iter().filter_map(Entry::address).collect()),
        tags: Some(whole.tags.iter().map(|(tag, _)| tag.clone()).collect()),
        ..Contact::default()
    }
}

/// Whether somebody says nothing but a part of what a person says, under the same name: their making was broken off on the way.
pub(crate) fn is_begun(found: &Person, person: &Person) -> bool {
    let (found, whole) = (to_wire(found), to_wire(person));
    let same_name = (&found.first_name, &found.last_name) == (&whole.first_name, &whole.last_name);
    let within = |part: &str, all: &str| part.is_empty() || part == all;
    let entries = found.entries.iter().all(|entry| whole.entries.iter().any(|all| all.says_the_same(entry)));
    let tags = found.tags.iter().all(|(tag, _)| whole.tags.iter().any(|(all, _)| all == tag));
    let (title, company) = (within(&found.title.0, &whole.title.0), within(&found.company.0, &whole.company.0));
    let custom =
        found.custom.iter().all(|(key, value)| whole.custom.get(key).is_some_and(|all| all.text() == value.text()));
    same_name && entries && tags && title && company && custom
}

/// The entries of a list with their places, the main one first.
fn main_first<T: Favourite>(list: &OneFavourite<T>) -> impl Iterator<Item = (usize, &T)> {
    let mut entries: Vec<(usize, &T)> = list.iter().enumerate().collect();
    entries.sort_by_key(|(_, entry)| !entry.is_favourite());
    entries.into_iter()
}

fn of_place(kind: InfoType, place: Place) -> i64 {
    let name = match place {
        Place::Home => "Home",
        Place::Work => "Work",
        Place::Other => "Other",
    };
    kind.category_number(name).unwrap_or_default()
}

/// The network of a profile, where it is one that ONLYOFFICE knows.
fn network(profile: &SocialProfile) -> Option<InfoType> {
    if profile.url.contains("linkedin.com/") {
        return Some(InfoType::LinkedIn);
    }
    InfoType::of_text(&profile.service).filter(|kind| kind.is_network() && profile.service.parse::<i64>().is_err())
}
