//! The organizations that are found, in one of the formats.

use calling_card_api::organizations::OrganizationsQuery;
use calling_card_api::worker::{ExportOptions, Format};
use leptos::prelude::*;

use super::Running;
use super::run::{Export, Source};
use crate::language::t;
use crate::pages::people::format;
use crate::ui::{Dialog, Icon, SelectField, Sign};

/// The button that opens the dialog; while an export runs it says how far it is.
#[component]
pub(in crate::pages) fn ExportOrganizationsButton() -> impl IntoView {
    let export: Export = expect_context();
    let label = move || export.label().unwrap_or_else(|| t("Export", "Exportieren").to_owned());
    view! {
        <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| export.show()>
            <Icon sign=Sign::Download />{label}
        </button>
    }
}

/// The dialog.
#[component]
pub(in crate::pages) fn ExportOrganizationsDialog(
    /// What is searched.
    #[prop(into)]
    q: Signal<String>,
) -> impl IntoView {
    let export: Export = expect_context();
    let begun = Memo::new(move |_| export.progress.with(Option::is_some));
    view! {
        <Dialog open=export.open title=t("Export organizations", "Organisationen exportieren")>
            {move || match begun.get() {
                true => view! { <Running export /> }.into_any(),
                false => view! { <Choose export q /> }.into_any(),
            }}
        </Dialog>
    }
}

/// The fields, and the button that begins.
#[component]
fn Choose(export: Export, q: Signal<String>) -> impl IntoView {
    let searched = !q.get_untracked().trim().is_empty();
    let found = RwSignal::new(searched);
    let (format, zip) = (RwSignal::new(Format::V4), RwSignal::new(false));
    let begin = move |_| {
        let q = if found.get_untracked() { q.get_untracked() } else { String::new() };
        let source = Source::Organizations(OrganizationsQuery { q, ..OrganizationsQuery::default() });
        // How many they are is said with the first part.
        export.begin(source, 0, ExportOptions { format: format.get_untracked(), zip: zip.get_untracked() });
    };
    // A table is of people.
    let formats = || format::options().into_iter().filter(|(key, _)| key != Format::Csv.key()).collect();
    view! {
        {searched.then(|| view! {
            <fieldset class="choice">
                <legend>{t("Which", "Welche")}</legend>
                <label class="check"><input type="radio" name="export-who" prop:checked=move || found.get() on:change=move |_| found.set(true) />{t("Found by the search", "Von der Suche gefunden")}</label>
                <label class="check"><input type="radio" name="export-who" prop:checked=move || !found.get() on:change=move |_| found.set(false) />{t("All", "Alle")}</label>
            </fieldset>
        })}
        <SelectField label=t("Format", "Format") options=formats() value=Signal::derive(move || format.get().key().to_owned())
            on_input=move |key: String| format.set(Format::of_key(&key).unwrap_or_default()) />
        <fieldset class="choice">
            <legend>{t("As", "Als")}</legend>
            <label class="check"><input type="radio" name="export-as" prop:checked=move || !zip.get() on:change=move |_| zip.set(false) />{t("one file", "eine Datei")}</label>
            <label class="check"><input type="radio" name="export-as" prop:checked=move || zip.get() on:change=move |_| zip.set(true) />{t("a ZIP with a file for each organization", "ZIP mit einer Datei je Organisation")}</label>
        </fieldset>
        <div class="buttons">
            <button type="button" class="button primary" on:click=begin>{t("Export", "Exportieren")}</button>
            <button type="button" class="button" on:click=move |_| export.open.set(false)>{t("Cancel", "Abbrechen")}</button>
        </div>
    }
}
