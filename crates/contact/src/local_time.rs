//! Day and time as clocks show them somewhere.

use std::fmt;
use std::str::FromStr;

use crate::{FormLanguage, Language, PartialDate};

/// Day and time as the clocks of a place show them, to the minute: `2026-12-24T18:00`, as browsers write it, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalTime {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
}

/// Why a text is no [`LocalTime`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("day and time are written 2026-12-24T18:00")]
pub struct InvalidLocalTime;

const MONTHS: [(&str, &str); 12] = [
    ("January", "Januar"),
    ("February", "Februar"),
    ("March", "März"),
    ("April", "April"),
    ("May", "Mai"),
    ("June", "Juni"),
    ("July", "Juli"),
    ("August", "August"),
    ("September", "September"),
    ("October", "Oktober"),
    ("November", "November"),
    ("December", "Dezember"),
];

impl LocalTime {
    /// The day in the words of a language; in those that we do not speak as ISO 8601 has it.
    pub fn day(&self, language: FormLanguage) -> String {
        let (en, de) = MONTHS[usize::from(self.month) - 1];
        match Language::choose(language.tag()) {
            Language::De => format!("{}. {de} {}", self.day, self.year),
            Language::En if language == FormLanguage::default() => format!("{} {en} {}", self.day, self.year),
            Language::En => format!("{:04}-{:02}-{:02}", self.year, self.month, self.day),
        }
    }

    /// The time: `18:00`.
    pub fn time(&self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }

    /// Whether both are on the same day.
    pub fn is_on_the_day_of(&self, other: &Self) -> bool {
        (self.year, self.month, self.day) == (other.year, other.month, other.day)
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day, hour, minute } = self;
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")
    }
}

impl FromStr for LocalTime {
    type Err = InvalidLocalTime;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (date, time) = text.split_once('T').ok_or(InvalidLocalTime)?;
        let date: PartialDate = date.parse().map_err(|_| InvalidLocalTime)?;
        let number = |part: &str, below: u8| {
            let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten().filter(|number| *number < below).ok_or(InvalidLocalTime)
        };
        let (hour, minute) = time.split_once(':').ok_or(InvalidLocalTime)?;
        let (Some(year), Some(month), Some(day)) = (date.year(), date.month(), date.day()) else {
            return Err(InvalidLocalTime);
        };
        Ok(Self { year, month, day, hour: number(hour, 24)?, minute: number(minute, 60)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_written_alike() {
        for text in ["2026-12-24T18:00", "2024-02-29T00:00", "0999-01-01T23:59"] {
            assert_eq!(text.parse::<LocalTime>().map(|time| time.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "T", "2026-12-24", "2026-12-24T", "2026-12-24T24:00", "2026-12-24T18:60", "2023-02-29T10:00"] {
            assert_eq!(text.parse::<LocalTime>(), Err(InvalidLocalTime), "{text}");
        }
        for text in ["--12-24T18:00", "2026-12-24T18:00:00", "2026-12-24 18:00", "2026-12-24T+8:00", "2026-12T10:00"] {
            assert_eq!(text.parse::<LocalTime>(), Err(InvalidLocalTime), "{text}");
        }
        let french = FormLanguage::of("fr").unwrap_or_default();
        assert_eq!("2026-12-04T18:00".parse::<LocalTime>().map(|time| time.day(french)).as_deref(), Ok("2026-12-04"));
    }
}
