//! From a card to a person.

use std::collections::BTreeMap;

use calling_card_contact::{
    Address, BusinessCard, Coordinates, Email, Image, ImportantDate, KeptProperty, Lifecycle, OneFavourite, Person,
    Phone, PhoneKind, Place, Position, SocialProfile, Timestamp, WebAddress,
};

use crate::{Card, Property, dates};

/// A person with the notes that came along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The person.
    pub person: Person,
    /// The texts of notes.
    pub notes: Vec<String>,
}

/// What becomes of a card. Each property goes where the model has a place for it; the others are kept as they stood.
pub fn person_of(card: &Card) -> Imported {
    let mut made = Making::default();
    for property in &card.properties {
        if !made.take(property) {
            made.person.kept_properties.push(KeptProperty { line: property.line.clone() });
        }
    }
    made.finish(card)
}

/// A person while they are being made: business cards by their group (the empty one for what has none).
#[derive(Default)]
struct Making {
    person: Person,
    notes: Vec<String>,
    cards: BTreeMap<String, BusinessCard>,
    labels: BTreeMap<String, String>,
}

impl Making {
    /// Takes a property in; false where there is no place for it.
    fn take(&mut self, property: &Property) -> bool {
        let text = || property.text().trim().to_owned();
        let person = &mut self.person;
        match property.name.as_str() {
            "VERSION" | "PRODID" | "REV" | "X-CALLINGCARD-ORGANIZATION" => {}
            "FN" if person.name.formatted.is_empty() => person.name.formatted = text(),
            "N" => read_name(person, property),
            "UID" => person.uid = text(),
            "GENDER" => {
                let (sex, words) = (property.component(0), property.component(1));
                person.gender = if words.is_empty() { sex } else { words };
            }
            "X-GENDER" => person.gender = text(),
            "BDAY" => match dates::read(property) {
                Some(date) => person.birthday = Some(date),
                None => return false,
            },
            "ANNIVERSARY" | "X-ANNIVERSARY" | "X-CALLINGCARD-DATE" => match dates::read(property) {
                Some(date) => {
                    let label = label_of(property).unwrap_or("Anniversary").to_owned();
                    person.important_dates.push(ImportantDate { label, date });
                }
                None => return false,
            },
            "CATEGORIES" => {
                let tags = property.list().iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty());
                person.tags.extend(tags);
            }
            "NOTE" if !property.text().trim().is_empty() => self.notes.push(text()),
            "URL" if calling_card_contact::rules::url(property.text().trim()).is_ok() => {
                let label = label_of(property).unwrap_or_default().to_owned();
                person.web_addresses.push(WebAddress { url: text(), label });
            }
            "SOCIALPROFILE" | "X-SOCIALPROFILE" => {
                let service = property.parameter("SERVICE-TYPE").or(property.parameter("TYPE")).unwrap_or_default();
                person.social_profiles.push(SocialProfile { service: service.to_owned(), url: text() });
            }
            "PHOTO" => match read_image(property) {
                Some(image) => person.image = Some(image),
                None => return false,
            },
            "X-CALLINGCARD-SALUTATION" => person.name.salutation = text(),
            "X-CALLINGCARD-TITLE" => person.name.title = text(),
            "X-CALLINGCARD-INITIALS" => person.name.initials = text(),
            "X-CALLINGCARD-LIFECYCLE" => {
                person
                    .lifecycle
                    .push(Lifecycle { stage: property.component(0), since: Timestamp(property.component(1)) });
            }
            "X-ABLABEL" => {
                let label = property.text().trim_start_matches("_$!<").trim_end_matches(">!$_").to_owned();
                self.labels.insert(property.group.clone(), label);
            }
            _ => return self.take_card(property),
        }
        true
    }

    /// Takes in what belongs on a business card.
    fn take_card(&mut self, property: &Property) -> bool {
        // Groups of ours are cards; other programs' groups only tie a label to a line.
        let group = if property.group.starts_with("card") { property.group.clone() } else { String::new() };
        let card = self.cards.entry(group).or_default();
        let place = if property.is_type("work") {
            Place::Work
        } else if property.is_type("home") {
            Place::Home
        } else {
            Place::Other
        };
        let favourite = property.is_type("pref") || property.parameter("PREF") == Some("1");
        let own = label_of(property).map(str::to_owned);
        // The label of another program's group comes later; its group stands here until then.
        let label = own.unwrap_or_else(|| {
            if property.group.is_empty() || property.group.starts_with("card") {
                String::new()
            } else {
                format!("\0{}", property.group)
            }
        });
        let text = property.text().trim().to_owned();
        match property.name.as_str() {
            "EMAIL" if !text.is_empty() => card.emails.push(Email { address: text, place, label, favourite }),
            "TEL" if !text.is_empty() => {
                let number = text.strip_prefix("tel:").map_or(text.clone(), str::to_owned);
                card.phones.push(Phone {
                    number,
                    e164: String::new(),
                    kind: phone_kind(property),
                    place,
                    label,
                    favourite,
                });
            }
            "ADR" => card.addresses.push(read_address(property, place, favourite)),
            "ORG" => {
                card.business = property.component(0);
                let department = property.component(1);
                if !department.is_empty() {
                    set_department(card, department);
                }
            }
            "TITLE" => {
                let mut positions = std::mem::take(&mut card.positions).into_vec();
                match positions.iter_mut().find(|known| known.position.is_empty()) {
                    Some(known) => known.position = text,
                    None => positions.push(Position { position: text, favourite, ..Position::default() }),
                }
                card.positions = OneFavourite::from(positions);
            }
            "X-CALLINGCARD-CARD" => {
                let flags = property.list();
                let has = |flag: &str| flags.iter().any(|known| known.trim() == flag);
                (card.favourite, card.private, card.active) = (has("favourite"), has("private"), !has("inactive"));
                card.use_alternative_name = has("alternative-name");
            }
            "X-CALLINGCARD-NAME" => {
                card.alternative_salutation = property.component(0);
                card.alternative_title = property.component(1);
                card.alternative_first_name = property.component(2);
                card.alternative_last_name = property.component(3);
            }
            "X-CALLINGCARD-VALID" => {
                card.valid_from = property.component(0).parse().ok();
                card.valid_to = property.component(1).parse().ok();
            }
            _ => return false,
        }
        true
    }

    fn finish(mut self, card: &Card) -> Imported {
        let labels = std::mem::take(&mut self.labels);
        let settle = |label: &mut String| {
            if let Some(group) = label.strip_prefix('\0') {
                *label = labels.get(group).cloned().unwrap_or_default();
            }
        };
        let mut cards: Vec<BusinessCard> = Vec::new();
        for (_, mut business) in std::mem::take(&mut self.cards) {
            business.phones = std::mem::take(&mut business.phones)
                .into_vec()
                .into_iter()
                .map(|mut phone| {
                    settle(&mut phone.label);
                    phone
                })
                .collect();
            business.emails = std::mem::take(&mut business.emails)
                .into_vec()
                .into_iter()
                .map(|mut email| {
                    settle(&mut email.label);
                    email
                })
                .collect();
            if !business.is_empty() {
                cards.push(business);
            }
        }
        let marked = card.properties.iter().any(|property| property.name == "X-CALLINGCARD-CARD");
        if let Some(first) = cards.first_mut().filter(|_| !marked) {
            first.favourite = true;
        }
        self.person.cards = OneFavourite::from(cards);
        // The title stands among the prefixes, and once more by itself.
        let name = &mut self.person.name;
        if let Some(rest) = name.honorific_prefix.strip_prefix(&name.title).filter(|_| !name.title.is_empty()) {
            name.honorific_prefix = rest.trim().to_owned();
        }
        // What FN says is only kept where the parts of the name do not say the same.
        let formatted = std::mem::take(&mut self.person.name.formatted);
        if self.person.name.display() != formatted {
            self.person.name.formatted = formatted;
        }
        Imported { person: self.person, notes: self.notes }
    }
}

