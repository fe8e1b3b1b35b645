//! Dates as tables write them.

use calling_card_contact::PartialDate;

/// Whether a text stands for no date at all, as Outlook writes it.
pub(super) fn is_none(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0' | b'.' | b'/' | b'-' | b' '))
}

/// A date: `1990-04-12`, `19900412`, `--04-12`, `12.04.1990`, `4/12/1990` in the order that is said, each with or without a time.
/// A year of two digits is none that could be trusted.
pub(super) fn read(text: &str, day_first: bool) -> Option<PartialDate> {
    let text = text.trim();
    let whole = |text: &str| -> Option<PartialDate> {
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return of_parts(&text[..4], &text[4..6], &text[6..]);
        }
        if let Ok(date) = text.parse() {
            return Some(date);
        }
        if let Some((day, (month, year))) =
            text.split_once('.').and_then(|(day, rest)| Some((day, rest.split_once('.')?)))
        {
            return of_parts(year.trim(), month.trim(), day.trim());
        }
        let (first, (second, year)) =
            text.split_once('/').and_then(|(first, rest)| Some((first, rest.split_once('/')?)))?;
        // 1990/04/12 is how Japan writes it.
        if first.len() == 4 {
            return of_parts(first, second, year);
        }
        let (month, day) = if day_first { (second, first) } else { (first, second) };
        of_parts(year, month, day).or_else(|| of_parts(year, day, month))
    };
    whole(text).or_else(|| whole(text.split(['T', ' ']).next().unwrap_or_default()))
}

fn of_parts(year: &str, month: &str, day: &str) -> Option<PartialDate> {
    let year = match year {
        "" => None,
        year if year.len() == 4 => Some(year.parse().ok()?),
        _ => return None,
    };
    PartialDate::new(year, Some(month.parse().ok()?), Some(day.parse().ok()?)).ok()
}

/// Whether a date with slashes can only be read with its day first; nothing where it says nothing about that.
pub(super) fn is_day_first(text: &str) -> Option<bool> {
    let mut parts = text.split('/').map(|part| part.trim().parse::<u16>());
    let (Some(Ok(first)), Some(Ok(second)), Some(_)) = (parts.next(), parts.next(), parts.next()) else { return None };
    match (first, second) {
        (13..=31, 1..=12) => Some(true),
        (1..=12, 13..=31) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_manner() {
        let read = |text, day_first| read(text, day_first).map(|date| date.to_string()).unwrap_or_default();
        for text in [
            "1990-04-12",
            "19900412",
            "12.4.1990",
            "4/12/1990",
            "1990/04/12",
            "1990-04-12T00:00:00Z",
            "12.04.1990 00:00",
        ] {
            assert_eq!(read(text, false), "1990-04-12", "{text}");
        }
        assert_eq!((read("4/12/1990", true), read("13/4/1990", false)), ("1990-12-04".into(), "1990-04-13".into()));
        assert_eq!(
            (read("--04-12", false), read("12.04.", false), read("12.04.90", false)),
            ("--04-12".into(), "--04-12".into(), String::new())
        );
        assert!(is_none("0.0.00") && is_none("0/0/00") && !is_none("1.0.00"));
        assert_eq!(
            (is_day_first("13/4/1990"), is_day_first("4/13/1990"), is_day_first("4/5/1990")),
            (Some(true), Some(false), None)
        );
    }
}
