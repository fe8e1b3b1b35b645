//! The drafts that wait, the newest first.

use std::time::Duration;

use calling_card_api::ConnectionId;
use calling_card_api::drafts::{DraftSummary, DraftsQuery, ListDrafts};
use leptos::prelude::*;

use crate::language::t;
use crate::ui::{Avatar, EmptyState, PageHeader, Sign, load, moment_text, shown};

/// How often is looked for new ones while the page is open.
const LOOK: Duration = Duration::from_secs(3);

/// The drafts that wait.
#[component]
pub(crate) fn DraftsPage() -> impl IntoView {
    let drafts = load(|| ListDrafts {
        connection: ConnectionId::home(),
        query: DraftsQuery { limit: Some(200), ..DraftsQuery::default() },
    });
    let waiting = load(|| ListDrafts {
        connection: ConnectionId::home(),
        query: DraftsQuery { limit: Some(200), waiting: true, ..DraftsQuery::default() },
    });
    let again = move || {
        drafts.again();
        waiting.again();
    };
    let look = set_interval_with_handle(again, LOOK);
    on_cleanup(move || {
        if let Ok(look) = look {
            look.clear();
        }
    });
    view! {
        <PageHeader title=t("Drafts", "Entwürfe") />
        <p class="muted">{t("What visitors sent through your forms. Accept a draft to make a person of it.",
                            "Was Besucher über Ihre Formulare gesendet haben. Nehmen Sie einen Entwurf an, um eine Person daraus zu machen.")}</p>
        {shown(drafts, |page| {
            if page.items.is_empty() {
                return view! {
                    <EmptyState sign=Sign::Inbox title=t("Nothing waits", "Nichts wartet")
                        text=t("What is sent through a form appears here within a second.", "Was über ein Formular gesendet wird, erscheint hier binnen einer Sekunde.")>
                        <a class="button" href="/forms">{t("To the forms", "Zu den Formularen")}</a>
                    </EmptyState>
                }.into_any();
            }
            let entries: Vec<_> = page.items.into_iter().map(|draft| view! { <Entry draft /> }).collect();
            view! { <ul class="list">{entries}</ul> }.into_any()
        })}
        {move || waiting.state.get().and_then(Result::ok).filter(|page| !page.items.is_empty()).map(|page| {
            let entries: Vec<_> = page.items.into_iter().map(|draft| view! { <Entry draft /> }).collect();
            view! {
                <section class="stack">
                    <h2>{t("Waiting for confirmation", "Warten auf Bestätigung")}</h2>
                    <p class="muted small">{t("Their address is not confirmed yet. After 48 hours they are deleted.",
                                              "Ihre Adresse ist noch nicht bestätigt. Nach 48 Stunden werden sie gelöscht.")}</p>
                    <ul class="list">{entries}</ul>
                </section>
            }
        })}
    }
}

#[component]
fn Entry(draft: DraftSummary) -> impl IntoView {
    let who = [draft.email, draft.business].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <li class:unread=draft.unread>
            <a class="entry" href=format!("/drafts/{}", draft.id)>
                <Avatar name=draft.name.clone() image=None />
                <span><strong dir="auto">{draft.name.clone()}</strong><span class="muted small">{who}</span></span>
                <span class="small muted" dir="auto">{draft.message}</span>
                <span class="end small muted">
                    <span>{moment_text(&draft.received_at)}</span>" · "<span>{draft.source_name}</span>
                    {draft.unread.then(|| view! { <span class="visually-hidden">{t("unread", "ungelesen")}</span> })}
                    {(!draft.held.is_empty()).then(|| view! { <span class="tag warning">{t("Held for review", "Zur Prüfung")}</span> })}
                    {draft.test.then(|| view! { <span class="tag warning">{t("Test", "Test")}</span> })}
                </span>
            </a>
        </li>
    }
}
