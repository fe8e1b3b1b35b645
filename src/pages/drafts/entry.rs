//! A draft in a list: who sent what, from where, and what is to be known of it at a glance.

use calling_card_api::drafts::{Confirmation, DraftSummary};
use leptos::prelude::*;

use crate::language::{language, t};
use crate::pages::transfers::DeliveryTag;
use crate::ui::{Avatar, moment_text};

/// A draft in a list, as a link to it.
#[component]
pub(super) fn Entry(draft: DraftSummary, address: String, whose: String) -> impl IntoView {
    let who = [draft.email, draft.business].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let reasons: Vec<_> = draft.held.iter().map(|reason| reason.sentence(language())).collect();
    let reasons = reasons.join(" ");
    let files = match draft.files {
        0 => None,
        1 => Some(t("1 file", "1 Datei").to_owned()),
        count => Some(format!("{count} {}", t("files", "Dateien"))),
    };
    let confirmation = match draft.confirmation {
        Confirmation::NotAsked => None,
        Confirmation::Waiting => Some(("tag warning", t("Not confirmed", "Nicht bestätigt"))),
        Confirmation::Confirmed => Some(("tag success", t("Confirmed", "Bestätigt"))),
    };
    // The page without what is the same of all of them.
    let page = draft.page.split_once("://").map_or(draft.page.as_str(), |(_, rest)| rest).to_owned();
    let read_in = draft.language.map(|read_in| read_in.to_string());
    view! {
        <a class="entry" href=address>
            <Avatar name=draft.name.clone() image=None />
            <span><strong dir="auto">{draft.name.clone()}</strong><span class="muted small">{who}</span></span>
            <span class="small muted" dir="auto">{draft.message}</span>
            <span class="end small muted">
                <span>{moment_text(&draft.received_at)}</span>
                {(!draft.source_name.is_empty()).then(|| view! { " · "<span>{draft.source_name}</span> })}
                {(!page.is_empty()).then(|| view! { " · "<bdi>{page}</bdi> })}
                {read_in.map(|read_in| view! { " · "<span class="visually-hidden">{t("language", "Sprache")}</span>" "<span>{read_in}</span> })}
                {(!draft.event.is_empty()).then(|| view! { " "<span class="tag">{t("Booking:", "Buchung:")}" "{draft.event}</span> })}
                {draft.unread.then(|| view! { <span class="visually-hidden">{t("unread", "ungelesen")}</span> })}
                {confirmation.map(|(class, words)| view! { <span class=class>{words}</span> })}
                {files.map(|files| view! { <span class="tag plain">{files}</span> })}
                {(!reasons.is_empty()).then(|| view! { <span class="tag warning" title=reasons.clone()>{t("Held for review", "Zur Prüfung")}</span><span class="visually-hidden">{reasons}</span> })}
                {(!whose.is_empty()).then(|| view! { " · "<span>{t("for", "für")}" "{whose}</span> })}
                {draft.delivery.map(|state| view! { <DeliveryTag state /> })}
                {draft.create_lead.then(|| view! { <span class="tag">{t("Lead", "Lead")}</span> })}
                {draft.test.then(|| view! { <span class="tag warning">{t("Test", "Test")}</span> })}
            </span>
        </a>
    }
}
