//! Lists of short entries in a form.

use calling_card_contact::Held;
use leptos::prelude::*;
use serde_json::Value;

use super::{AddEntry, Editor};
use crate::language::t;

/// A list of short entries; nothing where the CRM does not hold it.
#[component]
pub fn Lines(
    /// The record.
    editor: Editor,
    /// The list.
    pointer: &'static str,
    /// What an entry is.
    label: &'static str,
    /// The words on the button that adds one.
    add: &'static str,
    /// The members of an entry, with their labels in English and German; none where it is a text.
    members: &'static [(&'static str, &'static str, &'static str)],
    /// A new entry.
    entry: Value,
    /// The id of the list of what may be typed first.
    #[prop(optional)]
    list: Option<&'static str>,
) -> impl IntoView {
    let first = members.first().map_or("", |(member, ..)| *member);
    let Some(held) = editor.held_list(pointer, &[first]) else { return ().into_any() };
    let count = Memo::new(move |_| editor.length(pointer));
    let line = move |index: usize| {
        let fields: Vec<_> = if members.is_empty() {
            vec![editor.suggested(&format!("{pointer}/{index}"), label, list)]
        } else {
            let field = |(member, en, de): &(&str, &'static str, &'static str)| {
                let at = format!("{pointer}/{index}/{member}");
                match *member {
                    "date" => editor.date(&at, t(en, de)),
                    member => editor.suggested(&at, t(en, de), list.filter(|_| member == first)),
                }
            };
            members.iter().map(field).collect()
        };
        let remove = format!("{} {} {}", label, index + 1, t("remove", "entfernen"));
        let remove = (held != Held::ReadOnly).then(|| view! {
            <button type="button" class="button quiet small" aria-label=remove on:click=move |_| editor.remove(pointer, index)>{t("Remove", "Entfernen")}</button>
        });
        view! { <div class="line">{fields}{remove}</div> }
    };
    view! {
        {move || (0..count.get()).map(line).collect::<Vec<_>>()}
        <AddEntry editor held count label=add add=move || editor.add(pointer, entry.clone()) />
    }
    .into_any()
}
