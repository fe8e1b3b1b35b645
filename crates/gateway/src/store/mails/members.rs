//! The mail that invites a member of staff: written with the invitation, in one transaction.

use calling_card_api::mails::MailState;
use calling_card_api::members::MemberInvitation;
use calling_card_contact::MailId;

use super::{address_hash, state_name};
use crate::store::{WorkspaceId, sql};
use crate::{Result, clock};

/// What the mail says.
#[derive(Debug)]
pub struct InvitationMail {
    /// The subject.
    pub subject: String,
    /// The text, with the link.
    pub body: String,
}

/// Writes the mail into the outbox.
pub(in crate::store) async fn enqueue(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    invitation: &MemberInvitation,
    mail: &InvitationMail,
) -> Result<()> {
    let now = clock::now().0;
    sql::query(
        "INSERT INTO mails (id, workspace, member_invitation, address, address_hash, subject, body, state, created_at, next_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(clock::new_key::<MailId>().to_string())
    .bind(workspace.0)
    .bind(invitation.id)
    .bind(&invitation.email)
    .bind(address_hash(&invitation.email))
    .bind(&mail.subject)
    .bind(&mail.body)
    .bind(state_name(MailState::Waiting))
    .bind(&now)
    .bind(&now)
    .bind(&invitation.expires_at.0)
    .execute(connection)
    .await?;
    Ok(())
}