fn label_of(property: &Property) -> Option<&str> {
    property.parameter("X-CALLINGCARD-LABEL").filter(|label| !label.is_empty())
}

/// Puts a department at the first position.
fn set_department(card: &mut BusinessCard, department: String) {
    if card.positions.is_empty() {
        card.positions.push(Position { department, ..Position::default() });
    } else {
        card.positions.update(0, |first| first.department = department);
    }
}

fn read_name(person: &mut Person, property: &Property) {
    let name = &mut person.name;
    name.family = property.component(0);
    name.given = property.component(1);
    name.additional = property.component(2);
    name.honorific_suffix = property.component(4);
    name.honorific_prefix = property.component(3);
}

fn phone_kind(property: &Property) -> PhoneKind {
    let kinds = [
        ("cell", PhoneKind::Mobile),
        ("fax", PhoneKind::Fax),
        ("pager", PhoneKind::Pager),
        ("textphone", PhoneKind::Textphone),
        ("text", PhoneKind::Text),
        ("video", PhoneKind::Video),
    ];
    kinds.into_iter().find(|(kind, _)| property.is_type(kind)).map_or(PhoneKind::Voice, |(_, kind)| kind)
}

fn read_address(property: &Property, place: Place, favourite: bool) -> Address {
    let parameter = |name: &str| property.parameter(name).unwrap_or_default().to_owned();
    let geo = parameter("GEO");
    let coordinates =
        geo.strip_prefix("geo:").and_then(|text| text.split_once(',')).and_then(|(latitude, longitude)| {
            Some(Coordinates { latitude: latitude.parse().ok()?, longitude: longitude.parse().ok()? })
        });
    let code = property.parameter("CC").or(property.parameter("X-CALLINGCARD-CC")).unwrap_or_default();
    Address {
        place,
        types: property
            .parameters
            .iter()
            .filter(|(name, _)| name == "X-CALLINGCARD-TYPES")
            .flat_map(|(_, values)| values.clone())
            .collect(),
        post_box: property.component(0),
        additional: property.component(1),
        street: property.component(2),
        city: property.component(3),
        federal_state: property.component(4),
        zip: property.component(5),
        country: property.component(6),
        country_code: code.to_ascii_uppercase(),
        district: parameter("X-CALLINGCARD-DISTRICT"),
        city_addition: parameter("X-CALLINGCARD-CITY-ADDITION"),
        coordinates,
        validation: None,
        favourite,
    }
}

/// A picture that came with the card; one that stands elsewhere on the web is not fetched.
fn read_image(property: &Property) -> Option<Image> {
    let text = property.text().trim();
    let (media_type, data) = match text.strip_prefix("data:") {
        Some(rest) => {
            let (head, data) = rest.split_once(',')?;
            (head.strip_suffix(";base64")?.to_ascii_lowercase(), data)
        }
        None => {
            property
                .parameter("ENCODING")
                .filter(|encoding| ["B", "BASE64"].contains(&encoding.to_ascii_uppercase().as_str()))?;
            let kind = property.parameter("TYPE").unwrap_or("jpeg").to_ascii_lowercase();
            (format!("image/{}", kind.trim_start_matches("image/")), text)
        }
    };
    let media_type = media_type.replace("image/jpg", "image/jpeg");
    let known = ["image/jpeg", "image/png", "image/webp", "image/gif"].contains(&media_type.as_str());
    let data: String = data.chars().filter(|c| !c.is_whitespace()).collect();
    (known && data.len() <= calling_card_contact::rules::IMAGE as usize).then_some(Image { media_type, data })
}
