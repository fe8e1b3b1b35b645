//! Invitations: whoever has the id of one may read it, reject it, and book by it.

use calling_card_api::ProblemKind;
use calling_card_api::events::InvitationRecord;
use calling_card_contact::{Event, Invitation, InvitationId, InvitationState, Problem};
use http::StatusCode;

use super::super::{Found, Outcome, Refusal, answer, ids};
use super::{Visitor, id_of, telling};
use crate::Error;
use crate::ics::Reader;
use crate::store::events as stored;
use crate::store::people;

/// An invitation; where an event is named, one to that event.
pub(super) async fn show(visitor: &Visitor<'_>, event: Option<&str>, id: &str) -> Outcome {
    let record = find(visitor, event, id).await?;
    Ok(answer::one(StatusCode::OK, &told(visitor, id, &record).await?))
}

/// Rejects an invitation. A place that was had by it is free again.
pub(super) async fn reject(visitor: &Visitor<'_>, id: &str) -> Outcome {
    let record = find(visitor, None, id).await?;
    let record = stored::reject(&visitor.caller.store, &visitor.caller.actor, record.id).await?.result;
    Ok(answer::one(StatusCode::OK, &told(visitor, id, &record).await?))
}

/// The key of an invitation by which a place at an event can be asked for.
pub(super) async fn bookable(visitor: &Visitor<'_>, event: &str, id: &str) -> Found<InvitationId> {
    match find(visitor, Some(event), id).await {
        Ok(record) if record.content.state == InvitationState::Booked => {
            Err(Refusal::at("invitationId", Problem::Taken))
        }
        Ok(record) => Ok(record.id),
        Err(Refusal::NotFound) => Err(Refusal::at("invitationId", Problem::Unknown)),
        Err(other) => Err(other),
    }
}

async fn find(visitor: &Visitor<'_>, event: Option<&str>, id: &str) -> Found<InvitationRecord> {
    let caller = &visitor.caller;
    let mut connection = caller.connection().await?;
    let key = ids::key::<Invitation>(&mut connection, caller, id).await?;
    let record = stored::invitation(&mut connection, caller.actor.workspace, key).await?;
    if let Some(event) = event {
        let event = ids::key::<Event>(&mut connection, caller, event).await?;
        if record.content.event != event {
            return Err(Refusal::NotFound);
        }
    }
    Ok(record)
}

async fn told(visitor: &Visitor<'_>, id: &str, record: &InvitationRecord) -> Found<telling::Invitation> {
    let caller = &visitor.caller;
    let workspace = caller.actor.workspace;
    let mut connection = caller.connection().await?;
    let seen = stored::see(&mut connection, workspace, record.content.event).await?.ok_or(Refusal::NotFound)?;
    let event = id_of(&mut connection, caller, &seen.event).await?;
    drop(connection);
    let (firstname, lastname) = match people::get(&caller.store, workspace, record.content.person).await {
        Ok(person) => telling::named(&person.content),
        Err(Error::Problem(ProblemKind::NotFound)) => Default::default(),
        Err(error) => return Err(error.into()),
    };
    Ok(telling::Invitation {
        id: id.to_ascii_lowercase(),
        status: serde_json::to_value(record.content.state).map_err(Error::from)?,
        firstname,
        lastname,
        event: telling::event(&event, &seen, Reader::Anybody),
    })
}
