//! What a person is there, and what comes back.
//!
//! | ours | theirs |
//! |---|---|
//! | salutation, title, given and family name | `salutation`, `title`, `firstname`, `lastname` |
//! | birthday, with its year or without | `birthday`; without, the year 1584 and `considerBirthYear` false |
//! | important dates, social profiles, tags, personality tags | `importantDates`, `socialMedias`, `orgaTags`, `personalities` |
//! | properties kept as lines of these names | `customerNumber`, `employeeNumber`, `employeeStatus`, and personality tags that are no line of text ([`beyond`]) |
//! | business cards | `cards`, each written by a call of its own ([`cards`]) |
//! | lifecycle, read only | `lifecycle`, `lifecycleHistories` |

mod beyond;
mod cards;
mod companies;
mod company_changes;
mod dates;
mod entries;
pub mod kinds;
mod merging;
mod reading;
mod touchpoints;

pub use cards::{card_from_wire, card_key, card_to_wire, cleared};
pub use companies::{company_from_wire, company_kept, company_to_wire, domain};
pub use company_changes::{company_back, company_changed, company_tags_changed};
pub use dates::{birthday_from_wire, birthday_to_wire, moment};
pub use merging::{card_changed, orga_tags_changed, person_back, person_changed, personalities_changed, unchecked};
pub use reading::{from_wire, note_from_wire};
pub use touchpoints::{touchpoint_changed, touchpoint_from_note, touchpoint_to_note};

use calling_card_contact::{ImportantDate, Person, PersonalityTag, SocialProfile};

use super::wire::{self, Card, CardFields, PersonFields, Tag};

/// A person as they are written there: they by one call, each card by another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    /// What the first call says.
    pub fields: PersonFields,
    /// The cards that say something, with their places among ours.
    pub cards: Vec<(usize, CardFields)>,
}

/// A person as they are written there.
pub fn to_wire(person: &Person) -> Whole {
    let cards = person.cards.iter().enumerate().filter(|(_, card)| !card.is_empty());
    Whole { fields: fields(person), cards: cards.map(|(place, card)| (place, card_to_wire(card))).collect() }
}

/// What is written of a person without their cards.
pub fn fields(person: &Person) -> PersonFields {
    let tags = person.tags.iter().filter(|tag| !tag.is_empty());
    let tags = tags.map(|tag| Tag { text: Some(tag.clone()), ..Tag::default() });
    PersonFields {
        salutation: said(&person.name.salutation),
        title: said(&person.name.title),
        firstname: said(&person.name.given),
        lastname: said(&person.name.family),
        birthday: person.birthday.and_then(birthday_to_wire),
        important_dates: some(person.important_dates.iter().filter_map(important_date).collect()),
        social_medias: some(person.social_profiles.iter().filter_map(social_media).collect()),
        orga_tags: some(tags.collect()),
        personalities: some(personalities(person)),
        customer_number: beyond::text(&person.kept_properties, beyond::CUSTOMER_NUMBER),
        employee_status: beyond::text(&person.kept_properties, beyond::EMPLOYEE_STATUS),
        employee_number: beyond::text(&person.kept_properties, beyond::EMPLOYEE_NUMBER),
        lifecycle: None,
    }
}

/// What of a person there is when all of it is written: they come back as this says.
pub fn written(whole: &Whole) -> wire::Person {
    let cards = whole.cards.iter().map(|(_, fields)| Card { fields: fields.clone(), id: None });
    wire::Person { fields: whole.fields.clone(), cards: some(cards.collect()), ..wire::Person::default() }
}

/// Whether somebody says nothing but a part of what a person says, under the same name: their making was broken off on the way.
pub(crate) fn is_begun(found: &Person, person: &Person) -> bool {
    let (found, whole) = (to_wire(found), to_wire(person));
    let name = |whole: &Whole| [&whole.fields.firstname, &whole.fields.lastname, &whole.fields.title].map(Clone::clone);
    // Which card is the main one the vendor may have chosen itself.
    let plain = |card: &CardFields| CardFields { is_favorite: None, mark_as_favorite: None, ..card.clone() };
    let all: Vec<CardFields> = whole.cards.iter().map(|(_, card)| plain(card)).collect();
    let cards = found.cards.iter().all(|(_, card)| all.contains(&plain(card)));
    let within = |part: &Option<Vec<Tag>>, all: &Option<Vec<Tag>>| {
        part.iter().flatten().all(|tag| all.iter().flatten().any(|known| known == tag))
    };
    name(&found) == name(&whole) && cards && within(&found.fields.orga_tags, &whole.fields.orga_tags)
}

/// A day to remember; one of which the year or the day is not known has no place there.
fn important_date(date: &ImportantDate) -> Option<wire::ImportantDate> {
    let text = said(&date.label)?;
    Some(wire::ImportantDate { text: Some(text), date: Some(dates::midnight(date.date)?) })
}

/// The personality tags, also those that are kept as lines.
fn personalities(person: &Person) -> Vec<wire::Personality> {
    let mut tags = person.personality_tags.clone();
    let kept = person.kept_properties.iter().filter_map(PersonalityTag::of_kept);
    kept.for_each(|tag| tag.add_to(&mut tags));
    let told = |tag: &PersonalityTag| {
        Some(wire::Personality { id: None, category: said(&tag.category), text: Some(said(&tag.text)?) })
    };
    tags.iter().filter_map(told).collect()
}

fn social_media(profile: &SocialProfile) -> Option<wire::SocialMedia> {
    Some(wire::SocialMedia { kind: said(&profile.service), link: Some(said(&profile.url)?) })
}

/// A text that says something.
fn said(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// A list that says something.
fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    Some(list).filter(|list| !list.is_empty())
}
