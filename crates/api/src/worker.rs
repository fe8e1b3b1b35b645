//! What the app and its worker say to each other: not sent to the gateway.

use calling_card_contact::{CustomField, FieldChange, FieldKey, KnownBy, Language};
use serde::{Deserialize, Serialize};

use crate::imports::{ImportedOrganization, ImportedPerson};

mod duplicates;
mod export;
mod index;

pub use duplicates::{Alike, AlikeQuestion, DuplicateGroup, DuplicateGroups, DuplicatesQuestion, Hunt};
pub use export::{ExportOptions, Exported, Format, LeftOut, QrCode, WriteOrganizationRequest, WriteRequest};
pub use index::{IndexQuestion, IndexState, IndexWindow};

/// How many cards there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Cards that were read.
    pub cards: u32,
    /// Of people who are not known yet.
    pub new: u32,
    /// Of people who are known, and would change.
    pub updates: u32,
    /// Of people who are known, and would stay as they are.
    pub unchanged: u32,
    /// Of people who are on another card of the same import.
    pub duplicates: u32,
    /// Not compared with who is known yet.
    pub open: u32,
    /// Parts that could not be read.
    pub unreadable: u32,
    /// Files of which nothing is read.
    pub refused: u32,
    /// Whether nothing more is read until it is said what the columns of a table hold.
    pub waits: bool,
    /// Cards that are to be stored.
    pub chosen: u32,
    /// Bytes of all files, and how many of them are read.
    pub bytes: u64,
    /// See there.
    pub read: u64,
}

impl Counts {
    /// Whether all that was opened is read.
    pub fn is_read(&self) -> bool {
        self.read >= self.bytes
    }

    /// Whether there is nothing to be read now.
    pub fn is_at_rest(&self) -> bool {
        self.waits || self.is_read()
    }
}

/// Which cards are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Of new people.
    New,
    /// Of people who would change.
    Updates,
    /// Of people who would stay as they are.
    Unchanged,
    /// Of people who are on another card too.
    Duplicates,
}

/// Cards to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsRequest {
    /// Which.
    pub filter: Filter,
    /// How many to pass over.
    pub skip: u32,
    /// How many.
    pub count: u32,
}

/// What becomes of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It was not compared with who is known yet.
    #[default]
    Open,
    /// A new person.
    New,
    /// A known person changes.
    Update(KnownBy),
    /// A known person stays as they are.
    Unchanged,
    /// The person is on the card of this number already.
    SameAs(u32),
    /// A group: its name becomes a tag of so many people of the import.
    Tag(u32),
}

/// Whom a card is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A person.
    #[default]
    Person,
    /// An organization.
    Organization,
    /// A group of people.
    Group,
}

/// A card as the preview shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number, from 0.
    pub number: u32,
    /// The file.
    pub file: String,
    /// The line on which it begins, from 1.
    pub line: u32,
    /// The name to show.
    pub name: String,
    /// The main e-mail address.
    pub email: String,
    /// The main phone number.
    pub phone: String,
    /// The business.
    pub business: String,
    /// Whom the card is of.
    pub subject: Subject,
    /// What becomes of it.
    pub fate: Fate,
    /// Whether it is to be stored.
    pub chosen: bool,
}

/// A part of a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable {
    /// The file.
    pub file: String,
    /// The line on which it begins, from 1; none where it is the whole file.
    pub line: Option<u32>,
    /// What is wrong.
    pub reason: String,
    /// The text, or its beginning.
    pub text: String,
}

/// Which table is asked for: the one that waits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRequest {
    /// In which language to name the fields.
    pub language: Language,
    /// Whether its first row holds headings, where somebody said that.
    pub headed: Option<bool>,
    /// The custom fields of people: columns can hold them, too.
    pub custom_fields: Vec<CustomField>,
}

/// The word for what a column can hold; the worker knows which there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ColumnField(pub String);

impl ColumnField {
    /// Nothing that is taken over.
    pub fn leave_out() -> Self {
        Self("leave_out".to_owned())
    }

    /// A note, with the column's heading.
    pub fn keep_as_note() -> Self {
        Self("keep".to_owned())
    }

    /// A custom field.
    pub fn custom(key: &FieldKey) -> Self {
        Self(format!("custom.{key}"))
    }
}

/// A table, before its rows are turned into cards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The number of its file, from 0.
    pub number: u32,
    /// The file.
    pub file: String,
    /// How many tables wait after it.
    pub others: u32,
    /// Whether its first row holds headings.
    pub headed: bool,
    /// How many rows there are besides.
    pub rows: u32,
    /// Its columns.
    pub columns: Vec<Column>,
    /// What a column can hold, in groups with their names.
    pub fields: Vec<(String, Vec<(ColumnField, String)>)>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading; empty where it has none.
    pub heading: String,
    /// The first values in it.
    pub samples: Vec<String>,
    /// How many rows have something in it.
    pub filled: u32,
    /// What it holds, by guess.
    pub field: ColumnField,
}

/// What the columns of a table hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// The number of its file.
    pub number: u32,
    /// Whether its first row holds headings.
    pub headed: bool,
    /// What they hold. Where all are left out, the whole table is.
    pub fields: Vec<ColumnField>,
    /// The custom fields of people, as they were when that was said.
    #[serde(default)]
    pub custom_fields: Vec<CustomField>,
}

/// A card to be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailsRequest {
    /// Its number.
    pub number: u32,
    /// In which language to say what is wrong.
    pub language: Language,
}

/// A card in detail.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// What would change of a known person.
    pub changes: Vec<FieldChange>,
    /// The fields that are left as they are.
    pub left_out: Vec<String>,
    /// Texts of notes that would be added.
    pub notes: Vec<String>,
    /// The card as it stands in the file, or its beginning.
    pub text: String,
    /// What is wrong with it, with the line.
    pub findings: Vec<(u32, String)>,
}

/// What is to be stored, and what not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// All cards of a kind.
    All {
        /// Which.
        filter: Filter,
        /// Whether they are to be stored.
        chosen: bool,
    },
    /// One card.
    One {
        /// Its number.
        number: u32,
        /// Whether it is to be stored.
        chosen: bool,
    },
    /// One field of a known person.
    Field {
        /// The number of the card.
        number: u32,
        /// The field (JSON Pointer).
        field: String,
        /// Whether it is to be changed.
        chosen: bool,
    },
}

/// Which part of an import is to be stored next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRequest {
    /// The number of its first card.
    pub from: u32,
    /// Tags that everybody gets.
    pub tags: Vec<String>,
}

/// A part of an import.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// The people.
    pub people: Vec<ImportedPerson>,
    /// The organizations.
    pub organizations: Vec<ImportedOrganization>,
    /// The number of the first card after it; as many as there are cards where this is the last.
    pub next: u32,
}
