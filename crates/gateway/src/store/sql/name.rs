//! Names of tables and columns that the program reads of a schema instead of knowing them.

use super::{Error, Result};

/// A name that may stand in a text: small letters, digits and `_`, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// Reads one; refuses what our migrations would not name anything.
    pub fn new(name: String) -> Result<Self> {
        let fits = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
        match !name.is_empty() && name.chars().all(fits) {
            true => Ok(Self(name)),
            false => Err(Error::Decode(format!("{name:?} is no name of a table or column of ours").into())),
        }
    }

    /// As it is.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
