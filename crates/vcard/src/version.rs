//! Versions of vCards.

use std::str::FromStr;

/// The version of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// 4.0 (RFC 6350).
    #[default]
    V4,
    /// 3.0 (RFC 2426).
    V3,
    /// 2.1 (versit).
    V2_1,
}

impl Version {
    /// As a card says it.
    pub fn number(self) -> &'static str {
        match self {
            Self::V4 => "4.0",
            Self::V3 => "3.0",
            Self::V2_1 => "2.1",
        }
    }
}

/// There is no such version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownVersion;

impl FromStr for Version {
    type Err = UnknownVersion;

    fn from_str(text: &str) -> Result<Self, UnknownVersion> {
        match text.trim() {
            "4.0" | "4" => Ok(Self::V4),
            "3.0" | "3" => Ok(Self::V3),
            "2.1" | "2.0" => Ok(Self::V2_1),
            _ => Err(UnknownVersion),
        }
    }
}
