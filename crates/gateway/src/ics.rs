//! Events as calendar entries (iCalendar, RFC 5545).
//!
//! Times are written in UTC, which every calendar shows in the zone of its reader, so that no time zone has to be described along.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::events::EventRecord;
use calling_card_api::file_name;
use calling_card_contact::Event;
use calling_card_vcard::{escaped, fold_line};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::store::events::moment;

/// Who reads an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Everybody.
    Anybody,
    /// Staff, and who has a place: they are told where it is online.
    Told,
}

/// An event as a calendar of one entry.
pub(crate) fn calendar(record: &EventRecord, reader: Reader) -> String {
    let event = &record.content;
    let told = reader == Reader::Told;
    let place = if told { event.place_in_words(&event.online) } else { event.place_in_words("Online") };
    let link = if told { event.online.as_str() } else { "" };
    let changed = record.changed_at.0.parse().map(utc).unwrap_or_default();
    let (begin, end) = (time(event, &event.begin), time(event, &event.end));
    // An end must come after the beginning, or be left out.
    let end = if end == begin { String::new() } else { end };
    let mut text = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Calling Card//Calling Card//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("BEGIN", "VEVENT"),
        ("UID", &record.id.to_string()),
        ("DTSTAMP", &changed),
        ("LAST-MODIFIED", &changed),
        ("SEQUENCE", &record.version.0.saturating_sub(1).to_string()),
        ("DTSTART", &begin),
        ("DTEND", &end),
        ("SUMMARY", &text_value(&event.title)),
        ("DESCRIPTION", &text_value(&event.description)),
        ("LOCATION", &text_value(&place)),
        ("URL", link),
        ("STATUS", "CONFIRMED"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ] {
        if !value.is_empty() {
            fold_line(&mut text, &format!("{name}:{value}"));
        }
    }
    text
}

/// A time of an event in UTC; without its time zone, where that is not known any more, as clocks show it.
fn time(event: &Event, time: &str) -> String {
    let floating = || format!("{}00", time.replace(['-', ':'], ""));
    moment(event, time).map_or_else(floating, utc)
}

fn utc(moment: jiff::Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as the value of a property; of the characters that cannot stand there only ends of lines mean something.
fn text_value(text: &str) -> String {
    let ended = text.replace("\r\n", "\n");
    let plain: String = ended.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    escaped(&plain)
}

/// The calendar as a file that is saved under the event's name.
pub(crate) fn answer(record: &EventRecord, reader: Reader) -> Response {
    let name = file_name(&record.content.title, "ics");
    let plain: String = name.chars().map(|letter| if letter.is_ascii() { letter } else { '_' }).collect();
    let encoded = utf8_percent_encode(&name, NON_ALPHANUMERIC);
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    let caching = if reader == Reader::Told { "private, no-store" } else { "public, max-age=60" };
    let mut response = calendar(record, reader).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

#[cfg(test)]
mod tests {
    use calling_card_api::{Record, Version};
    use calling_card_contact::{EventId, Timestamp};
    use uuid::Uuid;

    use super::*;

    fn record(event: Event) -> EventRecord {
        Record {
            id: EventId(Uuid::nil()),
            version: Version(3),
            created_at: Timestamp("2026-11-01T10:00:00.000Z".into()),
            created_by: "Ann".into(),
            changed_at: Timestamp("2026-11-02T10:00:00.000Z".into()),
            changed_by: "Ann".into(),
            content: event,
        }
    }

    fn event() -> Event {
        Event {
            title: "Wine; cheese, and \\more\\".into(),
            description: "First line\r\nsecond line\nX-EVIL:1 ".to_owned() + &"äöü€😀".repeat(60),
            begin: "2026-03-29T01:30".into(),
            end: "2026-03-29T03:30".into(),
            time_zone: "Europe/Berlin".into(),
            place: "Hall".into(),
            online: "https://meet.example/secret?a=1,2;3".into(),
            ..Event::default()
        }
    }

    fn unfolded(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn lines_are_folded_and_texts_escaped() {
        let text = calendar(&record(event()), Reader::Told);
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
        let lines = unfolded(&text);
        for line in [
            "UID:00000000-0000-0000-0000-000000000000",
            "DTSTAMP:20261102T100000Z",
            "SEQUENCE:2",
            // The clocks go forward at two.
            "DTSTART:20260329T003000Z",
            "DTEND:20260329T013000Z",
            "SUMMARY:Wine\\; cheese\\, and \\\\more\\\\",
            "LOCATION:Hall · https://meet.example/secret?a=1\\,2\\;3",
            "URL:https://meet.example/secret?a=1,2;3",
        ] {
            assert!(lines.iter().any(|known| known == line), "{line}: {lines:#?}");
        }
        let description = format!("DESCRIPTION:First line\\nsecond line\\nX-EVIL:1 {}", "äöü€😀".repeat(60));
        assert!(lines.contains(&description), "{lines:#?}");
    }

    #[test]
    fn who_has_no_place_is_not_told_where_it_is_online() {
        let text = calendar(&record(event()), Reader::Anybody);
        assert!(!text.replace("\r\n ", "").contains("secret"), "{text}");
        assert!(unfolded(&text).contains(&"LOCATION:Hall · Online".to_owned()), "{text}");
        let moment = Event { end: "2026-03-29T01:30".into(), description: String::new(), ..event() };
        let text = calendar(&record(moment), Reader::Anybody);
        assert!(!text.contains("DTEND") && !text.contains("DESCRIPTION"), "{text}");
    }
}
