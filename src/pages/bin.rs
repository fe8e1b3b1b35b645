//! The bin: what was deleted in the last 30 days.

use calling_card_api::ConnectionId;
use calling_card_api::changes::{BinEntry, ListBin, RecordKind, UndoBatch};
use calling_card_api::roles::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{EmptyState, PageHeader, Sign, kind_text, load, moment_text, shown, use_toasts};

/// The bin.
#[component]
pub(crate) fn Bin() -> impl IntoView {
    let bin = load(|| ListBin { connection: ConnectionId::home() });
    let toasts = use_toasts();
    let restore = Callback::new(move |entry: BinEntry| {
        spawn_local(async move {
            match send(&UndoBatch { connection: ConnectionId::home(), batch: entry.batch }).await {
                Ok(written) => {
                    toasts.say_with_undo(format!("{} {}", entry.name, t("is back.", "ist wieder da.")), written.batch);
                    bin.again();
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    });
    view! {
        <div>
            <a class="back" href="/settings">"← "{t("Settings", "Einstellungen")}</a>
            <PageHeader title=t("Bin", "Papierkorb") />
        </div>
        {shown(bin, move |entries| {
            if entries.is_empty() {
                return view! {
                    <EmptyState sign=Sign::Bin title=t("The bin is empty", "Der Papierkorb ist leer")
                        text=t("What is deleted stays here for 30 days.", "Was gelöscht wird, bleibt 30 Tage hier.") />
                }.into_any();
            }
            let entries: Vec<_> = entries.into_iter().map(|entry| view! { <Entry entry restore /> }).collect();
            view! { <ul class="panel entries">{entries}</ul> }.into_any()
        })}
    }
}

#[component]
fn Entry(entry: BinEntry, restore: Callback<BinEntry>) -> impl IntoView {
    let kind = kind_text(entry.kind);
    let needed = if entry.kind == RecordKind::CustomField { Role::Owner } else { Role::Editor };
    let when = format!(
        "{kind} · {} {} · {} {}",
        t("deleted by", "gelöscht von"),
        entry.deleted_by,
        t("gone for good on", "endgültig fort am"),
        moment_text(&entry.gone_at)
    );
    let label = format!("{} {}", t("Restore", "Wiederherstellen:"), entry.name);
    view! {
        <li>
            <div class="row">
                <span><strong dir="auto">{entry.name.clone()}</strong><br /><span class="muted small">{when}</span></span>
                <button type="button" class="button small" hidden=!use_may().be(needed) aria-label=label on:click=move |_| restore.run(entry.clone())>{t("Restore", "Wiederherstellen")}</button>
            </div>
        </li>
    }
}
