//! The properties and parameters that the documents define, and what kind of value each holds.

use std::borrow::Cow;

/// What a property holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One text.
    Text,
    /// Texts, separated by commas.
    List,
    /// Components, separated by semicolons.
    Structured,
    /// An address (RFC 3986).
    Uri,
    /// A date, a time, or both, in part (RFC 6350 section 4.3).
    DateAndOrTime,
    /// A moment (RFC 6350 section 4.3.5).
    Timestamp,
    /// Difference to UTC, a time zone's name, or an address.
    TimeZone,
    /// A language (RFC 5646).
    Language,
    /// What is written in base64, or where it stands.
    Binary,
    /// A card inside, or where it stands.
    Card,
}

/// A property: its name, what it holds, and where it is defined.
pub struct Definition {
    /// In upper case.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Document and section.
    pub source: &'static str,
}

macro_rules! definitions {
    ($($name:literal $kind:ident $source:literal;)+) => {
        &[$(Definition { name: $name, kind: Kind::$kind, source: $source }),+]
    };
}

/// All properties of RFC 6350 with its extensions (RFC 6474, 6715, 8605, 9554), RFC 2426, and versit's vCard 2.1.
pub const PROPERTIES: &[Definition] = definitions! {
    "FN" Text "RFC 6350, 6.2.1";
    "N" Structured "RFC 6350, 6.2.2; RFC 9554, 2.2";
    "TEL" Text "RFC 6350, 6.4.1";
    "EMAIL" Text "RFC 6350, 6.4.2";
    "ADR" Structured "RFC 6350, 6.3.1; RFC 9554, 2.1";
    "ORG" Structured "RFC 6350, 6.6.4";
    "TITLE" Text "RFC 6350, 6.6.1";
    "NOTE" Text "RFC 6350, 6.7.2";
    "VERSION" Text "RFC 6350, 6.7.9";
    "UID" Text "RFC 6350, 6.7.6";
    "REV" Timestamp "RFC 6350, 6.7.4";
    "PRODID" Text "RFC 6350, 6.7.3";
    "BDAY" DateAndOrTime "RFC 6350, 6.2.5";
    "URL" Uri "RFC 6350, 6.7.8";
    "CATEGORIES" List "RFC 6350, 6.7.1";
    "NICKNAME" List "RFC 6350, 6.2.3";
    "PHOTO" Binary "RFC 6350, 6.2.4";
    "ANNIVERSARY" DateAndOrTime "RFC 6350, 6.2.6";
    "GENDER" Structured "RFC 6350, 6.2.7";
    "SOURCE" Uri "RFC 6350, 6.1.3";
    "KIND" Text "RFC 6350, 6.1.4; RFC 6473";
    "XML" Text "RFC 6350, 6.1.5";
    "IMPP" Uri "RFC 6350, 6.4.3";
    "LANG" Language "RFC 6350, 6.4.4";
    "TZ" TimeZone "RFC 6350, 6.5.1";
    "GEO" Text "RFC 6350, 6.5.2; RFC 2426, 3.4.2";
    "ROLE" Text "RFC 6350, 6.6.2";
    "LOGO" Binary "RFC 6350, 6.6.3";
    "MEMBER" Uri "RFC 6350, 6.6.5";
    "RELATED" Uri "RFC 6350, 6.6.6";
    "SOUND" Binary "RFC 6350, 6.7.5";
    "CLIENTPIDMAP" Structured "RFC 6350, 6.7.7";
    "KEY" Binary "RFC 6350, 6.8.1";
    "FBURL" Uri "RFC 6350, 6.9.1";
    "CALADRURI" Uri "RFC 6350, 6.9.2";
    "CALURI" Uri "RFC 6350, 6.9.3";
    "BIRTHPLACE" Text "RFC 6474, 2.1";
    "DEATHPLACE" Text "RFC 6474, 2.2";
    "DEATHDATE" DateAndOrTime "RFC 6474, 2.3";
    "EXPERTISE" Text "RFC 6715, 2.1";
    "HOBBY" Text "RFC 6715, 2.2";
    "INTEREST" Text "RFC 6715, 2.3";
    "ORG-DIRECTORY" Uri "RFC 6715, 2.4";
    "CONTACT-URI" Uri "RFC 8605, 2.1";
    "CREATED" Timestamp "RFC 9554, 3.1";
    "GRAMGENDER" Text "RFC 9554, 3.2";
    "LANGUAGE" Language "RFC 9554, 3.3";
    "PRONOUNS" Text "RFC 9554, 3.4";
    "SOCIALPROFILE" Uri "RFC 9554, 3.5";
    "JSPROP" Text "RFC 9555, 3.2.1";
    "LABEL" Text "RFC 2426, 3.2.2";
    "MAILER" Text "RFC 2426, 3.3.3";
    "AGENT" Card "RFC 2426, 3.5.4";
    "SORT-STRING" Text "RFC 2426, 3.6.5";
    "CLASS" Text "RFC 2426, 3.7.1";
    "NAME" Text "RFC 2426, 2.1.2";
    "PROFILE" Text "RFC 2426, 2.1.3";
};

const PARAMETERS: &[&str] = &[
    "TYPE",
    "VALUE",
    "PREF",
    "LANGUAGE",
    "ENCODING",
    "CHARSET",
    "ALTID",
    "PID",
    "MEDIATYPE",
    "CALSCALE",
    "SORT-AS",
    "GEO",
    "TZ",
    "LABEL",
    "CC",
    "INDEX",
    "LEVEL",
    "AUTHOR",
    "AUTHOR-NAME",
    "CREATED",
    "DERIVED",
    "PHONETIC",
    "PROP-ID",
    "SCRIPT",
    "SERVICE-TYPE",
    "USERNAME",
    "JSPTR",
];

/// What a property holds; one that is not defined here holds a text.
pub fn kind(name: &str) -> Kind {
    definition(name).map_or(Kind::Text, |definition| definition.kind)
}

/// The definition of a property, by its name in any case.
pub fn definition(name: &str) -> Option<&'static Definition> {
    PROPERTIES.iter().find(|definition| definition.name.eq_ignore_ascii_case(name))
}

/// A property's name in upper case, and what it holds.
pub(crate) fn name_and_kind(name: &str) -> (Cow<'static, str>, Kind) {
    match definition(name) {
        Some(definition) => (Cow::Borrowed(definition.name), definition.kind),
        None => (Cow::Owned(name.to_ascii_uppercase()), Kind::Text),
    }
}

/// A parameter's name in upper case.
pub(crate) fn parameter(name: &str) -> Cow<'static, str> {
    let known = PARAMETERS.iter().find(|known| known.eq_ignore_ascii_case(name));
    known.map_or_else(|| Cow::Owned(name.to_ascii_uppercase()), |known| Cow::Borrowed(*known))
}
