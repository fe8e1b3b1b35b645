//! Saving by itself: what was changed is sent with the version that was seen, and what two have changed is brought together.

use calling_card_api::people::{GetPerson, PersonRecord, UpdatePerson};
use calling_card_api::{ProblemKind, Written};
use calling_card_contact::{BatchId, Clash, Person, three_way};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::Section;
use super::said::{bare, drop_blank};
use crate::connection::Crm;
use crate::language::t;
use crate::offline;
use crate::pages::people::keep_without::would_lose;
use crate::transport::{Failure, send, send_now};
use crate::ui::{Editor, Toasts, json, use_toasts};

/// How far saving is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages::people) enum Saving {
    /// Nothing is to be saved.
    Still,
    /// It is on its way.
    Busy,
    /// It is saved, and can be undone.
    Saved(BatchId),
    /// It waits for the connection.
    Waiting,
    /// Something is wrong with a field.
    Wrong,
    /// It failed.
    Failed(Failure),
}

/// Where somebody else has changed the same.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages::people) struct Meeting {
    /// The person as the other left them.
    pub theirs: PersonRecord,
    /// What can be brought together.
    pub merged: Value,
    /// What cannot.
    pub clashes: Vec<Clash>,
}

/// A person who is being changed where they are seen.
#[derive(Clone, Copy)]
pub(in crate::pages::people) struct Autosave {
    /// What is typed.
    pub editor: Editor,
    /// The person as they are stored.
    pub record: RwSignal<PersonRecord>,
    /// The part that is open.
    pub open: RwSignal<Option<Section>>,
    /// How far saving is.
    pub saving: RwSignal<Saving>,
    /// Where somebody else has changed the same, until it is settled.
    pub meeting: RwSignal<Option<Meeting>>,
    /// What the CRM would not keep, while that is asked.
    pub lost: RwSignal<Option<Vec<String>>>,
    /// What was sent last: what a CRM makes of it may say less.
    pub(super) sent: StoredValue<Option<Person>>,
    /// Whether something was changed while it was being saved.
    pub(super) more: StoredValue<bool>,
    /// Whether the part is to be closed once it is saved.
    closing: StoredValue<bool>,
    crm: StoredValue<Crm>,
    toasts: Toasts,
}

impl Autosave {
    /// Begins with a person as they are stored.
    pub fn new(record: PersonRecord, crm: &Crm) -> Self {
        let editor = Editor::new(&record.content).within(crm);
        editor.warn_before_leaving();
        Self {
            editor,
            record: RwSignal::new(record),
            open: RwSignal::new(None),
            saving: RwSignal::new(Saving::Still),
            meeting: RwSignal::new(None),
            lost: RwSignal::new(None),
            sent: StoredValue::new(None),
            more: StoredValue::new(false),
            closing: StoredValue::new(false),
            crm: StoredValue::new(crm.clone()),
            toasts: use_toasts(),
        }
    }

    /// Takes in the person as they were loaded anew; what is being typed stays.
    pub fn take(self, record: PersonRecord) {
        if record == self.record.get_untracked() || self.saving.get_untracked() == Saving::Busy {
            return;
        }
        // What was changed here and is not sent yet is what is seen.
        if self.is_home() && offline::waits_for(record.id) {
            return;
        }
        if self.open.get_untracked().is_none() || !self.editor.is_changed() {
            self.editor.restart(&record.content);
            self.record.set(record);
            if self.saving.get_untracked() == Saving::Waiting {
                self.saving.set(Saving::Still);
            }
        }
    }

    /// Opens a part.
    pub fn begin(self, section: Section) {
        self.saving.set(Saving::Still);
        self.closing.set_value(false);
        self.open.set(Some(section));
    }

    /// Saves what was changed, and closes the part.
    pub fn end(self) {
        self.closing.set_value(true);
        self.save(false);
    }

    /// Leaves what was typed since it was saved last.
    pub fn leave(self) {
        self.closing.set_value(true);
        self.editor.restart(&self.record.get_untracked().content);
        self.settled();
    }

    /// Saves what was changed, if something was.
    pub fn save(self, accepted: bool) {
        if self.saving.get_untracked() == Saving::Busy {
            return self.more.set_value(true);
        }
        let Some(person) = self.editor.read_without::<Person>(|typed| self.drop_blank(typed)) else {
            self.closing.set_value(false);
            return self.saving.set(Saving::Wrong);
        };
        let said = bare(&person);
        let known = self.record.with_untracked(|record| bare(&record.content) == said);
        if known || self.sent.with_value(|sent| sent.as_ref() == Some(&said)) {
            if self.saving.get_untracked() == Saving::Wrong {
                self.saving.set(Saving::Still);
            }
            return self.settled();
        }
        self.send(person, accepted);
    }

    /// Leaves out what was offered and not used.
    fn drop_blank(self, typed: &mut Value) {
        drop_blank(typed, self.record.with_untracked(|record| record.content.cards.len()));
    }

