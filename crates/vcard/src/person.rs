//! From a card to a person.

use std::collections::BTreeMap;

use base64::Engine as _;
use calling_card_contact::{
    BusinessCard, Image, ImportantDate, KeptProperty, Lifecycle, OneFavourite, Person, PersonalityTag, SocialProfile,
    Timestamp, WebAddress, rules,
};

use crate::{Card, Property, dates, foreign};

mod beside;
mod entries;
mod labels;

use beside::Beside;
use entries::Entries;
use labels::Labels;

/// A person with what came along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The person.
    pub person: Person,
    /// The texts of notes.
    pub notes: Vec<String>,
    /// When the card was last changed, by its own word (`REV`); empty where it does not say.
    pub revision: Timestamp,
}

/// What becomes of a card. Each property goes where the model has a place for it; the others are kept as they stood, and so are
/// groups and parameters that have no place.
pub fn person_of(card: &Card<'_>) -> Imported {
    person_with(&card.properties().collect::<Vec<_>>())
}

/// What becomes of the card with these properties.
pub(crate) fn person_with(properties: &[Property<'_>]) -> Imported {
    let mut made = Making { labels: Labels::of(properties), main: main_group(properties), ..Making::default() };
    let (of_cards, others): (Vec<_>, Vec<_>) =
        properties.iter().enumerate().partition(|(_, property)| is_card_group(&property.group));
    // What another program added to one of our cards belongs to the favourite, behind what is there.
    for (place, property) in of_cards.into_iter().chain(others) {
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        if made.labels.has(property) {
            continue;
        }
        if made.take(property) {
            made.beside.take(place, property);
        } else {
            made.keep(place, property);
        }
    }
    made.finish()
}

/// Whether a group is a business card of ours, and not what ties a label to a line elsewhere.
pub(crate) fn is_card_group(group: &str) -> bool {
    group.strip_prefix("card").is_some_and(|number| number.len() >= 3 && number.bytes().all(|c| c.is_ascii_digit()))
}

/// The group of the favourite business card; empty where there are no groups of ours.
fn main_group(properties: &[Property<'_>]) -> String {
    let mut cards =
        properties.iter().filter(|property| property.name == "X-CALLINGCARD-CARD" && is_card_group(&property.group));
    let first = cards.clone().next();
    let favourite = cards.find(|property| property.list().any(|flag| flag.trim() == "favourite"));
    favourite.or(first).map(|property| property.group.clone()).unwrap_or_default()
}

/// A person while they are being made: business cards by their group.
#[derive(Default)]
struct Making {
    person: Person,
    notes: Vec<String>,
    revision: Timestamp,
    cards: BTreeMap<String, Entries>,
    labels: Labels,
    beside: Beside,
    /// The business card to which belongs what is in no group of ours.
    main: String,
    /// Whether there was an N.
    named: bool,
}

impl Making {
    /// Takes a property in; false where there is no place for it.
    fn take(&mut self, property: &Property<'_>) -> bool {
        let text = || property.text().trim().to_owned();
        let person = &mut self.person;
        match &*property.name {
            "VERSION" | "PRODID" | "X-CALLINGCARD-ORGANIZATION" => {}
            "REV" => self.revision = Timestamp(text()),
            "FN" if person.name.formatted.is_empty() => person.name.formatted = text(),
            "N" if !self.named => {
                self.named = true;
                read_name(person, property);
            }
            "UID" if person.uid.is_empty() => person.uid = text(),
            "GENDER" if person.gender.is_empty() => {
                let (sex, words) = (property.component(0), property.component(1));
                person.gender = [sex, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
            }
            "X-GENDER" if person.gender.is_empty() => person.gender = text(),
            "X-WAB-GENDER" if person.gender.is_empty() => person.gender = foreign::gender(&text()),
            "BDAY" if person.birthday.is_none() => {
                person.birthday = dates::read(property);
                return person.birthday.is_some();
            }
            "CATEGORIES" => {
                for tag in property.list() {
                    let tag = tag.trim().to_owned();
                    if !tag.is_empty() && !person.tags.contains(&tag) {
                        person.tags.push(tag);
                    }
                }
            }
            "NOTE" if !property.text().trim().is_empty() => self.notes.push(text()),
            "URL" if rules::url(property.text().trim()).is_ok() => {
                person.web_addresses.push(WebAddress { url: text(), label: self.labels.of_line(property) });
            }
            "SOCIALPROFILE" | "X-SOCIALPROFILE" if !text().is_empty() => {
                let service = property.parameter("SERVICE-TYPE").or(property.parameter("TYPE")).unwrap_or_default();
                person.social_profiles.push(SocialProfile { service: service.into_owned(), url: text() });
            }
            "PHOTO" if person.image.is_none() => {
                person.image = read_image(property);
                return person.image.is_some();
            }
            "X-CALLINGCARD-SALUTATION" => person.name.salutation = text(),
            "X-CALLINGCARD-TITLE" => person.name.title = text(),
            "X-CALLINGCARD-INITIALS" => person.name.initials = text(),
            "X-CALLINGCARD-LIFECYCLE" => {
                person
                    .lifecycle
                    .push(Lifecycle { stage: property.component(0), since: Timestamp(property.component(1)) });
            }
            "X-CALLINGCARD-PERSONALITY" => {
                let tag = PersonalityTag { text: property.component(0), category: property.component(1) };
                if tag.text.is_empty() {
                    return false;
                }
                if !person.personality_tags.contains(&tag) {
                    person.personality_tags.push(tag);
                }
            }
            _ => return self.take_date(property) || self.take_profile(property) || self.take_card(property),
        }
        true
    }

    /// Takes in a day to remember.
    fn take_date(&mut self, property: &Property<'_>) -> bool {
        let Some((label, date)) = foreign::important_date(property) else { return false };
        let own = self.labels.of_line(property);
        let label = if own.is_empty() { label } else { own };
        let important = ImportantDate { label, date };
        // Some write the same day in several manners.
        if !self.person.important_dates.contains(&important) {
            self.person.important_dates.push(important);
        }
        true
    }

    /// Takes in where the person is to be reached in a service on the internet.
    fn take_profile(&mut self, property: &Property<'_>) -> bool {
        let Some(profile) = foreign::messaging(property) else { return false };
        self.person.social_profiles.push(profile);
        true
    }

    /// Takes in what belongs on a business card.
    fn take_card(&mut self, property: &Property<'_>) -> bool {
        // Groups of ours are cards; other programs' groups only tie a label to a line.
        let group = if is_card_group(&property.group) { property.group.clone() } else { self.main.clone() };
        self.cards.entry(group).or_default().take(property, &mut self.labels)
    }

    fn keep(&mut self, place: u32, property: &Property<'_>) {
        self.labels.keep_group(&property.group);
        self.person.kept_properties.push(KeptProperty { line: property.line(), place, parameters_only: false });
    }

    fn finish(mut self) -> Imported {
        let mut cards: Vec<BusinessCard> =
            self.cards.into_values().map(Entries::settle).filter(|card| !card.is_empty()).collect();
        if let Some(first) = cards.first_mut().filter(|_| self.main.is_empty()) {
            first.favourite = true;
        }
        let mut person = self.person;
        person.cards = OneFavourite::from(cards);
        // The title stands among the prefixes, and once more by itself.
        let name = &mut person.name;
        if let Some(rest) = name.honorific_prefix.strip_prefix(&name.title).filter(|_| !name.title.is_empty()) {
            name.honorific_prefix = rest.trim().to_owned();
        }
        // What FN says is only kept where the parts of the name do not say the same.
        let formatted = std::mem::take(&mut person.name.formatted);
        if person.display_name() != formatted {
            person.name.formatted = formatted;
        }
        let kept = &mut person.kept_properties;
        kept.extend(self.labels.take_unused());
        kept.extend(self.beside.finish(&self.labels));
        kept.sort_by_key(|kept| kept.place);
        person.settle_personality_tags();
        Imported { person, notes: self.notes, revision: self.revision }
    }
}

fn read_name(person: &mut Person, property: &Property<'_>) {
    let name = &mut person.name;
    name.family = property.component(0);
    name.given = property.component(1);
    name.additional = property.component(2);
    name.honorific_suffix = property.component(4);
    name.honorific_prefix = property.component(3);
}

/// A picture that came with the card; one that stands elsewhere on the web is not fetched.
pub(crate) fn read_image(property: &Property<'_>) -> Option<Image> {
    let (said, bytes) = property.binary()?;
    let media_type = said.unwrap_or_else(|| crate::write::media_type_of(property)).replace("image/jpg", "image/jpeg");
    let known = ["image/jpeg", "image/png", "image/webp", "image/gif"].contains(&media_type.as_str());
    let data = base64::engine::general_purpose::STANDARD.encode(bytes);
    (known && data.len() <= rules::IMAGE as usize).then_some(Image { media_type, data })
}
