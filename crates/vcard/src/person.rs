//! From a card to a person.

use std::collections::BTreeMap;

use calling_card_contact::{
    Address, BusinessCard, Coordinates, Email, Image, ImportantDate, KeptProperty, Lifecycle, OneFavourite, Person,
    Phone, PhoneKind, Place, Position, SocialProfile, Timestamp, WebAddress,
};

use base64::Engine as _;

use crate::{Card, Property, dates};

/// A person with the notes that came along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The person.
    pub person: Person,
    /// The texts of notes.
    pub notes: Vec<String>,
    /// When the card was last changed, by its own word (`REV`); empty where it does not say.
    pub revision: Timestamp,
}

/// What becomes of a card. Each property goes where the model has a place for it; the others are kept as they stood.
pub fn person_of(card: &Card<'_>) -> Imported {
    let mut made = Making::default();
    for (place, property) in card.properties().enumerate() {
        if !made.take(&property) {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            made.person.kept_properties.push(KeptProperty { line: property.line(), place });
        }
    }
    made.finish()
}

/// A person while they are being made: business cards by their group (the empty one for what has none).
#[derive(Default)]
struct Making {
    person: Person,
    notes: Vec<String>,
    revision: Timestamp,
    cards: BTreeMap<String, Entries>,
    labels: BTreeMap<String, String>,
    /// Whether we wrote the card: it says which business card is the favourite.
    marked: bool,
    /// Whether there was an N.
    named: bool,
}

/// A business card while it is being made: lists are brought under the rule of one favourite at the end.
#[derive(Default)]
struct Entries {
    card: BusinessCard,
    phones: Vec<Phone>,
    emails: Vec<Email>,
    addresses: Vec<Address>,
    positions: Vec<Position>,
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
            "GENDER" => {
                let (sex, words) = (property.component(0), property.component(1));
                person.gender = [sex, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
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
                let tags = property.list();
                let tags = tags.iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty());
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
            "X-ABLABEL" if !property.group.is_empty() => {
                let label = property.text().trim_start_matches("_$!<").trim_end_matches(">!$_").to_owned();
                self.labels.insert(property.group.clone(), label);
            }
            _ => return self.take_card(property),
        }
        true
    }

    /// Takes in what belongs on a business card.
    fn take_card(&mut self, property: &Property<'_>) -> bool {
        // Groups of ours are cards; other programs' groups only tie a label to a line.
        let group = if property.group.starts_with("card") { property.group.clone() } else { String::new() };
        let entries = self.cards.entry(group).or_default();
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
        match &*property.name {
            "EMAIL" if !text.is_empty() => entries.emails.push(Email { address: text, place, label, favourite }),
            "TEL" if !text.is_empty() => {
                let number = number_of(&text);
                entries.phones.push(Phone {
                    number,
                    e164: String::new(),
                    kind: phone_kind(property),
                    place,
                    label,
                    favourite,
                });
            }
            "ADR" => entries.addresses.push(read_address(property, place, favourite)),
            "ORG" => {
                if !entries.card.business.is_empty()
                    || entries.positions.iter().any(|known| !known.department.is_empty())
                {
                    return false;
                }
                let mut units = property.components().into_iter().map(|unit| unit.join(", ").trim().to_owned());
                entries.card.business = units.next().unwrap_or_default();
                let units: Vec<String> = units.filter(|unit| !unit.is_empty()).collect();
                if !units.is_empty() {
                    entries.set_department(units.join("; "));
                }
            }
            "TITLE" if !text.is_empty() => match entries.positions.iter_mut().find(|known| known.position.is_empty()) {
                Some(known) => (known.position, known.favourite) = (text, favourite),
                None => entries.positions.push(Position { position: text, favourite, ..Position::default() }),
            },
            "X-CALLINGCARD-CARD" => {
                self.marked = true;
                let flags = property.list();
                let card = &mut entries.card;
                let has = |flag: &str| flags.iter().any(|known| known.trim() == flag);
                (card.favourite, card.private, card.active) = (has("favourite"), has("private"), !has("inactive"));
                card.use_alternative_name = has("alternative-name");
            }
            "X-CALLINGCARD-NAME" => {
                let card = &mut entries.card;
                card.alternative_salutation = property.component(0);
                card.alternative_title = property.component(1);
                card.alternative_first_name = property.component(2);
                card.alternative_last_name = property.component(3);
            }
            "X-CALLINGCARD-VALID" => {
                let card = &mut entries.card;
                card.valid_from = property.component(0).parse().ok();
                card.valid_to = property.component(1).parse().ok();
            }
            _ => return false,
        }
        true
    }

    fn finish(mut self) -> Imported {
        let mut cards: Vec<BusinessCard> = Vec::new();
        for entries in std::mem::take(&mut self.cards).into_values() {
            let card = entries.settle(&self.labels);
            if !card.is_empty() {
                cards.push(card);
            }
        }
        if let Some(first) = cards.first_mut().filter(|_| !self.marked) {
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
        if self.person.display_name() != formatted {
            self.person.name.formatted = formatted;
        }
        Imported { person: self.person, notes: self.notes, revision: self.revision }
    }
}

fn label_of<'p>(property: &'p Property<'_>) -> Option<&'p str> {
    property.parameter("X-CALLINGCARD-LABEL").filter(|label| !label.is_empty())
}

impl Entries {
    /// Puts a department at the first position.
    fn set_department(&mut self, department: String) {
        match self.positions.first_mut() {
            Some(first) => first.department = department,
            None => self.positions.push(Position { department, ..Position::default() }),
        }
    }

    /// The card, with the labels that other programs tie to lines by groups.
    fn settle(mut self, labels: &BTreeMap<String, String>) -> BusinessCard {
        let texts = self.phones.iter_mut().map(|phone| &mut phone.label);
        for label in texts.chain(self.emails.iter_mut().map(|email| &mut email.label)) {
            if let Some(group) = label.strip_prefix('\0') {
                *label = labels.get(group).cloned().unwrap_or_default();
            }
        }
        self.card.phones = self.phones.into();
        self.card.emails = self.emails.into();
        self.card.addresses = self.addresses.into();
        self.card.positions = self.positions.into();
        self.card
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

/// A number as people write it: of an address `tel:+1-201-555-0123;ext=102` (RFC 3966) the number and the extension.
fn number_of(text: &str) -> String {
    let Some(rest) = text.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("tel:")).map(|_| &text[4..]) else {
        return text.to_owned();
    };
    let mut parts = rest.split(';');
    let number = parts.next().unwrap_or_default().to_owned();
    match parts.find_map(|part| part.strip_prefix("ext=")) {
        Some(extension) => format!("{number} ext. {extension}"),
        None => number,
    }
}

fn phone_kind(property: &Property<'_>) -> PhoneKind {
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

fn read_address(property: &Property<'_>, place: Place, favourite: bool) -> Address {
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
fn read_image(property: &Property<'_>) -> Option<Image> {
    let (said, bytes) = property.binary()?;
    let media_type = said.unwrap_or_else(|| crate::write::media_type_of(property)).replace("image/jpg", "image/jpeg");
    let known = ["image/jpeg", "image/png", "image/webp", "image/gif"].contains(&media_type.as_str());
    let data = base64::engine::general_purpose::STANDARD.encode(bytes);
    (known && data.len() <= calling_card_contact::rules::IMAGE as usize).then_some(Image { media_type, data })
}
