//! What is done to words: looked at beforehand, then done one part after the other.

use std::collections::BTreeSet;

use calling_card_api::ConnectionId;
use calling_card_api::words::{EditWords, WordEdit, WordOutcome, WordPart};
use calling_card_contact::{BatchId, WordList};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::texts;
use crate::language::language;
use crate::transport::{Failure, send};
use crate::ui::{Toasts, use_refresh, use_toasts};

/// How far it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Phase {
    /// It is asked what the chosen words become.
    Choosing,
    Looking,
    Preview(WordOutcome),
    /// So many records of so many are done.
    Running(u32, u32),
    /// It failed, and something may be done already.
    Failed(Failure, bool),
}

/// What is done so far: the batch, how many records, how many entries of lists.
#[derive(Clone, Copy, Default)]
struct Done {
    batch: Option<BatchId>,
    records: u32,
    entries: u32,
}

/// The work. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Work {
    /// Whether its dialog is open.
    pub open: RwSignal<bool>,
    pub phase: RwSignal<Phase>,
    /// What becomes of which words.
    pub edit: RwSignal<WordEdit>,
    /// What is wrong with what they shall become.
    pub error: RwSignal<String>,
    list: Memo<WordList>,
    chosen: RwSignal<BTreeSet<String>>,
    done: StoredValue<Done>,
    toasts: Toasts,
    refresh: Trigger,
}

impl Work {
    /// None yet.
    pub(super) fn new(list: Memo<WordList>, chosen: RwSignal<BTreeSet<String>>) -> Self {
        Self {
            open: RwSignal::new(false),
            phase: RwSignal::new(Phase::Choosing),
            edit: RwSignal::default(),
            error: RwSignal::default(),
            list,
            chosen,
            done: StoredValue::default(),
            toasts: use_toasts(),
            refresh: use_refresh(),
        }
    }

    /// Asks what words shall become.
    pub(super) fn ask(self, words: Vec<String>, into: String) {
        if self.begin_with(WordEdit { words, into: Some(into) }) {
            self.open.set(true);
        }
    }

    /// Looks what renaming a word changes. Where that is one record at most, it is done at once.
    pub(super) fn rename(self, word: String, into: String) {
        if self.begin_with(WordEdit { words: vec![word], into: Some(into) }) {
            self.look();
        }
    }

    /// Looks what deleting words changes.
    pub(super) fn delete(self, words: Vec<String>) {
        if self.begin_with(WordEdit { words, into: None }) {
            self.open.set(true);
            self.look();
        }
    }

    /// Turns to something new; what is being done is shown instead, until it is.
    fn begin_with(self, edit: WordEdit) -> bool {
        if matches!(self.phase.get_untracked(), Phase::Running(..)) {
            self.open.set(true);
            return false;
        }
        self.done.set_value(Done::default());
        self.error.set(String::new());
        self.edit.set(edit);
        self.phase.set(Phase::Choosing);
        true
    }

    /// Whether words are deleted.
    pub(super) fn is_deletion(self) -> bool {
        self.edit.with(|edit| edit.into.is_none())
    }

    /// What is done, in words.
    pub(super) fn words(self) -> String {
        self.edit.with(|edit| texts::change(&edit.words, edit.into.as_deref()))
    }

    fn request(self, preview: bool) -> EditWords {
        let part = WordPart { edit: self.edit.get_untracked(), batch: self.done.get_value().batch, preview };
        EditWords { connection: ConnectionId::home(), list: self.list.get_untracked(), part }
    }

    /// Looks what would change.
    pub(super) fn look(self) {
        self.error.set(String::new());
        self.phase.set(Phase::Looking);
        let request = self.request(true);
        spawn_local(async move {
            match send(&request).await {
                Ok(answer) => {
                    let found = answer.result;
                    let is_small = request.part.edit.into.is_some() && found.left <= 1 && found.had == 0;
                    if self.phase.try_set(Phase::Preview(found)).is_some() {
                        return;
                    }
                    if is_small && !self.open.get_untracked() {
                        self.go_on();
                    } else {
                        self.open.set(true);
                    }
                }
                Err(failure) => self.refused(failure),
            }
        });
    }

    /// Says at the field what is wrong with it; what else failed is said in its place.
    fn refused(self, failure: Failure) {
        let phase = match failure.errors().first() {
            Some(wrong) => {
                self.error.try_set(wrong.problem.sentence(language()));
                Phase::Choosing
            }
            None => Phase::Failed(failure, false),
        };
        self.phase.try_set(phase);
        self.open.try_set(true);
    }

    /// Does it, from where it stopped. It goes on when the dialog is closed: what was begun is not left half done.
    pub(super) fn go_on(self) {
        let total = match self.phase.get_untracked() {
            Phase::Preview(outcome) => outcome.left,
            Phase::Failed(_, false) => return self.look(),
            _ => 0,
        };
        let (mut request, mut done) = (self.request(false), self.done.get_value());
        let (toasts, refresh, chosen) = (self.toasts, self.refresh, self.chosen);
        let said = texts::change(&request.part.edit.words, request.part.edit.into.as_deref());
        self.phase.set(Phase::Running(done.records, total.max(done.records)));
        spawn_local(async move {
            loop {
                match send(&request).await {
                    Ok(answer) => {
                        let result = answer.result;
                        done.batch = Some(answer.batch);
                        done.records += result.changed;
                        done.entries += result.entries;
                        request.part.batch = done.batch;
                        self.done.try_set_value(done);
                        self.phase.try_set(Phase::Running(done.records, done.records + result.left));
                        if result.left == 0 || result.changed == 0 {
                            break;
                        }
                    }
                    Err(failure) => {
                        // Where the page is left, there is nobody to try it again.
                        if let Some(Phase::Failed(failure, _)) = self.phase.try_set(Phase::Failed(failure, true)) {
                            toasts.fail(&failure);
                            say(toasts, refresh, said, done);
                        }
                        return;
                    }
                }
            }
            say(toasts, refresh, said, done);
            self.done.try_set_value(Done::default());
            self.phase.try_set(Phase::Choosing);
            chosen.try_set(BTreeSet::new());
            self.open.try_set(false);
        });
    }

    /// Says what was done before it failed, once the dialog is closed; that stays done.
    pub(super) fn closed(self) {
        if let Phase::Failed(_, true) = self.phase.get_untracked() {
            say(self.toasts, self.refresh, untrack(|| self.words()), self.done.get_value());
            self.done.set_value(Done::default());
            self.phase.set(Phase::Choosing);
        }
    }
}

/// Says what was done, with the way back.
fn say(toasts: Toasts, refresh: Trigger, said: String, done: Done) {
    if let Some(batch) = done.batch.filter(|_| done.records + done.entries > 0) {
        toasts.say_with_undo(said, batch);
    }
    if done.batch.is_some() {
        refresh.notify();
    }
}
