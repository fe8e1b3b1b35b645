//! Times as the vendors write and read them.

use calling_card_contact::Timestamp;
use calling_card_crm::rogerroger::filter::Made;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::clock;

/// A moment: with an offset, or a date and time or a date alone in UTC. The `+` of an offset may have become a space in an address.
fn moment(text: &str) -> Option<jiff::Timestamp> {
    let text = text.trim();
    let utc = |time: DateTime| time.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp());
    let in_address = || match text.rsplit_once(' ') {
        Some((time, offset)) if offset.contains(':') && time.contains('T') => format!("{time}+{offset}").parse().ok(),
        _ => None,
    };
    let civil = || text.parse::<DateTime>().ok().and_then(utc);
    let day = || text.parse::<Date>().ok().and_then(|day| utc(day.at(0, 0, 0, 0)));
    text.parse().ok().or_else(in_address).or_else(civil).or_else(day)
}

/// A moment as the model writes it; none where the text is none.
pub(super) fn ours(text: &str) -> Option<Timestamp> {
    moment(text).map(clock::at)
}

/// A time of ours as RogerRoger writes it: `2025-09-01T08:00:00+00:00`.
pub(super) fn theirs(time: &Timestamp) -> String {
    match time.0.parse::<jiff::Timestamp>() {
        Ok(moment) => moment.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string(),
        Err(_) => time.0.clone(),
    }
}

/// A time of ours as ONLYOFFICE writes it, with seven digits of a second: `2025-09-01T08:00:00.0000000Z`.
pub(super) fn with_seven_digits(time: &str) -> String {
    match time.parse::<jiff::Timestamp>() {
        Ok(moment) => moment.strftime("%Y-%m-%dT%H:%M:%S.%7fZ").to_string(),
        Err(_) => time.to_owned(),
    }
}

/// From when on ONLYOFFICE looks, in UTC to the second; none where the text is no time.
pub(super) fn from(text: &str) -> Option<String> {
    Some(moment(text)?.strftime("%Y-%m-%dT%H:%M:%S").to_string())
}

/// Before when ONLYOFFICE looks: a day counts whole.
pub(super) fn until(text: &str) -> Option<String> {
    let day = jiff::SignedDuration::from_hours(24);
    Some(moment(text)?.checked_add(day).ok()?.strftime("%Y-%m-%dT%H:%M:%S").to_string())
}

/// Which times are asked for: an operator, and a time in UTC to the second (`2025-09-01T08:00:00`). The error is the name of what is no time.
pub(super) fn bounds(made: &Made) -> Result<Vec<(&'static str, String)>, String> {
    let asked = [
        ("createdAt[strictly_after]", ">", &made.strictly_after),
        ("createdAt[after]", ">=", &made.after),
        ("createdAt[strictly_before]", "<", &made.strictly_before),
        ("createdAt[before]", "<=", &made.before),
    ];
    let mut bounds = Vec::new();
    for (name, operator, text) in asked {
        if let Some(text) = text.as_deref().filter(|text| !text.trim().is_empty()) {
            let moment = moment(text).ok_or_else(|| name.to_owned())?;
            bounds.push((operator, moment.strftime("%Y-%m-%dT%H:%M:%S").to_string()));
        }
    }
    Ok(bounds)
}

/// Whether a time is within bounds.
pub(super) fn within(time: &str, bounds: &[(&'static str, String)]) -> bool {
    let Some(moment) = moment(time) else { return bounds.is_empty() };
    let time = moment.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    bounds.iter().all(|(operator, bound)| match *operator {
        ">" => time > *bound,
        ">=" => time >= *bound,
        "<" => time < *bound,
        _ => time <= *bound,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_have_seven_digits() {
        assert_eq!(with_seven_digits("2025-10-01T07:30:00.123Z"), "2025-10-01T07:30:00.1230000Z");
        assert_eq!(from("2025-10-01").as_deref(), Some("2025-10-01T00:00:00"));
        assert_eq!(until("2025-10-01").as_deref(), Some("2025-10-02T00:00:00"));
        assert_eq!((from("x"), until("9999-12-30T22:00:00Z")), (None, None));
    }

    #[test]
    fn times_are_read_in_every_way() {
        for text in [
            "2025-10-01T09:30:00+02:00",
            "2025-10-01T09:30:00 02:00",
            "2025-10-01T07:30:00Z",
            "2025-10-01T07:30:00",
            "2025-10-01 07:30:00",
        ] {
            let time = ours(text);
            assert_eq!(time.as_ref().map(theirs).as_deref(), Some("2025-10-01T07:30:00+00:00"), "{text}");
        }
        assert_eq!(ours("2025-10-01"), ours("2025-10-01T00:00:00Z"));
        for wrong in ["", "x", "2025-13-01", "12:00", "2025-10-01T25:00:00Z"] {
            assert_eq!(ours(wrong), None, "{wrong}");
        }
    }
}
