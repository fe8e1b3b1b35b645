//! Days: birthdays, days to remember, and for how long a business card holds. The vendor has a moment in most places; we have a day.

use calling_card_contact::{PartialDate, Problem};
use calling_card_crm::cobra::wire::Birthday;

use super::super::times;
use super::{Found, Refusal};
use crate::clock;

/// The year that stands for none; it has a 29 February.
const NO_YEAR: u16 = 1584;
/// How many years a birthday is back at most.
const YEARS: u16 = 130;
/// How far the day is ahead somewhere on earth, in seconds.
const AHEAD_SECONDS: i64 = 14 * 3600;
/// The smallest day of the vendor's programs, which stands for none: the vendor's own example has it.
const NONE: &str = "0001-01-01";

/// The day of a moment, where the text is one: as it is written, wherever that is on earth.
pub(super) fn day(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    times::ours(text)?;
    text.get(..10)?.parse().ok()
}

/// A day as a moment.
pub(super) fn moment(date: &PartialDate) -> String {
    let (year, month, day) = (date.year().unwrap_or(NO_YEAR), date.month().unwrap_or(1), date.day().unwrap_or(1));
    format!("{year:04}-{month:02}-{day:02}T00:00:00Z")
}

/// Looks at a moment that is said; nothing is one.
pub(super) fn check(member: &str, said: &Option<String>) -> Found<()> {
    match said {
        Some(text) if day(text).is_none() => Err(Refusal::at(member, Problem::Day)),
        _ => Ok(()),
    }
}

/// A birthday as it is told; none where the day is not known.
pub(super) fn birthday(date: &PartialDate) -> Option<Birthday> {
    let (month, day) = (date.month()?, date.day()?);
    let year = date.year().unwrap_or(NO_YEAR);
    let quoted = format!("\"{year:04}-{month:02}-{day:02}\"");
    Some(Birthday { birthday: Some(quoted), consider_birth_year: Some(date.year().is_some()) })
}

/// The day of a birthday, as it is told.
pub(super) fn born(birthday: &Birthday) -> Option<PartialDate> {
    let date: PartialDate = unquoted(birthday.birthday.as_deref()?).parse().ok()?;
    if birthday.consider_birth_year == Some(false) { date.without_year() } else { Some(date) }
        .filter(|_| !is_none(birthday))
}

/// A birthday that is sent, as it is told: inside quotation marks, and with a word on its year.
pub(super) fn settled(birthday: Option<Birthday>) -> Found<Option<Birthday>> {
    let Some(birthday) = birthday else { return Ok(None) };
    let at = "birthday.birthday";
    let text = unquoted(birthday.birthday.as_deref().ok_or_else(|| Refusal::at(at, Problem::Required))?);
    let date: PartialDate = text.parse().map_err(|_| Refusal::at(at, Problem::Day))?;
    let year = date.year().filter(|_| date.day().is_some()).ok_or_else(|| Refusal::at(at, Problem::Day))?;
    let counts = birthday.consider_birth_year.unwrap_or(year != NO_YEAR);
    let in_time = text == NONE || within(text, year) || (year == NO_YEAR && !counts);
    if !in_time {
        return Err(Refusal::said(
            at,
            "A birthday is at most 130 years back, and not ahead. Where its year does not count, write 1584.",
            "Ein Geburtstag liegt höchstens 130 Jahre zurück und nicht in der Zukunft. Wenn das Jahr nicht zählt, schreiben Sie 1584.",
        ));
    }
    Ok(Some(Birthday { birthday: Some(format!("\"{text}\"")), consider_birth_year: Some(counts) }))
}

/// Whether a day of this year is one on which somebody is born who may be alive.
fn within(text: &str, year: u16) -> bool {
    let latest = clock::in_seconds(AHEAD_SECONDS).0;
    let now = clock::now().0;
    let (this_year, today) = (now.get(..4).and_then(|year| year.parse::<u16>().ok()), now.get(4..10));
    let first = this_year.and_then(|year| year.checked_sub(YEARS));
    let late_enough = match (first, today) {
        (Some(first), Some(today)) => year > first || (year == first && text.get(4..).is_some_and(|day| day >= today)),
        _ => false,
    };
    late_enough && latest.get(..10).is_some_and(|latest| text <= latest)
}

fn is_none(birthday: &Birthday) -> bool {
    birthday.birthday.as_deref().is_some_and(|text| unquoted(text) == NONE)
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests {
    use super::*;

    fn said(day: &str, year: Option<bool>) -> Option<Birthday> {
        let birthday = Birthday { birthday: Some(day.to_owned()), consider_birth_year: year };
        settled(Some(birthday)).ok().flatten()
    }

    #[test]
    fn a_birthday_is_a_day_inside_quotation_marks() {
        for (day, year, ours) in [
            ("\"1984-05-17\"", None, "1984-05-17"),
            ("1984-05-17", Some(true), "1984-05-17"),
            ("1584-02-29", None, "--02-29"),
            ("\"1584-02-29\"", Some(false), "--02-29"),
        ] {
            let told = said(day, year).unwrap();
            let date = born(&told).unwrap();
            assert_eq!(date.to_string(), ours);
            assert_eq!(birthday(&date), Some(told), "{day}");
        }
        // The year that does not count is told as it was said.
        let told = said("1984-05-17", Some(false)).unwrap();
        assert_eq!(
            (told.birthday.as_deref(), born(&told).unwrap().to_string().as_str()),
            (Some("\"1984-05-17\""), "--05-17")
        );
        // The example of the vendor's page is taken, and is nobody's birthday.
        assert_eq!(born(&said("\"0001-01-01\"", Some(true)).unwrap()), None);
    }

    #[test]
    fn a_birthday_is_at_most_130_years_back() {
        let now = clock::now().0;
        let (year, rest) = (now[..4].parse::<u16>().unwrap(), &now[4..10]);
        assert!(said(&now[..10], None).is_some());
        if rest != "-02-29" {
            assert!(said(&format!("{:04}{rest}", year - 130), None).is_some());
            assert!(said(&format!("{:04}{rest}", year - 131), None).is_none());
            assert!(said(&format!("{:04}{rest}", year + 1), None).is_none());
        }
        for wrong in
            ["1584-02-29T00:00:00Z", "2023-02-29", "--02-29", "1984", "1984-05", "", "\"", "17.05.1984", "9999-12-31"]
        {
            assert!(said(wrong, None).is_none(), "{wrong}");
        }
        assert!(said("1584-02-29", Some(true)).is_none(), "1584 is no year that counts");
    }

    #[test]
    fn the_day_of_a_moment_is_the_one_that_is_written() {
        assert_eq!(day("2020-01-01T00:00:00+02:00").unwrap().to_string(), "2020-01-01");
        assert_eq!(moment(&"--02-29".parse().unwrap()), "1584-02-29T00:00:00Z");
        for wrong in ["", "x", "2020-13-01T00:00:00Z", "2020-01", "ä".repeat(10).as_str()] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
