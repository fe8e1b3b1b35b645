//! What the app and its worker say to each other: not sent to the gateway.

use std::collections::BTreeMap;

use calling_card_contact::{CardId, OrganizationId, Person, Timestamp};
use serde::{Deserialize, Serialize};

/// What was found in a .vcf file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The cards, in their order.
    pub cards: Vec<ReadCard>,
    /// What could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// A card that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadCard {
    /// The person.
    pub person: Person,
    /// The notes that came along.
    pub notes: Vec<String>,
    /// The line on which it begins, from 1.
    pub line: u32,
}

/// A part of a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// What is wrong.
    pub reason: String,
    /// The text, or its beginning.
    pub text: String,
}

/// Versions of vCards that are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum VcardVersion {
    /// RFC 6350.
    #[default]
    #[serde(rename = "4.0")]
    V4,
    /// RFC 2426, for older programs.
    #[serde(rename = "3.0")]
    V3,
}

/// A person to be written as a vCard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WriteRequest {
    /// The person.
    pub person: Person,
    /// The key by which the card is known elsewhere, where the person brought none.
    pub uid: String,
    /// The notes.
    pub notes: Vec<String>,
    /// The names of their organizations.
    pub organizations: BTreeMap<OrganizationId, String>,
    /// The version.
    pub version: VcardVersion,
    /// Only this business card; all unless said.
    pub card: Option<CardId>,
    /// When the person was last changed.
    pub changed_at: Timestamp,
}
