//! What speaks for two people being the same, in words.

use calling_card_contact::Language;
use serde::{Deserialize, Serialize};

/// Something that speaks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// An e-mail address of one person.
    Email,
    /// A phone number.
    Phone,
    /// The whole name.
    SameName,
    /// Given and family name are exchanged.
    SwappedName,
    /// A name that was mistyped.
    MistypedName,
    /// A name that sounds the same.
    SoundingName,
    /// A short form, an initial, or one name of several.
    ShortName,
    /// The given name, with another family name.
    GivenName,
    /// Of one of them no name is known.
    NoName,
    /// The birthday.
    Birthday,
    /// The company.
    Company,
    /// A company that is written in another way.
    SimilarCompany,
    /// An e-mail address of an office.
    Office,
    /// The city.
    City,
}

impl Reason {
    /// It in words.
    pub fn words(self, language: Language) -> &'static str {
        let (en, de) = match self {
            Self::Email => ("same e-mail address", "gleiche E-Mail-Adresse"),
            Self::Phone => ("same phone number", "gleiche Telefonnummer"),
            Self::SameName => ("same name", "gleicher Name"),
            Self::SwappedName => ("given and family name exchanged", "Vor- und Nachname vertauscht"),
            Self::MistypedName => ("name perhaps mistyped", "Name vielleicht vertippt"),
            Self::SoundingName => ("names sound the same", "Namen klingen gleich"),
            Self::ShortName => ("short form of the name", "Kurzform des Namens"),
            Self::GivenName => ("same given name, another family name", "gleicher Vorname, anderer Nachname"),
            Self::NoName => ("one has no name", "eine ohne Namen"),
            Self::Birthday => ("same birthday", "gleicher Geburtstag"),
            Self::Company => ("same company", "gleiche Firma"),
            Self::SimilarCompany => ("similar company", "ähnliche Firma"),
            Self::Office => ("same office address", "gleiche Büroadresse"),
            Self::City => ("same city", "gleicher Ort"),
        };
        match language {
            Language::En => en,
            Language::De => de,
        }
    }
}
