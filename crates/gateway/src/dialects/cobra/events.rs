//! cobra Event: what its portals ask without a token, and an event by its id.
//!
//! The vendor's page names these operations and shows no bodies. Those here are the most natural ones, and stand in `telling`.

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::changes::RecordKind;
use calling_card_api::events::EventRecord;
use calling_card_contact::{Event, FormId, Language};

use super::super::Caller;
use super::asked::Asked;
use super::{Found, Outcome, ROOT, Refusal, VERSION, answer, headers, ids};
use crate::AppState;
use crate::extract::{Address, language};
use crate::ics::{self, Reader};
use crate::site::open_to_all;
use crate::store::{Actor, events as stored, sql};

mod booking;
mod invitations;
mod telling;

/// Where whoever asks needs no token.
const PUBLIC: &str = "/events/public/";

/// The headers that a visitor brings, and browsers ask about.
const BROUGHT: &str =
    "content-type, x-cobra-tenantid, x-integration-name, x-integration-provider, x-integration-contact";

/// A visitor of a portal: nobody who is known.
pub(super) struct Visitor<'a> {
    state: &'a AppState,
    address: Address,
    /// On behalf of whom records are written, in the tenant that the headers name.
    caller: Caller,
    language: Language,
}

/// Whether no token is needed.
pub(super) fn is_public(parts: &Parts) -> bool {
    let path = parts.uri.path().strip_prefix(ROOT).and_then(|path| path.strip_prefix(VERSION));
    path.is_some_and(|path| path.starts_with(PUBLIC))
}

/// Whether a browser asks if a page of another origin may ask (CORS).
pub(super) fn is_preflight(parts: &Parts) -> bool {
    parts.method == Method::OPTIONS && parts.headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

/// Tells it that every page may, with what a visitor brings; never with a token or a cookie.
pub(super) fn preflight() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(BROUGHT));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    open_to_all(response)
}

/// Answers a visitor.
pub(super) async fn public(state: &AppState, address: Address, parts: &Parts, body: Body) -> Outcome {
    let workspace = headers::tenant(&parts.headers)?;
    let asked = Asked::of(parts, body).await?;
    let caller = Caller { actor: Actor { workspace, name: "cobra Event".into() }, store: state.store.clone() };
    let visitor = Visitor { state, address, caller, language: language(&parts.headers) };
    let path: Vec<&str> = asked.path().skip(2).collect();
    let allowed = method_of(&path);
    if asked.method() != allowed {
        return Err(if allowed.is_empty() { Refusal::NotFound } else { Refusal::Method(allowed) });
    }
    match path.as_slice() {
        ["bookings", id, "confirmation"] => booking::confirmation(&visitor, id).await,
        ["invitations", id, "reject"] => invitations::reject(&visitor, id).await,
        ["invitations", id] => invitations::show(&visitor, None, id).await,
        ["portals", url] => portal(&visitor, url).await,
        [event, "bookingfieldset"] => booking::field_set(&visitor, event).await,
        [event, "bookings"] => booking::create(&visitor, event, &asked).await,
        [event, "ical"] => Ok(calendar(&published(&visitor.caller, event).await?.event, Reader::Anybody)),
        [event, "invitations", id] => invitations::show(&visitor, Some(event), id).await,
        [event] => {
            let seen = published(&visitor.caller, event).await?;
            Ok(answer::one(StatusCode::OK, &telling::event(event, &seen, Reader::Anybody)))
        }
        _ => Err(Refusal::NotFound),
    }
}

/// The method that an address takes; none where there is no such address.
fn method_of(path: &[&str]) -> &'static str {
    match path {
        ["invitations", _, "reject"] | [_, "bookings"] => "POST",
        ["bookings", _, "confirmation"] | ["invitations" | "portals", _] | [_] => "GET",
        [_, "bookingfieldset" | "ical"] | [_, "invitations", _] => "GET",
        _ => "",
    }
}

/// Answers staff: an event by its id, and as a calendar entry.
pub(super) async fn signed_in(caller: &Caller, asked: &Asked, rest: &[&str]) -> Outcome {
    if !matches!(rest, [_] | [_, "ical"]) {
        return Err(Refusal::NotFound);
    }
    if asked.method() != "GET" {
        return Err(Refusal::Method("GET"));
    }
    let seen = seen(caller, rest[0]).await?;
    match rest {
        [_, _] => Ok(calendar(&seen.event, Reader::Told)),
        _ => Ok(answer::one(StatusCode::OK, &telling::event(rest[0], &seen, Reader::Told))),
    }
}

/// An event by its id.
async fn seen(caller: &Caller, id: &str) -> Found<stored::Seen> {
    let mut connection = caller.connection().await?;
    let key = ids::key::<Event>(&mut connection, caller, id).await?;
    stored::see(&mut connection, caller.actor.workspace, key).await?.ok_or(Refusal::NotFound)
}

/// The same, of one that everybody may know of.
async fn published(caller: &Caller, id: &str) -> Found<stored::Seen> {
    let seen = seen(caller, id).await?;
    if seen.event.content.published { Ok(seen) } else { Err(Refusal::NotFound) }
}

/// The id of an event; given where it has none yet.
async fn id_of(connection: &mut sql::Connection, caller: &Caller, event: &EventRecord) -> Found<String> {
    Ok(ids::of(caller, RecordKind::Event).of(connection, &event.id.to_string()).await?)
}

/// A portal is a form by which places are booked, by the id in its address.
async fn portal(visitor: &Visitor<'_>, url: &str) -> Outcome {
    let caller = &visitor.caller;
    let form: FormId = url.parse().map_err(|_| Refusal::NotFound)?;
    let source = crate::store::inbound_sources::get(&caller.store, caller.actor.workspace, &form).await?.content;
    let mut connection = caller.connection().await?;
    let event = source.event.ok_or(Refusal::NotFound)?;
    let seen = stored::see(&mut connection, caller.actor.workspace, event).await?.ok_or(Refusal::NotFound)?;
    if !seen.event.content.published {
        return Err(Refusal::NotFound);
    }
    let id = id_of(&mut connection, caller, &seen.event).await?;
    let address = format!("{}/f/{form}", visitor.state.config.link_base());
    let told = telling::portal(&source, visitor.language, address, telling::event(&id, &seen, Reader::Anybody));
    Ok(answer::one(StatusCode::OK, &told))
}

/// An event as iCalendar: the one answer without an envelope.
fn calendar(event: &EventRecord, reader: Reader) -> calling_card_crm::Response {
    let mut response = calling_card_crm::Response::new(ics::calendar(event, reader).into_bytes());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    response
}
