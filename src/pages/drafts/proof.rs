//! The proof of consent: read, downloaded, and taken down as withdrawn.

use calling_card_api::ConnectionId;
use calling_card_api::consents::{ConsentRecord, WithdrawConsent};
use calling_card_contact::{Consent, OptIn};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{moment_text, save_file, use_toasts};

/// A proof of consent, with what can be done with it.
#[component]
pub(crate) fn Proof(record: ConsentRecord) -> impl IntoView {
    let toasts = use_toasts();
    let record = RwSignal::new(record);
    let download = move |_| {
        let record = record.get_untracked();
        let text = serde_json::to_string_pretty(&record).unwrap_or_default();
        if save_file(&text, "application/json", &format!("consent-{}.json", record.id)).is_none() {
            toasts.say(t("The browser refused to save the file.", "Der Browser hat das Speichern verweigert."));
        }
    };
    let withdraw = move |_| {
        spawn_local(async move {
            let id = record.with_untracked(|record| record.id);
            match send(&WithdrawConsent { connection: ConnectionId::home(), id }).await {
                Ok(withdrawn) => {
                    toasts.say(t("The consent is withdrawn.", "Die Einwilligung ist widerrufen."));
                    record.set(withdrawn);
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let withdrawn = move || record.with(|record| record.content.withdrawn_at.is_some());
    view! {
        <section class="panel stack">
            <h2>{t("Proof of consent", "Nachweis der Einwilligung")}</h2>
            {move || view! { <Words consent=record.get().content /> }}
            <div class="buttons">
                <button type="button" class="button small" on:click=download>{t("Download proof (JSON)", "Nachweis herunterladen (JSON)")}</button>
                <Show when=move || !withdrawn()>
                    <button type="button" class="button small danger" hidden=!use_may().edit() on:click=withdraw>{t("Withdraw", "Widerrufen")}</button>
                </Show>
            </div>
        </section>
    }
}

#[component]
fn Words(consent: Consent) -> impl IntoView {
    let version = if consent.text_version > 0 { consent.text_version.to_string() } else { String::new() };
    let start = if consent.unticked_at_start { t("empty", "leer") } else { "" };
    let facts = [
        (t("Given", "Erteilt"), moment_text(&consent.given_at)),
        (t("Withdrawn", "Widerrufen"), consent.withdrawn_at.as_ref().map(moment_text).unwrap_or_default()),
        (t("Purpose", "Zweck"), consent.purpose),
        (t("Responsible", "Verantwortlich"), consent.controller),
        (t("Privacy notice", "Datenschutzhinweise"), consent.notice_url),
        (t("Page", "Seite"), consent.page),
        (t("Language", "Sprache"), consent.language.tag().to_owned()),
        (t("Version of the words", "Fassung des Wortlauts"), version),
        (t("Box at the start", "Kästchen zu Beginn"), start.to_owned()),
        (t("SHA-256 of the words", "SHA-256 des Wortlauts"), consent.text_hash),
    ];
    view! {
        <blockquote dir="auto">{consent.text}</blockquote>
        <Facts facts=facts.to_vec() />
        {consent.opt_in.map(|opt_in| view! { <Confirmation opt_in /> })}
    }
}

#[component]
fn Confirmation(opt_in: OptIn) -> impl IntoView {
    let moment = |at: &Option<calling_card_contact::Timestamp>| at.as_ref().map(moment_text);
    let not = || t("not yet", "noch nicht").to_owned();
    let facts = [
        (t("Mail sent", "Mail gesendet"), moment(&opt_in.sent_at).unwrap_or_else(not)),
        (t("Confirmed", "Bestätigt"), moment(&opt_in.confirmed_at).unwrap_or_else(not)),
        (t("Confirmed from", "Bestätigt von"), opt_in.confirmed_from),
        (t("Link holds until", "Link gilt bis"), moment_text(&opt_in.expires_at)),
        (t("SHA-256 of the mail", "SHA-256 der Mail"), opt_in.mail_hash),
        (t("SHA-256 of the link's token", "SHA-256 des Tokens im Link"), opt_in.token_hash),
    ];
    view! {
        <h3>{t("Confirmation by mail", "Bestätigung per Mail")}</h3>
        <Facts facts=facts.to_vec() />
    }
}

/// Facts that are known.
#[component]
fn Facts(facts: Vec<(&'static str, String)>) -> impl IntoView {
    let rows: Vec<_> = facts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| view! { <div><dt>{label}</dt><dd dir="auto">{text}</dd></div> })
        .collect();
    view! { <dl class="facts small">{rows}</dl> }
}
