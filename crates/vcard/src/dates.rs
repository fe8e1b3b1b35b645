//! Dates as vCards write them.

use calling_card_contact::PartialDate;

use crate::{Property, Version};

/// A date of any version: `1985-04-12`, `19850412`, `--0412`, `1985-04`, `1985`, with or without a time.
pub(crate) fn read(property: &Property<'_>) -> Option<PartialDate> {
    let date = parse(&property.text())?;
    // Apple writes a date without its year with one that it says to leave out.
    let omitted = property.parameter("X-APPLE-OMIT-YEAR").and_then(|year| year.parse().ok());
    if omitted.is_some() && omitted == date.year() { date.without_year() } else { Some(date) }
}

/// The same, of a text.
pub(crate) fn parse(text: &str) -> Option<PartialDate> {
    let text = text.split(['T', 't', ' ']).next().unwrap_or_default().trim();
    let number = |part: &str| part.parse::<u16>().ok();
    let small = |part: &str| part.parse::<u8>().ok();
    let at = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match (digits, text.len()) {
        (true, 8) => PartialDate::new(number(at(0, 4)), small(at(4, 6)), small(at(6, 8))).ok(),
        (false, 6) if text.starts_with("--") => PartialDate::new(None, small(at(2, 4)), small(at(4, 6))).ok(),
        _ => text.parse().ok(),
    }
}

/// Whether a value is a date, a time, or both, in whole or in part (RFC 6350 section 4.3), or says that it is a text.
pub(crate) fn is_date_and_or_time(property: &Property<'_>) -> bool {
    let text = property.text();
    let text = text.trim();
    let said_text = property.parameter("VALUE").is_some_and(|value| value.eq_ignore_ascii_case("text"));
    let (date, time) = match text.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let time_is_one = time.is_none_or(|time| {
        time.bytes().any(|byte| byte.is_ascii_digit())
            && time
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b',' | b'-' | b'+' | b'Z' | b'z'))
    });
    let alone = |range: std::ops::RangeInclusive<u8>, part: &str| {
        part.len() == 2 && part.parse().is_ok_and(|part| range.contains(&part))
    };
    let in_part = date.strip_prefix("---").is_some_and(|day| alone(1..=31, day))
        || date.strip_prefix("--").is_some_and(|month| alone(1..=12, month));
    said_text || time_is_one && (date.is_empty() && time.is_some() || in_part || read(property).is_some())
}

/// A date as a value, with the parameters that go before it.
pub(crate) fn write(date: &PartialDate, version: Version) -> (String, String) {
    match (version, date.year(), date.month(), date.day()) {
        (Version::V4, Some(year), Some(month), Some(day)) => (String::new(), format!("{year:04}{month:02}{day:02}")),
        (Version::V4, None, Some(month), Some(day)) => (String::new(), format!("--{month:02}{day:02}")),
        (Version::V3 | Version::V2_1, None, Some(month), Some(day)) => {
            (";X-APPLE-OMIT-YEAR=1604".into(), format!("1604-{month:02}-{day:02}"))
        }
        _ => (String::new(), date.to_string()),
    }
}
