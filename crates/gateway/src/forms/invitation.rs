//! Where the link of an invitation leads: to the form by which a place is booked, or to a page that says why there is none; and rejecting it.
//!
//! A GET shows, a POST acts: mail scanners follow links.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use calling_card_contact::{FormId, InvitationState, Language};
use calling_card_contact_form::EventWords;
use leptos::html;
use leptos::prelude::*;

use super::opt_in::private;
use super::page;
use crate::extract::language;
use crate::store::events::{self, Bookable, Invited, Seen, Standing};
use crate::store::{Actor, WorkspaceId, receipts};
use crate::{AppState, Result};

/// On behalf of whom an invitation is rejected.
const INVITEE: &str = "invitation";

/// The addresses of invitations.
pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/invitation/{code}", get(follow)).route("/invitation/{code}/decline", get(ask).post(decline))
}

/// The invitation of a code to the event of a form; none where the code is of nothing there.
pub(super) async fn of_code(
    state: &AppState,
    workspace: WorkspaceId,
    event: Option<&Bookable>,
    code: &str,
) -> Result<Option<Invited>> {
    match event.and_then(|event| event.event.as_ref()) {
        Some(event) if !code.is_empty() => events::invited_to(&state.store, workspace, event.id, code).await,
        _ => Ok(None),
    }
}

/// Whether a place was asked for by an invitation.
pub(super) fn is_used(invited: &Invited) -> bool {
    invited.invitation.content.state == InvitationState::Booked
}

/// `/invitation/{code}`: leads to the form, or says why there is none.
async fn follow(State(state): State<AppState>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let language = language(&headers);
    followed(&state, &code, language).await.unwrap_or_else(|error| page::failed(&error, language))
}

async fn followed(state: &AppState, code: &str, language: Language) -> Result<Response> {
    let Some(invited) = events::invited(&state.store, code).await? else { return Ok(unknown(language)) };
    let to_what = events::to_what(&state.store, &invited).await?;
    if let (false, Some((Seen { standing: Standing::Open, .. }, Some(form)))) = (is_used(&invited), &to_what) {
        let form = format!("/f/{form}?invitation={}", invited.code);
        return Ok(private(Redirect::to(&form).into_response(), ""));
    }
    let booking = match invited.invitation.content.draft {
        Some(draft) => Some(receipts::token(&state.store, draft).await?),
        None => None,
    };
    Ok(InvitationPage { invited, to_what, booking, language, asks: false }.answer())
}

/// `/invitation/{code}/decline`: shows the button; changes nothing.
async fn ask(State(state): State<AppState>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let language = language(&headers);
    shown(&state, &code, language, true).await.unwrap_or_else(|error| page::failed(&error, language))
}

/// Rejects an invitation. A place that was had by it is free again.
async fn decline(State(state): State<AppState>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let language = language(&headers);
    declined(&state, &code, language).await.unwrap_or_else(|error| page::failed(&error, language))
}

async fn declined(state: &AppState, code: &str, language: Language) -> Result<Response> {
    if let Some(Invited { workspace, invitation, .. }) = events::invited(&state.store, code).await?
        && invitation.content.state != InvitationState::Rejected
    {
        let actor = Actor { workspace, name: INVITEE.into() };
        events::reject(&state.store, &actor, invitation.id).await?;
    }
    shown(state, code, language, false).await
}

async fn shown(state: &AppState, code: &str, language: Language, asks: bool) -> Result<Response> {
    let Some(invited) = events::invited(&state.store, code).await? else { return Ok(unknown(language)) };
    let to_what = events::to_what(&state.store, &invited).await?;
    Ok(InvitationPage { invited, to_what, booking: None, language, asks }.answer())
}

fn unknown(language: Language) -> Response {
    let sentence = match language {
        Language::En => "There is no invitation at this address. Check the link, or ask whoever invited you.",
        Language::De => "Unter dieser Adresse gibt es keine Einladung. Prüfen Sie den Link, oder fragen Sie nach.",
    };
    private(page::message_page(StatusCode::NOT_FOUND, language, sentence), "")
}

