//! What stands in the way of the mail of an invitation, and writing it.

use calling_card_api::events::{EventRecord, InvitationRecord, NoMail};
use calling_card_api::people::PersonRecord;
use calling_card_contact::{InboundSource, Language, Person, PersonId};

use super::bookable::{is_over, moment};
use super::forms::open_form;
use super::invitations::codes;
use crate::store::mails::{self, NewInvitation};
use crate::store::{Batch, WorkspaceId, row, sql, workspaces};
use crate::{Result, clock};

/// In so many seconds a mail goes out that is written when somebody is invited.
pub(super) const WAIT: i64 = 60;

/// Where links of invitations lead, and whether they are mailed.
#[derive(Clone, Copy, Debug)]
pub struct Links<'a> {
    /// What links begin with.
    pub base: &'a str,
    /// Whether there is a mail server.
    pub mailed: bool,
}

impl Links<'_> {
    /// The link of an invitation, by its code.
    pub fn to(&self, code: &str) -> String {
        format!("{}/invitation/{code}", self.base)
    }
}

/// Something of a mail, or why there is none.
type Possible<T> = std::result::Result<T, NoMail>;

/// The form to which the mails of an event's invitations lead.
pub(super) async fn way(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    event: &EventRecord,
    links: &Links<'_>,
) -> Result<Possible<InboundSource>> {
    if !links.mailed {
        return Ok(Err(NoMail::Server));
    }
    if !event.content.published || is_over(&event.content) {
        return Ok(Err(NoMail::Form));
    }
    Ok(open_form(connection, workspace, event.id).await?.ok_or(NoMail::Form))
}

/// The address at which somebody is written to: the main one of the main business card, else the first that there is.
pub(super) async fn address_of(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Possible<String>> {
    let person: PersonRecord = row::get::<Person>(connection, workspace, &person).await?;
    let cards = person.content.main_card().into_iter().chain(person.content.cards.iter());
    let mut addresses = cards.filter_map(|card| Some(card.emails.main()?.address.trim().to_owned()));
    Ok(addresses.find(|address| !address.is_empty()).ok_or(NoMail::Address))
}

/// Writes the mail of an invitation into the outbox; false where it has one. Whether a form speaks German, English or both, its mail does.
pub(super) async fn write(
    batch: &mut Batch,
    invitation: &InvitationRecord,
    links: &Links<'_>,
    wait: i64,
) -> Result<Possible<bool>> {
    let workspace = batch.actor.workspace;
    let event: EventRecord = batch.get(&invitation.content.event).await?;
    let connection = batch.connection();
    let source = match way(connection, workspace, &event, links).await? {
        Ok(source) => source,
        Err(why) => return Ok(Err(why)),
    };
    let address = match address_of(connection, workspace, invitation.content.person).await? {
        Ok(address) => address,
        Err(why) => return Ok(Err(why)),
    };
    let code = codes(workspace).of(connection, &invitation.id.to_string()).await?;
    let spoken = source.form.languages();
    let languages = [Language::En, Language::De].into_iter().filter(|ours| spoken.contains(&(*ours).into()));
    let languages: Vec<Language> = languages.collect();
    let company = workspaces::name_in(connection, workspace).await?;
    let mail = event.content.invitation(&languages, &links.to(&code), &company);
    let end = moment(&event.content, &event.content.end).unwrap_or_else(jiff::Timestamp::now);
    let (invitation, form, expires_at) = (invitation.id, source.id, clock::at(end));
    let new = NewInvitation { invitation, form, address, mail, wait, expires_at };
    mails::enqueue_invitation(connection, workspace, &new).await.map(Ok)
}
