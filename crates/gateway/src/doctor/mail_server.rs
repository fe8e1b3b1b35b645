//! The mail server: reached, greeted and signed in to as the gateway would, without sending a mail.

use std::time::Duration;

use secrecy::ExposeSecret;

use super::{Report, Subject};
use crate::mail::Mailer;

/// How long it may take to answer.
const TIMEOUT: Duration = Duration::from_secs(15);

/// Looks at the mail server.
pub(super) async fn examine(subject: &Subject, report: &mut Report) {
    let mut look = report.look("mail_server");
    let Some((url, from)) = &subject.mail else {
        look.notable(
            "No mail server is named.",
            "Mails of double opt-in, invitations and answers wait in the outbox.",
            "Set SMTP_URL and MAIL_FROM (docs/opt-in.md).",
        );
        return;
    };
    let url = url.expose_secret();
    let mailer = match Mailer::new(url, from) {
        Ok(mailer) => mailer,
        Err(error) => {
            look.wrong(format!("{error}."), "The gateway does not start like this.", "Set it as docs/opt-in.md says.");
            return;
        }
    };
    let answer = tokio::time::timeout(TIMEOUT, mailer.greet()).await;
    let why = "Mails wait, and are tried again later and later.";
    match answer {
        Err(_) => look.wrong(
            format!("The mail server does not answer within {} seconds.", TIMEOUT.as_secs()),
            why,
            "See whether its port is right, and whether this machine may reach it (many providers close port 25).",
        ),
        Ok(Err(error)) => look.wrong(
            format!("The mail server cannot be used: {error}."),
            why,
            "See whether host, port, user and password in SMTP_URL are right, and whether its certificate holds.",
        ),
        Ok(Ok(())) => {}
    }
    if ["tls=opportunistic", "tls=none"].iter().any(|way| url.contains(way)) {
        look.notable(
            "SMTP_URL lets mails go to the mail server without TLS.",
            "Who is on the way reads addresses, links and the password.",
            "Leave `tls=` out where the server knows STARTTLS.",
        );
    }
}
