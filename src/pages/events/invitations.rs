//! Who is invited to an event.

use calling_card_api::ConnectionId;
use calling_card_api::events::{
    CreateInvitation, DeleteInvitation, InvitationSummary, Invitee, ListInvitations, MailInvitation, NoMail,
};
use calling_card_api::mails::MailState;
use calling_card_contact::{EventId, InvitationState, PersonId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::{language, t};
use crate::pages::people::ChoosePerson;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{load, shown, use_toasts};

/// Who is invited, what they have said, and a way to invite somebody.
#[component]
pub(super) fn Invitations(id: EventId) -> impl IntoView {
    let invitations = load(move || ListInvitations { connection: ConnectionId::home(), id });
    let toasts = use_toasts();
    let wrong = RwSignal::new(String::new());
    let invite = Callback::new(move |person: PersonId| {
        wrong.set(String::new());
        let request = CreateInvitation { connection: ConnectionId::home(), id, invitee: Invitee { person } };
        spawn_local(async move {
            match send(&request).await {
                Ok(written) => {
                    toasts.say_with_undo(t("Invited.", "Eingeladen."), written.batch);
                    invitations.again();
                }
                Err(failure) => {
                    let sentence = failure.errors().first().map(|error| error.problem.sentence(language()));
                    wrong.set(sentence.unwrap_or_else(|| failure.sentence(language())));
                }
            }
        });
    });
    let remove = Callback::new(move |invitation: InvitationSummary| {
        let record = &invitation.invitation;
        let request = DeleteInvitation { connection: ConnectionId::home(), id: record.id, version: record.version };
        spawn_local(async move {
            match send(&request).await {
                Ok(written) => {
                    let words = t("The invitation is taken back.", "Die Einladung ist zurückgenommen.");
                    toasts.say_with_undo(words, written.batch);
                    invitations.again();
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    });
    let mail = Callback::new(move |invitation: InvitationSummary| {
        let request = MailInvitation { connection: ConnectionId::home(), id: invitation.invitation.id };
        spawn_local(async move {
            match send(&request).await {
                Ok(_) => toasts.say(t("The mail is on its way.", "Die Mail ist unterwegs.")),
                Err(failure) => toasts.fail(&failure),
            }
            invitations.again();
        });
    });
    view! {
        <section class="panel stack">
            <h2>{t("Invitations", "Einladungen")}</h2>
            {shown(invitations, move |known| {
                let entries: Vec<_> =
                    known.into_iter().map(|invitation| view! { <Entry invitation remove mail /> }).collect();
                if entries.is_empty() {
                    return view! { <p class="muted">{t("Nobody is invited.", "Niemand ist eingeladen.")}</p> }.into_any();
                }
                view! { <ul class="entries">{entries}</ul> }.into_any()
            })}
            {use_may().edit().then(|| view! { <ChoosePerson label=t("Invite a person", "Person einladen") chosen=invite /> })}
            {move || (!wrong.get().is_empty()).then(|| view! { <p class="notice" role="alert">{wrong}</p> })}
        </section>
    }
}

/// What has become of the mail with the link, or why there is none.
fn mailed(invitation: &InvitationSummary) -> &'static str {
    match (invitation.mail, invitation.no_mail) {
        (Some(MailState::Sent), _) => t("Mail sent", "Mail gesendet"),
        (Some(MailState::Waiting | MailState::Sending), _) => t("Mail goes out soon", "Mail geht bald hinaus"),
        (Some(MailState::InDoubt), _) => t("Mail perhaps sent", "Mail vielleicht gesendet"),
        (Some(MailState::Failed | MailState::Withheld), _) => t("Mail not sent", "Mail nicht gesendet"),
        (None, Some(NoMail::Server)) => {
            t("Mail not sent: there is no mail server", "Mail nicht gesendet: Es gibt keinen Mailserver")
        }
        (None, Some(NoMail::Address)) => {
            t("Mail not sent: no e-mail address is known", "Mail nicht gesendet: Keine E-Mail-Adresse bekannt")
        }
        (None, Some(NoMail::Form)) => {
            t("Mail not sent: the event cannot be booked", "Mail nicht gesendet: Die Veranstaltung ist nicht buchbar")
        }
        (None, None) => t("Mail not sent", "Mail nicht gesendet"),
    }
}

#[component]
fn Entry(
    invitation: InvitationSummary,
    remove: Callback<InvitationSummary>,
    mail: Callback<InvitationSummary>,
) -> impl IntoView {
    let content = invitation.invitation.content.clone();
    let (class, state) = match content.state {
        InvitationState::Open => ("tag plain", t("Open", "Offen")),
        InvitationState::Rejected => ("tag warning", t("Rejected", "Abgesagt")),
        InvitationState::Booked => ("tag success", t("Booked", "Gebucht")),
    };
    let label = format!("{} {}", t("Take back the invitation of", "Einladung zurücknehmen von"), invitation.name);
    let link = format!("{}: {}", t("Link of the invitation", "Link der Einladung"), invitation.name);
    let words = mailed(&invitation);
    let may = use_may().edit();
    let can_be_mailed =
        may && content.state == InvitationState::Open && invitation.mail.is_none() && invitation.no_mail.is_none();
    let send = can_be_mailed.then(|| {
        let invitation = invitation.clone();
        let label = format!("{} {}", t("Send mail to", "Mail senden an"), invitation.name);
        view! { <button type="button" class="button small" aria-label=label on:click=move |_| mail.run(invitation.clone())>{t("Send mail", "Mail senden")}</button> }
    });
    view! {
        <li class="row">
            <span>
                <a href=format!("/people/{}", content.person) dir="auto">{invitation.name.clone()}</a>" "<span class=class>{state}</span>
                <br /><span class="muted small">{words}</span>
                <br /><a class="small" aria-label=link href=invitation.link.clone() target="_blank" rel="noreferrer" dir="ltr">{t("Link of the invitation", "Link der Einladung")}</a>
                " "<code class="muted small">{invitation.code.clone()}</code>
            </span>
            <span class="buttons">
                {send}
                <button type="button" class="button quiet small" hidden=!may aria-label=label on:click=move |_| remove.run(invitation.clone())>{t("Take back", "Zurücknehmen")}</button>
            </span>
        </li>
    }
}
