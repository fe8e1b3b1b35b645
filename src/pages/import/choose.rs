//! Choosing files: by picker, by dropping, by pasting.

use leptos::html;
use leptos::prelude::*;
use web_sys::{DragEvent, File, FileList};

use super::read::read_files;
use super::{Import, Work};
use crate::language::t;
use crate::ui::{Icon, Sign};

/// Where files are dropped, chosen and pasted.
#[component]
pub(super) fn ChooseFiles(import: Import) -> impl IntoView {
    let over = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let pasted = RwSignal::new(String::new());
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        read_files(import, list(event.data_transfer().and_then(|moved| moved.files())));
    };
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            read_files(import, list(input.files()));
            // The same file can be chosen once more.
            input.set_value("");
        }
    };
    let pick = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let paste = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = pasted.get_untracked();
        let parts = js_sys::Array::of1(&text.as_str().into());
        let file = File::new_with_str_sequence(&parts, t("Pasted text", "Eingefügter Text"));
        if let Some(file) = file.ok().filter(|_| !text.trim().is_empty()) {
            read_files(import, vec![file]);
            pasted.set(String::new());
        }
    };
    let status = move || match import.work.get() {
        Some(Work::Reading) => {
            let counts = import.counts.get();
            format!("{} {} {}", t("Reading …", "Wird gelesen …"), counts.cards, t("cards so far", "Karten bisher"))
        }
        Some(Work::Comparing) => {
            let counts = import.counts.get();
            let done = counts.cards - counts.open;
            format!(
                "{} {done} / {}",
                t("Comparing with the people you have …", "Wird mit Ihren Personen verglichen …"),
                counts.cards
            )
        }
        None => String::new(),
    };
    view! {
        <div class="drop" class:over=move || over.get()
            on:dragover=move |event| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false) on:drop=dropped>
            <Icon sign=Sign::Import />
            <h2>{t("Drop vCards, tables or archives here", "vCards, Tabellen oder Archive hier ablegen")}</h2>
            <p class="muted">{t("vCard files (.vcf) and tables (.csv) from any address book or CRM, also packed in a .zip. You see what is in them before anything is stored.",
                                "vCard-Dateien (.vcf) und Tabellen (.csv) aus jedem Adressbuch oder CRM, auch in einer .zip-Datei. Sie sehen, was darin ist, bevor etwas gespeichert wird.")}</p>
            <button type="button" class="button primary" on:click=pick>{t("Choose files", "Dateien wählen")}</button>
            <input class="visually-hidden" type="file" multiple tabindex="-1" node_ref=input
                accept=".vcf,.vcard,text/vcard,.csv,.tsv,text/csv,text/tab-separated-values,.zip,application/zip"
                aria-label=t("Files with people", "Dateien mit Personen") on:change=chosen />
        </div>
        <details class="more">
            <summary>{t("Paste vCards or a table instead", "Stattdessen vCards oder eine Tabelle einfügen")}</summary>
            <form class="stack" on:submit=paste>
                <div class="field">
                    <label for="pasted-vcards">{t("Text of the vCards or of the table", "Text der vCards oder der Tabelle")}</label>
                    <textarea id="pasted-vcards" rows="6" dir="ltr" prop:value=pasted on:input=move |event| pasted.set(event_target_value(&event))></textarea>
                </div>
                <div><button type="submit" class="button">{t("Read", "Lesen")}</button></div>
            </form>
        </details>
        <p role="status">{status}</p>
    }
}

fn list(files: Option<FileList>) -> Vec<File> {
    files.map(|files| (0..files.length()).filter_map(|index| files.get(index)).collect()).unwrap_or_default()
}
