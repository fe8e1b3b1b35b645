//! Mails: what waits, what was sent, what failed and why.

use calling_card_api::ConnectionId;
use calling_card_api::mails::{ListMails, Mail, MailBox, MailState, SendMail};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::transport::send;
use crate::ui::{EmptyState, PageHeader, Sign, load, moment_text, shown, use_toasts};

/// The mails of the workspace.
#[component]
pub(crate) fn MailPage() -> impl IntoView {
    let mails = load(|| ListMails { connection: ConnectionId::home() });
    let again = Callback::new(move |()| mails.again());
    view! {
        <div>
            <a class="back" href="/settings">"← "{t("Settings", "Einstellungen")}</a>
            <PageHeader title=t("Mail", "Mail")>
                <button type="button" class="button" on:click=move |_| mails.again()>{t("Look again", "Neu laden")}</button>
            </PageHeader>
        </div>
        {shown(mails, move |mailbox| view! { <Outbox mailbox again /> })}
    }
}

#[component]
fn Outbox(mailbox: MailBox, again: Callback<()>) -> impl IntoView {
    let configured = mailbox.configured;
    let server = if configured {
        view! { <p class="muted">{t("Mails are sent from", "Mails werden gesendet von")}" "{mailbox.sender}"."</p> }
            .into_any()
    } else {
        view! {
            <p class="notice info">{t(
                "No mail server is set up, so mails wait here. Whoever runs the gateway names one in SMTP_URL, and the sender in MAIL_FROM.",
                "Es ist kein Mailserver eingerichtet, deshalb warten Mails hier. Wer das Gateway betreibt, nennt ihn in SMTP_URL und den Absender in MAIL_FROM.",
            )}</p>
        }
        .into_any()
    };
    let entries: Vec<_> = mailbox.mails.into_iter().map(|mail| view! { <Entry mail configured again /> }).collect();
    let list = if entries.is_empty() {
        view! {
            <EmptyState sign=Sign::Inbox title=t("No mails", "Keine Mails")
                text=t("A form that asks for a confirmation by mail writes here, and so do invitations of members.", "Ein Formular, das eine Bestätigung per Mail verlangt, schreibt hierhin, und auch Einladungen von Mitgliedern.") />
        }
        .into_any()
    } else {
        view! { <ul class="entries panel">{entries}</ul> }.into_any()
    };
    view! { {server}{list} }
}

#[component]
fn Entry(mail: Mail, configured: bool, again: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let id = mail.id;
    let send_now = move |_| {
        spawn_local(async move {
            match send(&SendMail { connection: ConnectionId::home(), id }).await {
                Ok(_) => toasts.say(t("The mail is on its way.", "Die Mail ist unterwegs.")),
                Err(failure) => toasts.fail(&failure),
            }
            again.run(());
        });
    };
    let button = (configured && mail.state.can_be_sent()).then(|| {
        let label = format!("{}: {}", t("Send now", "Jetzt senden"), mail.address);
        view! { <button type="button" class="button small" aria-label=label on:click=send_now>{t("Send now", "Jetzt senden")}</button> }
    });
    let sent = mail.sent_at.as_ref().map(|at| format!(" · {} {}", t("sent", "gesendet"), moment_text(at)));
    let next = mail.next_at.as_ref().filter(|_| configured && mail.attempts > 0);
    let about = mail
        .form
        .as_ref()
        .map_or_else(|| t("Invitation of a member", "Einladung eines Mitglieds").to_owned(), ToString::to_string);
    let draft = mail.draft.or(mail.reply_to);
    let next = next.map(|at| format!(" · {} {}", t("next try", "nächster Versuch"), moment_text(at)));
    view! {
        <li>
            <div class="row">
                <span><strong dir="auto">{mail.subject}</strong><br /><span class="muted small">{mail.address}</span></span>
                <span class="buttons"><MailStateTag state=mail.state />{button}</span>
            </div>
            <p class="muted small">
                {about}" · "{t("written", "geschrieben")}" "{moment_text(&mail.created_at)}{sent}{next}
                {draft.map(|draft| view! { " · "<a href=format!("/drafts/{draft}")>{t("Draft", "Entwurf")}</a> })}
                {mail.event.map(|event| view! { " · "<a href=format!("/events/{event}")>{t("Event", "Veranstaltung")}</a> })}
            </p>
            {(!mail.reason.is_empty()).then(|| view! { <p class="small">{t("Reason:", "Grund:")}" "{mail.reason.clone()}</p> })}
            <details class="more">
                <summary>{t("Text", "Text")}</summary>
                <pre class="code" dir="auto">{mail.body}</pre>
            </details>
        </li>
    }
}

/// What has become of a mail.
#[component]
pub(crate) fn MailStateTag(state: MailState) -> impl IntoView {
    let (class, words) = match state {
        MailState::Waiting => ("tag", t("Waiting", "Wartet")),
        MailState::Sending => ("tag", t("On its way", "Unterwegs")),
        MailState::Sent => ("tag success", t("Sent", "Gesendet")),
        MailState::Failed => ("tag warning", t("Failed", "Fehlgeschlagen")),
        MailState::InDoubt => ("tag warning", t("Perhaps sent", "Vielleicht gesendet")),
        MailState::Withheld => ("tag plain", t("Not sent", "Nicht gesendet")),
    };
    view! { <span class=class>{words}</span> }
}
