//! The drafts that wait, the newest first.

use std::time::Duration;

use calling_card_api::ConnectionId;
use calling_card_api::drafts::{DraftSummary, DraftsQuery, ListDrafts};
use calling_card_api::staff::{Colleague, ListStaff};
use leptos::prelude::*;

use crate::connection::{ChooseCrm, Place, use_connection};
use crate::language::t;
use crate::pages::transfers::DeliveryTag;
use crate::ui::{Avatar, EmptyState, PageHeader, SelectField, Sign, load, moment_text, shown};

/// How often is looked for new ones while the page is open.
const LOOK: Duration = Duration::from_secs(3);
/// The same in another CRM, which is asked over its line.
const LOOK_THERE: Duration = Duration::from_secs(20);

/// The drafts that wait.
#[component]
pub(crate) fn DraftsPage() -> impl IntoView {
    if use_connection().is_home() { view! { <DraftsHere /> }.into_any() } else { view! { <DraftsThere /> }.into_any() }
}

/// Those of another CRM.
#[component]
fn DraftsThere() -> impl IntoView {
    let crm = use_connection();
    let connection = crm.id.clone();
    let drafts = load(move || ListDrafts {
        connection: connection.clone(),
        query: DraftsQuery { limit: Some(200), ..DraftsQuery::default() },
    });
    look_again(move || drafts.again(), LOOK_THERE);
    let forms = StoredValue::new(Place::Forms.path(&crm.id, ""));
    let name = crm.name.clone();
    let id = crm.id.clone();
    view! {
        <PageHeader title=t("Drafts", "Entwürfe") />
        <p class="muted">{name.clone()}": "{t("what came in there. Accept a draft to make a person of it, there or in the built-in CRM.",
                            "was dort eingegangen ist. Nehmen Sie einen Entwurf an, um dort oder im eingebauten CRM eine Person daraus zu machen.")}</p>
        <div class="filters"><ChooseCrm place=Place::Drafts /></div>
        {shown(drafts, move |page| {
            if page.items.is_empty() {
                return view! {
                    <EmptyState sign=Sign::Inbox title=t("Nothing waits there", "Dort wartet nichts")
                        text=format!("{} {}", name, t("holds no drafts that this connection can read.", "enthält keine Entwürfe, die diese Verbindung lesen kann."))>
                        <a class="button" href=forms.get_value()>{t("To its forms", "Zu seinen Formularen")}</a>
                    </EmptyState>
                }.into_any();
            }
            let more = page.total > page.items.len() as u64;
            let entries: Vec<_> = page.items.into_iter().map(|draft| {
                let address = Place::Drafts.path(&id, format!("/{}", draft.id));
                view! { <Entry draft address whose=String::new() /> }
            }).collect();
            view! {
                <ul class="list">{entries}</ul>
                {more.then(|| view! { <p class="muted small">{t("These are the newest.", "Das sind die neuesten.")}" "{page.total}" "{t("in all.", "insgesamt.")}</p> })}
            }.into_any()
        })}
    }
}

/// Looks again every so often while the page is open.
fn look_again(look: impl Fn() + 'static, every: Duration) {
    let look = set_interval_with_handle(look, every);
    on_cleanup(move || {
        if let Ok(look) = look {
            look.clear();
        }
    });
}

/// Those of the built-in CRM.
#[component]
fn DraftsHere() -> impl IntoView {
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
        let address = Place::Drafts.path(&ConnectionId::home(), format!("/{}", draft.id));
        view! { <Entry draft address whose /> }
    };
    let again = move || {
        drafts.again();
        waiting.again();
    };
    look_again(again, LOOK);
    view! {
        <PageHeader title=t("Drafts", "Entwürfe") />
        <p class="muted">{t("What visitors sent through your forms. Accept a draft to make a person of it.",
                            "Was Besucher über Ihre Formulare gesendet haben. Nehmen Sie einen Entwurf an, um eine Person daraus zu machen.")}</p>
        <div class="filters"><ChooseCrm place=Place::Drafts /><Whose colleagues editor /></div>
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
        (options.len() > 2 || !editor.get_untracked().is_empty()).then(|| {
            view! {
                <SelectField label=t("Whose", "Von wem") value=editor on_input=move |text| editor.set(text) options />
            }
        })
    }
}

#[component]
fn Entry(draft: DraftSummary, address: String, whose: String) -> impl IntoView {
    let who = [draft.email, draft.business].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <li class:unread=draft.unread>
            <a class="entry" href=address>
                <Avatar name=draft.name.clone() image=None />
                <span><strong dir="auto">{draft.name.clone()}</strong><span class="muted small">{who}</span></span>
                <span class="small muted" dir="auto">{draft.message}</span>
                <span class="end small muted">
                    <span>{moment_text(&draft.received_at)}</span>
                    {(!draft.source_name.is_empty()).then(|| view! { " · "<span>{draft.source_name}</span> })}
                    {(!draft.event.is_empty()).then(|| view! { " "<span class="tag">{t("Booking:", "Buchung:")}" "{draft.event}</span> })}
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
