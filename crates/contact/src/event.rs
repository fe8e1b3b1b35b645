//! Events, and who has a place at them.

use serde::{Deserialize, Serialize};

use crate::rules::{self, LONG_TEXT, SHORT_TEXT};
use crate::{Check, Checker, DraftId, EventId, FormLanguage, LocalTime, PersonId, Problem, is_false};

/// Something that takes place at a time, and has places that are booked through forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Event {
    /// What it is called.
    pub title: String,
    /// What it is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// When it begins, as the clocks of its time zone show it: `2026-12-24T18:00`.
    pub begin: String,
    /// When it ends, in the same way.
    pub end: String,
    /// Its time zone, by its IANA name: `Europe/Berlin`.
    pub time_zone: String,
    /// Where it is, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The web address at which it is online. Only who has a place is told.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub online: String,
    /// How many places it has; none for as many as are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<u32>,
    /// What it costs, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub price: String,
    /// Whether everybody may know of it and book.
    #[serde(skip_serializing_if = "is_false")]
    pub published: bool,
}

impl Event {
    /// Most places.
    pub const PLACES: u32 = 100_000;

    /// When it is, in the words of a language: `24 December 2026, 18:00–20:00 (Europe/Berlin)`.
    pub fn when(&self, language: FormLanguage) -> String {
        let (Ok(begin), Ok(end)) = (self.begin.parse::<LocalTime>(), self.end.parse::<LocalTime>()) else {
            return String::new();
        };
        let (day, from, to) = (begin.day(language), begin.time(), end.time());
        let until =
            if begin.is_on_the_day_of(&end) { format!("–{to}") } else { format!(" – {}, {to}", end.day(language)) };
        format!("{day}, {from}{until} ({})", self.time_zone)
    }

    /// Where it is, without telling the web address; `online` is the word for that.
    pub fn place_in_words(&self, online: &str) -> String {
        let online = if self.online.is_empty() { "" } else { online };
        [self.place.as_str(), online].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

impl Check for Event {
    fn check_with(&self, checker: &mut Checker) {
        let line = |text: &str| match text.trim() {
            "" => Err(Problem::Required),
            _ => rules::line(text, SHORT_TEXT),
        };
        checker.rule("title", line(&self.title));
        checker.rule("description", rules::lines(&self.description, LONG_TEXT));
        let time = |text: &str| match text {
            "" => Err(Problem::Required),
            text => text.parse::<LocalTime>().map_err(|_| Problem::Moment),
        };
        let (begin, end) = (time(&self.begin), time(&self.end));
        let order = match (&begin, &end) {
            (Ok(begin), Ok(end)) if end < begin => Err(Problem::EndsBeforeItBegins),
            _ => end.map(|_| ()),
        };
        checker.rule("begin", begin.map(|_| ()));
        checker.rule("end", order);
        checker.rule("time_zone", line(&self.time_zone));
        checker.rule("place", rules::line(&self.place, SHORT_TEXT));
        checker.rule("online", if self.online.is_empty() { Ok(()) } else { rules::url(&self.online) });
        let number = Problem::Number { min: 1, max: Self::PLACES };
        let known = self.places.is_none_or(|places| (1..=Self::PLACES).contains(&places));
        checker.rule("places", known.then_some(()).ok_or(number));
        checker.rule("price", rules::line(&self.price, SHORT_TEXT));
    }
}

/// The event that a draft asks for a place at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookedEvent {
    /// The event.
    pub id: EventId,
    /// What it was called then.
    pub title: String,
}

/// A place at an event: what becomes of a draft when it is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Booking {
    /// The event.
    pub event: EventId,
    /// Who has the place.
    pub person: PersonId,
    /// The draft that asked for it.
    pub draft: DraftId,
}

/// An invitation of a person to an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// The event.
    pub event: EventId,
    /// Who is invited.
    pub person: PersonId,
    /// What they have said to it.
    #[serde(default)]
    pub state: InvitationState,
    /// The draft by which they have asked for a place; none as long as they have not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftId>,
}

/// What somebody has said to an invitation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Nothing yet.
    #[default]
    Open,
    /// They will not come.
    Rejected,
    /// They have asked for a place.
    Booked,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FieldError, Language};

    fn event() -> Event {
        Event {
            title: "Tasting".into(),
            begin: "2026-12-24T18:00".into(),
            end: "2026-12-24T20:30".into(),
            time_zone: "Europe/Berlin".into(),
            ..Event::default()
        }
    }

    #[test]
    fn an_event_is_said_in_words() {
        let en = FormLanguage::from(Language::En);
        assert_eq!(event().when(en), "24 December 2026, 18:00–20:30 (Europe/Berlin)");
        assert_eq!(event().when(Language::De.into()), "24. Dezember 2026, 18:00–20:30 (Europe/Berlin)");
        let night = Event { end: "2026-12-25T02:00".into(), ..event() };
        assert_eq!(night.when(en), "24 December 2026, 18:00 – 25 December 2026, 02:00 (Europe/Berlin)");
        let both = Event { place: "Hall".into(), online: "https://meet.example/secret".into(), ..event() };
        assert_eq!(both.place_in_words("Online"), "Hall · Online");
    }

    #[test]
    fn what_is_wrong_is_said_at_its_member() {
        assert_eq!(event().check(), []);
        let number = Problem::Number { min: 1, max: Event::PLACES };
        let wrong = [
            ("/title", Problem::Required, Event { title: " ".into(), ..event() }),
            ("/title", Problem::ControlCharacter, Event { title: "a\nb".into(), ..event() }),
            ("/begin", Problem::Moment, Event { begin: "2026-02-30T18:00".into(), ..event() }),
            ("/end", Problem::Required, Event { end: String::new(), ..event() }),
            ("/end", Problem::EndsBeforeItBegins, Event { end: "2026-12-24T17:59".into(), ..event() }),
            ("/time_zone", Problem::Required, Event { time_zone: String::new(), ..event() }),
            ("/online", Problem::Url, Event { online: "javascript:alert(1)".into(), ..event() }),
            ("/places", number.clone(), Event { places: Some(0), ..event() }),
            ("/places", number, Event { places: Some(100_001), ..event() }),
        ];
        for (field, problem, event) in wrong {
            assert_eq!(event.check(), [FieldError { field: field.into(), problem }]);
        }
    }
}
