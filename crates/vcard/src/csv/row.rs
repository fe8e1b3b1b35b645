//! From a row to a card.

use calling_card_contact::{
    Address, BusinessCard, Email, ImportantDate, KeptProperty, Person, Phone, PhoneKind, Place, Position,
    SocialProfile, WebAddress,
};

use super::kind::Kind;
use super::values::{emails, gender, phones, service, several, tags, web_address};
use super::{Field, Part, Record, dates};
use crate::Version;
use crate::write::{Export, escaped, write};

/// What the columns of a table hold.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    columns: Vec<Column>,
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

    /// Whether no column holds anything.
    pub fn is_empty(&self) -> bool {
        self.columns.iter().all(|column| matches!(column.field, Field::LeaveOut | Field::Kind))
    }

    /// The row as a card (vCard 4.0); nothing where no column that is taken over has anything in it.
    pub fn card(&self, record: &Record) -> Option<String> {
        let mut row = Row { addresses: vec![Address::default(); self.addresses], ..Row::default() };
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
struct Row {
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

impl Row {
    fn take(&mut self, column: &Column, text: &str, kind: &Kind) {
        let (person, name) = (&mut self.person, column.heading.as_str());
        let one = match column.field {
            Field::LeaveOut | Field::Kind => return,
            Field::KeepAsNote => return self.keep(if kind.label.is_empty() { name } else { &kind.label }, text),
            Field::Email(place) => return self.emails.extend(emails(text, place, kind)),
            Field::Phone(place) => return self.phones.extend(phones(text, PhoneKind::Voice, place, kind)),
            Field::Mobile => return self.phones.extend(phones(text, PhoneKind::Mobile, Place::Other, kind)),
            Field::Fax(place) => return self.phones.extend(phones(text, PhoneKind::Fax, place, kind)),
            Field::Pager => return self.phones.extend(phones(text, PhoneKind::Pager, Place::Other, kind)),
            Field::Address(place, part) => return self.take_address(column, kind.place.unwrap_or(place), part, text),
            Field::Birthday | Field::BirthdayDayFirst if dates::is_none(text) => return,
            Field::Birthday | Field::BirthdayDayFirst => {
                match dates::read(text, column.field == Field::BirthdayDayFirst).filter(|_| person.birthday.is_none()) {
                    Some(date) => person.birthday = Some(date),
                    None => self.keep(name, text),
                }
                return;
            }
            Field::Date if dates::is_none(text) => return,
            Field::Date => {
                let label = if kind.label.is_empty() { name } else { &kind.label }.to_owned();
                match dates::read(text, false) {
                    Some(date) => person.important_dates.push(ImportantDate { label, date }),
                    None => self.keep(&label, text),
                }
                return;
            }
            Field::Website => {
                for url in several(text) {
                    match web_address(url) {
                        Some(url) => self.person.web_addresses.push(WebAddress { url, label: kind.label.clone() }),
                        None => self.keep(name, url),
                    }
                }
                return;
            }
            Field::Social => {
                let profile = |url: &str| SocialProfile { service: service(name, url), url: url.to_owned() };
                return person.social_profiles.extend(several(text).map(profile));
            }
            Field::Tags => return person.tags.extend(tags(text)),
            Field::Note => return self.notes.push(text.to_owned()),
            Field::Notes => {
                return self
                    .notes
                    .extend(text.split("\n\n").map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned));
            }
            Field::Gender => return person.gender = gender(text),
            Field::Nickname => {
                let line = format!("NICKNAME:{}", escaped(text));
                let nickname = KeptProperty { line, place: u32::MAX, parameters_only: false };
                return person.kept_properties.push(nickname);
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
        if one.is_empty() { text.clone_into(one) } else { self.keep(name, text) }
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

    fn keep(&mut self, heading: &str, text: &str) {
        self.rest.push(format!("{heading}: {text}"));
    }

    fn finish(self) -> Option<String> {
        let Self { mut person, mut card, position, emails, phones, mut addresses, mut notes, rest } = self;
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
            relatives: &[],
            version: Version::V4,
            card: None,
            changed_at: &Default::default(),
        }))
    }
}
