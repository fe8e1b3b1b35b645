//! Of which kind a column is, where a schema says it instead of the program.

use super::{Result, Row, Value};

/// Of which kind the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Texts.
    Text,
    /// Whole numbers.
    Integer,
    /// Yes or no.
    Bool,
    /// Bytes.
    Bytes,
    /// Keys.
    Uuid,
}

impl Kind {
    /// The kind that a type of PostgreSQL is (`udt_name`); SQLite has keys as bytes, and yes and no as numbers.
    pub fn of(postgres: &str) -> Option<Self> {
        match postgres {
            "text" => Some(Self::Text),
            "int8" => Some(Self::Integer),
            "bool" => Some(Self::Bool),
            "bytea" => Some(Self::Bytes),
            "uuid" => Some(Self::Uuid),
            _ => None,
        }
    }
}

impl Row {
    /// What stands in a column of this kind.
    pub fn value(&self, place: usize, kind: Kind) -> Result<Value> {
        Ok(match kind {
            Kind::Text => Value::Text(self.try_get(place)?),
            Kind::Integer => Value::Integer(self.try_get(place)?),
            Kind::Bool => Value::Bool(self.try_get(place)?),
            Kind::Bytes => Value::Bytes(self.try_get(place)?),
            Kind::Uuid => Value::Uuid(self.try_get(place)?),
        })
    }
}
