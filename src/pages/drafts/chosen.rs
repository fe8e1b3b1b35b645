//! Drafts that are chosen in the list, and what is done with them.

use std::collections::BTreeSet;

use calling_card_api::ConnectionId;
use calling_card_api::drafts::{DraftEdit, DraftSummary, DraftsEdit, DraftsMark, EditDrafts, MarkDrafts};
use calling_card_contact::DraftId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::inbox::Folder;
use crate::language::t;
use crate::transport::send;
use crate::ui::{Toasts, number_text, use_toasts};

/// Which drafts are chosen.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    drafts: RwSignal<BTreeSet<DraftId>>,
    /// Loads the lists anew.
    again: Callback<()>,
    toasts: Toasts,
}

impl Chosen {
    /// None yet.
    pub(super) fn new(again: Callback<()>) -> Self {
        Self { drafts: RwSignal::default(), again, toasts: use_toasts() }
    }

    /// Whether a draft is chosen.
    pub(super) fn has(self, id: DraftId) -> bool {
        self.drafts.with(|drafts| drafts.contains(&id))
    }

    /// Chooses a draft, or no longer does.
    pub(super) fn set(self, id: DraftId, chosen: bool) {
        self.drafts.update(|drafts| _ = if chosen { drafts.insert(id) } else { drafts.remove(&id) });
    }

    /// None is chosen any more.
    pub(super) fn clear(self) {
        self.drafts.set(BTreeSet::new());
    }

    fn ids(self) -> Vec<DraftId> {
        self.drafts.with_untracked(|drafts| drafts.iter().copied().collect())
    }

    fn done(self) {
        self.drafts.try_set(BTreeSet::new());
        self.again.try_run(());
    }
}

/// Marks drafts as read or unread, with the way back; `done` is told when it is, and when it is taken back.
pub(super) fn mark(drafts: Vec<DraftId>, unread: bool, toasts: Toasts, done: Callback<()>) {
    spawn_local(async move {
        let mark = DraftsMark { drafts, unread };
        match send(&MarkDrafts { connection: ConnectionId::home(), mark }).await {
            Ok(marked) => {
                let words = if unread {
                    t("Marked as unread.", "Als ungelesen markiert.")
                } else {
                    t("Marked as read.", "Als gelesen markiert.")
                };
                let back = Callback::new(move |()| mark_back(marked.changed.clone(), !unread, toasts, done));
                toasts.say_with_way_back(words, back);
                done.try_run(());
            }
            Err(failure) => toasts.fail(&failure),
        }
    });
}

fn mark_back(drafts: Vec<DraftId>, unread: bool, toasts: Toasts, done: Callback<()>) {
    spawn_local(async move {
        let mark = DraftsMark { drafts, unread };
        match send(&MarkDrafts { connection: ConnectionId::home(), mark }).await {
            Ok(_) => {
                toasts.say(t("Undone.", "Rückgängig gemacht."));
                done.try_run(());
            }
            Err(failure) => toasts.fail(&failure),
        }
    });
}

/// Does something with drafts, with one undo; `done` is told when it is.
pub(super) fn edit(drafts: Vec<DraftId>, edit: DraftEdit, toasts: Toasts, done: Callback<()>) {
    spawn_local(async move {
        let edit = DraftsEdit { drafts, edit };
        match send(&EditDrafts { connection: ConnectionId::home(), edit: edit.clone() }).await {
            Ok(written) => {
                let count = number_text(written.result.changed.len() as u64);
                let what = match edit.edit {
                    DraftEdit::Spam => t("marked as spam.", "als Spam markiert."),
                    DraftEdit::NotSpam => t("marked as no spam.", "nicht mehr als Spam markiert."),
                    DraftEdit::Discard => t("put into the bin.", "in den Papierkorb gelegt."),
                };
                toasts.say_with_undo(format!("{count} {what}"), written.batch);
                done.try_run(());
            }
            Err(failure) => toasts.fail(&failure),
        }
    });
}

/// Says how many are chosen, and does something with them.
#[component]
pub(super) fn ChosenBar(
    chosen: Chosen,
    folder: RwSignal<Folder>,
    /// What the list shows.
    items: Memo<Vec<DraftSummary>>,
) -> impl IntoView {
    let done = Callback::new(move |()| chosen.done());
    let toasts = chosen.toasts;
    let count = Memo::new(move |_| chosen.drafts.with(BTreeSet::len));
    let all = move |_| {
        chosen.drafts.set(items.with_untracked(|items| items.iter().map(|draft| draft.id).collect()));
    };
    let is_spam = move || folder.get() == Folder::Spam;
    let spam = move |_| {
        let what = if untrack(is_spam) { DraftEdit::NotSpam } else { DraftEdit::Spam };
        edit(chosen.ids(), what, toasts, done);
    };
    let spam_words = move || if is_spam() { t("Not spam", "Kein Spam") } else { t("Spam", "Spam") };
    view! {
        <Show when=move || count.get() != 0>
            <div class="selection" role="group" aria-label=t("Selection", "Auswahl")>
                <p role="status">{move || format!("{} {}", number_text(count.get() as u64), t("selected", "ausgewählt"))}</p>
                <div class="buttons">
                    <button type="button" class="button small" on:click=all>{t("Select all", "Alle auswählen")}</button>
                    <button type="button" class="button small" on:click=move |_| chosen.clear()>{t("Clear", "Auswahl leeren")}</button>
                    <button type="button" class="button small" on:click=move |_| mark(chosen.ids(), false, toasts, done)>{t("Mark as read", "Als gelesen markieren")}</button>
                    <button type="button" class="button small" on:click=move |_| mark(chosen.ids(), true, toasts, done)>{t("Mark as unread", "Als ungelesen markieren")}</button>
                    <button type="button" class="button small" on:click=spam>{spam_words}</button>
                    <button type="button" class="button small danger" on:click=move |_| edit(chosen.ids(), DraftEdit::Discard, toasts, done)>{t("Discard", "Verwerfen")}</button>
                </div>
            </div>
        </Show>
    }
}
