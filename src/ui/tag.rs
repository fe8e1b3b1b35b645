//! A word of a list, in the colour in which the workspace shows it.

use calling_card_contact::WordList;
use leptos::prelude::*;

use crate::session::colour_of;

/// A word of a list.
#[component]
pub(crate) fn Tag(list: WordList, word: String) -> impl IntoView {
    let class = tag_class(list, &word);
    view! { <span class=class dir="auto">{word}</span> }
}

/// The class of what shows a word.
pub(crate) fn tag_class(list: WordList, word: &str) -> String {
    match colour_of(list, word) {
        Some(colour) => format!("tag tint {}", colour.name()),
        None => "tag".to_owned(),
    }
}
