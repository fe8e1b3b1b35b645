//! Invitations of people to events.

use calling_card_api::events::{InvitationRecord, InvitationSummary};
use calling_card_api::{Nothing, Version, Written};
use calling_card_contact::{Event, EventId, FieldError, Invitation, InvitationId, InvitationState, PersonId, Problem};
use sqlx::SqliteConnection;

use super::bookings::{is_there, name_of};
use crate::store::row::{self, Row, columns};
use crate::store::{Actor, Batch, Store, WorkspaceId};
use crate::{Error, Result, clock};

/// Who is invited to an event, the first first.
pub async fn list(store: &Store, workspace: WorkspaceId, id: EventId) -> Result<Vec<InvitationSummary>> {
    let mut connection = store.pool.acquire().await?;
    row::get::<Event>(&mut connection, workspace, &id).await?;
    let rows: Vec<Row> = sqlx::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'invitation' AND content ->> '$.event' = ? AND deleted_at IS NULL ORDER BY created_at, id"
    ))
    .bind(workspace.0)
    .bind(id.to_string())
    .fetch_all(&mut *connection)
    .await?;
    let mut invitations = Vec::with_capacity(rows.len());
    for row in rows {
        let invitation: InvitationRecord = row.record()?;
        let name = name_of(&mut connection, workspace, invitation.content.person).await?;
        invitations.push(InvitationSummary { invitation, name });
    }
    Ok(invitations)
}

/// Invites a person to an event, once.
pub async fn create(
    store: &Store,
    actor: &Actor,
    event: EventId,
    person: PersonId,
) -> Result<Written<InvitationRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    batch.get::<Event>(&event).await?;
    let wrong = |problem| Err(Error::Invalid(vec![FieldError { field: "/person".into(), problem }]));
    if !is_there(&mut batch, person).await? {
        return wrong(Problem::Unknown);
    }
    let known: Option<i64> = sqlx::query_scalar(
        "SELECT 1 FROM records WHERE workspace = ? AND kind = 'invitation' AND content ->> '$.event' = ? AND deleted_at IS NULL
         AND parent = ?",
    )
    .bind(actor.workspace.0)
    .bind(event.to_string())
    .bind(person.to_string())
    .fetch_optional(batch.connection())
    .await?;
    if known.is_some() {
        return wrong(Problem::Taken);
    }
    let invitation = Invitation { event, person, state: InvitationState::Open, draft: None };
    let record = batch.create(clock::new_key(), invitation).await?;
    batch.commit(record).await
}

/// Takes an invitation back; a booking that came of it stays.
pub async fn delete(store: &Store, actor: &Actor, id: InvitationId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    batch.delete::<Invitation>(&id, seen).await?;
    batch.commit(Nothing).await
}

/// The invitations of a person, the first first.
pub(in crate::store) async fn of_person(
    connection: &mut SqliteConnection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Vec<InvitationRecord>> {
    let rows: Vec<Row> = sqlx::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'invitation' AND parent = ? AND deleted_at IS NULL ORDER BY created_at, id"
    ))
    .bind(workspace.0)
    .bind(person.to_string())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Row::record).collect()
}
