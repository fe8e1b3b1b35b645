//! Several words at once: what can be done with those that are chosen, and what they become.

use calling_card_api::words::Words;
use leptos::prelude::*;

use super::change::wrong;
use super::work::Work;
use super::{Shown, of};
use crate::language::t;
use crate::ui::TextField;

/// What can be done with the chosen words; below them, where it is reached by the next Tab key.
#[component]
pub(super) fn ChosenBar(shown: Shown, known: Memo<Words>) -> impl IntoView {
    let (work, chosen) = (shown.work, shown.chosen);
    // The most used first, as they stand in the list; then those that a filter hides.
    let words = move || {
        let listed = known.with(|known| known.words.iter().map(|one| one.word.clone()).collect::<Vec<_>>());
        let place = |word: &String| listed.iter().position(|known| known == word).unwrap_or(usize::MAX);
        let mut words: Vec<String> = chosen.with(|chosen| chosen.iter().cloned().collect());
        words.sort_by_key(place);
        words
    };
    let count = move || chosen.with(|chosen| chosen.len());
    let said = move || {
        let chosen = of(count() as u32, t("word", "Wort"), t("words", "Wörter"));
        format!("{chosen} {}", t("chosen", "ausgewählt"))
    };
    view! {
        <Show when=move || { count() > 0 }>
            <div class="save-bar" role="group" aria-label=t("What is chosen", "Das Ausgewählte")>
                <span role="status">{said}</span>
                <button type="button" class="button primary" aria-haspopup="dialog" disabled=move || { count() < 2 }
                    on:click=move |_| { let words = words(); let first = words.first().cloned().unwrap_or_default(); work.ask(words, first) }>{t("Merge …", "Zusammenführen …")}</button>
                <button type="button" class="button danger" aria-haspopup="dialog" on:click=move |_| work.delete(words())>{t("Delete …", "Löschen …")}</button>
                <button type="button" class="button" on:click=move |_| chosen.update(|chosen| chosen.clear())>{t("Choose none", "Nichts auswählen")}</button>
            </div>
        </Show>
    }
}

/// What the words become: one of them, or another.
#[component]
pub(super) fn Becoming(work: Work) -> impl IntoView {
    let edit = work.edit;
    let into = Signal::derive(move || edit.with(|edit| edit.into.clone().unwrap_or_default()));
    let set = move |word: String| {
        work.error.set(String::new());
        edit.update(|edit| edit.into = Some(word));
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match wrong(&into.get_untracked()) {
            error if error.is_empty() => work.look(),
            error => work.error.set(error),
        }
    };
    let choices: Vec<_> = edit
        .with_untracked(|edit| edit.words.clone())
        .into_iter()
        .map(|word| {
            let said = word.clone();
            view! { <button type="button" class="chip" on:click=move |_| set(said.clone())><bdi>{word}</bdi></button> }
        })
        .collect();
    view! {
        <form class="stack" novalidate on:submit=submit>
            <p>{t("These words become one in all records that have any of them:", "Diese Wörter werden eines, in allen Datensätzen, die eines davon haben:")}</p>
            <div class="chips" role="group" aria-label=t("Take one of these", "Eines davon nehmen")>{choices}</div>
            <TextField label=t("They become", "Sie werden zu") value=into on_input=set error=work.error required=true />
            <div class="buttons">
                <button type="submit" class="button primary">{t("Show what changes", "Zeigen, was sich ändert")}</button>
                <button type="button" class="button" on:click=move |_| work.open.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </form>
    }
}
