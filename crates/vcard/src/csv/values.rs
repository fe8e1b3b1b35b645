//! The texts of cells as the model has them.

use calling_card_contact::{Email, PersonalityTag, Phone, PhoneKind, Place, rules};

use super::kind::Kind;

/// The texts in a cell that holds several: Google separates them with three colons, we with semicolons.
pub(super) fn several(text: &str) -> impl Iterator<Item = &str> {
    text.split(" ::: ")
        .flat_map(|text| text.split("; "))
        .flat_map(|text| text.split('\n'))
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

pub(super) fn emails(text: &str, place: Place, kind: &Kind) -> Vec<Email> {
    let one = |text: &str| {
        // `Ann Bell <ann@example.com>`
        let inner = text.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).unwrap_or(text);
        let address = inner.strip_prefix("mailto:").unwrap_or(inner).trim().to_owned();
        Email { address, place: kind.place.unwrap_or(place), label: kind.label.clone(), favourite: kind.favourite }
    };
    let all = several(text).flat_map(|text| text.split([';', ','])).map(str::trim).filter(|text| !text.is_empty());
    let all: Vec<&str> = all.collect();
    if all.iter().all(|text| text.contains('@')) {
        all.into_iter().map(one).collect()
    } else {
        several(text).map(one).collect()
    }
}

pub(super) fn phones(text: &str, phone: PhoneKind, place: Place, kind: &Kind) -> Vec<Phone> {
    let one = |number: &str| Phone {
        number: number.strip_prefix("tel:").unwrap_or(number).to_owned(),
        kind: kind.phone.unwrap_or(phone),
        place: kind.place.unwrap_or(place),
        label: kind.label.clone(),
        favourite: kind.favourite,
        ..Phone::default()
    };
    several(text).map(one).collect()
}

/// A web address, with the scheme that people leave out.
pub(super) fn web_address(text: &str) -> Option<String> {
    if rules::url(text).is_ok() {
        return Some(text.to_owned());
    }
    let whole = format!("https://{text}");
    (text.contains('.') && !text.contains([' ', '@', ':']) && rules::url(&whole).is_ok()).then_some(whole)
}

/// Which service a profile is at, by its heading or its address.
pub(super) fn service(heading: &str, url: &str) -> String {
    let (heading, url) = (heading.to_lowercase(), url.to_lowercase());
    let known = ["LinkedIn", "XING", "Facebook", "Instagram", "Twitter", "GitHub", "Mastodon"];
    let said = known.into_iter().find(|service| {
        let service = service.to_lowercase();
        heading.contains(&service) || url.contains(&format!("{service}."))
    });
    said.unwrap_or_default().to_owned()
}

/// Tags, without the groups that Google puts everybody into.
pub(super) fn tags(text: &str) -> impl Iterator<Item = String> {
    let all = text.split(" ::: ").flat_map(|text| text.split([';', ',', '\n']));
    let all = all.map(|tag| tag.trim().trim_start_matches("* ").trim());
    all.filter(|tag| !tag.is_empty() && !matches!(*tag, "myContacts" | "My Contacts" | "Other Contacts"))
        .map(str::to_owned)
}

/// A personality tag, which may stand behind what it belongs to: `Sport: Golf`.
pub(super) fn personality(text: String) -> PersonalityTag {
    match text.split_once(": ") {
        Some((category, word)) if !category.trim().is_empty() && !word.trim().is_empty() => {
            PersonalityTag { text: word.trim().to_owned(), category: category.trim().to_owned() }
        }
        _ => PersonalityTag { text, category: String::new() },
    }
}

pub(super) fn gender(text: &str) -> String {
    match text.to_lowercase().as_str() {
        "m" | "male" | "männlich" => "M".to_owned(),
        "f" | "w" | "female" | "weiblich" => "F".to_owned(),
        "o" | "d" | "other" | "divers" | "diverse" => "O".to_owned(),
        "unspecified" | "keine angabe" => String::new(),
        _ => text.to_owned(),
    }
}