/// An invitation as its page shows it.
struct InvitationPage {
    invited: Invited,
    to_what: Option<(Seen, Option<FormId>)>,
    /// The token of the booking that came of it.
    booking: Option<String>,
    language: Language,
    /// Whether it is to be rejected.
    asks: bool,
}

impl InvitationPage {
    fn say(&self, en: &'static str, de: &'static str) -> &'static str {
        match self.language {
            Language::En => en,
            Language::De => de,
        }
    }

    /// Whether a place can be asked for.
    fn is_open(&self) -> bool {
        matches!(self.to_what, Some((Seen { standing: Standing::Open, .. }, Some(_))))
    }

    /// Heading and sentence.
    fn said(&self) -> (&'static str, &'static str) {
        let full = self.to_what.as_ref().is_some_and(|(seen, _)| seen.standing == Standing::Full);
        match self.invited.invitation.content.state {
            InvitationState::Rejected if !self.is_open() => (
                self.say("You have said that you do not come", "Sie haben abgesagt"),
                self.say("Thank you for telling us.", "Danke, dass Sie Bescheid gesagt haben."),
            ),
            InvitationState::Rejected => (
                self.say("You have said that you do not come", "Sie haben abgesagt"),
                self.say(
                    "Thank you for telling us. If you can come after all, book a place.",
                    "Danke, dass Sie Bescheid gesagt haben. Wenn Sie doch kommen können, buchen Sie einen Platz.",
                ),
            ),
            InvitationState::Booked if self.asks => (
                self.say("Do you not come after all?", "Kommen Sie doch nicht?"),
                self.say("Your place is given to somebody else then.", "Ihr Platz wird dann frei."),
            ),
            InvitationState::Booked => (
                self.say("You have asked for a place", "Sie haben einen Platz gebucht"),
                EventWords::of(self.language.into()).used,
            ),
            InvitationState::Open if self.asks => (
                self.say("Can you not come?", "Können Sie nicht kommen?"),
                self.say("Then please tell us.", "Dann sagen Sie uns bitte Bescheid."),
            ),
            InvitationState::Open if full => {
                (self.say("You are invited", "Sie sind eingeladen"), EventWords::of(self.language.into()).full)
            }
            InvitationState::Open => (
                self.say("No place can be booked", "Es kann kein Platz gebucht werden"),
                self.say(
                    "This event is over, or takes no bookings at the moment.",
                    "Diese Veranstaltung ist vorbei oder nimmt zurzeit keine Buchungen an.",
                ),
            ),
        }
    }

    fn answer(&self) -> Response {
        let (heading, _) = self.said();
        let body = Owner::new().with(|| self.html());
        private(page::page(StatusCode::OK, self.language.into(), heading, &body), "")
    }

    fn html(&self) -> String {
        let (heading, sentence) = self.said();
        let code = &self.invited.code;
        let rejected = self.invited.invitation.content.state == InvitationState::Rejected;
        let event = self.to_what.as_ref().map(|(seen, _)| {
            let title = html::p().child(html::strong().child(seen.event.content.title.clone()));
            html::div()
                .attr("class", "event")
                .child((title, html::p().child(seen.event.content.when(self.language.into()))))
        });
        let link = |address: String, words| html::p().child(html::a().attr("href", address).child(words));
        let booking = self
            .booking
            .as_ref()
            .map(|token| link(format!("/booking/{token}"), EventWords::of(self.language.into()).booking));
        let book = (self.is_open() && (rejected || self.asks) && !is_used(&self.invited))
            .then(|| link(format!("/invitation/{code}"), self.say("Book a place", "Einen Platz buchen")));
        let button = (!rejected).then(|| {
            let words = EventWords::of(self.language.into()).decline;
            let button = html::button().attr("type", "submit").child(words);
            html::form().attr("method", "post").attr("action", format!("/invitation/{code}/decline")).child(button)
        });
        html::div()
            .attr("class", "opt-in")
            .child((
                html::h1().attr("class", "message").child(heading),
                html::p().attr("role", "status").child(sentence),
                event,
                booking,
                button,
                book,
            ))
            .to_html()
    }
}
