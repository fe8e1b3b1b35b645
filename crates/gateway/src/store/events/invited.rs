//! Who comes by the link of an invitation, without being signed in.

use calling_card_api::ProblemKind;
use calling_card_api::events::InvitationRecord;
use calling_card_api::people::PersonRecord;
use calling_card_contact::{EventId, FormId, Invitation, InvitationId, Name, Person};
use uuid::Uuid;

use super::bookable::{Seen, see};
use super::forms::open_form;
use super::invitations::codes;
use crate::store::{Store, WorkspaceId, row, sql};
use crate::{Error, Result};

/// An invitation, as who has its code may know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Invited {
    /// In which workspace.
    pub workspace: WorkspaceId,
    /// By what the invitation is known.
    pub code: String,
    /// The invitation.
    pub invitation: InvitationRecord,
    /// What who is invited is called.
    pub name: Name,
}

impl Invited {
    /// The name as a text; empty where nothing is known.
    pub fn called(&self) -> String {
        self.name.display()
    }
}

/// The invitation of a code, wherever it is.
pub async fn invited(store: &Store, code: &str) -> Result<Option<Invited>> {
    let mut connection = store.pool.acquire().await?;
    let workspace: Option<Uuid> = sql::query_scalar(
        "SELECT workspace FROM dialect_ids WHERE kind = 'invitation' AND dialect = 'cobra' AND foreign_id = ?",
    )
    .bind(code.to_ascii_lowercase())
    .fetch_optional(&mut connection)
    .await?;
    match workspace {
        Some(workspace) => find(&mut connection, WorkspaceId(workspace), code).await,
        None => Ok(None),
    }
}

/// The invitation of a code to an event of a workspace.
pub async fn invited_to(store: &Store, workspace: WorkspaceId, event: EventId, code: &str) -> Result<Option<Invited>> {
    let found = find(&mut store.pool.acquire().await?, workspace, code).await?;
    Ok(found.filter(|found| found.invitation.content.event == event))
}

/// The event of an invitation, and the form by which a place at it is asked for; none where it is not published.
pub async fn to_what(store: &Store, invited: &Invited) -> Result<Option<(Seen, Option<FormId>)>> {
    let mut connection = store.pool.acquire().await?;
    let event = invited.invitation.content.event;
    let seen = see(&mut connection, invited.workspace, event).await?.filter(|seen| seen.event.content.published);
    let Some(seen) = seen else { return Ok(None) };
    let form = open_form(&mut connection, invited.workspace, event).await?;
    Ok(Some((seen, form.map(|source| source.id))))
}

async fn find(connection: &mut sql::Connection, workspace: WorkspaceId, code: &str) -> Result<Option<Invited>> {
    let code = code.to_ascii_lowercase();
    let Some(key) = codes(workspace).find(connection, &code).await? else { return Ok(None) };
    let key: InvitationId = key.parse().map_err(|_| Error::Internal("an invitation's key that is none".into()))?;
    let Some(invitation) = there(row::get::<Invitation>(connection, workspace, &key).await)? else { return Ok(None) };
    let person = row::get::<Person>(connection, workspace, &invitation.content.person).await;
    let name = there::<PersonRecord>(person)?.map(|person| person.content.name).unwrap_or_default();
    Ok(Some(Invited { workspace, code, invitation, name }))
}

/// What is there, or none.
fn there<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::Problem(ProblemKind::NotFound)) => Ok(None),
        Err(error) => Err(error),
    }
}
