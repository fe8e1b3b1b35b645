//! What was done to a person.

use calling_card_api::ConnectionId;
use calling_card_api::changes::{Action, Change, ListHistory};
use calling_card_contact::PersonId;
use leptos::prelude::*;

use crate::custom_fields::{CustomFields, use_custom_fields};
use crate::language::{language, t};
use crate::ui::{Load, load, moment_text, shown};

/// What was done to a person.
#[component]
pub(super) fn History(person: PersonId) -> impl IntoView {
    view! { <HistoryOf ask=move || load(move || ListHistory { connection: ConnectionId::home(), id: person }) /> }
}

/// What was done to a record; loaded when it is opened.
#[component]
pub(crate) fn HistoryOf(
    /// Begins to load it.
    ask: impl Fn() -> Load<Vec<Change>> + Send + Sync + 'static,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <section class="panel">
            <details class="history" on:toggle=move |_| open.set(true)>
                <summary><h2>{t("History", "Verlauf")}</h2></summary>
                <Show when=move || open.get()>{changes(ask())}</Show>
            </details>
        </section>
    }
}

fn changes(history: Load<Vec<Change>>) -> impl IntoView {
    shown(history, |changes| {
        let entries: Vec<_> = changes.into_iter().map(|change| view! { <Entry change /> }).collect();
        view! { <ul class="entries">{entries}</ul> }
    })
}

#[component]
fn Entry(change: Change) -> impl IntoView {
    let action = match change.action {
        Action::Created => t("created", "angelegt"),
        Action::Updated => t("changed", "geändert"),
        Action::Deleted => t("deleted", "gelöscht"),
        Action::Restored => t("restored", "wiederhergestellt"),
    };
    let custom = use_custom_fields();
    let differences = if change.action == Action::Updated { change.differences } else { Vec::new() };
    let rows: Vec<_> = differences.into_iter().map(|difference| {
        let field = custom_name(custom, &difference.field)
            .unwrap_or_else(|| difference.field.trim_start_matches('/').replace('/', " › ").replace('_', " "));
        view! { <div><dt>{field}</dt><dd dir="auto"><del>{difference.before}</del>" → "<ins>{difference.after}</ins></dd></div> }
    }).collect();
    view! {
        <li>
            <p class="small"><strong>{change.by}</strong>" "{action}" · "<span class="muted">{moment_text(&change.at)}</span></p>
            <dl class="facts small">{rows}</dl>
        </li>
    }
}

/// What the custom field is called of which a member is the value.
fn custom_name(fields: CustomFields, member: &str) -> Option<String> {
    let key = member.strip_prefix("/custom/")?.split('/').next()?;
    untrack(|| fields.of_people(key)).map(|field| field.label.text(language()).to_owned())
}
