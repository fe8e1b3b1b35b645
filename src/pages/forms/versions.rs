//! The versions of a form: who changed what, and the way back.

use calling_card_api::ConnectionId;
use calling_card_api::Version;
use calling_card_api::changes::{Action, Difference};
use calling_card_api::inbound_sources::{FormVersion, ListFormVersions, RestoreInboundSource, RestoreVersion};
use calling_card_contact::FormId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{load, moment_text, shown, use_toasts};

/// The versions; loaded when they are opened.
#[component]
pub(super) fn Versions(id: FormId, version: Signal<Version>, restored: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    let id = StoredValue::new(id);
    view! {
        <section class="panel">
            <details class="history" on:toggle=move |_| open.set(true)>
                <summary><h2>{t("Versions", "Fassungen")}</h2></summary>
                {move || open.get().then(|| view! { <List id=id.get_value() version=version.get() restored /> })}
            </details>
        </section>
    }
}

#[component]
fn List(id: FormId, version: Version, restored: Callback<()>) -> impl IntoView {
    let form = id.clone();
    let versions = load(move || ListFormVersions { connection: ConnectionId::home(), id: form.clone() });
    shown(versions, move |versions| {
        let entry = |entry: FormVersion| view! { <Entry id=id.clone() seen=version entry restored /> };
        let entries: Vec<_> = versions.into_iter().map(entry).collect();
        view! { <ol class="entries" reversed>{entries}</ol> }
    })
}

#[component]
fn Entry(id: FormId, seen: Version, entry: FormVersion, restored: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let number = entry.version;
    let action = match entry.action {
        Action::Created => t("made it", "hat es angelegt"),
        Action::Updated => t("changed it", "hat es geändert"),
        Action::Deleted => t("deleted it", "hat es gelöscht"),
        Action::Restored => t("brought it back", "hat es wiederhergestellt"),
    };
    let restore = move |_| {
        let (id, restore) = (id.clone(), RestoreVersion { version: number });
        spawn_local(async move {
            match send(&RestoreInboundSource { connection: ConnectionId::home(), id, seen, restore }).await {
                Ok(written) => {
                    toasts.say_with_undo(
                        t("The version is restored.", "Die Fassung ist wiederhergestellt."),
                        written.batch,
                    );
                    restored.run(());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let rows: Vec<_> =
        if entry.action == Action::Updated { entry.differences.into_iter().map(row).collect() } else { Vec::new() };
    let name = format!("{} {}", t("Version", "Fassung"), number.0);
    let words = format!("{}: {name}", t("Restore", "Wiederherstellen"));
    let old = entry.kept && number != seen;
    view! {
        <li>
            <p class="small"><strong>{name}</strong>" · "{entry.by}" "{action}" · "<span class="muted">{moment_text(&entry.at)}</span></p>
            <dl class="facts small">{rows}</dl>
            {old.then(|| view! { <div hidden=!use_may().edit()><button type="button" class="button small" aria-label=words on:click=restore>{t("Restore", "Wiederherstellen")}</button></div> })}
        </li>
    }
}

fn row(difference: Difference) -> impl IntoView {
    let field =
        difference.field.trim_start_matches("/form/").trim_start_matches('/').replace('/', " › ").replace('_', " ");
    view! { <div><dt>{field}</dt><dd dir="auto"><del>{difference.before}</del>" → "<ins>{difference.after}</ins></dd></div> }
}
