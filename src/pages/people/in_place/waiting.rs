//! A person whose change waits for the connection.

use calling_card_api::ConnectionId;
use calling_card_api::people::{GetPerson, PersonRecord};
use calling_card_contact::{Person, three_way};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::Autosave;
use super::autosave::{Meeting, Saving};
use super::said::bare;
use crate::offline::{self, Edit, Entry, State};
use crate::transport::{Failure, send_now};
use crate::ui::json;

impl Autosave {
    /// Lets what was changed wait for the connection; it is seen as if it were saved.
    pub(super) async fn wait(self, record: PersonRecord, typed: Value, person: Person) {
        let sent = bare(&person);
        match offline::add_edit(record, person).await {
            Ok(shown) => {
                self.editor.saved_as(typed, &shown.content);
                self.sent.try_set_value(Some(sent));
                self.record.try_set(shown);
                self.saving.try_set(Saving::Waiting);
                if self.more.try_update_value(std::mem::take) == Some(true) {
                    self.save(false);
                } else {
                    self.settled();
                }
            }
            // This browser keeps nothing: what was typed stays where it is.
            Err(_) => self.failed(Failure::Unreachable),
        }
    }

    /// Shows a person as they are, unless something is being typed.
    pub(super) fn show(self, record: &PersonRecord) {
        let typing = self.open.try_get_untracked().flatten().is_some() && self.editor.is_changed();
        if !typing && self.record.try_with_untracked(|known| known == record) == Some(false) {
            self.editor.restart(&record.content);
            self.record.set(record.clone());
        }
    }

    /// Follows what waits of the person who is shown: they are seen as they were changed, and where somebody else has changed the same, it is
    /// asked what shall be.
    pub(in crate::pages::people) fn follow_waiting(self) {
        let id = self.record.with_untracked(|record| record.id);
        Effect::new(move || {
            let Some(entry) = offline::edit_of(id) else { return };
            // Asked for once more: it is shown once more.
            let _ = offline::is_asked_to_choose(id);
            let Some(edit) = entry.edit() else { return };
            if entry.state == State::Clash {
                if self.meeting.with_untracked(Option::is_none) {
                    spawn_local(self.meet_waiting(entry.clone(), edit.clone()));
                }
            } else {
                self.show(&PersonRecord { content: edit.mine.clone(), ..edit.before.clone() });
            }
        });
    }

    /// Asks what shall be where somebody else has changed the same before it was sent.
    async fn meet_waiting(self, entry: Entry, edit: Edit) {
        let request = GetPerson { connection: ConnectionId::home(), id: entry.person };
        // Without a connection it goes on waiting.
        let Ok(theirs) = send_now(&request).await else { return };
        let (merged, clashes) = three_way(&json(&edit.before.content), &json(&theirs.content), &json(&edit.mine));
        if clashes.is_empty() {
            self.settle_waiting(theirs, merged);
        } else {
            self.meeting.try_set(Some(Meeting { theirs, merged, clashes }));
        }
    }

    /// What two have come to is what waits now.
    pub(super) fn settle_waiting(self, theirs: PersonRecord, merged: Value) {
        let Ok(person) = serde_json::from_value::<Person>(merged) else { return self.failed(Failure::Unreadable) };
        spawn_local(async move {
            let shown = PersonRecord { content: person.clone(), ..theirs.clone() };
            match offline::settle_edit(theirs, person).await {
                Ok(()) => {
                    self.show(&shown);
                    self.saving.try_set(Saving::Waiting);
                }
                Err(failure) => self.failed(failure),
            }
        });
    }
}
