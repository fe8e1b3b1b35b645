//! Who has a word.

use calling_card_api::ConnectionId;
use calling_card_api::words::{ListWordUses, UsesQuery, WordUses};
use calling_card_contact::WordList;
use leptos::prelude::*;

use super::{Shown, texts};
use crate::language::t;
use crate::ui::{Dialog, load, number_text, shown as loaded};

/// The dialog that shows who has the word that is asked for.
#[component]
pub(super) fn UsesDialog(shown: Shown) -> impl IntoView {
    let open = RwSignal::new(false);
    let asked = shown.asked;
    Effect::new(move || open.set(asked.with(Option::is_some)));
    // The browser's ways to close it forget what was asked, too.
    Effect::new(move || {
        if !open.get() && asked.with_untracked(Option::is_some) {
            asked.set(None);
        }
    });
    view! {
        <Dialog open title=t("Who has this word", "Wer dieses Wort hat")>
            {move || asked.get().map(|word| view! { <Uses shown word /> })}
            <div class="buttons"><button type="button" class="button" on:click=move |_| open.set(false)>{t("Close", "Schließen")}</button></div>
        </Dialog>
    }
}

#[component]
fn Uses(shown: Shown, word: String) -> impl IntoView {
    let list = shown.list.get_untracked();
    let query = UsesQuery { word: word.clone() };
    let uses = load(move || ListWordUses { connection: ConnectionId::home(), list, query: query.clone() });
    let now = (list == WordList::Stages).then(|| {
        let to = format!("/people?lifecycle={}", js_sys::encode_uri_component(&word));
        view! { <p><a href=to>{t("Only those who are at it now", "Nur die, die jetzt dort sind")}</a></p> }
    });
    view! {
        <p><strong dir="auto">{word}</strong></p>
        {now}
        {loaded(uses, move |uses| view! { <Found list uses /> })}
    }
}

#[component]
fn Found(list: WordList, uses: WordUses) -> impl IntoView {
    let rest = (uses.total as usize).saturating_sub(uses.items.len());
    let more = (rest > 0)
        .then(|| view! { <p class="muted small">{format!("{} {} {}", t("and", "und"), number_text(rest as u64), t("more", "weitere"))}</p> });
    let entries: Vec<_> = uses
        .items
        .into_iter()
        .map(|one| {
            let to = match (one.person, one.organization) {
                (Some(id), _) => format!("/people/{id}"),
                (None, Some(id)) => format!("/organizations/{id}"),
                (None, None) => return view! { <li dir="auto">{one.name}</li> }.into_any(),
            };
            view! { <li><a href=to dir="auto">{one.name}</a></li> }.into_any()
        })
        .collect();
    view! {
        <p class="muted small" role="status">{texts::records(list, uses.total)}</p>
        <ul class="uses" aria-label=t("Who has it", "Wer es hat")>{entries}</ul>
        {more}
    }
}
