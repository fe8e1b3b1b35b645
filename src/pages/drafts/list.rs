//! The drafts that wait, the newest first: those of the built-in CRM, or of another one.

use std::time::Duration;

use calling_card_api::drafts::{DraftsQuery, ListDrafts};
use leptos::prelude::*;

use super::entry::Entry;
use super::inbox::DraftsHere;
use crate::connection::{ChooseCrm, Place, use_connection};
use crate::language::t;
use crate::ui::{EmptyState, PageHeader, Sign, load, shown};

/// How often is looked for new ones in another CRM, which is asked over its line.
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
                let unread = draft.unread;
                view! { <li class:unread=unread><Entry draft address whose=String::new() /></li> }
            }).collect();
            view! {
                <ul class="list">{entries}</ul>
                {more.then(|| view! { <p class="muted small">{t("These are the newest.", "Das sind die neuesten.")}" "{page.total}" "{t("in all.", "insgesamt.")}</p> })}
            }.into_any()
        })}
    }
}

/// Looks again every so often while the page is open.
pub(super) fn look_again(look: impl Fn() + 'static, every: Duration) {
    let look = set_interval_with_handle(look, every);
    on_cleanup(move || {
        if let Ok(look) = look {
            look.clear();
        }
    });
}
