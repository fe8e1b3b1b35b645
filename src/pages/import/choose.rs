//! Choosing files: by picker, by dropping, by pasting.

use calling_card_api::worker::Unreadable;
use js_sys::Uint8Array;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, FileList};

use super::{Found, Import};
use crate::language::{language, t};
use crate::ui::{Icon, Sign};
use crate::worker;

/// Most bytes of a file that is read at once.
const FILE_BYTES: f64 = 100_000_000.0;

/// Where files are dropped, chosen and pasted.
#[component]
pub(super) fn ChooseFiles(import: Import) -> impl IntoView {
    let over = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let pasted = RwSignal::new(String::new());
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        read_all(import, event.data_transfer().and_then(|moved| moved.files()));
    };
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            read_all(import, input.files());
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
        if !text.trim().is_empty() {
            import.reading.set(true);
            spawn_local(async move {
                read(import, t("Pasted text", "Eingefügter Text").into(), Uint8Array::from(text.as_bytes())).await;
                import.reading.set(false);
            });
        }
    };
    view! {
        <div class="drop" class:over=move || over.get()
            on:dragover=move |event| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false) on:drop=dropped>
            <Icon sign=Sign::Import />
            <h2>{t("Drop vCard files here", "vCard-Dateien hier ablegen")}</h2>
            <p class="muted">{t("Files that end in .vcf, from any address book. You see what is in them before anything is stored.",
                                "Dateien, die auf .vcf enden, aus jedem Adressbuch. Sie sehen, was darin ist, bevor etwas gespeichert wird.")}</p>
            <button type="button" class="button primary" on:click=pick>{t("Choose files", "Dateien wählen")}</button>
            <input class="visually-hidden" type="file" accept=".vcf,.vcard,text/vcard" multiple tabindex="-1" node_ref=input
                aria-label=t("vCard files", "vCard-Dateien") on:change=chosen />
        </div>
        <details class="more">
            <summary>{t("Paste a vCard instead", "Stattdessen eine vCard einfügen")}</summary>
            <form class="stack" on:submit=paste>
                <div class="field">
                    <label for="pasted-vcards">{t("Text of the vCards", "Text der vCards")}</label>
                    <textarea id="pasted-vcards" rows="6" dir="ltr" prop:value=pasted on:input=move |event| pasted.set(event_target_value(&event))></textarea>
                </div>
                <div><button type="submit" class="button">{t("Read", "Lesen")}</button></div>
            </form>
        </details>
        <p role="status">{move || import.reading.get().then_some(t("Reading …", "Wird gelesen …"))}</p>
    }
}

fn read_all(import: Import, files: Option<FileList>) {
    let Some(files) = files else { return };
    let files: Vec<File> = (0..files.length()).filter_map(|index| files.get(index)).collect();
    if files.is_empty() {
        return;
    }
    import.reading.set(true);
    spawn_local(async move {
        for file in files {
            if file.size() > FILE_BYTES {
                let reason = t(
                    "The file is larger than 100 MB. Split it and try again.",
                    "Die Datei ist größer als 100 MB. Teilen Sie sie und versuchen Sie es noch einmal.",
                );
                refuse(import, file.name(), reason.into());
                continue;
            }
            match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => read(import, file.name(), Uint8Array::new(&buffer)).await,
                Err(_) => refuse(
                    import,
                    file.name(),
                    t("The file could not be opened.", "Die Datei konnte nicht geöffnet werden.").into(),
                ),
            }
        }
        import.reading.set(false);
    });
}

async fn read(import: Import, file: String, bytes: Uint8Array) {
    match worker::read_vcards(bytes).await {
        Ok(reading) => {
            if reading.cards.is_empty() && reading.unreadable.is_empty() {
                refuse(import, file.clone(), t("There is no vCard in it.", "Es ist keine vCard darin.").into());
            }
            import.unreadable.update(|all| all.extend(reading.unreadable.into_iter().map(|part| (file.clone(), part))));
            import.found.update(|all| {
                let first = all.len();
                let found = |(index, card)| Found { number: first + index, file: file.clone(), card, chosen: true };
                all.extend(reading.cards.into_iter().enumerate().map(found));
            });
        }
        Err(failure) => refuse(import, file, failure.sentence(language())),
    }
}

fn refuse(import: Import, file: String, reason: String) {
    import.unreadable.update(|all| all.push((file, Unreadable { line: 1, reason, text: String::new() })));
}
