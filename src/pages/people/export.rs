//! Exporting people and organizations: who and as what is asked in a dialog, then part after part is fetched, and written by the worker.

mod choose;
mod organizations;
mod run;

use calling_card_api::people::PeopleQuery;
use leptos::html;
use leptos::prelude::*;

use super::selection::Selection;
use crate::language::{language, t};
use crate::parts;
use crate::session::use_session;
use crate::ui::{Dialog, Icon, Sign, size_text};

use choose::Choose;
pub(in crate::pages) use organizations::{ExportOrganizationsButton, ExportOrganizationsDialog};
use run::{Export, Phase, Progress};

/// Gives what is chosen, and the export, to everything below: both stay when the page is left.
pub(crate) fn provide_export() {
    let (selection, export) = (Selection::new(), Export::new());
    provide_context(selection);
    provide_context(export);
    let session = use_session();
    Effect::new(move || {
        if matches!(session.who.get(), crate::session::Who::Nobody) {
            export.cancel();
            if selection.on.get_untracked() {
                selection.toggle();
            }
        }
    });
    // Who signs in again must reach the fields for it.
    Effect::new(move || {
        if session.ended.get() {
            export.open.set(false);
            selection.copying.set(false);
            selection.editing.set(false);
        }
    });
}

impl Export {
    /// What the button says while an export runs.
    fn label(self) -> Option<String> {
        match self.progress.get()? {
            Progress { phase: Phase::Running, written, total, .. } if total > 0 => {
                Some(format!("{} {} %", t("Exporting", "Export läuft:"), written * 100 / total))
            }
            Progress { phase: Phase::Running, .. } => Some(t("Exporting", "Export läuft").to_owned()),
            Progress { phase: Phase::Failed(_), .. } => Some(t("Export interrupted", "Export unterbrochen").to_owned()),
            Progress { phase: Phase::Saved { .. }, .. } => None,
        }
    }
}

/// The button that opens the dialog; while an export runs it says how far it is.
#[component]
pub(super) fn ExportButton(
    /// Whether it stands among small ones.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let (selection, export): (Selection, Export) = (expect_context(), expect_context());
    let label = move || {
        export.label().unwrap_or_else(|| match selection.count() {
            0 => t("Export", "Exportieren").to_owned(),
            1 => t("Export 1 person", "1 Person exportieren").to_owned(),
            count => format!("{} {count} {}", t("Export", ""), t("people", "Personen exportieren")).trim().to_owned(),
        })
    };
    view! {
        <button type="button" class="button" class:small=small aria-haspopup="dialog" on:click=move |_| export.show()>
            <Icon sign=Sign::Download />{label}
        </button>
    }
}

/// The dialog.
#[component]
pub(super) fn ExportDialog(
    /// What is searched.
    query: Memo<PeopleQuery>,
    /// How many people are found; none while that is not known.
    #[prop(into)]
    found: Signal<Option<u64>>,
) -> impl IntoView {
    let export: Export = expect_context();
    provide_context(Listed { query, found });
    view! {
        <Dialog open=export.open title=t("Export people", "Personen exportieren")><parts::ExportPeople /></Dialog>
    }
}

/// What is listed while it is asked who is exported.
#[derive(Clone, Copy)]
struct Listed {
    query: Memo<PeopleQuery>,
    found: Signal<Option<u64>>,
}

/// What is in the dialog.
#[component]
pub(crate) fn ExportPeople() -> impl IntoView {
    let (export, Listed { query, found }): (Export, Listed) = (expect_context(), expect_context());
    let begun = Memo::new(move |_| export.progress.with(Option::is_some));
    move || match begun.get() {
        true => view! { <Running export /> }.into_any(),
        false => view! { <Choose export query found /> }.into_any(),
    }
}

/// How far an export is, the ways to stop and to go on, and at the end the file.
#[component]
fn Running(export: Export) -> impl IntoView {
    let progress = move || export.progress.get();
    let phase = Memo::new(move |_| export.progress.with(|progress| progress.as_ref().map(|known| known.phase.clone())));
    let count = move || {
        let Progress { noun, written, total, .. } = progress()?;
        Some(format!("{written} {} {total} {noun}", t("of", "von")))
    };
    let bar = view! {
        <progress aria-label=t("Export", "Export") max=move || progress().map_or(1, |progress| progress.total.max(1)).to_string()
            value=move || progress().map_or(0, |progress| progress.written).to_string()></progress>
    };
    view! {
        {bar}
        <p class="muted" aria-live="off">{count}</p>
        {move || match phase.get()? {
            Phase::Running => Some(view! { <Stop export /> }.into_any()),
            Phase::Failed(failure) => Some(view! {
                <div class="notice" role="alert"><p>{failure.sentence(language())}</p></div>
                <p>{t("What is written so far is kept: it goes on from there.", "Was schon geschrieben ist, bleibt: Es geht dort weiter.")}</p>
                <div class="buttons">
                    <Focused label=t("Try again", "Noch einmal versuchen") primary=true on_click=move || export.go_on() />
                    <button type="button" class="button" on:click=move |_| export.cancel()>{t("Cancel", "Abbrechen")}</button>
                </div>
            }.into_any()),
            Phase::Saved { name, size } => Some(view! { <Saved export name size /> }.into_any()),
        }}
    }
}

#[component]
fn Stop(export: Export) -> impl IntoView {
    view! {
        <p class="muted small">{t("It goes on when this window is closed.", "Es geht weiter, wenn dieses Fenster geschlossen wird.")}</p>
        <div class="buttons"><Focused label=t("Cancel the export", "Export abbrechen") on_click=move || export.cancel() /></div>
    }
}

#[component]
fn Saved(export: Export, name: String, size: f64) -> impl IntoView {
    let (noun, missing) = export
        .progress
        .get_untracked()
        .map_or(("", 0), |known| (known.noun, known.total.saturating_sub(known.written)));
    let missing = (missing > 0).then(|| {
        let words = format!("{} ({noun}): {missing}", t("Not here any more", "Nicht mehr hier"));
        view! { <p>{words}</p> }
    });
    let words = format!("{name} ({}) {}", size_text(size), t("is saved.", "ist gespeichert."));
    view! {
        <p class="notice success" role="status">{words}</p>
        {missing}
        <div class="buttons">
            <Focused label=t("Close", "Schließen") on_click=move || {
                export.open.set(false);
                export.cancel();
            } />
        </div>
    }
}

/// A button that has the focus when it comes: what had it is gone.
#[component]
fn Focused(
    label: &'static str,
    #[prop(optional)] primary: bool,
    #[prop(into)] on_click: Callback<()>,
) -> impl IntoView {
    let node = NodeRef::<html::Button>::new();
    Effect::new(move || {
        if let Some(button) = node.get() {
            // A button in the document can have the focus.
            let _ = button.focus();
        }
    });
    view! { <button type="button" class="button" class:primary=primary node_ref=node on:click=move |_| on_click.run(())>{label}</button> }
}
