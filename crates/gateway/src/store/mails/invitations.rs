//! Mails that invite: one of each invitation.

use calling_card_api::mails::MailState;
use calling_card_contact::{FormId, InvitationId, MailId, MailText, Timestamp};

use super::{address_hash, state_name};
use crate::store::{WorkspaceId, sql};
use crate::{Result, clock};

/// A mail that invites.
pub(in crate::store) struct NewInvitation {
    /// The invitation.
    pub invitation: InvitationId,
    /// The form to which it leads.
    pub form: FormId,
    /// To whom.
    pub address: String,
    /// What it says.
    pub mail: MailText,
    /// In so many seconds it is sent.
    pub wait: i64,
    /// From then on it is no longer sent.
    pub expires_at: Timestamp,
}

/// Writes a mail that invites into the outbox; false where the invitation has one.
pub(in crate::store) async fn enqueue(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    new: &NewInvitation,
) -> Result<bool> {
    let written = sql::query(
        "INSERT INTO mails (id, workspace, form, invitation, address, address_hash, subject, body, state, created_at, next_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (invitation) DO NOTHING",
    )
    .bind(clock::new_key::<MailId>().to_string())
    .bind(workspace.0)
    .bind(new.form.as_str())
    .bind(new.invitation.to_string())
    .bind(&new.address)
    .bind(address_hash(&new.address))
    .bind(&new.mail.subject)
    .bind(&new.mail.body)
    .bind(state_name(MailState::Waiting))
    .bind(clock::now().0)
    .bind(clock::in_seconds(new.wait).0)
    .bind(&new.expires_at.0)
    .execute(connection)
    .await?;
    Ok(written.rows_affected() > 0)
}

/// What has become of the mail of an invitation; none where none was written.
pub(in crate::store) async fn of_invitation(
    connection: &mut sql::Connection,
    invitation: InvitationId,
) -> Result<Option<MailState>> {
    let state: Option<String> = sql::query_scalar("SELECT state FROM mails WHERE invitation = ?")
        .bind(invitation.to_string())
        .fetch_optional(connection)
        .await?;
    Ok(state.map(|state| serde_json::from_value(state.into())).transpose()?)
}
