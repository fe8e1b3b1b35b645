//! Mails.

use axum::Json as Answer;
use axum::extract::State;
use calling_card_api::mails::{Mail, MailBox};
use calling_card_api::{ProblemDetails, ProblemKind};
use calling_card_contact::MailId;

use crate::crm::Home;
use crate::extract::Key;
use crate::store::mails;
use crate::{AppState, Error, Result, mail};

/// What waits, what was sent, what failed.
#[utoipa::path(get, path = "/crm/{connection}/mails", tag = "Mails", params(("connection" = String, Path, description = "The CRM: `home`")), responses((status = 200, body = MailBox, description = "The newest first, at most 200"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_mails(home: Home, State(state): State<AppState>) -> Result<Answer<MailBox>> {
    let mails = mails::list(&home.store, home.actor.workspace).await?;
    let sender = state.mailer.as_ref().map(|mailer| mailer.sender()).unwrap_or_default();
    Ok(Answer(MailBox { configured: state.mailer.is_some(), sender, mails }))
}

/// Sends a mail now.
#[utoipa::path(post, path = "/crm/{connection}/mails/{id}/send", tag = "Mails", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = MailId, Path, description = "The mail")), responses((status = 200, body = Mail, description = "It is sent next"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn send_mail(home: Home, State(state): State<AppState>, Key(id): Key<MailId>) -> Result<Answer<Mail>> {
    if state.mailer.is_none() {
        return Err(Error::Problem(ProblemKind::Unavailable));
    }
    let sent = mails::send_now(&home.store, home.actor.workspace, id).await?;
    mail::wake(&state.mail_written);
    Ok(Answer(sent))
}
