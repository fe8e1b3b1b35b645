//! Answering whoever has sent a draft: by the gateway's mail server, or by a program of one's own.

use calling_card_api::ConnectionId;
use calling_card_api::drafts::{Reply, ReplyRecord, ReplyToDraft, ReplyWay};
use calling_card_contact::{ContactDraft, DraftId, MailId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::{language, t};
use crate::pages::settings::MailStateTag;
use crate::session::use_may;
use crate::transport::{Failure, send};
use crate::ui::{TextField, by_and_at, moment_text, use_toasts};

/// What was answered, and where something can be answered.
#[component]
pub(super) fn Answering(
    id: DraftId,
    draft: ContactDraft,
    way: ReplyWay,
    address: String,
    replies: Vec<ReplyRecord>,
) -> impl IntoView {
    let replies = RwSignal::new(replies);
    let written = move || {
        let entries: Vec<_> = replies.get().into_iter().map(|reply| view! { <Written reply /> }).collect();
        (!entries.is_empty()).then(|| view! { <ul class="entries">{entries}</ul> })
    };
    let sentence = match way {
        ReplyWay::NoAddress => Some(t(
            "There is no e-mail address that could be written to.",
            "Es gibt keine E-Mail-Adresse, an die geschrieben werden könnte.",
        )),
        ReplyWay::Unconfirmed => Some(t(
            "The form asks for a confirmation of the address, and there is none. Until then nothing is written to it.",
            "Das Formular verlangt eine Bestätigung der Adresse, und es gibt keine. Bis dahin wird nicht an sie geschrieben.",
        )),
        ReplyWay::OwnProgram | ReplyWay::Outbox => None,
    };
    let form = (sentence.is_none() && use_may().edit()).then(|| view! { <Write id draft way address replies /> });
    view! {
        <section class="panel stack">
            <h2>{t("Reply", "Antwort")}</h2>
            {written}
            {sentence.map(|words| view! { <p class="muted small">{words}</p> })}
            {form}
        </section>
    }
}

/// An answer that was written.
#[component]
fn Written(reply: ReplyRecord) -> impl IntoView {
    let sent = reply.sent_at.as_ref().map(|at| format!(" · {} {}", t("sent", "gesendet"), moment_text(at)));
    view! {
        <li>
            <div class="row"><strong dir="auto">{reply.reply.subject}</strong><MailStateTag state=reply.state /></div>
            <p class="muted small">{by_and_at(&reply.by, &reply.written_at)}{sent}</p>
            {(!reply.reason.is_empty()).then(|| view! { <p class="small">{t("Reason:", "Grund:")}" "<bdi>{reply.reason}</bdi></p> })}
            <p class="text" dir="auto">{reply.reply.text}</p>
        </li>
    }
}

/// What an answer says at first: in the visitor's language where it is ours, else in that of the staff.
fn beginning(draft: &ContactDraft) -> Reply {
    let tag = draft.language.to_string();
    let german = match tag.as_str() {
        "de" => true,
        "en" => false,
        _ => t("en", "de") == "de",
    };
    let (name, form) = (draft.person.display_name(), &draft.source_name);
    if german {
        Reply { subject: format!("Ihre Nachricht: {form}"), text: format!("Guten Tag {name},\n\n") }
    } else {
        Reply { subject: format!("Your message: {form}"), text: format!("Hello {name},\n\n") }
    }
}

/// Writes an answer.
#[component]
fn Write(
    id: DraftId,
    draft: ContactDraft,
    way: ReplyWay,
    address: String,
    replies: RwSignal<Vec<ReplyRecord>>,
) -> impl IntoView {
    let toasts = use_toasts();
    let first = StoredValue::new(beginning(&draft));
    let (subject, text) = (RwSignal::new(first.get_value().subject), RwSignal::new(first.get_value().text));
    // Of the same key a second try is the same answer, until it is there.
    let key = StoredValue::new(MailId(uuid::Uuid::new_v4()));
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<Failure>));
    let wrong = move |field: &'static str| {
        let error = move |failure: &Failure| failure.errors().into_iter().find(|error| error.field == field);
        failure
            .with(|failure| failure.as_ref().and_then(error))
            .map(|error| error.problem.sentence(language()).to_string())
    };
    let other = move || {
        failure.with(|failure| {
            failure.as_ref().filter(|failure| failure.errors().is_empty()).map(|failure| failure.sentence(language()))
        })
    };
    let send_it = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if way != ReplyWay::Outbox || busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let reply = Reply { subject: subject.get_untracked(), text: text.get_untracked() };
            match send(&ReplyToDraft { connection: ConnectionId::home(), id, key: key.get_value(), reply }).await {
                Ok(written) => {
                    replies.try_update(|replies| replies.push(written));
                    key.try_set_value(MailId(uuid::Uuid::new_v4()));
                    text.try_set(first.try_get_value().map(|first| first.text).unwrap_or_default());
                    toasts.say(t("The answer is on its way.", "Die Antwort ist unterwegs."));
                }
                Err(wrong) => _ = failure.try_set(Some(wrong)),
            }
            busy.try_set(false);
        });
    };
    let to = address.clone();
    let mailto = move || {
        let encode = |text: String| String::from(js_sys::encode_uri_component(&text.replace('\n', "\r\n")));
        format!(
            "mailto:{}?subject={}&body={}",
            encode(to.clone()).replace("%40", "@"),
            encode(subject.get()),
            encode(text.get())
        )
    };
    let own = way == ReplyWay::OwnProgram;
    view! {
        <form class="stack" novalidate on:submit=send_it>
            <p class="small">{t("To", "An")}" "<bdi>{address}</bdi></p>
            <TextField label=t("Subject", "Betreff") value=subject on_input=move |value| subject.set(value) error=Signal::derive(move || wrong("/subject").unwrap_or_default()) required=true wide=true />
            <TextField label=t("Text", "Text") kind="textarea" value=text on_input=move |value| text.set(value) error=Signal::derive(move || wrong("/text").unwrap_or_default()) required=true wide=true />
            {move || other().map(|words| view! { <p class="notice" role="alert">{words}</p> })}
            {if own {
                view! {
                    <p class="muted small">{t("The gateway has no mail server, so your own mail program sends it; what it says is not kept here.",
                        "Das Gateway hat keinen Mailserver, deshalb sendet Ihr eigenes Mailprogramm; was darin steht, wird hier nicht aufgehoben.")}</p>
                    <div><a class="button" href=mailto>{t("Open in my mail program", "Im Mailprogramm öffnen")}</a></div>
                }.into_any()
            } else {
                view! { <div><button type="submit" class="button primary" disabled=busy>{t("Send answer", "Antwort senden")}</button></div> }.into_any()
            }}
        </form>
    }
}
