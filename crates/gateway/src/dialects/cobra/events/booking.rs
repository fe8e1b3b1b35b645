//! Booking: what a form asks, asking for a place, and how far that is.

use calling_card_api::ProblemKind;
use calling_card_contact::{InboundSource, Problem};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::asked::Asked;
use super::super::{DIALECT, Found, Outcome, Refusal, answer, ids};
use super::{Visitor, id_of, invitations, published, telling};
use crate::ics::Reader;
use crate::store::dialects::Ids;
use crate::store::events::{self as stored, State};
use crate::{Error, forms};

/// The kind of the ids of bookings: they are given when a place is asked for, and stay when the draft has become a booking.
const PLACE: &str = "place";

/// What is sent to ask for a place.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    /// Values by the names of the fields.
    #[serde(default)]
    fields: Map<String, Value>,
    /// Whether the consent is given.
    #[serde(default)]
    consent: bool,
    /// The invitation by which it is asked for.
    invitation_id: Option<String>,
    /// A proof of work (ALTCHA) of the form; without one, and without an invitation, the booking is held for review.
    #[serde(default)]
    proof: String,
}

/// The fields of an event's booking form.
pub(super) async fn field_set(visitor: &Visitor<'_>, event: &str) -> Outcome {
    let source = form_of(visitor, event).await?;
    Ok(answer::one(StatusCode::OK, &telling::field_set(event, &source, visitor.language)))
}

/// Asks for a place: a draft, which staff accept.
pub(super) async fn create(visitor: &Visitor<'_>, event: &str, asked: &Asked) -> Outcome {
    let source = form_of(visitor, event).await?;
    let wanted: Wanted = asked.object()?;
    let invitation = match &wanted.invitation_id {
        Some(id) => Some(invitations::bookable(visitor, event, id).await?),
        None => None,
    };
    let sent = json!({
        "values": wanted.fields, "consent": wanted.consent, "language": visitor.language.tag(), "proof": wanted.proof,
    });
    let sent = serde_json::to_vec(&sent).map_err(Error::from)?;
    let draft = forms::book(visitor.state, &source.id, visitor.address, &sent, invitation).await.map_err(refused)?;
    let mut connection = visitor.caller.connection().await?;
    let id = ids_of_places(visitor).of(&mut connection, &draft.to_string()).await?;
    drop(connection);
    Ok(answer::one(StatusCode::CREATED, &told(visitor, id).await?))
}

/// How far a booking is.
pub(super) async fn confirmation(visitor: &Visitor<'_>, id: &str) -> Outcome {
    Ok(answer::one(StatusCode::OK, &told(visitor, id.to_ascii_lowercase()).await?))
}

async fn told(visitor: &Visitor<'_>, id: String) -> Found<telling::Booking> {
    if !ids::is_id(&id) {
        return Err(Refusal::NotFound);
    }
    let caller = &visitor.caller;
    let mut connection = caller.connection().await?;
    let draft = ids_of_places(visitor).find(&mut connection, &id).await?.and_then(|draft| draft.parse().ok());
    let draft: calling_card_contact::DraftId = draft.ok_or(Refusal::NotFound)?;
    let held = stored::held(&caller.store, draft).await?.ok_or(Refusal::NotFound)?;
    let status = match held.state {
        State::Unconfirmed => "unconfirmed",
        State::Asked => "requested",
        State::Booked => "booked",
        State::Gone => "cancelled",
    };
    let reader = if held.state == State::Booked { Reader::Told } else { Reader::Anybody };
    let mut event = None;
    if let Some(record) = held.event
        && let Some(seen) = stored::see(&mut connection, caller.actor.workspace, record.id).await?
    {
        let id = id_of(&mut connection, caller, &seen.event).await?;
        event = Some(telling::event(&id, &seen, reader));
    }
    Ok(telling::Booking { id, number: draft.reference(), status, event })
}

fn ids_of_places(visitor: &Visitor<'_>) -> Ids {
    Ids { workspace: visitor.caller.actor.workspace, dialect: DIALECT, kind: PLACE }
}

/// The form by which a published event is booked: the oldest that takes something in.
async fn form_of(visitor: &Visitor<'_>, event: &str) -> Found<InboundSource> {
    let caller = &visitor.caller;
    let seen = published(caller, event).await?;
    let mut connection = caller.connection().await?;
    let form = stored::open_form(&mut connection, caller.actor.workspace, seen.event.id).await?;
    form.ok_or(Refusal::NotFound)
}

/// Why no place can be had.
fn refused(error: Error) -> Refusal {
    match error {
        Error::Problem(ProblemKind::Full) => {
            Refusal::said("eventId", "All places are taken.", "Alle Plätze sind vergeben.")
        }
        Error::Problem(ProblemKind::Disabled) => {
            Refusal::said("eventId", "This event takes no bookings.", "Diese Veranstaltung nimmt keine Buchungen an.")
        }
        Error::Problem(ProblemKind::InvitationUsed) => Refusal::at("invitationId", Problem::Taken),
        Error::Problem(ProblemKind::Unreadable) => {
            let (en, de) = (
                "Each must be a text, a list of texts, a number or a boolean.",
                "Jedes muss ein Text, eine Liste von Texten, eine Zahl oder ein Wahrheitswert sein.",
            );
            Refusal::said("fields", en, de)
        }
        other => other.into(),
    }
}
