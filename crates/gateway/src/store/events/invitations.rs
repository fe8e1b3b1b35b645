//! Invitations of people to events.

use calling_card_api::events::{InvitationRecord, InvitationSummary, NoMail};
use calling_card_api::{Nothing, ProblemKind, Version, Written};
use calling_card_contact::{
    DraftId, Event, EventId, FieldError, Invitation, InvitationId, InvitationState, PersonId, Problem,
};

use super::bookings::{is_there, name_of, withdraw};
use super::mailing::{self, Links};
use crate::store::dialects::Ids;
use crate::store::row::{self, Row, columns};
use crate::store::{Actor, Batch, Store, WorkspaceId, mails, sql};
use crate::{Error, Result, clock};

/// The dialect in which portals ask for invitations.
const PORTALS: &str = "cobra";

/// The codes of invitations, which portals know as their ids.
pub(super) fn codes(workspace: WorkspaceId) -> Ids {
    Ids { workspace, dialect: PORTALS, kind: "invitation" }
}

/// Who is invited to an event, the first first.
pub async fn list(
    store: &Store,
    workspace: WorkspaceId,
    id: EventId,
    links: &Links<'_>,
) -> Result<Vec<InvitationSummary>> {
    let mut connection = store.pool.acquire().await?;
    let event = row::get::<Event>(&mut connection, workspace, &id).await?;
    let way = mailing::way(&mut connection, workspace, &event, links).await?.map(drop);
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'invitation' AND content ->> '$.event' = ? AND deleted_at IS NULL ORDER BY created_at, id"
    ))
    .bind(workspace.0)
    .bind(id.to_string())
    .fetch_all(&mut connection)
    .await?;
    let mut invitations = Vec::with_capacity(rows.len());
    for row in rows {
        let invitation: InvitationRecord = row.record()?;
        let person = invitation.content.person;
        let name = name_of(&mut connection, workspace, person).await?;
        let code = codes(workspace).of(&mut connection, &invitation.id.to_string()).await?;
        let mail = mails::of_invitation(&mut connection, invitation.id).await?;
        let no_mail = match way {
            _ if mail.is_some() => None,
            Ok(()) => mailing::address_of(&mut connection, workspace, person).await?.err(),
            Err(why) => Some(why),
        };
        invitations.push(InvitationSummary { invitation, name, link: links.to(&code), code, mail, no_mail });
    }
    Ok(invitations)
}

/// Invites a person to an event, once. The mail with the link goes out a little later, so that it can be taken back.
pub async fn create(
    store: &Store,
    actor: &Actor,
    event: EventId,
    person: PersonId,
    links: &Links<'_>,
) -> Result<Written<InvitationRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    batch.get::<Event>(&event).await?;
    let wrong = |problem| Err(Error::Invalid(vec![FieldError { field: "/person".into(), problem }]));
    if !is_there(&mut batch, person).await? {
        return wrong(Problem::Unknown);
    }
    let known: Option<i64> = sql::query_scalar(
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
    // Who cannot be written to is invited as well.
    let _: std::result::Result<bool, NoMail> = mailing::write(&mut batch, &record, links, mailing::WAIT).await?;
    batch.commit(record).await
}

/// Mails the link of an invitation that was not mailed.
pub async fn mail(store: &Store, actor: &Actor, id: InvitationId, links: &Links<'_>) -> Result<()> {
    let mut batch = Batch::begin(store, actor).await?;
    let record: InvitationRecord = batch.get(&id).await?;
    let open = record.content.state == InvitationState::Open;
    match mailing::write(&mut batch, &record, links, 0).await? {
        Ok(true) if open => batch.commit(()).await.map(drop),
        Ok(_) | Err(NoMail::Form) => Err(Error::Problem(ProblemKind::Conflict)),
        Err(NoMail::Server) => Err(Error::Problem(ProblemKind::Unavailable)),
        Err(NoMail::Address) => {
            Err(Error::Invalid(vec![FieldError { field: "/email".into(), problem: Problem::Required }]))
        }
    }
}

/// One invitation.
pub async fn get(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: InvitationId,
) -> Result<InvitationRecord> {
    row::get(connection, workspace, &id).await
}

/// Takes down that a place was asked for by an invitation, in the batch in which the draft is made. By one a place is had once.
pub(in crate::store) async fn booked(batch: &mut Batch, id: InvitationId, draft: DraftId) -> Result<()> {
    let record: InvitationRecord = batch.get(&id).await?;
    if record.content.state == InvitationState::Booked {
        return Err(Error::Problem(ProblemKind::InvitationUsed));
    }
    let content = Invitation { state: InvitationState::Booked, draft: Some(draft), ..record.content };
    batch.update(&id, record.version, content).await.map(drop)
}

/// Takes down that somebody will not come. Where a place was asked for by the invitation, it is given back.
pub async fn reject(store: &Store, actor: &Actor, id: InvitationId) -> Result<Written<InvitationRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let record: InvitationRecord = batch.get(&id).await?;
    if let Some(draft) = record.content.draft {
        withdraw(&mut batch, draft).await?;
    }
    let content = Invitation { state: InvitationState::Rejected, draft: None, ..record.content };
    let record = batch.update(&id, record.version, content).await?;
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
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Vec<InvitationRecord>> {
    let rows: Vec<Row> = sql::query_as(concat!(
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
