//! Answering whoever has sent a draft, by mail.

use calling_card_contact::{DraftId, MailId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ConnectionId;
use crate::endpoint_macro::endpoint;
use crate::mails::MailState;

/// Most characters of the subject of an answer.
pub const REPLY_SUBJECT: u32 = 200;
/// Most characters of an answer.
pub const REPLY_TEXT: u32 = 10_000;

/// How the sender of a draft can be answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReplyWay {
    /// Not at all: there is no address that can be written to.
    #[default]
    NoAddress,
    /// Not at all: the form asks for a confirmation of the address, and there is none.
    Unconfirmed,
    /// By a program of one's own: the gateway has no mail server.
    OwnProgram,
    /// By the gateway's mail server.
    Outbox,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reply {
    /// The subject, a line of at most 200 characters.
    pub subject: String,
    /// The text, at most 10,000 characters.
    pub text: String,
}

/// An answer as it was written, and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReplyRecord {
    /// The key of the mail.
    pub id: MailId,
    /// Who has written it.
    pub by: String,
    /// To whom.
    pub address: String,
    /// What it says.
    #[serde(flatten)]
    pub reply: Reply,
    /// What has become of it.
    pub state: MailState,
    /// When it was written.
    pub written_at: Timestamp,
    /// When it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// Why it was not, as the mail server said it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// `PUT /crm/{connection}/drafts/{id}/replies/{reply}`: answers whoever has sent a draft, by mail. The key is made by who asks, so that a
/// repeat is the same answer; 409 where that key has another one, or the address is not confirmed, 503 without a mail server.
#[derive(Clone, Debug)]
pub struct ReplyToDraft {
    /// The CRM.
    pub connection: ConnectionId,
    /// The draft.
    pub id: DraftId,
    /// The key of the answer.
    pub key: MailId,
    /// The answer.
    pub reply: Reply,
}
endpoint!(PUT "/crm/{connection}/drafts/{id}/replies/{reply}" ReplyToDraft => ReplyRecord; ["/crm/", connection, "/drafts/", id, "/replies/", key], body = reply: Reply);
