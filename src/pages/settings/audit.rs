//! The audit log: who did what that concerns the safety of the workspace.

mod words;

use calling_card_api::Cursor;
use calling_card_api::audit::{AuditEntry, AuditKind, AuditQuery, ListAudit};
use leptos::prelude::*;

use words::{kind_words, sentence};

use crate::language::t;
use crate::ui::{EmptyState, PageHeader, SelectField, Sign, load, moment_text, shown};

/// The audit log, the newest first, for owners.
#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    let kind = RwSignal::new(None::<AuditKind>);
    // Where the pages begin that were turned so far; the first one begins at the top.
    let turned = RwSignal::new(Vec::<Cursor>::new());
    let log = load(move || {
        let query = AuditQuery { kind: kind.get(), cursor: turned.with(|turned| turned.last().cloned()), limit: None };
        ListAudit { query }
    });
    let all = (String::new(), t("All", "Alles").to_owned());
    let kinds = AuditKind::ALL.iter().map(|kind| (kind.name().to_owned(), kind_words(*kind).to_owned()));
    let options = std::iter::once(all).chain(kinds).collect();
    let choose = move |name: String| {
        turned.set(Vec::new());
        kind.set(name.parse().ok());
    };
    let chosen = Signal::derive(move || kind.get().map(|kind| kind.name().to_owned()).unwrap_or_default());
    view! {
        <div>
            <a class="back" href="/settings">"← "{t("Settings", "Einstellungen")}</a>
            <PageHeader title=t("Audit log", "Protokoll") />
            <p class="muted">{t(
                "Who signed in, invited, removed, exported or erased, and when. Nothing in it can be changed or deleted here; each entry is bound to the one before it, so that “calling-card audit verify” finds what was changed otherwise.",
                "Wer sich angemeldet, eingeladen, entfernt, exportiert oder gelöscht hat, und wann. Hier lässt sich nichts davon ändern oder löschen; jeder Eintrag ist an den vorigen gebunden, sodass „calling-card audit verify“ findet, was auf anderem Weg geändert wurde.",
            )}</p>
        </div>
        <SelectField label=t("Kind", "Art") value=chosen options on_input=choose />
        {shown(log, move |page| {
            if page.items.is_empty() {
                return view! {
                    <EmptyState sign=Sign::Settings title=t("Nothing of this kind", "Nichts dieser Art")
                        text=t("What happens from now on is taken down.", "Was von nun an geschieht, wird festgehalten.") />
                }.into_any();
            }
            let entries: Vec<_> = page.items.into_iter().map(|entry| view! { <Entry entry /> }).collect();
            view! {
                <ol class="panel entries" aria-label=t("Entries", "Einträge")>{entries}</ol>
                <Turn turned next=page.next />
            }.into_any()
        })}
    }
}

/// To the older entries, and back.
#[component]
fn Turn(turned: RwSignal<Vec<Cursor>>, next: Option<Cursor>) -> impl IntoView {
    let back = move |_| turned.update(|turned| drop(turned.pop()));
    let older = next.map(|next| {
        let forth = move |_| turned.update(|turned| turned.push(next.clone()));
        view! { <button type="button" class="button" on:click=forth>{t("Older entries", "Ältere Einträge")}</button> }
    });
    let newer = (!turned.with_untracked(Vec::is_empty))
        .then(|| view! { <button type="button" class="button" on:click=back>{t("Newer entries", "Neuere Einträge")}</button> });
    view! { <div class="buttons">{newer}{older}</div> }
}

#[component]
fn Entry(entry: AuditEntry) -> impl IntoView {
    let about = format!("{} · {} {}", moment_text(&entry.at), t("No.", "Nr."), entry.number);
    view! { <li><div><span dir="auto">{sentence(&entry)}</span><br /><span class="muted small">{about}</span></div></li> }
}
