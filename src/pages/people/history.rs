//! What was done to a record.

use calling_card_api::changes::{Action, Change};
use leptos::prelude::*;

use crate::custom_fields::{CustomFields, use_custom_fields};
use crate::language::{language, t};
use crate::pages::versions::{VersionButton, VersionDialog, Versioned};
use crate::ui::{Load, field_text, moment_text, shown};

/// What was done to a record; loaded when it is opened.
#[component]
pub(crate) fn HistoryOf(
    /// Begins to load it.
    ask: impl Fn() -> Load<Vec<Change>> + Send + Sync + 'static,
    /// The record, where it can be brought back to what it was.
    #[prop(optional)]
    of: Option<Versioned>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let asked = RwSignal::new(None);
    view! {
        <section class="panel">
            <details class="history" on:toggle=move |_| open.set(true)>
                <summary><h2>{t("History", "Verlauf")}</h2></summary>
                <Show when=move || open.get()>{changes(ask(), of, asked)}</Show>
                {of.map(|of| view! { <VersionDialog of asked /> })}
            </details>
        </section>
    }
}

fn changes(history: Load<Vec<Change>>, of: Option<Versioned>, asked: RwSignal<Option<u32>>) -> impl IntoView {
    shown(history, move |changes| {
        let entries: Vec<_> =
            changes.into_iter().map(|change| view! { <li><ChangeEntry change of asked /></li> }).collect();
        view! { <ul class="entries">{entries}</ul> }
    })
}

/// What was done once, with the way back to it.
#[component]
pub(super) fn ChangeEntry(change: Change, of: Option<Versioned>, asked: RwSignal<Option<u32>>) -> impl IntoView {
    let action = match change.action {
        Action::Created => t("created", "angelegt"),
        Action::Updated => t("changed", "geändert"),
        Action::Deleted => t("deleted", "gelöscht"),
        Action::Restored => t("restored", "wiederhergestellt"),
    };
    let custom = use_custom_fields();
    let back = of.filter(|_| change.action != Action::Deleted);
    let differences = if change.action == Action::Updated { change.differences } else { Vec::new() };
    let rows: Vec<_> = differences.into_iter().map(|difference| {
        let field = custom_name(custom, &difference.field)
            .unwrap_or_else(|| field_text(&difference.field));
        view! { <div><dt>{field}</dt><dd dir="auto"><del>{difference.before}</del>" → "<ins>{difference.after}</ins></dd></div> }
    }).collect();
    view! {
        <p class="small"><strong>{change.by}</strong>" "{action}" · "<span class="muted">{moment_text(&change.at)}</span></p>
        <dl class="facts small">{rows}</dl>
        {back.map(|of| view! { <VersionButton of version=change.version at=change.at asked /> })}
    }
}

/// What the custom field is called of which a member is the value.
fn custom_name(fields: CustomFields, member: &str) -> Option<String> {
    let key = member.strip_prefix("/custom/")?.split('/').next()?;
    untrack(|| fields.of_people(key)).map(|field| field.label.text(language()).to_owned())
}
