//! The fields for what narrows the list of people, and for its columns.

use calling_card_api::ConnectionId;
use calling_card_api::tags::ListTags;
use calling_card_api::views::ListStages;
use leptos::prelude::*;

use super::{any, changes, months, yes_or_no};
use crate::language::t;
use crate::pages::people::columns::Column;
use crate::pages::people::list::Shown;
use crate::pages::people::list_view::ListView;
use crate::ui::{SelectField, TextField, load};

/// The fields for more filters, and for the columns.
#[component]
pub(crate) fn NarrowPeople() -> impl IntoView {
    let shown: Shown = expect_context();
    let view = shown.view;
    let value = move |member: &'static str| Signal::derive(move || view.with(|view| view.get(member).to_owned()));
    let select = move |member: &'static str, label: &'static str, options: Vec<(String, String)>| {
        view! { <SelectField label options value=value(member) on_input=move |chosen: String| shown.set(member, &chosen) /> }
    };
    let text = move |member: &'static str, label: &'static str| {
        view! { <TextField label value=value(member) on_input=move |typed: String| shown.set(member, &typed) /> }
    };
    let stages = load(|| ListStages { connection: ConnectionId::home() });
    let stage = move || {
        let known = stages.state.get().and_then(Result::ok).unwrap_or_default();
        let known = known.into_iter().map(|known| (known.stage.clone(), format!("{} ({})", known.stage, known.people)));
        select("lifecycle", t("Lifecycle", "Lebenszyklus"), std::iter::once(any()).chain(known).collect())
    };
    view! {
        <div class="grid">
            <MoreTags shown />
            {stage}
            {text("company", t("Company begins with", "Firma beginnt mit"))}
            {text("city", t("City begins with", "Ort beginnt mit"))}
            {select("email", t("E-mail", "E-Mail"), yes_or_no(t("with an address", "mit Adresse"), t("without", "ohne")))}
            {select("birthday", t("Birthday in", "Geburtstag im"), months())}
            {select("changed", t("Changed", "Geändert"), changes())}
            {select("archived", t("Archived", "Archiviert"), yes_or_no(t("only archived", "nur archivierte"), t("not archived", "nicht archivierte")))}
        </div>
        <Columns shown />
    }
}

/// Adds a tag to those that all must have.
#[component]
fn MoreTags(shown: Shown) -> impl IntoView {
    let tags = load(|| ListTags { connection: ConnectionId::home() });
    let chosen = Memo::new(move |_| shown.view.with(|view| view.get("tag").to_owned()));
    move || {
        let known = tags.state.get().and_then(Result::ok).unwrap_or_default();
        let is_free = |tag: &String| chosen.with(|chosen| chosen.lines().all(|known| known != tag));
        let free = known.into_iter().map(|known| known.tag).filter(is_free).map(|tag| (tag.clone(), tag));
        let first = (String::new(), t("Choose …", "Auswählen …").to_owned());
        let add = move |tag: String| {
            let tags = chosen.get_untracked();
            shown.set("tag", &if tags.is_empty() { tag } else { format!("{tags}\n{tag}") });
        };
        let options: Vec<_> = std::iter::once(first).chain(free).collect();
        view! { <SelectField label=t("And this tag, too", "Und auch dieses Schlagwort") options value=Signal::stored(String::new()) on_input=add /> }
    }
}

/// Chooses the columns.
#[component]
fn Columns(shown: Shown) -> impl IntoView {
    let columns = Memo::new(move |_| shown.view.with(ListView::columns));
    let choose = move |column: Column, chosen: bool| {
        let kept = Column::ALL
            .into_iter()
            .filter(|one| if *one == column { chosen } else { columns.with_untracked(|known| known.contains(one)) });
        let kept: Vec<Column> = kept.collect();
        let usual = kept.len() == Column::USUAL.len() && Column::USUAL.iter().all(|one| kept.contains(one));
        let keys: Vec<&str> = kept.into_iter().map(Column::key).collect();
        // None of them is a choice, too.
        let said = if usual {
            String::new()
        } else if keys.is_empty() {
            "none".into()
        } else {
            keys.join(",")
        };
        shown.set("columns", &said);
    };
    let boxes = Column::ALL.map(|column| {
        let is_shown = move || columns.with(|columns| columns.contains(&column));
        view! {
            <label class="check"><input type="checkbox" prop:checked=is_shown on:change=move |event| choose(column, event_target_checked(&event)) />{column.label()}</label>
        }
    });
    view! { <fieldset class="choice across"><legend>{t("Columns", "Spalten")}</legend>{boxes.into_iter().collect::<Vec<_>>()}</fieldset> }
}
