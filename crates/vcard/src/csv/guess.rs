//! What the columns of a table hold, as far as headings and values tell.

use calling_card_contact::{Place, rules};

use super::headings::{self, field_of, kind_of_next};
use super::{Field, Part, Sheet};
use crate::table::HEADINGS;

/// A field for each column; the user has the last word.
pub fn guess(sheet: &Sheet, headed: bool) -> Vec<Field> {
    let names = sheet.headings(headed);
    let next = |index: usize| names.get(index + 1).map(String::as_str).unwrap_or_default();
    let mut fields: Vec<Field> = names
        .iter()
        .enumerate()
        .map(|(index, name)| match field_of(name) {
            _ if kind_of_next(name, next(index)) => Field::Kind,
            Some(field) => field,
            None => Field::LeaveOut,
        })
        .collect();
    for index in 0..fields.len() {
        let column = &sheet.columns[index];
        let samples = sheet.samples(column, headed);
        fields[index] = match fields[index] {
            Field::LeaveOut if names[index].is_empty() => of_values(&samples, &fields),
            Field::LeaveOut => match headings::words(&names[index]) {
                words if words == ["title"] => title(&samples, &fields),
                // The assistant's number is not the person's.
                words if words.iter().any(|word| OTHERS.contains(&word.as_str())) => Field::LeaveOut,
                _ => reachable(&samples).unwrap_or(Field::LeaveOut),
            },
            // A German list has Vorname and Name.
            Field::Name if fields.contains(&Field::Given) && !fields.contains(&Field::Family) => Field::Family,
            Field::Birthday if column.day_first == Some(true) => Field::BirthdayDayFirst,
            // Our own tables join notes.
            Field::Note if names.get(..HEADINGS.len()).is_some_and(|own| own == HEADINGS) => Field::Notes,
            field => field,
        };
    }
    // Where an address has its parts, the whole of it says nothing more.
    let has_parts = |place: Place| {
        fields.iter().any(|field| matches!(field, Field::Address(other, Part::Zip | Part::City) if *other == place))
    };
    let parted: Vec<bool> =
        fields.iter().map(|field| matches!(field, Field::Address(place, Part::Whole) if has_parts(*place))).collect();
    let streets = fields.iter().any(|field| matches!(field, Field::Address(_, Part::Street)));
    for (field, _) in fields.iter_mut().zip(parted).filter(|(_, parted)| *parted && !streets) {
        // `Address` beside ZIP and city is the street.
        if let Field::Address(place, _) = *field {
            *field = Field::Address(place, Part::Street);
        }
    }
    fields
}

/// `Title` is `Dr.` in one program and `Sales manager` in another.
fn title(samples: &[String], fields: &[Field]) -> Field {
    let is_title = |text: &String| {
        text.ends_with('.') || ["Dr", "Prof", "Mr", "Mrs", "Ms", "Herr", "Frau"].contains(&text.as_str())
    };
    if fields.contains(&Field::Position) || samples.iter().all(is_title) { Field::Title } else { Field::Position }
}

/// Words for others than the person.
const OTHERS: [&str; 12] = [
    "assistant",
    "assistent",
    "assistentin",
    "manager",
    "vorgesetzte",
    "vorgesetzten",
    "partner",
    "spouse",
    "parent",
    "emergency",
    "notfall",
    "owner",
];

/// An e-mail address or a phone number, which tell what they are.
fn reachable(samples: &[String]) -> Option<Field> {
    let all = |is: &dyn Fn(&str) -> bool| !samples.is_empty() && samples.iter().all(|text| is(text));
    if all(&|text| rules::email(text).is_ok()) {
        return Some(Field::Email(Place::Other));
    }
    all(&is_phone).then_some(Field::Phone(Place::Other))
}

/// What values tell where there is no heading.
fn of_values(samples: &[String], fields: &[Field]) -> Field {
    if let Some(field) = reachable(samples) {
        return field;
    }
    let all = |is: &dyn Fn(&str) -> bool| !samples.is_empty() && samples.iter().all(|text| is(text));
    if all(&|text| rules::url(text).is_ok()) {
        return Field::Website;
    }
    let letters = |text: &str| text.chars().all(|c| c.is_alphabetic() || " .'-’".contains(c));
    let words = |count: usize| all(&|text| letters(text) && text.split(' ').count() == count);
    let free = |field: Field| (!fields.contains(&field)).then_some(field);
    let is_company = |text: &str| text.split([' ', ',']).any(|word| COMPANIES.contains(&word));
    if all(&is_company) {
        return Field::Business;
    }
    let name = if words(1) {
        free(Field::Name).and(free(Field::Given).or_else(|| free(Field::Family)))
    } else if words(2) || all(&|text| letters(text) && text.contains(' ')) {
        free(Field::Given).and(free(Field::Name))
    } else {
        None
    };
    name.unwrap_or(Field::LeaveOut)
}

const COMPANIES: [&str; 12] = ["GmbH", "AG", "KG", "UG", "e.V.", "Ltd", "Ltd.", "Inc", "Inc.", "LLC", "SE", "SA"];

/// Whether a text is a phone number and no other one: it begins as one, or is written in groups.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only = text.chars().all(|c| c.is_ascii_digit() || "+()-/. ".contains(c));
    only && (6..=18).contains(&digits)
        && (text.starts_with(['+', '0', '(']) && super::dates::read(text, false).is_none())
}
