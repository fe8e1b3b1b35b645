//! A form as a file: taken out, and read in again, as JSON.

use calling_card_api::file_stem;
use calling_card_contact::{Check, InboundSource};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use wasm_bindgen_futures::JsFuture;

use super::languages::Languages;
use crate::language::{language, t};
use crate::session::use_may;
use crate::ui::{Editor, save_file};

/// Largest file that is read.
const BYTES: f64 = 2_000_000.0;

/// Taking a form out, and reading one in.
#[component]
pub(super) fn Exchange(editor: Editor) -> impl IntoView {
    let languages = expect_context::<Languages>();
    let input = NodeRef::<html::Input>::new();
    let wrong = RwSignal::new(Vec::<String>::new());
    let read_in = RwSignal::new(false);
    let save = move |_| {
        let source = untrack(|| editor.value(""));
        let name = format!("{}.form.json", file_stem(source["id"].as_str().unwrap_or("form")));
        let saved = save_file(&written(source), "application/json", &name);
        wrong.set(
            saved
                .is_none()
                .then(|| t("The browser refused the file.", "Der Browser hat die Datei abgelehnt.").to_owned())
                .into_iter()
                .collect(),
        );
    };
    let open = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // The same file can be chosen again.
        input.set_value("");
        if file.size() > BYTES {
            return wrong.set(vec![
                t("This file is too large to be a form.", "Diese Datei ist zu groß für ein Formular.").into(),
            ]);
        }
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
            match read(&text, &untrack(|| editor.value(""))) {
                Ok(source) => {
                    languages.learn(&source["form"]);
                    editor.replace(source);
                    wrong.set(Vec::new());
                    read_in.set(true);
                }
                Err(sentences) => wrong.set(sentences),
            }
        });
    };
    view! {
        <section class="panel stack">
            <h2>{t("As a file", "Als Datei")}</h2>
            <p class="muted small">{t("The form as JSON, to be kept beside your website's code, or moved to another installation.",
                                      "Das Formular als JSON, um es neben dem Code Ihrer Website aufzubewahren oder in eine andere Installation zu übernehmen.")}</p>
            <div class="buttons">
                <button type="button" class="button" on:click=save>{t("Export", "Exportieren")}</button>
                <label class="button" for="import-form" hidden=!use_may().edit()>{t("Import", "Importieren")}</label>
                <input id="import-form" class="visually-hidden" hidden=!use_may().edit() type="file" accept=".json,application/json" node_ref=input on:change=open
                    aria-describedby="import-errors" />
            </div>
            <div id="import-errors" role="status">
                {move || read_in.get().then(|| view! { <p class="notice info">{t("The form is read in. Look at it, and save it; Undo takes it back.",
                    "Das Formular ist eingelesen. Sehen Sie es an und speichern Sie es; Rückgängig nimmt es zurück.")}</p> })}
                {move || (!wrong.with(Vec::is_empty)).then(|| {
                    let lines: Vec<_> = wrong.get().into_iter().map(|line| view! { <li>{line}</li> }).collect();
                    view! { <div class="notice"><p>{t("The file was not read in:", "Die Datei wurde nicht eingelesen:")}</p><ul>{lines}</ul></div> }
                })}
            </div>
        </section>
    }
}

/// A form as it stands in a file. Who gets what comes in, and what it books, is a matter of the installation.
fn written(mut source: Value) -> String {
    if let Some(members) = source.as_object_mut() {
        members.remove("editor");
        members.remove("event");
    }
    serde_json::to_string_pretty(&source).unwrap_or_default()
}

/// A form of a file in the place of another, which keeps its id, its event and whoever gets what comes in; or what is wrong with it, and where.
fn read(text: &str, old: &Value) -> Result<Value, Vec<String>> {
    let (line, column) = (t("line", "Zeile"), t("column", "Spalte"));
    let place =
        |error: serde_json::Error| vec![format!("{line} {}, {column} {}: {error}", error.line(), error.column())];
    let mut value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(place)?;
    if !value.is_object() || !value["form"].is_object() {
        return Err(vec![
            t(
                "This is JSON, but no form: its member \"form\" is missing.",
                "Das ist JSON, aber kein Formular: Ihm fehlt \"form\".",
            )
            .into(),
        ]);
    }
    value["id"] = old["id"].clone();
    value["editor"] = old["editor"].clone();
    value["event"] = old["event"].clone();
    let source: InboundSource = serde_json::from_value(value).map_err(|error| vec![error.to_string()])?;
    let errors = source.check();
    if !errors.is_empty() {
        return Err(errors
            .into_iter()
            .map(|error| format!("{}: {}", error.field, error.problem.sentence(language())))
            .collect());
    }
    serde_json::to_value(source).map_err(|error| vec![error.to_string()])
}
