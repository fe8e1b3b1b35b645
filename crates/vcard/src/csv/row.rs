//! From a row to a card.

use calling_card_contact::{
    Address, BusinessCard, CustomField, Email, ImportantDate, KeptProperty, Person, Phone, PhoneKind, Place, Position,
    SocialProfile, WebAddress,
};

use super::kind::Kind;
use super::values::{emails, gender, personality, phones, service, several, tags, web_address};
use super::{Field, Part, Record, dates};
use crate::Version;
use crate::write::{Export, escaped, write};

/// What the columns of a table hold.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    columns: Vec<Column>,
    custom_fields: Vec<CustomField>,
    /// How many addresses there can be in a row.
    addresses: usize,
}

#[derive(Clone, Debug)]
struct Column {
    field: Field,
    heading: String,
    /// The column that says what this one is.
    kind: Option<usize>,
    /// Which of the addresses it belongs to.
    address: usize,
}

impl Mapping {
    /// Columns with these fields and headings.
    pub fn new(fields: &[Field], headings: &[String]) -> Self {
        let mut mapping = Self::default();
        // The last address of each place, and the fields that it has.
        let mut last: Vec<(Place, Vec<Part>)> = Vec::new();
        let mut kind = None;
        for (index, field) in fields.iter().enumerate() {
            let heading = headings.get(index).filter(|heading| !heading.is_empty()).cloned();
            let mut column = Column {
                field: *field,
                heading: heading.unwrap_or_else(|| format!("{}", index + 1)),
                kind: None,
                address: 0,
            };
            match *field {
                Field::Kind => kind = Some((index, None)),
                Field::Address(place, part) => {
                    let told =
                        kind.filter(|(_, sort)| sort.is_none_or(|sort| sort == Some(place))).map(|(index, _)| index);
                    let begins = told.is_some() && matches!(kind, Some((_, None)));
                    let known = last.iter().rposition(|(known, parts)| {
                        *known == place && (part == Part::Additional || !parts.contains(&part))
                    });
                    column.address = known.filter(|_| !begins).unwrap_or_else(|| {
                        last.push((place, Vec::new()));
                        last.len() - 1
                    });
                    last[column.address].1.push(part);
                    column.kind = told;
                    kind = told.map(|index| (index, Some(Some(place))));
                }
                _ => column.kind = kind.take().filter(|(_, sort)| sort.is_none()).map(|(index, _)| index),
            }
            mapping.columns.push(column);
        }
        mapping.addresses = last.len();
        mapping
    }

    /// Columns may hold these custom fields as well.
    #[must_use]
    pub fn with_custom(self, custom_fields: &[CustomField]) -> Self {
        Self { custom_fields: custom_fields.to_vec(), ..self }
    }

    /// Whether no column holds anything.
    pub fn is_empty(&self) -> bool {
        self.columns.iter().all(|column| matches!(column.field, Field::LeaveOut | Field::Kind))
    }

    /// The row as a card (vCard 4.0); nothing where no column that is taken over has anything in it.
    pub fn card(&self, record: &Record) -> Option<String> {
        let addresses = vec![Address::default(); self.addresses];
        let mut row = Row { addresses, custom_fields: &self.custom_fields, ..Row::default() };
        let cell = |index: usize| record.cells.get(index).map(String::as_str).unwrap_or_default();
        for (index, column) in self.columns.iter().enumerate() {
            let text = cell(index);
            if !text.is_empty() {
                row.take(column, text, &column.kind.map(|kind| Kind::of(cell(kind))).unwrap_or_default());
            }
        }
        row.finish()
    }
}

/// A person while they are being made.
#[derive(Default)]
struct Row<'a> {
    custom_fields: &'a [CustomField],
    person: Person,
    card: BusinessCard,
    position: Position,
    emails: Vec<Email>,
    phones: Vec<Phone>,
    addresses: Vec<Address>,
    notes: Vec<String>,
    /// What has no field, or fits into none: heading and text.
    rest: Vec<String>,
}

