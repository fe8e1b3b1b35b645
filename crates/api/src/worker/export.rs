//! People on their way out.

use calling_card_contact::{CardId, CustomField};
use serde::{Deserialize, Serialize};

use crate::Cursor;
use crate::export::ExportedPerson;
use crate::organizations::OrganizationRecord;

/// Formats in which people leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// vCard 4.0 (RFC 6350).
    #[default]
    #[serde(rename = "4.0")]
    V4,
    /// vCard 3.0 (RFC 2426), for older programs.
    #[serde(rename = "3.0")]
    V3,
    /// vCard 2.1 (versit), for the oldest.
    #[serde(rename = "2.1")]
    V2_1,
    /// jCard (RFC 7095).
    #[serde(rename = "jcard")]
    Jcard,
    /// A table (RFC 4180).
    #[serde(rename = "csv")]
    Csv,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::V4, Self::V3, Self::V2_1, Self::Jcard, Self::Csv];

    /// As it stands in a choice.
    pub fn key(self) -> &'static str {
        match self {
            Self::V4 => "4.0",
            Self::V3 => "3.0",
            Self::V2_1 => "2.1",
            Self::Jcard => "jcard",
            Self::Csv => "csv",
        }
    }

    /// The format that stands so in a choice.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == key)
    }

    /// The media type of a file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::V4 | Self::V3 | Self::V2_1 => "text/vcard;charset=utf-8",
            Self::Jcard => "application/vcard+json",
            Self::Csv => "text/csv;charset=utf-8",
        }
    }

    /// How the name of a file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::V4 | Self::V3 | Self::V2_1 => "vcf",
            Self::Jcard => "json",
            Self::Csv => "csv",
        }
    }
}

/// A person to be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WriteRequest {
    /// The person.
    pub exported: ExportedPerson,
    /// The custom fields of people, in their order.
    pub custom_fields: Vec<CustomField>,
    /// The format; a QR code takes the version that fits.
    pub format: Format,
    /// Only this business card; all unless said.
    pub card: Option<CardId>,
}

/// An organization to be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WriteOrganizationRequest {
    /// The organization.
    pub record: OrganizationRecord,
    /// The custom fields of organizations, in their order.
    pub custom_fields: Vec<CustomField>,
    /// The format; a table is of people.
    pub format: Format,
}

/// A QR code of a person's vCard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// As an SVG picture; empty where even the name is too much for a QR code.
    pub svg: String,
    /// How many modules wide and high it is, its border included.
    pub side: u32,
    /// Its modules row by row: `1` is dark.
    pub modules: String,
    /// The version of the vCard in it.
    pub format: Format,
    /// What of the person is not in it.
    pub left_out: Vec<LeftOut>,
}

/// What is not in a QR code: what never is, then what had to go so that it fits, the least important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// The picture.
    Picture,
    /// Notes.
    Notes,
    /// Tags, also those of the personality.
    Tags,
    /// Custom fields.
    Custom,
    /// Properties that are kept as they were read.
    Kept,
    /// Postal addresses.
    Addresses,
    /// Web addresses and social profiles.
    WebAddresses,
    /// Birthday and important dates.
    Dates,
    /// All phone numbers and e-mail addresses but the main ones.
    FurtherNumbers,
    /// All business cards but the main one.
    OtherCards,
    /// Business, department and position.
    Work,
    /// All phone numbers and e-mail addresses.
    Numbers,
}

/// What an export makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportOptions {
    /// The format.
    pub format: Format,
    /// Whether it is a ZIP archive with a file for each person, instead of one file.
    pub zip: bool,
}

impl ExportOptions {
    /// The media type of the whole.
    pub fn media_type(self) -> &'static str {
        if self.zip { "application/zip" } else { self.format.media_type() }
    }

    /// How the name of the whole ends.
    pub fn ending(self) -> &'static str {
        if self.zip { "zip" } else { self.format.ending() }
    }
}

/// How far an export is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// How many people are written.
    pub written: u64,
    /// Where the next part begins; none after the last one.
    pub next: Option<Cursor>,
    /// How many people there are in all, as the part said that was written last.
    pub total: Option<u64>,
}
