//! Tables of people (CSV, RFC 4180, and what programs make of it): a table is told apart into its rows, each column is given to
//! a field of a person by guess or by hand, and each row becomes a card that is read like any other.

mod dates;
mod field;
mod guess;
mod headings;
mod kind;
mod records;
mod row;
mod sheet;
#[cfg(test)]
mod tests;
mod values;

pub use field::{FIELDS, Field, Group, Part};
pub use guess::guess;
pub use records::{Record, Records, records_from};
pub use row::Mapping;
pub use sheet::{Sheet, SheetColumn};
