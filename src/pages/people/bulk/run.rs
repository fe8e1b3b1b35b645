//! A change of many while it is looked at and done: one part after the other.

use std::sync::Arc;

use calling_card_api::ConnectionId;
use calling_card_api::bulk::{BulkEdit, BulkOutcome, BulkPart, EditMany};
use calling_card_contact::{BatchId, PersonId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::selection::Selection;
use super::choose::{edit_of, words_of};
use super::people;
use crate::language::{language, t};
use crate::transport::{Failure, send};
use crate::ui::{Toasts, use_refresh, use_toasts};

/// Most people of a part that is looked at, and of one that is changed: often enough to see it go on.
const LOOKED_AT: usize = 500;
const CHANGED: usize = 200;

/// How far it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Phase {
    Choosing,
    /// So many were looked at.
    Looking(usize),
    Preview(BulkOutcome),
    /// So many are done.
    Running(usize),
    /// It failed, and something may be done already.
    Failed(Failure, bool),
}

/// The work. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Work {
    pub phase: RwSignal<Phase>,
    /// What kind of change it is, and what the field says.
    pub kind: RwSignal<String>,
    pub value: RwSignal<String>,
    /// What is wrong with that.
    pub error: RwSignal<String>,
    selection: Selection,
    people: StoredValue<Arc<Vec<PersonId>>>,
    done: StoredValue<(usize, Option<BatchId>, u32)>,
    toasts: Toasts,
    refresh: Trigger,
}

impl Work {
    /// None yet, for those who are selected.
    pub(super) fn new(selection: Selection) -> Self {
        Self {
            phase: RwSignal::new(Phase::Choosing),
            kind: RwSignal::new("add".to_owned()),
            value: RwSignal::new(String::new()),
            error: RwSignal::new(String::new()),
            selection,
            people: StoredValue::new(Arc::new(selection.ids())),
            done: StoredValue::new((0, None, 0)),
            toasts: use_toasts(),
            refresh: use_refresh(),
        }
    }

    /// How many people it is for.
    pub(super) fn count(self) -> usize {
        self.people.with_value(|people| people.len())
    }

    /// What is done, in words.
    pub(super) fn words(self) -> String {
        words_of(&self.kind.get_untracked(), &self.value.get_untracked())
    }

    /// Whether they are deleted.
    pub(super) fn is_deletion(self) -> bool {
        self.kind.get_untracked() == "delete"
    }

    fn edit(self) -> Option<BulkEdit> {
        edit_of(&self.kind.get_untracked(), &self.value.get_untracked())
    }

    /// Closes the dialog; what is done stays done.
    pub(super) fn stop(self) {
        self.tell();
        self.selection.editing.set(false);
    }

    /// Looks what would change.
    pub(super) fn look(self) {
        let Some(edit) = self.edit() else {
            return self.error.set(calling_card_contact::Problem::Required.sentence(language()));
        };
        self.error.set(String::new());
        self.phase.set(Phase::Looking(0));
        let people = self.people.get_value();
        spawn_local(async move {
            let mut sum = BulkOutcome::default();
            let mut done = 0;
            for part in people.chunks(LOOKED_AT) {
                let part = BulkPart { people: part.to_vec(), edit: edit.clone(), batch: None, preview: true };
                done += part.people.len();
                match send(&EditMany { connection: ConnectionId::home(), part }).await {
                    Ok(answer) => add(&mut sum, answer.result),
                    Err(failure) => return self.refused(failure),
                }
                // A dialog that is closed looks no further.
                if self.phase.try_set(Phase::Looking(done)).is_some() {
                    return;
                }
            }
            self.phase.try_set(Phase::Preview(sum));
        });
    }

    /// Says at the field what is wrong with it; what else failed is said in its place.
    fn refused(self, failure: Failure) {
        match failure.errors().first() {
            Some(wrong) => {
                self.error.try_set(wrong.problem.sentence(language()));
                self.phase.try_set(Phase::Choosing);
            }
            None => _ = self.phase.try_set(Phase::Failed(failure, false)),
        }
    }

    /// Does it.
    pub(super) fn begin(self) {
        self.done.set_value((0, None, 0));
        self.go_on();
    }

    /// Goes on where it stopped.
    pub(super) fn go_on(self) {
        if let Phase::Failed(_, false) = self.phase.get_untracked() {
            return self.look();
        }
        let Some(edit) = self.edit() else { return };
        let people = self.people.get_value();
        let (mut done, mut batch, mut changed) = self.done.get_value();
        self.phase.set(Phase::Running(done));
        let (toasts, refresh, selection) = (self.toasts, self.refresh, self.selection);
        let deletes = self.is_deletion();
        // It goes on when the dialog is closed: what was begun is not left half done.
        spawn_local(async move {
            for part in people.get(done..).unwrap_or_default().chunks(CHANGED) {
                let count = part.len();
                let part = BulkPart { people: part.to_vec(), edit: edit.clone(), batch, preview: false };
                match send(&EditMany { connection: ConnectionId::home(), part }).await {
                    Ok(answer) => {
                        batch = Some(answer.batch);
                        changed += answer.result.changed;
                        done += count;
                        self.done.try_set_value((done, batch, changed));
                        self.phase.try_set(Phase::Running(done));
                    }
                    Err(failure) => {
                        if let Some(Phase::Failed(failure, _)) = self.phase.try_set(Phase::Failed(failure, true)) {
                            toasts.fail(&failure);
                            say(toasts, refresh, batch, changed);
                        }
                        return;
                    }
                }
            }
            say(toasts, refresh, batch, changed);
            if deletes {
                selection.on.set(false);
                selection.clear();
            }
            if self.phase.try_get_untracked().is_some() {
                self.done.set_value((0, None, 0));
                selection.editing.set(false);
            }
        });
    }

    /// Says what was done before it was stopped.
    fn tell(self) {
        let (_, batch, changed) = self.done.get_value();
        say(self.toasts, self.refresh, batch, changed);
        self.done.set_value((0, None, 0));
    }
}

fn say(toasts: Toasts, refresh: Trigger, batch: Option<BatchId>, changed: u32) {
    if let Some(batch) = batch.filter(|_| changed > 0) {
        toasts.say_with_undo(format!("{} {}", people(changed as usize), t("changed.", "geändert.")), batch);
        refresh.notify();
    }
}

fn add(sum: &mut BulkOutcome, part: BulkOutcome) {
    sum.changed += part.changed;
    sum.unchanged += part.unchanged;
    sum.missing += part.missing;
    let room = 5usize.saturating_sub(sum.names.len());
    sum.names.extend(part.names.into_iter().take(room));
}
