//! What is found wrong with a card, without its being unreadable.

use std::collections::BTreeSet;

use calling_card_contact::Language;

use crate::{Card, Kind, Version, dates};

/// Something that is not as the documents want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The line, from 1.
    pub line: u32,
    /// What it is.
    pub kind: FindingKind,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// Nothing but, at most, a version stands on the card.
    Empty,
    /// `END:VCARD` is missing.
    NotEnded,
    /// `VERSION` is missing (RFC 6350 section 6.7.9).
    NoVersion,
    /// There is no such version.
    UnknownVersion(String),
    /// A property that the version asks for is missing: `FN`, or `N` before 4.0.
    Missing(&'static str),
    /// A property that a card has once stands there again.
    Again(String),
    /// The line is no property: it has no name and value with a colon between them.
    NoProperty,
    /// The value is no date.
    NoDate(String),
    /// The strict reader of RFC 6350 refuses the card.
    Strict,
    /// Text outside of a card.
    Outside,
    /// A row of a table that has nothing in the columns that are taken over.
    NoCell,
}

impl FindingKind {
    /// What it is, as a sentence.
    pub fn sentence(&self, language: Language) -> String {
        let (english, german) = match self {
            Self::Empty => ("The card is empty.", "Die Karte ist leer."),
            Self::NotEnded => ("END:VCARD is missing.", "END:VCARD fehlt."),
            Self::NoVersion => ("VERSION is missing.", "VERSION fehlt."),
            Self::NoProperty => (
                "This line is no property: it has no name and value with a colon between them.",
                "Diese Zeile ist keine Eigenschaft: Name und Wert mit einem Doppelpunkt dazwischen fehlen.",
            ),
            Self::Strict => (
                "Strict readers of RFC 6350 refuse this card.",
                "Strenge Leser nach RFC 6350 weisen diese Karte zurück.",
            ),
            Self::Outside => ("This text stands outside of a card.", "Dieser Text steht außerhalb einer Karte."),
            Self::NoCell => (
                "This row has nothing in the columns that are taken over.",
                "In dieser Zeile ist in den übernommenen Spalten nichts eingetragen.",
            ),
            Self::UnknownVersion(version) => {
                return match language {
                    Language::En => format!("There is no version {version}."),
                    Language::De => format!("Eine Version {version} gibt es nicht."),
                };
            }
            Self::Missing(name) => {
                return match language {
                    Language::En => format!("{name} is missing."),
                    Language::De => format!("{name} fehlt."),
                };
            }
            Self::Again(name) => {
                return match language {
                    Language::En => format!("{name} stands on the card more than once."),
                    Language::De => format!("{name} steht mehrmals auf der Karte."),
                };
            }
            Self::NoDate(name) => {
                return match language {
                    Language::En => format!("{name} is no date."),
                    Language::De => format!("{name} ist kein Datum."),
                };
            }
        };
        if language == Language::De { german.to_owned() } else { english.to_owned() }
    }
}

/// Properties that a card has at most once, where they are not the same in other words (`ALTID`).
const ONCE: [&str; 9] = ["N", "BDAY", "ANNIVERSARY", "GENDER", "REV", "PRODID", "UID", "KIND", "VERSION"];

pub(crate) fn of_card(card: &Card<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |line: u32, kind: FindingKind| findings.push(Finding { line, kind });
    let (mut seen, mut version) = (BTreeSet::new(), None);
    for line in card.lines() {
        let property = match line {
            Ok(property) => property,
            Err(text) => {
                find(text.line, FindingKind::NoProperty);
                continue;
            }
        };
        let again = !seen.insert(property.name.to_string());
        if again && ONCE.contains(&&*property.name) && property.parameter("ALTID").is_none() {
            find(property.number, FindingKind::Again(property.name.to_string()));
        }
        if property.name == "VERSION" {
            match property.text().trim().parse::<Version>() {
                Ok(said) => version = Some(said),
                Err(_) => {
                    find(property.number, FindingKind::UnknownVersion(property.text().chars().take(20).collect()))
                }
            }
        }
        if property.kind() == Kind::DateAndOrTime && !dates::is_date_and_or_time(&property) {
            find(property.number, FindingKind::NoDate(property.name.to_string()));
        }
    }
    if !seen.contains("VERSION") {
        find(card.line, FindingKind::NoVersion);
    }
    let needed: &[&'static str] = match version {
        Some(Version::V4) => &["FN"],
        Some(Version::V3) => &["FN", "N"],
        Some(Version::V2_1) => &["N"],
        None => &[],
    };
    for name in needed.iter().filter(|name| !seen.contains(**name)) {
        find(card.line, FindingKind::Missing(name));
    }
    if !card.ended {
        find(card.line, FindingKind::NotEnded);
    }
    findings
}
