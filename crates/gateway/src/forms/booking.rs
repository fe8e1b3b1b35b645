//! What a visitor has in hand of a booking: a page that says how far it is, and the entry for the calendar; and published events as such
//! entries. Whoever has the link of a receipt may see its booking.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use calling_card_contact::{DraftId, EventId, Language};
use calling_card_contact_form::{EventWords, Words};
use leptos::html;
use leptos::prelude::*;

use super::opt_in::private;
use super::page;
use crate::extract::language;
use crate::ics::{self, Reader};
use crate::site::open_to_all;
use crate::store::events::{self, Held, State as How};
use crate::store::{opt_ins, receipts};
use crate::{AppState, Error, Result};

/// The addresses of bookings, and of published events.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/booking/{token}", get(show))
        .route("/booking/{token}/event.ics", get(calendar_of_booking))
        .route("/e/{event}/event.ics", get(calendar))
}

/// `/booking/{token}`: how far a booking is.
async fn show(State(state): State<AppState>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    let found = match find(&state, &token).await {
        Ok(found) => found,
        Err(error) => {
            return private(page::failed(&error, language(&headers)), "");
        }
    };
    let Some((draft, held)) = found else {
        let language = language(&headers);
        return private(page::message_page(StatusCode::NOT_FOUND, language, unknown(language)), "");
    };
    let consented = opt_ins::look_at_withdrawal(&state.store, &token).await.is_ok_and(|consent| consent.is_some());
    let language = held.language.map_or_else(|| language(&headers), |language| language.ours());
    let view = BookingView { token: &token, draft, held: &held, consented, language };
    let (heading, _) = view.said();
    let body = Owner::new().with(|| view.html());
    private(page::page(StatusCode::OK, language.into(), heading, &body), "")
}

/// `/booking/{token}/event.ics`: the entry for the calendar of who has, or asks for, a place.
async fn calendar_of_booking(State(state): State<AppState>, Path(token): Path<String>) -> Result<Response> {
    let (_, held) = find(&state, &token).await?.ok_or(Error::NOT_FOUND)?;
    let event = held.event.filter(|_| held.state != How::Gone).ok_or(Error::NOT_FOUND)?;
    let reader = if held.state == How::Booked { Reader::Told } else { Reader::Anybody };
    Ok(private(ics::answer(&event, reader), ""))
}

/// `/e/{event}/event.ics`: a published event, for everybody.
async fn calendar(State(state): State<AppState>, Path(event): Path<String>) -> Result<Response> {
    let id: EventId = event.parse().map_err(|_| Error::NOT_FOUND)?;
    let (_, event, _) = events::published(&state.store, id).await?.ok_or(Error::NOT_FOUND)?;
    Ok(open_to_all(ics::answer(&event, Reader::Anybody)).into_response())
}

async fn find(state: &AppState, token: &str) -> Result<Option<(DraftId, Held)>> {
    let Some(draft) = receipts::draft(&state.store, token).await? else { return Ok(None) };
    Ok(events::held(&state.store, draft).await?.map(|held| (draft, held)))
}

fn unknown(language: Language) -> &'static str {
    match language {
        Language::En => "There is no booking at this address. Check the link.",
        Language::De => "Unter dieser Adresse gibt es keine Buchung. Prüfen Sie den Link.",
    }
}

/// A booking as its page shows it.
struct BookingView<'a> {
    token: &'a str,
    draft: DraftId,
    held: &'a Held,
    consented: bool,
    language: Language,
}

impl BookingView<'_> {
    fn say(&self, en: &'static str, de: &'static str) -> &'static str {
        match self.language {
            Language::En => en,
            Language::De => de,
        }
    }

    /// Heading and sentence.
    fn said(&self) -> (&'static str, &'static str) {
        match self.held.state {
            How::Gone => (
                self.say("This booking is cancelled", "Diese Buchung ist storniert"),
                self.say("You have no place at this event.", "Sie haben keinen Platz bei dieser Veranstaltung."),
            ),
            _ if self.held.event.is_none() => (
                self.say("This event does not take place", "Diese Veranstaltung findet nicht statt"),
                self.say("Please ask whoever invited to it.", "Bitte fragen Sie nach, wer dazu eingeladen hat."),
            ),
            How::Unconfirmed => (
                self.say("Please confirm your address", "Bitte bestätigen Sie Ihre Adresse"),
                self.say(
                    "We have sent you an e-mail. Your booking counts when you have followed the link in it, within 48 hours.",
                    "Wir haben Ihnen eine E-Mail gesendet. Ihre Buchung zählt, wenn Sie dem Link darin binnen 48 Stunden gefolgt sind.",
                ),
            ),
            How::Asked => (
                self.say("We have received your booking", "Wir haben Ihre Buchung erhalten"),
                self.say(
                    "We look at it now. This page says when your place is confirmed; keep its address.",
                    "Wir prüfen sie nun. Diese Seite sagt, wann Ihr Platz bestätigt ist; bewahren Sie ihre Adresse auf.",
                ),
            ),
            How::Booked => (
                self.say("Your place is booked", "Ihr Platz ist gebucht"),
                self.say("We look forward to seeing you.", "Wir freuen uns auf Sie."),
            ),
        }
    }

    fn html(&self) -> String {
        let (heading, sentence) = self.said();
        let gone = self.held.state == How::Gone;
        let words = Words::of(self.language.into());
        let lines = self.held.event.as_ref().map(|event| {
            let (event, told) = (&event.content, self.held.state == How::Booked);
            let place = event.place_in_words(EventWords::of(self.language.into()).online);
            let link = (told && !event.online.is_empty())
                .then(|| html::p().child(html::a().attr("href", event.online.clone()).child(event.online.clone())));
            let lines = [event.when(self.language.into()), place, event.price.clone()];
            let lines: Vec<_> =
                lines.into_iter().filter(|line| !line.is_empty()).map(|line| html::p().child(line)).collect();
            let title = html::p().child(html::strong().child(event.title.clone()));
            html::div().attr("class", "event").child((title, lines, link))
        });
        let calendar = (!gone && self.held.event.is_some()).then(|| {
            let words = self.say("Add to your calendar (.ics)", "In den Kalender eintragen (.ics)");
            html::p().child(html::a().attr("href", format!("/booking/{}/event.ics", self.token)).child(words))
        });
        let number = html::p().child((words.receipt, " ", html::strong().child(self.draft.reference())));
        let withdrawal = self.consented.then(|| {
            let link = html::a().attr("href", format!("/withdraw/{}", self.token)).child(words.withdraw);
            html::p().attr("class", "aside").child(link)
        });
        html::div()
            .attr("class", "opt-in")
            .child((
                html::h1().attr("class", "message").child(heading),
                html::p().attr("role", "status").child(sentence),
                lines,
                calendar,
                number,
                withdrawal,
            ))
            .to_html()
    }
}
