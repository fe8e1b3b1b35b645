//! Dates as vCards write them.

use calling_card_contact::PartialDate;

use crate::{Property, Version};

/// A date of any version: `1985-04-12`, `19850412`, `--0412`, `1985-04`, `1985`, with or without a time.
pub(crate) fn read(property: &Property) -> Option<PartialDate> {
    let text = property.text().split(['T', ' ']).next().unwrap_or_default().trim();
    let number = |part: &str| part.parse::<u16>().ok();
    let small = |part: &str| part.parse::<u8>().ok();
    let at = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let date = match (digits, text.len()) {
        (true, 8) => PartialDate::new(number(at(0, 4)), small(at(4, 6)), small(at(6, 8))).ok(),
        (false, 6) if text.starts_with("--") => PartialDate::new(None, small(at(2, 4)), small(at(4, 6))).ok(),
        _ => text.parse().ok(),
    }?;
    // Apple writes a date without its year with one that it says to leave out.
    let omitted = property.parameter("X-APPLE-OMIT-YEAR").and_then(number);
    if omitted.is_some() && omitted == date.year() { date.without_year() } else { Some(date) }
}

/// A date as a value, with the parameters that go before it.
pub(crate) fn write(date: &PartialDate, version: Version) -> (String, String) {
    match (version, date.year(), date.month(), date.day()) {
        (Version::V4, Some(year), Some(month), Some(day)) => (String::new(), format!("{year:04}{month:02}{day:02}")),
        (Version::V4, None, Some(month), Some(day)) => (String::new(), format!("--{month:02}{day:02}")),
        (Version::V3, None, Some(month), Some(day)) => {
            (";X-APPLE-OMIT-YEAR=1604".into(), format!("1604-{month:02}-{day:02}"))
        }
        _ => (String::new(), date.to_string()),
    }
}
