//! One word: chosen, renamed at its field, deleted; and the way to those who have it.

use calling_card_api::words::{WordCount, Words};
use calling_card_contact::WordList;
use leptos::prelude::*;

use super::change::wrong;
use super::colour::ColourOf;
use super::{Shown, texts};
use crate::language::t;
use crate::session::use_may;
use crate::ui::Tag;

/// A word of the list.
#[component]
pub(super) fn Entry(shown: Shown, word: WordCount, known: Memo<Words>) -> impl IntoView {
    let (chosen, work, name) = (shown.chosen, shown.work, StoredValue::new(word.word.clone()));
    let list = shown.list.get_untracked();
    if !use_may().edit() {
        let said = match list.has_colours() {
            true => view! { <Tag list word=name.get_value() /> }.into_any(),
            false => view! { <strong dir="auto">{name.get_value()}</strong> }.into_any(),
        };
        return view! { <li><div class="row">{said}<Count shown word /></div></li> }.into_any();
    }
    let colour = list.has_colours().then(|| {
        let is_it = move |known: &&WordCount| name.with_value(|name| known.word == *name);
        let colour =
            Memo::new(move |_| known.with(|known| known.words.iter().find(is_it).and_then(|word| word.colour)));
        view! { <ColourOf shown word=name.get_value() colour /> }
    });
    let is_chosen = move || name.with_value(|name| chosen.with(|chosen| chosen.contains(name)));
    let choose = move |_| {
        chosen.update(|chosen| {
            let name = name.get_value();
            if !chosen.remove(&name) {
                chosen.insert(name);
            }
        });
    };
    let choosing = format!("{}: {}", t("Choose", "Auswählen"), word.word);
    let deleting = format!("{}: {}", t("Delete", "Löschen"), word.word);
    view! {
        <li>
            <div class="word">
                <label class="check"><input type="checkbox" aria-label=choosing prop:checked=is_chosen on:change=choose /></label>
                <Name shown name=word.word.clone() />
                {colour}
                <Count shown word />
                <button type="button" class="button small danger" aria-haspopup="dialog" aria-label=deleting on:click=move |_| work.delete(vec![name.get_value()])>{t("Delete", "Löschen")}</button>
            </div>
        </li>
    }
    .into_any()
}

/// The field in which a word is renamed: Enter does it, Escape leaves it as it was.
#[component]
fn Name(shown: Shown, name: String) -> impl IntoView {
    let label = format!("{}: {name}", t("Name", "Name"));
    let name = StoredValue::new(name);
    let (typed, error) = (RwSignal::new(name.get_value()), RwSignal::new(String::new()));
    let is_other = Memo::new(move |_| typed.with(|typed| name.with_value(|name| typed.trim() != name.trim())));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let into = typed.get_untracked().trim().to_owned();
        let told = wrong(&into);
        if told.is_empty() && is_other.get_untracked() {
            shown.work.rename(name.get_value(), into);
        }
        error.set(told);
    };
    let reset = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && (is_other.get_untracked() || !error.with_untracked(String::is_empty)) {
            event.stop_propagation();
            typed.set(name.get_value());
            error.set(String::new());
        }
    };
    let is_wrong = move || (!error.get().is_empty()).then_some("true");
    let error_id = format!("wrong-{}", js_sys::encode_uri_component(&name.get_value()));
    view! {
        <form novalidate on:submit=submit>
            <span class="field">
                <input class="input" type="text" dir="auto" autocomplete="off" aria-label=label aria-describedby=error_id.clone() aria-invalid=is_wrong
                    prop:value=typed on:input=move |event| typed.set(event_target_value(&event)) on:keydown=reset />
                <span class="error" id=error_id>{error}</span>
            </span>
            <button type="submit" class="button small" hidden=move || !is_other.get()>{t("Rename", "Umbenennen")}</button>
        </form>
    }
}

/// How often it is used, as the way to those who have it.
#[component]
fn Count(shown: Shown, word: WordCount) -> impl IntoView {
    let list = shown.list.get_untracked();
    let said = texts::used(list, &word);
    let label = format!("{}: {said}", word.word);
    let filtered = match list {
        WordList::PersonTags => Some("tag"),
        // The list of people knows who is at a stage now.
        WordList::Stages if word.now == Some(word.records) => Some("lifecycle"),
        _ => None,
    };
    match filtered {
        _ if word.records == 0 => view! { <span class="muted small">{said}</span> }.into_any(),
        Some(member) => {
            let to = format!("/people?{member}={}", js_sys::encode_uri_component(&word.word));
            view! { <a class="count-of small" href=to aria-label=label>{said}</a> }.into_any()
        }
        None => {
            let name = StoredValue::new(word.word);
            view! {
                <button type="button" class="button quiet small" aria-haspopup="dialog" aria-label=label
                    on:click=move |_| shown.asked.set(Some(name.get_value()))>{said}</button>
            }
            .into_any()
        }
    }
}
