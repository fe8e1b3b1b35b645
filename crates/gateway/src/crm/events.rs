//! Events, who has a place at them, and who is invited.

use axum::Json as Answer;
use axum::extract::State;
use axum::response::Response;
use calling_card_api::changes::Change;
use calling_card_api::events::*;
use calling_card_api::inbound_sources::InboundSourceRecord;
use calling_card_api::{Nothing, Page, ProblemDetails, Written};
use calling_card_contact::{BookingId, Event, EventId, InvitationId};

use crate::crm::Home;
use crate::extract::{IfMatch, Json, Key, Query, made, tagged, written};
use crate::ics::{self, Reader};
use crate::store::events::{self, Links};
use crate::{AppState, Result, mail};

/// A page of events.
#[utoipa::path(get, path = "/crm/{connection}/events", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), EventsQuery), responses((status = 200, body = Page<EventSummary>, description = "The one that begins last first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_events(home: Home, Query(query): Query<EventsQuery>) -> Result<Answer<Page<EventSummary>>> {
    Ok(Answer(events::list(&home.store, home.actor.workspace, &query).await?))
}

/// Makes an event.
#[utoipa::path(post, path = "/crm/{connection}/events", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = Event, responses((status = 201, body = Written<EventRecord>, description = "Made"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_event(home: Home, Json(event): Json<Event>) -> Result<Response> {
    Ok(written(events::create(&home.store, &home.actor, event).await?))
}

/// One event.
#[utoipa::path(get, path = "/crm/{connection}/events/{id}", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = EventId, Path, description = "The event")), responses((status = 200, body = EventRecord, description = "With its version as `ETag`"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_event(home: Home, Key(id): Key<EventId>) -> Result<Response> {
    Ok(tagged(events::get(&home.store, home.actor.workspace, id).await?))
}

/// Writes an event anew.
#[utoipa::path(put, path = "/crm/{connection}/events/{id}", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = EventId, Path, description = "The event"), ("If-Match" = String, Header, description = "The version that was seen")), request_body = Event, responses((status = 200, body = Written<EventRecord>, description = "Written"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn update_event(
    home: Home,
    Key(id): Key<EventId>,
    IfMatch(seen): IfMatch,
    Json(event): Json<Event>,
) -> Result<Response> {
    Ok(written(events::update(&home.store, &home.actor, id, seen, event).await?))
}

/// Puts an event into the bin, with its bookings and invitations.
#[utoipa::path(delete, path = "/crm/{connection}/events/{id}", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = EventId, Path, description = "The event"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_event(
    home: Home,
    Key(id): Key<EventId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(events::delete(&home.store, &home.actor, id, seen).await?))
}

/// An event as a calendar entry (RFC 5545).
#[utoipa::path(get, path = "/crm/{connection}/events/{id}/event.ics", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = EventId, Path, description = "The event")), responses((status = 200, body = String, content_type = "text/calendar", description = "As an attachment"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_event_calendar(home: Home, Key(id): Key<EventId>) -> Result<Response> {
    Ok(ics::answer(&events::get(&home.store, home.actor.workspace, id).await?, Reader::Told))
}

/// What was done to an event.
#[utoipa::path(get, path = "/crm/{connection}/events/{id}/history", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = EventId, Path, description = "The event")), responses((status = 200, body = Vec<Change>, description = "The newest first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_event_history(home: Home, Key(id): Key<EventId>) -> Result<Answer<Vec<Change>>> {
    Ok(Answer(events::history(&home.store, home.actor.workspace, id).await?))
}

/// Makes a form by which places at an event are booked.
#[utoipa::path(post, path = "/crm/{connection}/events/{id}/booking-form", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = EventId, Path, description = "The event")), responses((status = 201, body = Written<InboundSourceRecord>, description = "Made"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_booking_form(home: Home, Key(id): Key<EventId>) -> Result<Response> {
    Ok(made(events::create_booking_form(&home.store, &home.actor, id).await?))
}

/// Who comes to an event, who asks to, and by which forms.
#[utoipa::path(get, path = "/crm/{connection}/events/{id}/bookings", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = EventId, Path, description = "The event")), responses((status = 200, body = EventBookings, description = "The first first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_bookings(home: Home, Key(id): Key<EventId>) -> Result<Answer<EventBookings>> {
    Ok(Answer(events::list_bookings(&home.store, home.actor.workspace, id).await?))
}

/// Cancels a booking.
#[utoipa::path(delete, path = "/crm/{connection}/bookings/{id}", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = BookingId, Path, description = "The booking"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn cancel_booking(
    home: Home,
    Key(id): Key<BookingId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(events::cancel(&home.store, &home.actor, id, seen).await?))
}

/// Who is invited to an event.
#[utoipa::path(get, path = "/crm/{connection}/events/{id}/invitations", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = EventId, Path, description = "The event")), responses((status = 200, body = Vec<InvitationSummary>, description = "The first first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_invitations(
    home: Home,
    State(state): State<AppState>,
    Key(id): Key<EventId>,
) -> Result<Answer<Vec<InvitationSummary>>> {
    Ok(Answer(events::list_invitations(&home.store, home.actor.workspace, id, &links(&state)).await?))
}

/// Invites a person to an event.
#[utoipa::path(post, path = "/crm/{connection}/events/{id}/invitations", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = EventId, Path, description = "The event")), request_body = Invitee, responses((status = 201, body = Written<InvitationRecord>, description = "Invited"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_invitation(
    home: Home,
    State(state): State<AppState>,
    Key(id): Key<EventId>,
    Json(invitee): Json<Invitee>,
) -> Result<Response> {
    let invited = events::invite(&home.store, &home.actor, id, invitee.person, &links(&state)).await?;
    mail::wake(&state.mail_written);
    Ok(written(invited))
}

/// Mails the link of an invitation that was not mailed.
#[utoipa::path(post, path = "/crm/{connection}/invitations/{id}/mail", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = InvitationId, Path, description = "The invitation")), responses((status = 200, body = Nothing, description = "It is sent next"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn mail_invitation(
    home: Home,
    State(state): State<AppState>,
    Key(id): Key<InvitationId>,
) -> Result<Answer<Nothing>> {
    events::mail_invitation(&home.store, &home.actor, id, &links(&state)).await?;
    mail::wake(&state.mail_written);
    Ok(Answer(Nothing))
}

/// Where links of invitations lead, and whether they are mailed.
fn links(state: &AppState) -> Links<'_> {
    Links { base: state.config.link_base(), mailed: state.mailer.is_some() }
}

/// Takes an invitation back.
#[utoipa::path(delete, path = "/crm/{connection}/invitations/{id}", tag = "Events", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = InvitationId, Path, description = "The invitation"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_invitation(
    home: Home,
    Key(id): Key<InvitationId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(events::delete_invitation(&home.store, &home.actor, id, seen).await?))
}