impl Row<'_> {
    /// Takes a cell in; what has no field, or fits into none, is kept with its heading.
    fn take(&mut self, column: &Column, text: &str, kind: &Kind) {
        if !self.takes(column, text, kind) {
            let heading = if kind.label.is_empty() { &column.heading } else { &kind.label };
            self.rest.push(format!("{heading}: {text}"));
        }
    }

    /// Takes a cell in, unless there is no place for it.
    fn takes(&mut self, column: &Column, text: &str, kind: &Kind) -> bool {
        let person = &mut self.person;
        let once = match column.field {
            Field::LeaveOut | Field::Kind => return true,
            Field::KeepAsNote => return false,
            Field::Birthday | Field::BirthdayDayFirst | Field::Date if dates::is_none(text) => return true,
            Field::Email(place) => return add(&mut self.emails, Some(emails(text, place, kind))),
            Field::Phone(place) => return add(&mut self.phones, Some(phones(text, PhoneKind::Voice, place, kind))),
            Field::Mobile => return add(&mut self.phones, Some(phones(text, PhoneKind::Mobile, Place::Other, kind))),
            Field::Fax(place) => return add(&mut self.phones, Some(phones(text, PhoneKind::Fax, place, kind))),
            Field::Pager => return add(&mut self.phones, Some(phones(text, PhoneKind::Pager, Place::Other, kind))),
            Field::Address(place, part) => {
                self.take_address(column, kind.place.unwrap_or(place), part, text);
                return true;
            }
            Field::Birthday | Field::BirthdayDayFirst => {
                let date = dates::read(text, column.field == Field::BirthdayDayFirst);
                let is_taken = person.birthday.is_none() && date.is_some();
                person.birthday = person.birthday.or(date);
                return is_taken;
            }
            Field::Date => {
                let label = if kind.label.is_empty() { &column.heading } else { &kind.label };
                let date = dates::read(text, false).map(|date| vec![ImportantDate { label: label.clone(), date }]);
                return add(&mut person.important_dates, date);
            }
            Field::Website => {
                let one = |url| Some(WebAddress { url: web_address(url)?, label: kind.label.clone() });
                return add(&mut person.web_addresses, several(text).map(one).collect());
            }
            Field::Social => {
                let one = |url: &str| SocialProfile { service: service(&column.heading, url), url: url.to_owned() };
                return add(&mut person.social_profiles, Some(several(text).map(one).collect()));
            }
            Field::Tags => return add(&mut person.tags, Some(tags(text).collect())),
            Field::PersonalityTags => {
                return add(&mut person.personality_tags, Some(tags(text).map(personality).collect()));
            }
            Field::Note => return add(&mut self.notes, Some(vec![text.to_owned()])),
            Field::Notes => {
                let notes = text.split("\n\n").map(str::trim).filter(|note| !note.is_empty());
                return add(&mut self.notes, Some(notes.map(str::to_owned).collect()));
            }
            Field::Custom(place) => {
                let field = self.custom_fields.get(usize::from(place));
                let Some((field, value)) = field.and_then(|field| Some((field, field.kind.of_words(text)?))) else {
                    return false;
                };
                let is_free = !person.custom.contains_key(&field.key);
                if is_free {
                    person.custom.insert(field.key.clone(), value);
                }
                return is_free;
            }
            Field::Gender => {
                person.gender = gender(text);
                return true;
            }
            Field::Nickname => {
                let line = format!("NICKNAME:{}", escaped(text));
                let nickname = KeptProperty { line, place: u32::MAX, parameters_only: false };
                return add(&mut person.kept_properties, Some(vec![nickname]));
            }
            Field::Name => &mut person.name.formatted,
            Field::Salutation => &mut person.name.salutation,
            Field::Title => &mut person.name.title,
            Field::Prefix => &mut person.name.honorific_prefix,
            Field::Given => &mut person.name.given,
            Field::Additional => &mut person.name.additional,
            Field::Family => &mut person.name.family,
            Field::Suffix => &mut person.name.honorific_suffix,
            Field::Initials => &mut person.name.initials,
            Field::Business => &mut self.card.business,
            Field::Department => &mut self.position.department,
            Field::Position => &mut self.position.position,
            Field::Uid => &mut person.uid,
        };
        let is_free = once.is_empty();
        if is_free {
            text.clone_into(once);
        }
        is_free
    }

    fn take_address(&mut self, column: &Column, place: Place, part: Part, text: &str) {
        let Some(address) = self.addresses.get_mut(column.address) else { return };
        address.place = place;
        let field = match part {
            // Its parts come first.
            Part::Whole if address.street.is_empty() => &mut address.street,
            Part::Whole => return,
            Part::Street => &mut address.street,
            Part::HouseNumber => {
                if !address.street.is_empty() {
                    address.street.push(' ');
                }
                return address.street.push_str(text);
            }
            Part::Additional => {
                if !address.additional.is_empty() {
                    address.additional.push_str(", ");
                }
                return address.additional.push_str(text);
            }
            Part::PostBox => &mut address.post_box,
            Part::Zip => &mut address.zip,
            Part::City => &mut address.city,
            Part::State => &mut address.federal_state,
            Part::Country => &mut address.country,
            Part::CountryCode if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                return address.country_code = text.to_ascii_uppercase();
            }
            Part::CountryCode => &mut address.country,
        };
        text.clone_into(field);
    }

    fn finish(self) -> Option<String> {
        let Self { custom_fields, mut person, mut card, position, emails, phones, mut addresses, mut notes, rest } =
            self;
        if !rest.is_empty() {
            notes.push(rest.join("\n"));
        }
        addresses.retain(|address| *address != Address { place: address.place, ..Address::default() });
        (card.emails, card.phones, card.addresses) = (emails.into(), phones.into(), addresses.into());
        if position != Position::default() {
            card.positions = vec![position].into();
        }
        if !card.is_empty() {
            card.favourite = true;
            person.cards = vec![card].into();
        }
        if notes.is_empty() && person == Person::default() {
            return None;
        }
        Some(write(&Export {
            person: &person,
            uid: "",
            notes: &notes,
            organizations: &[],
            custom_fields,
            relatives: &[],
            version: Version::V4,
            card: None,
            changed_at: &Default::default(),
        }))
    }
}

/// Adds to a list, where there is something to add.
fn add<T>(list: &mut Vec<T>, new: Option<Vec<T>>) -> bool {
    let is_some = new.is_some();
    list.extend(new.unwrap_or_default());
    is_some
}
