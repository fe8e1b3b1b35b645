//! Who is exported, and as what.

use calling_card_api::ConnectionId;
use calling_card_api::people::{ListPeople, PeopleQuery};
use calling_card_api::worker::{ExportOptions, Format};
use leptos::prelude::*;

use super::run::{Export, Source};
use crate::language::t;
use crate::pages::people::format;
use crate::pages::people::selection::Selection;
use crate::ui::{SelectField, load};

/// Who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Chosen,
    Found,
    Everybody,
}

/// The fields, and the button that begins.
#[component]
pub(super) fn Choose(export: Export, query: Memo<PeopleQuery>, found: Signal<Option<u64>>) -> impl IntoView {
    let selection: Selection = expect_context();
    let searched = PeopleQuery { sort: Default::default(), ..query.get_untracked() } != PeopleQuery::default();
    let everybody = load(|| ListPeople {
        connection: ConnectionId::home(),
        query: PeopleQuery { limit: Some(1), ..PeopleQuery::default() },
    });
    let count = move |who: Who| match who {
        Who::Chosen => Some(selection.count() as u64),
        Who::Found => found.get(),
        Who::Everybody => everybody.state.get().and_then(Result::ok).map(|page| page.total),
    };
    let chosen = selection.count() > 0;
    let who = RwSignal::new(match (chosen, searched) {
        (true, _) => Who::Chosen,
        (_, true) => Who::Found,
        _ => Who::Everybody,
    });
    let (format, zip) = (RwSignal::new(Format::V4), RwSignal::new(false));
    let table = move || format.get() == Format::Csv;
    let begin = move |_| {
        let source = match who.get_untracked() {
            Who::Chosen => Source::Chosen(selection.ids().into()),
            Who::Found => Source::Found(query.get_untracked()),
            Who::Everybody => Source::Found(PeopleQuery::default()),
        };
        let total = count(who.get_untracked()).unwrap_or_default();
        export.begin(
            source,
            total,
            ExportOptions { format: format.get_untracked(), zip: zip.get_untracked() && !table() },
        );
    };
    let radio = move |value: Who, label: &'static str| {
        let words = move || count(value).map_or_else(|| label.to_owned(), |count| format!("{label} ({count})"));
        view! {
            <label class="check"><input type="radio" name="export-who" prop:checked=move || who.get() == value on:change=move |_| who.set(value) />{words}</label>
        }
    };
    view! {
        <fieldset class="choice">
            <legend>{t("Who", "Wer")}</legend>
            {chosen.then(|| radio(Who::Chosen, t("Selected people", "Ausgewählte Personen")))}
            {searched.then(|| radio(Who::Found, t("Found by the search", "Von der Suche gefunden")))}
            {radio(Who::Everybody, t("Everybody", "Alle"))}
        </fieldset>
        <SelectField label=t("Format", "Format") options=format::options() value=Signal::derive(move || format.get().key().to_owned())
            on_input=move |key: String| format.set(Format::of_key(&key).unwrap_or_default()) />
        <fieldset class="choice" disabled=table>
            <legend>{t("As", "Als")}</legend>
            <label class="check"><input type="radio" name="export-as" prop:checked=move || !zip.get() || table() on:change=move |_| zip.set(false) />{t("one file", "eine Datei")}</label>
            <label class="check"><input type="radio" name="export-as" prop:checked=move || zip.get() && !table() on:change=move |_| zip.set(true) />{t("a ZIP with a file for each person", "ZIP mit einer Datei je Person")}</label>
        </fieldset>
        <div class="buttons">
            <button type="button" class="button primary" on:click=begin>{t("Export", "Exportieren")}</button>
            <button type="button" class="button" on:click=move |_| export.open.set(false)>{t("Cancel", "Abbrechen")}</button>
        </div>
    }
}
