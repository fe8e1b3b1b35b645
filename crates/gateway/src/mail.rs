//! Sending mails by SMTP: a task takes them out of the outbox, one after the other.

use std::time::Duration;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tokio::sync::Notify;
use tracing::Instrument;

use crate::AppState;
use crate::life::Phase;
use crate::store::mails::{self, Due, Outcome};

/// Longest time between two looks into the outbox.
const LOOK: Duration = Duration::from_secs(300);
/// How long a mail server may take to answer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The way to a mail server.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

// The transport holds a password.
impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailer").finish_non_exhaustive()
    }
}

/// Why mails cannot be sent as configured.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// The address of the mail server cannot be read. It may hold a password, so it is not said.
    #[error("SMTP_URL is no address of a mail server like smtps://user:password@mail.example:465")]
    Url,
    /// The sender is no address.
    #[error("MAIL_FROM is no e-mail address like \"Company <post@company.example>\"")]
    From,
}

impl Mailer {
    /// The way to the mail server of an address (`smtps://`, `smtp://`), and the sender.
    pub fn new(url: &str, from: &str) -> Result<Self, MailerError> {
        let from = from.parse().map_err(|_| MailerError::From)?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&with_tls(url)).map_err(|_| MailerError::Url)?;
        Ok(Self { transport: builder.timeout(Some(TIMEOUT)).build(), from })
    }

    /// The sender's address.
    pub fn sender(&self) -> String {
        self.from.to_string()
    }

    /// Reaches the mail server, and signs in to it; says why it cannot.
    pub async fn greet(&self) -> Result<(), String> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("the mail server does not answer".into()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Hands a mail to the mail server.
    pub async fn send(&self, due: &Due) -> Outcome {
        self.send_unless(due, std::future::pending()).await
    }

    /// The same, unless something ends before the mail server has answered at all.
    async fn send_unless(&self, due: &Due, stopping: impl Future<Output = ()>) -> Outcome {
        let message = match self.message(due) {
            Ok(message) => message,
            Err(reason) => return Outcome::Refused(reason),
        };
        // A server that cannot be reached has got nothing; whatever happens later may have happened after it took the mail.
        let greeted = tokio::select! {
            greeted = self.greet() => greeted,
            () = stopping => Err("the gateway stopped".to_owned()),
        };
        if let Err(reason) = greeted {
            return Outcome::Again(reason);
        }
        match self.transport.send(message).await {
            Ok(_) => Outcome::Sent,
            Err(error) if error.is_permanent() => Outcome::Refused(error.to_string()),
            Err(error) if error.is_transient() => Outcome::Again(error.to_string()),
            Err(error) => Outcome::InDoubt(error.to_string()),
        }
    }

    fn message(&self, due: &Due) -> Result<Message, String> {
        let to = due.address.parse().map_err(|_| "the address cannot be written to".to_owned())?;
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(due.subject.clone())
            .message_id(Some(format!("<{}@{}>", due.id, self.from.email.domain())))
            .header(ContentType::TEXT_PLAIN);
        // A member of staff is answered at their own address.
        if let Some(address) = due.answer_to.as_deref().and_then(|address| address.parse().ok()) {
            message = message.reply_to(Mailbox::new(None, address));
        }
        let mut message = message.body(due.body.clone()).map_err(|error| error.to_string())?;
        if due.answer_to.is_none() {
            // No holiday note shall answer (RFC 3834).
            let name = HeaderName::new_from_ascii_str("Auto-Submitted");
            message.headers_mut().insert_raw(HeaderValue::new(name, "auto-generated".into()));
        }
        Ok(message)
    }
}

/// A password goes to a server elsewhere by TLS alone, unless the address says otherwise.
fn with_tls(url: &str) -> String {
    let Some(rest) = url.strip_prefix("smtp://").filter(|_| !url.contains("tls=")) else { return url.to_owned() };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let here = ["localhost", "127.0.0.1", "[::1]"];
    if here.iter().any(|name| host == *name || host.strip_prefix(name).is_some_and(|port| port.starts_with(':'))) {
        return url.to_owned();
    }
    format!("{url}{}tls=required", if rest.contains('?') { '&' } else { '?' })
}

/// Sends what is due, until the gateway stops. Woken when a mail is written; without a mail server nothing is to be done.
pub async fn deliver(state: AppState) {
    if let Err(error) = mails::doubt_interrupted(&state.store).await {
        tracing::error!(%error, "the outbox could not be read");
    }
    let Some(mailer) = state.mailer.clone() else { return };
    while state.life.phase() != Phase::Stopping {
        let woken = state.mail_written.notified();
        if let Err(error) = send_due(&state, &mailer).await {
            tracing::error!(%error, "the outbox could not be read");
        }
        let seconds = mails::seconds_until_due(&state.store).await.ok().flatten();
        let rest = seconds.map_or(LOOK, |seconds| Duration::from_secs(seconds + 1).min(LOOK));
        // It makes no difference which of them it was.
        tokio::select! {
            () = tokio::time::sleep(rest) => {}
            () = woken => {}
            () = state.life.stopping() => {}
        }
    }
}

async fn send_due(state: &AppState, mailer: &Mailer) -> crate::Result<()> {
    // One that is begun is ended; none is begun any more once the gateway stops.
    while state.life.phase() != Phase::Stopping
        && let Some(due) = mails::claim(&state.store).await?
    {
        let outcome = mailer
            .send_unless(&due, state.life.stopping())
            .instrument(tracing::info_span!("mail", mail = %due.id))
            .await;
        // A reason may name the address: it is for staff, in the app, and not for a log.
        let went = match &outcome {
            Outcome::Sent => "sent",
            Outcome::Again(_) => "put off",
            Outcome::Refused(_) => "refused",
            Outcome::InDoubt(_) => "in doubt",
        };
        tracing::info!(mail = %due.id, went, "mail");
        mails::settle(&state.store, &due, outcome).await?;
    }
    Ok(())
}

/// Tells the task that a mail was written.
pub(crate) fn wake(written: &Notify) {
    written.notify_one();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_never_travels_in_the_clear_by_accident() {
        assert_eq!(with_tls("smtp://u:p@mail.example:587"), "smtp://u:p@mail.example:587?tls=required");
        assert_eq!(with_tls("smtp://mail.example/?a=b"), "smtp://mail.example/?a=b&tls=required");
        for left in [
            "smtp://localhost:2525",
            "smtp://u:p@127.0.0.1",
            "smtps://mail.example",
            "smtp://a.example?tls=opportunistic",
        ] {
            assert_eq!(with_tls(left), left);
        }
        assert_eq!(with_tls("smtp://localhost.evil.example"), "smtp://localhost.evil.example?tls=required");
        assert!(matches!(Mailer::new("mail.example", "a@b.de"), Err(MailerError::Url)));
        assert!(matches!(Mailer::new("smtp://localhost", "nobody"), Err(MailerError::From)));
    }
}
