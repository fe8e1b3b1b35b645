//! The strict reader of RFC 6350: vcard_parser, which takes nothing that the RFC does not allow.

use crate::{Card, Kind, Property, Version};

/// Most properties of a card that is shown to it: its time grows with their square.
const PROPERTIES: usize = 500;

/// Properties and parameters that it does not know: extensions of RFC 6350 (RFC 6474, 6715, 8605, 9554, 9555).
const EXTENSIONS: [&str; 16] = [
    "BIRTHPLACE",
    "DEATHPLACE",
    "DEATHDATE",
    "EXPERTISE",
    "HOBBY",
    "INTEREST",
    "ORG-DIRECTORY",
    "CONTACT-URI",
    "CREATED",
    "GRAMGENDER",
    "LANGUAGE",
    "PRONOUNS",
    "SOCIALPROFILE",
    "JSPROP",
    "VERSION",
    "AGENT",
];

/// Whether the strict reader takes a card of version 4.0; nothing where it is not shown the card: of another version, or with
/// too many properties. It is shown a copy without the extensions of RFC 6350, unfolded.
pub fn is_strict(card: &Card<'_>) -> Option<bool> {
    let properties: Vec<Property<'_>> = card.properties().take(PROPERTIES + 1).collect();
    if card.version() != Some(Version::V4) || properties.len() > PROPERTIES {
        return None;
    }
    let mut copy = String::from("BEGIN:VCARD\r\nVERSION:4.0\r\n");
    for property in properties.iter().filter(|property| !EXTENSIONS.contains(&&*property.name)) {
        copy.push_str(&line(property));
        copy.push_str("\r\n");
    }
    copy.push_str("END:VCARD\r\n");
    Some(card.ended && card.lines().all(|line| line.is_ok()) && takes(&copy))
}

/// A reader that fails on a card refuses it.
fn takes(copy: &str) -> bool {
    std::panic::catch_unwind(|| vcard_parser::parse_vcards(copy).is_ok()).unwrap_or(false)
}

/// The line in the manner that it asks for: `VALUE` in upper case, types without quotes, five parts of a name and seven of an
/// address (RFC 9554 added some), no type of a date that is the usual one.
fn line(property: &Property<'_>) -> String {
    let group = if property.group.is_empty() { String::new() } else { format!("{}.", property.group) };
    let mut text = format!("{group}{}", property.name);
    for (name, values) in property.merged_parameters() {
        let value = match &*name {
            "CC" | "PROP-ID" | "AUTHOR" | "AUTHOR-NAME" | "CREATED" | "DERIVED" | "PHONETIC" | "SCRIPT"
            | "SERVICE-TYPE" | "USERNAME" | "INDEX" | "LEVEL" | "JSPTR" => continue,
            "VALUE" if values.iter().any(|value| value.eq_ignore_ascii_case("date-and-or-time")) => continue,
            "VALUE" => values.join(",").to_ascii_uppercase(),
            "TYPE" => values.join(","),
            _ => values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(","),
        };
        text.push_str(&format!(";{name}={value}"));
    }
    let parts = match &*property.name {
        "N" => Some(5),
        "ADR" => Some(7),
        _ => None,
    };
    let value = match property.kind() {
        Kind::Structured => split_parts(property.raw_value(), parts),
        _ => property.raw_value().to_owned(),
    };
    format!("{text}:{}", value.replace('\n', "\\n"))
}

fn quoted(value: &str) -> String {
    let bare = value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let value = value.replace('^', "^^").replace('\n', "^n").replace('"', "^'");
    if bare { value } else { format!("\"{value}\"") }
}

/// Just so many components, or all, escaped as they were. One that ends with something escaped gets a dot: the reader takes the separator
/// behind it for escaped too.
fn split_parts(value: &str, count: Option<usize>) -> String {
    let (mut parts, mut escaped, mut ends_escaped) = (vec![String::new()], false, false);
    for c in value.chars().chain([';']) {
        if c == ';' && !escaped {
            if let Some(part) = parts.last_mut().filter(|_| ends_escaped) {
                part.push('.');
            }
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
        ends_escaped = escaped;
        escaped = c == '\\' && !escaped;
    }
    parts.resize(count.unwrap_or(parts.len() - 1), String::new());
    parts.join(";")
}
