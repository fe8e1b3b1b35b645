//! Mails: what waits, what was sent, what failed.

use calling_card_contact::{DraftId, EventId, FormId, MailId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ConnectionId;
use crate::endpoint_macro::endpoint;

/// What has become of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// It is to be sent.
    Waiting,
    /// It is being sent.
    Sending,
    /// The mail server has taken it.
    Sent,
    /// The mail server has refused it, or the link in it is too old.
    Failed,
    /// It was handed over, and the answer was lost: it is not sent again by itself, so that nobody gets it twice.
    InDoubt,
    /// It is not sent: the address had one for this form in the 24 hours before, or a machine has sent the form.
    Withheld,
}

impl MailState {
    /// Whether staff may send it.
    pub fn can_be_sent(self) -> bool {
        matches!(self, Self::Waiting | Self::Failed | Self::InDoubt)
    }
}

/// A mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mail {
    /// The key.
    pub id: MailId,
    /// The form for which it is sent; none for an invitation of a member of staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormId>,
    /// The draft whose address it confirms; none where it invites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftId>,
    /// The draft that it answers; none where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<DraftId>,
    /// The event to which it invites; none where it does not, or the invitation is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventId>,
    /// To whom.
    pub address: String,
    /// The subject.
    pub subject: String,
    /// The text; once it was sent, without the link that confirms an address.
    pub body: String,
    /// What has become of it.
    pub state: MailState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it is tried next, where it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Timestamp>,
    /// When it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// Why it was not, as the mail server said it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// The mails of a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailBox {
    /// Whether there is a mail server; without one mails wait.
    pub configured: bool,
    /// From which address mails are sent; empty without a mail server.
    pub sender: String,
    /// The newest 200 mails, the newest first.
    pub mails: Vec<Mail>,
}

/// `GET /crm/{connection}/mails`: the mails of a workspace.
#[derive(Clone, Debug, Default)]
pub struct ListMails {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/mails" ListMails => MailBox; ["/crm/", connection, "/mails"]);

/// `POST /crm/{connection}/mails/{id}/send`: sends a mail now; 503 without a mail server, 409 where it was sent or is withheld.
#[derive(Clone, Debug)]
pub struct SendMail {
    /// The CRM.
    pub connection: ConnectionId,
    /// The mail.
    pub id: MailId,
}
endpoint!(POST "/crm/{connection}/mails/{id}/send" SendMail => Mail; ["/crm/", connection, "/mails/", id, "/send"]);
