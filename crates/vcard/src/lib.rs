//! vCards (RFC 6350, RFC 2426, and versit's vCard 2.1): read into people, and written from them.
//!
//! A file is first repaired line by line ([`read`]): what exporters really write is brought into a shape that the grammar of
//! vcard-rs reads. A card that cannot be read never takes its neighbours with it. `docs/vcard.md` says property by property
//! what becomes of what.

mod dates;
mod person;
mod property;
mod read;
mod repair;
mod write;

pub use person::{Imported, person_of};
pub use property::Property;
pub use read::{Card, Reading, Unreadable, read};
pub use write::{Export, Version, write};
