//! Dates that people know in part, and moments.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A date of which the year, the day, or the month and day may be unknown.
///
/// As text: `1985-04-12`, `--04-12` (a birthday without its year), `1985-04`, `1985`; the extended forms of
/// ISO 8601, with the truncated one that RFC 6350 section 4.3.1 keeps.
/// cobra's `considerBirthYear = false` and vCard's `BDAY:--0412` are both the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: Option<u16>,
    month: Option<u8>,
    day: Option<u8>,
}

/// Why a text is no [`PartialDate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date is written 1985-04-12, --04-12 (without its year), 1985-04 or 1985")]
pub struct InvalidDate;

impl PartialDate {
    /// A date from its parts: a year, a year and month, a month and day, or all three.
    pub fn new(year: Option<u16>, month: Option<u8>, day: Option<u8>) -> Result<Self, InvalidDate> {
        let known = match (year, month, day) {
            (Some(year), None, None) => (1..=9999).contains(&year),
            (Some(year), Some(month), None) => (1..=9999).contains(&year) && (1..=12).contains(&month),
            (None, Some(month), Some(day)) => (1..=days_in(None, month)).contains(&day),
            (Some(year), Some(month), Some(day)) => {
                (1..=9999).contains(&year) && (1..=days_in(Some(year), month)).contains(&day)
            }
            _ => false,
        };
        known.then_some(Self { year, month, day }).ok_or(InvalidDate)
    }

    /// A year of which no more is said; at least 1, at most 9999.
    pub fn from_year(year: u16) -> Self {
        Self { year: Some(year.clamp(1, 9999)), month: None, day: None }
    }

    /// The year, 1 to 9999.
    pub fn year(&self) -> Option<u16> {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(&self) -> Option<u8> {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(&self) -> Option<u8> {
        self.day
    }

    /// The same day and month, the year left out.
    pub fn without_year(self) -> Option<Self> {
        Self::new(None, self.month, self.day).ok()
    }
}

fn days_in(year: Option<u16>, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_none_or(is_leap) => 29,
        2 => 28,
        _ => 0,
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => write!(f, "{year:04}-{month:02}-{day:02}"),
            (None, Some(month), Some(day)) => write!(f, "--{month:02}-{day:02}"),
            (Some(year), Some(month), None) => write!(f, "{year:04}-{month:02}"),
            (year, ..) => write!(f, "{:04}", year.unwrap_or_default()),
        }
    }
}

impl FromStr for PartialDate {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |part: &str, digits: usize| {
            let right = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            right.then(|| part.parse::<u16>().ok()).flatten().ok_or(InvalidDate)
        };
        let small = |part: &str| number(part, 2).map(|n| n as u8);
        let parts: Vec<&str> = text.strip_prefix("--").unwrap_or(text).split('-').collect();
        match (text.starts_with("--"), parts.as_slice()) {
            (true, [month, day]) => Self::new(None, Some(small(month)?), Some(small(day)?)),
            (false, [year]) => Self::new(Some(number(year, 4)?), None, None),
            (false, [year, month]) => Self::new(Some(number(year, 4)?), Some(small(month)?), None),
            (false, [year, month, day]) => Self::new(Some(number(year, 4)?), Some(small(month)?), Some(small(day)?)),
            _ => Err(InvalidDate),
        }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = InvalidDate;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

/// A moment in UTC as RFC 3339 writes it, `2026-11-24T07:05:00Z`. Made where a clock is (the gateway); sorts as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
#[serde(transparent)]
pub struct Timestamp(pub String);

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written_alike() {
        for text in ["1985-04-12", "--04-12", "--02-29", "2024-02-29", "1985-04", "1985"] {
            assert_eq!(text.parse::<PartialDate>().map(|d| d.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "-",
            "--",
            "--02-30",
            "2023-02-29",
            "1985-13",
            "1985-4-12",
            "85",
            "19850412",
            "0000",
            "1985-04-12T00",
            "---12",
            "１９８５",
        ] {
            assert_eq!(text.parse::<PartialDate>(), Err(InvalidDate), "{text}");
        }
    }
}
