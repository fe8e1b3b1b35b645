//! A touchpoint as it stands in the store: each of the people involved has a note of it, so that staff read it where the person is.
//!
//! Where staff have written one of the notes anew, that is what the touchpoint says; whatever is written of it next is in all of them.

use calling_card_api::changes::RecordKind;
use calling_card_api::notes::NoteRecord;
use calling_card_contact::{Check, Note, NoteId, PersonId, Problem};
use calling_card_crm::Beside;
use serde::{Deserialize, Serialize};

use super::super::super::Caller;
use super::super::{DIALECT, Found, Refusal, ids};
use super::wire::Fields;
use crate::clock;
use crate::store::dialects::touchpoints::{Touchpoints, new_touchpoint};
use crate::store::{Batch, dialects, notes, sql};

const KIND: RecordKind = RecordKind::Note;
/// The priority of what stands first.
const HIGH: &str = "High";

/// What is told of a touchpoint and stands in its notes, or beside them where a note has no place for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    /// The words and times.
    #[serde(flatten)]
    pub(super) fields: Fields,
    /// The tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Vec<String>,
}

impl Told {
    /// What we say of a note ourselves.
    fn of(record: &NoteRecord) -> Self {
        let note = &record.content;
        let fields = Fields {
            subject: Some(note.title.clone()).filter(|title| !title.is_empty()),
            text: Some(note.text.clone()),
            date: Some(record.created_at.0.clone()),
            priority: note.flagged.then(|| HIGH.to_owned()),
            ..Fields::default()
        };
        Self { fields, tags: Vec::new() }
    }

    /// The note about a person that says it. A subject alone is its text: a note has one.
    fn note(&self, person: PersonId) -> Note {
        let [subject, text] = [&self.fields.subject, &self.fields.text].map(|said| said.clone().unwrap_or_default());
        let (title, text) = if text.is_empty() { (String::new(), subject) } else { (subject, text) };
        let flagged = self.fields.priority.as_deref().is_some_and(|priority| priority.eq_ignore_ascii_case(HIGH));
        Note { person, title, text, flagged, category: String::new(), only_mine: false, there: None }
    }
}

/// A touchpoint.
#[derive(Clone, Debug, Default)]
pub(super) struct Touchpoint {
    /// Its id; empty as long as it has none.
    pub(super) id: String,
    /// Its notes, in the order of its people.
    pub(super) notes: Vec<NoteRecord>,
    /// What shall be told of it.
    pub(super) told: Told,
    /// The people that shall be involved.
    pub(super) people: Vec<PersonId>,
}

/// The touchpoints of the caller's workspace.
pub(super) fn store(caller: &Caller) -> Touchpoints {
    Touchpoints { workspace: caller.actor.workspace, dialect: DIALECT }
}

impl Touchpoint {
    /// The touchpoint of an id.
    pub(super) async fn find(connection: &mut sql::Connection, caller: &Caller, id: &str) -> Found<Self> {
        if !ids::is_id(id) {
            return Err(Refusal::NotFound);
        }
        let id = id.to_ascii_lowercase();
        let mut found = Vec::new();
        for note in store(caller).notes_of(connection, &id).await? {
            found.push(notes::get(connection, caller.actor.workspace, note).await?);
        }
        Self::of(connection, caller, (id, found)).await
    }

    async fn of(
        connection: &mut sql::Connection,
        caller: &Caller,
        (id, notes): (String, Vec<NoteRecord>),
    ) -> Found<Self> {
        let latest = notes.iter().rev().max_by(|one, other| one.changed_at.0.cmp(&other.changed_at.0));
        let latest = latest.ok_or(Refusal::NotFound)?;
        let key = latest.id.to_string();
        let told = dialects::beside(connection, ids::place(caller, KIND, &key)).await?.said(Told::of(latest));
        let people = notes.iter().map(|note| note.content.person).collect();
        Ok(Self { id, notes, told, people })
    }

    /// Writes it: a note of each of its people, and none of anybody else.
    pub(super) async fn write(&mut self, batch: &mut Batch, caller: &Caller) -> Found<()> {
        if self.id.is_empty() {
            self.id = new_touchpoint(DIALECT);
        }
        if self.told.fields.date.is_none() {
            self.told.fields.date = Some(batch.at.0.clone());
        }
        let known = std::mem::take(&mut self.notes);
        for note in known.iter().filter(|note| !self.people.contains(&note.content.person)) {
            batch.delete::<Note>(&note.id, note.version).await?;
        }
        for person in self.people.clone() {
            let note = self.told.note(person);
            let record = match known.iter().find(|known| known.content.person == person) {
                Some(record) if record.content == note => record.clone(),
                Some(record) => batch.update(&record.id, record.version, checked(note)?).await?,
                None => {
                    let record: NoteRecord = batch.create(clock::new_key(), checked(note)?).await?;
                    store(caller).add(batch.connection(), &self.id, record.id).await?;
                    record
                }
            };
            self.keep_beside(batch, caller, &record).await?;
            self.notes.push(record);
        }
        Ok(())
    }

    async fn keep_beside(&self, batch: &mut Batch, caller: &Caller, record: &NoteRecord) -> Found<()> {
        let beside = Beside::of(&self.told, &Told::of(record));
        let key = record.id.to_string();
        dialects::put_beside(batch.connection(), ids::place(caller, KIND, &key), &beside).await?;
        Ok(())
    }

    /// Puts its notes into the bin.
    pub(super) async fn delete(self, batch: &mut Batch) -> Found<()> {
        for note in self.notes {
            batch.delete::<Note>(&note.id, note.version).await?;
        }
        Ok(())
    }
}

/// The touchpoint that a note belongs to.
pub(super) async fn of_note(connection: &mut sql::Connection, caller: &Caller, note: NoteId) -> Found<Touchpoint> {
    let id = store(caller).of(connection, note).await?;
    Touchpoint::find(connection, caller, &id).await
}

/// A note that can be stored.
fn checked(note: Note) -> Found<Note> {
    let errors = note.check();
    if errors.is_empty() {
        return Ok(note);
    }
    let member = |field: &str| if field == "/title" { "subject" } else { "text" };
    let wrong = errors.into_iter().map(|error| (member(&error.field).to_owned(), error.problem));
    let wrong: Vec<(String, Problem)> = wrong.collect();
    Err(Refusal::wrong(wrong))
}
