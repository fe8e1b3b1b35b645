//! Days and moments as the vendor writes them.

use calling_card_contact::{PartialDate, Timestamp};

use crate::cobra::wire::Birthday;

/// The year of a birthday whose year does not count: a leap year, so that it has a 29 February.
const NO_YEAR: u16 = 1584;

/// A birthday as it is written: inside quotation marks, as in the vendor's example. One without a day has no place there.
pub fn birthday_to_wire(date: PartialDate) -> Option<Birthday> {
    let (month, day) = (date.month()?, date.day()?);
    let day = format!("\"{:04}-{month:02}-{day:02}\"", date.year().unwrap_or(NO_YEAR));
    Some(Birthday { birthday: Some(day), consider_birth_year: Some(date.year().is_some()) })
}

/// A birthday as it is read: with quotation marks or without.
pub fn birthday_from_wire(birthday: &Birthday) -> Option<PartialDate> {
    let day = day(birthday.birthday.as_deref()?.trim_matches('"'))?;
    let counts = birthday.consider_birth_year.unwrap_or(true) && day.year() != Some(NO_YEAR);
    if counts { Some(day) } else { day.without_year() }
}

/// The beginning of a day; none where it is not known whole.
pub(super) fn midnight(date: PartialDate) -> Option<String> {
    date.year()?;
    date.day()?;
    Some(format!("{date}T00:00:00Z"))
}

/// The day of a moment, or a day by itself. The first day of the year 1 is what the vendor's programs say where nobody has said any.
pub(super) fn day(text: &str) -> Option<PartialDate> {
    let date: PartialDate = text.get(..10)?.parse().ok()?;
    let rest = text.get(10..).unwrap_or_default();
    (date.day().is_some() && date.year() != Some(1) && (rest.is_empty() || rest.starts_with('T'))).then_some(date)
}

/// A moment as we write it, with at most three digits of a second; none where it is none.
pub fn moment(text: &str) -> Option<Timestamp> {
    let shape = text.bytes().take(19).map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    let right = shape.eq("0000-00-00T00:00:00".bytes()) && text.len() <= 40;
    right.then(|| crate::onlyoffice::mapping::time(text))
}