    /// Changes the stored person at once, beside what is typed, and says so.
    pub fn write(self, words: &'static str, change: impl FnOnce(&mut Person)) {
        let (record, crm) = (self.record.get_untracked(), self.crm.get_value());
        let mut person = record.content.clone();
        change(&mut person);
        let toasts = self.toasts;
        spawn_local(async move {
            let connection = crm.id.clone();
            match self
                .update(UpdatePerson { connection, id: record.id, version: record.version, person: person.clone() })
                .await
            {
                Ok(written) => {
                    toasts.say_with_undo_in(&crm.id, words, written.batch);
                    self.take(written.result);
                }
                Err(Failure::Unreachable) if crm.is_home() => match offline::add_edit(record, person).await {
                    Ok(shown) => self.show(&shown),
                    Err(_) => toasts.fail(&Failure::Unreachable),
                },
                Err(failure) => toasts.fail(&failure),
            }
        });
    }

    fn send(self, person: Person, accepted: bool) {
        self.saving.set(Saving::Busy);
        let (record, crm) = (self.record.get_untracked(), self.crm.get_value());
        let typed = self.editor.whole();
        spawn_local(async move {
            let asked = if accepted { Ok(Vec::new()) } else { would_lose(&crm, &person).await };
            match asked {
                Ok(words) if words.is_empty() => {}
                Ok(words) => {
                    self.saving.try_set(Saving::Still);
                    self.closing.try_set_value(false);
                    self.lost.try_set(Some(words));
                    return;
                }
                Err(failure) => return self.failed(failure),
            }
            let (connection, sent) = (crm.id.clone(), person.clone());
            match self.update(UpdatePerson { connection, id: record.id, version: record.version, person }).await {
                Ok(written) => {
                    self.editor.saved_as(typed, &written.result.content);
                    self.sent.try_set_value(Some(bare(&sent)));
                    self.record.try_set(written.result);
                    self.saving.try_set(Saving::Saved(written.batch));
                    if self.more.try_update_value(std::mem::take) == Some(true) {
                        self.save(accepted);
                    } else {
                        self.settled();
                    }
                }
                Err(failure) if failure.is(ProblemKind::Stale) => self.meet(&crm, record, &sent).await,
                Err(Failure::Unreachable) if crm.is_home() => self.wait(record, typed, sent).await,
                Err(failure) => self.failed(failure),
            }
        });
    }

    /// Somebody else was there: what does not clash is brought together and saved, the rest is asked.
    async fn meet(self, crm: &Crm, before: PersonRecord, mine: &Person) {
        let theirs = match send_now(&GetPerson { connection: crm.id.clone(), id: before.id }).await {
            Ok(theirs) => theirs,
            Err(failure) => return self.failed(failure),
        };
        // What was typed meanwhile is mine, too.
        let mut typed = self.editor.whole();
        self.drop_blank(&mut typed);
        let typed = serde_json::from_str::<Person>(&typed.to_string());
        let mine = json(typed.as_ref().unwrap_or(mine));
        let (merged, clashes) = three_way(&json(&before.content), &json(&theirs.content), &mine);
        self.saving.try_set(Saving::Still);
        if clashes.is_empty() {
            let who = &theirs.changed_by;
            self.toasts.say(format!(
                "{} {who}",
                t("Brought together with what was changed by", "Zusammengeführt mit dem, was geändert hat:")
            ));
            self.settle(theirs, merged);
        } else {
            self.meeting.try_set(Some(Meeting { theirs, merged, clashes }));
        }
    }

    /// Goes on with what is typed, although somebody else has changed the same.
    pub fn stay(self) {
        self.closing.set_value(false);
        self.meeting.set(None);
    }

    /// Saves what two have come to.
    pub fn settle(self, theirs: PersonRecord, merged: Value) {
        self.meeting.try_set(None);
        if self.is_home() && offline::waits_for(theirs.id) {
            return self.settle_waiting(theirs, merged);
        }
        self.record.try_set(theirs);
        self.editor.replace(merged);
        self.save(false);
    }

    /// Whether the person is one of the built-in CRM.
    pub(super) fn is_home(self) -> bool {
        self.crm.with_value(Crm::is_home)
    }

    /// Writes a person; where a change of them waits, this one goes after it.
    async fn update(self, request: UpdatePerson) -> Result<Written<PersonRecord>, Failure> {
        if self.is_home() && offline::waits_for(request.id) {
            return Err(Failure::Unreachable);
        }
        send(&request).await
    }

    pub(super) fn failed(self, failure: Failure) {
        self.closing.try_set_value(false);
        self.editor.errors.try_set(failure.errors());
        self.saving.try_set(Saving::Failed(failure));
    }

    /// Everything is saved: a part that is to be closed is.
    pub(super) fn settled(self) {
        if self.closing.try_update_value(std::mem::take) == Some(true) {
            self.editor.restart(&self.record.get_untracked().content);
            self.sent.set_value(None);
            self.open.try_set(None);
        }
    }
}
