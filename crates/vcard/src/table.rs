//! People as the rows of a table (CSV, RFC 4180), for programs that know no vCards.

use calling_card_contact::{Address, CustomField, CustomKind, Email, Language, Person, PersonalityTag, Phone};

use crate::Imported;

/// The headings.
pub const HEADINGS: [&str; 34] = [
    "Name",
    "Salutation",
    "Title",
    "Prefix",
    "Given name",
    "Additional names",
    "Family name",
    "Suffix",
    "Company",
    "Department",
    "Position",
    "E-mail",
    "E-mail 2",
    "E-mail 3",
    "Phone",
    "Phone 2",
    "Phone 3",
    "Mobile",
    "Fax",
    "Street",
    "Street 2",
    "Post box",
    "ZIP",
    "City",
    "State",
    "Country",
    "Country code",
    "Birthday",
    "Website",
    "Social profiles",
    "Tags",
    "Personality tags",
    "Notes",
    "UID",
];

/// The cells of a person, under [`HEADINGS`]. What has no column of its own stands in the last of its kind, after a semicolon.
pub fn row(imported: &Imported) -> [String; 34] {
    let person = &imported.person;
    let name = &person.name;
    let main = person.main_card();
    let cards = || {
        main.into_iter().chain(person.cards.iter().filter(|card| !main.is_some_and(|main| std::ptr::eq(main, *card))))
    };
    let emails = spread(cards().flat_map(|card| card.emails.iter()).map(|Email { address, .. }| address.clone()));
    use calling_card_contact::PhoneKind::{Fax, Mobile};
    let numbers = |wanted: fn(&Phone) -> bool| {
        cards().flat_map(|card| card.phones.iter()).filter(move |phone| wanted(phone)).map(|phone| phone.number.clone())
    };
    let phones = spread(numbers(|phone| !matches!(phone.kind, Mobile | Fax)));
    let [mobile, fax] =
        [numbers(|phone| phone.kind == Mobile).collect::<Vec<_>>(), numbers(|phone| phone.kind == Fax).collect()];
    let empty = Address::default();
    let address = main.and_then(|card| card.addresses.main()).unwrap_or(&empty);
    let position = main.and_then(|card| card.positions.main());
    let [email, email_2, email_3] = emails;
    let [phone, phone_2, phone_3] = phones;
    let cells = [
        person.display_name(),
        name.salutation.clone(),
        name.title.clone(),
        name.honorific_prefix.clone(),
        name.given.clone(),
        name.additional.clone(),
        name.family.clone(),
        name.honorific_suffix.clone(),
        main.map(|card| card.business.clone()).unwrap_or_default(),
        position.map(|position| position.department.clone()).unwrap_or_default(),
        position.map(|position| position.position.clone()).unwrap_or_default(),
        email,
        email_2,
        email_3,
        phone,
        phone_2,
        phone_3,
        mobile.join("; "),
        fax.join("; "),
        address.street.clone(),
        address.additional.clone(),
        address.post_box.clone(),
        address.zip.clone(),
        address.city.clone(),
        address.federal_state.clone(),
        address.country.clone(),
        address.country_code.clone(),
        person.birthday.map(|date| date.to_string()).unwrap_or_default(),
        person.web_addresses.iter().map(|address| address.url.clone()).collect::<Vec<_>>().join("; "),
        person.social_profiles.iter().map(|profile| profile.url.clone()).collect::<Vec<_>>().join("; "),
        person.tags.join("; "),
        person.personality_tags.iter().map(personality).collect::<Vec<_>>().join("; "),
        imported.notes.join("\n\n"),
        person.uid.clone(),
    ];
    cells.map(harmless)
}

/// A personality tag, behind what it belongs to.
fn personality(tag: &PersonalityTag) -> String {
    if tag.category.is_empty() { tag.text.clone() } else { format!("{}: {}", tag.category, tag.text) }
}

/// The headings of custom fields, behind the others.
pub fn custom_headings(fields: &[CustomField]) -> impl Iterator<Item = String> {
    fields.iter().map(|field| harmless(field.label.text(Language::default()).to_owned()))
}

/// The cells of custom fields, under [`custom_headings`]: what was chosen by its label.
pub fn custom_cells(person: &Person, fields: &[CustomField]) -> Vec<String> {
    let words = |field: &CustomField| match (&field.kind, person.custom.get(&field.key)) {
        (_, None) => String::new(),
        // A number that programs can count with.
        (CustomKind::Currency { .. }, Some(value)) => value.text(),
        (kind, Some(value)) => kind.words(value, Language::default()),
    };
    fields.iter().map(|field| harmless(words(field))).collect()
}

/// The first two by themselves, the others in one.
fn spread(texts: impl Iterator<Item = String>) -> [String; 3] {
    let mut texts = texts.filter(|text| !text.is_empty());
    [texts.next().unwrap_or_default(), texts.next().unwrap_or_default(), texts.collect::<Vec<_>>().join("; ")]
}

/// A text that no spreadsheet takes for a formula; a phone number stays as it is.
fn harmless(text: String) -> String {
    let number = |text: &str| text.chars().skip(1).all(|c| c.is_ascii_digit() || " ()-/.;+".contains(c));
    match text.chars().next() {
        Some('=' | '@' | '\t' | '\r') => format!("'{text}"),
        Some('+' | '-') if !number(&text) => format!("'{text}"),
        _ => text,
    }
}

/// A row as CSV writes it, with its line end.
pub fn csv_line(cells: &[impl AsRef<str>]) -> String {
    let cell =
        |text: &str| match text.contains(['"', ',', '\n', '\r', ';']) || text.starts_with(' ') || text.ends_with(' ') {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text.to_owned(),
        };
    cells.iter().map(|text| cell(text.as_ref())).collect::<Vec<_>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(harmless("=1+1".into()), "'=1+1");
        assert_eq!(harmless("+49 30 (901)".into()), "+49 30 (901)");
        assert_eq!(harmless("-cmd".into()), "'-cmd");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(csv_line(&["a", "b\"c", "d,e"]), "a,\"b\"\"c\",\"d,e\"\r\n");
    }
}
