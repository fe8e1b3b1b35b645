//! vCards (RFC 6350, RFC 2426, and versit's vCard 2.1): read into people, and written from them.
//!
//! A file is first told apart into its cards ([`parts`]), each of which is taken apart line by line when it is asked: what
//! exporters really write is repaired on the way, and nothing is decoded that is not asked for. A card that cannot be read never
//! takes its neighbours with it. `docs/vcard.md` says property by property what becomes of what.

mod charset;
mod content;
pub mod csv;
mod custom;
mod dates;
mod finding;
mod foreign;
mod glance;
mod jcard;
mod lines;
mod model;
mod organization;
mod person;
mod property;
#[doc(hidden)]
pub mod prove;
mod read;
mod related;
mod source;
mod storable;
mod strict;
mod subject;
pub mod table;
mod version;
pub mod vocabulary;
mod write;

pub use content::{Content, content_of};
pub use custom::take_custom;
pub use finding::{Finding, FindingKind};
pub use glance::glance_of;
pub use jcard::jcard;
pub use model::model;
pub use organization::{OrganizationExport, organization_of, write_organization};
pub use person::{Imported, person_of};
pub use property::{Parameter, Property};
pub use read::{Card, Part, Parts, Place, Text, parts, parts_from};
pub use related::{related, take_relations};
pub use source::decode_file;
pub use storable::{content_uid, storable};
pub use strict::is_strict;
pub use subject::{Group, Subject, subject};
pub use version::Version;
pub use vocabulary::Kind;
pub use write::{Export, Relative, escaped, fold_line, write};
