//! The drafts that wait, the newest first.

use std::time::Duration;

use calling_card_api::ConnectionId;
use calling_card_api::drafts::{DraftSummary, DraftsQuery, ListDrafts};
use calling_card_api::staff::{Colleague, ListStaff};
use leptos::prelude::*;

use crate::language::t;
use crate::pages::transfers::DeliveryTag;
use crate::ui::{Avatar, EmptyState, PageHeader, SelectField, Sign, load, moment_text, shown};

/// How often is looked for new ones while the page is open.
const LOOK: Duration = Duration::from_secs(3);

/// The drafts that wait.
#[component]
pub(crate) fn DraftsPage() -> impl IntoView {
    let editor = RwSignal::new(String::new());
    let query = move |waiting| DraftsQuery {
        limit: Some(200),
        waiting,
        editor: editor.get().parse().ok(),
        ..DraftsQuery::default()
    };
    let drafts = load(move || ListDrafts { connection: ConnectionId::home(), query: query(false) });
    let waiting = load(move || ListDrafts { connection: ConnectionId::home(), query: query(true) });
    let staff = load(|| ListStaff { connection: ConnectionId::home() });
    let colleagues = Memo::new(move |_| staff.state.get().and_then(Result::ok).unwrap_or_default());
    let entry = move |draft: DraftSummary| {
        let get = |id| colleagues.get().into_iter().find(|one: &Colleague| one.id == id).map(|one| one.name);
        let whose = draft.editor.and_then(get).unwrap_or_default();
        view! { <Entry draft whose /> }
    };
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
        <Whose colleagues editor />
        {shown(drafts, move |page| {
            if page.items.is_empty() {
                return view! {
                    <EmptyState sign=Sign::Inbox title=t("Nothing waits", "Nichts wartet")
                        text=t("What is sent through a form appears here within a second.", "Was über ein Formular gesendet wird, erscheint hier binnen einer Sekunde.")>
                        <a class="button" href="/forms">{t("To the forms", "Zu den Formularen")}</a>
                    </EmptyState>
                }.into_any();
            }
            let entries: Vec<_> = page.items.into_iter().map(entry).collect();
            view! { <ul class="list">{entries}</ul> }.into_any()
        })}
        {move || waiting.state.get().and_then(Result::ok).filter(|page| !page.items.is_empty()).map(|page| {
            let entries: Vec<_> = page.items.into_iter().map(entry).collect();
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

/// Chooses whose drafts are shown.
#[component]
fn Whose(colleagues: Memo<Vec<Colleague>>, editor: RwSignal<String>) -> impl IntoView {
    move || {
        let mut options = vec![(String::new(), t("Everybody's", "Alle").to_owned())];
        options.extend(colleagues.get().into_iter().map(|one| (one.id.to_string(), one.name)));
        // Alone, nobody needs to choose.
        (options.len() > 2 || !editor.get_untracked().is_empty()).then(|| view! {
            <div class="filters">
                <SelectField label=t("Whose", "Von wem") value=editor on_input=move |text| editor.set(text) options />
            </div>
        })
    }
}

#[component]
fn Entry(draft: DraftSummary, whose: String) -> impl IntoView {
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
                    {(!whose.is_empty()).then(|| view! { " · "<span>{t("for", "für")}" "{whose}</span> })}
                    {draft.delivery.map(|state| view! { <DeliveryTag state /> })}
                    {draft.create_lead.then(|| view! { <span class="tag">{t("Lead", "Lead")}</span> })}
                    {draft.test.then(|| view! { <span class="tag warning">{t("Test", "Test")}</span> })}
                </span>
            </a>
        </li>
    }
}
