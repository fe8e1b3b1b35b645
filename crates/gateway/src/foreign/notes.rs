//! Notes about people of another CRM.
//!
//! Some it tells with the person; others no call lists: of those it is known here that they are about somebody, by both ids.

use calling_card_api::notes::NoteRecord;
use calling_card_api::{Nothing, ProblemKind, Version, Written};
use calling_card_contact::{Check, FieldError, Note, NoteId, NoteThere, PersonId, Problem};
use calling_card_crm::{Foreign, KnownNote, Notes};

use super::{Failed, ForeignCrm, Inverse};
use crate::store::foreign;
use crate::{Error, Result};

/// Most notes of one person that are read one by one.
const MOST: u32 = 30;
/// Most others whom a note is about that are told.
const OTHERS: usize = 100;
/// What stands between the ids of person and note.
const BETWEEN: char = '/';

/// Where a note stands there.
enum Standing {
    /// It is the note about this person.
    OfPerson(String),
    /// It is one of several, about this person among others.
    Alone(String, String),
}

impl ForeignCrm {
    /// The notes about a person: flagged ones first, then the newest.
    pub async fn notes(&self, id: PersonId) -> Result<Vec<NoteRecord>> {
        let person = self.theirs(id).await?;
        let mut all = Vec::new();
        if let Some(area) = self.connected.system.notes() {
            let beginning = format!("{person}{BETWEEN}");
            let known = foreign::known_below(&self.store, self.place(), foreign::TOUCHPOINT, &beginning, MOST).await?;
            let notes: Vec<String> = known.iter().filter_map(|both| Some(parts(both)?.1)).collect();
            for note in self.run(area.some(&notes), false).await? {
                // They may have been taken off meanwhile.
                if note.content.people.contains(&person) {
                    all.push(self.note_alone(id, &person, note).await?);
                }
            }
        }
        all.extend(self.notes_of_person(id, &person).await?);
        all.sort_by_key(|note| !note.content.flagged);
        Ok(all)
    }

    /// The notes that are told with a person.
    async fn notes_of_person(&self, id: PersonId, person: &str) -> Result<Vec<NoteRecord>> {
        let Some(making) = self.account.notes(person) else { return Ok(Vec::new()) };
        let notes = self.run(making, false).await?;
        let ids: Vec<String> = notes.iter().map(|note| note.id.clone()).collect();
        let keys = foreign::ours(&self.store, self.place(), foreign::NOTE, &ids).await?;
        let with_person = |note: Foreign<Note>| Foreign { content: Note { person: id, ..note.content }, ..note };
        Ok(keys.into_iter().zip(notes).map(|(key, note)| self.dated(NoteId(key), with_person(note))).collect())
    }

    /// Writes a note.
    pub async fn create_note(&self, note: &Note) -> Result<Written<NoteRecord>> {
        check(note)?;
        let person = self.theirs(note.person).await?;
        let made = self.run(self.note_area()?.create(note, &person), true).await?;
        let record = self.note_alone(note.person, &person, made).await?;
        self.written(Inverse::DeleteNote { id: record.id, person: note.person, version: record.version }, record).await
    }

    /// Writes a note anew; what stands there beside it stays.
    pub async fn update_note(&self, id: NoteId, seen: Version, note: Note) -> Result<Written<NoteRecord>> {
        check(&note)?;
        let before = self.read_note(id, note.person).await?;
        if before.version != seen {
            return Err(ProblemKind::Stale.into());
        }
        let record = self.change_note(&before, Note { there: before.content.there.clone(), ..note }).await?;
        let before = Box::new(before.content);
        self.written(Inverse::UpdateNote { id, version: record.version, before }, record).await
    }

    /// Deletes a note; one that is about others, too, stays with them.
    pub async fn delete_note(&self, id: NoteId, seen: Version) -> Result<Written<Nothing>> {
        let person = self.person_of_note(id).await?;
        let before = self.read_note(id, person).await?;
        if before.version != seen {
            return Err(ProblemKind::Stale.into());
        }
        let inverse = self.remove_note(before).await?;
        self.written(inverse, Nothing).await
    }

    /// Deletes a note that was written; answers what would write it anew.
    pub(super) async fn take_note_away(&self, id: NoteId, person: PersonId, version: Version) -> Result<Inverse> {
        let now = self.note_unchanged(id, person, version).await?;
        self.remove_note(now).await
    }

    /// Changes a note back; answers what would change it once more.
    pub(super) async fn change_note_back(&self, id: NoteId, version: Version, to: Note) -> Result<Inverse> {
        let now = self.note_unchanged(id, to.person, version).await?;
        let version = self.change_note(&now, to).await?.version;
        Ok(Inverse::UpdateNote { id, version, before: Box::new(now.content) })
    }

    /// Writes a note anew, under the same key here.
    pub(super) async fn put_note_back(&self, id: NoteId, before: Note, said: serde_json::Value) -> Result<Inverse> {
        let person = self.theirs(before.person).await?;
        let version = if said.is_null() {
            self.write_note_of(&person, &before.text).await?;
            foreign::point(&self.store, self.place(), foreign::NOTE, id.0, &person).await?;
            self.read_note(id, before.person).await?.version
        } else {
            let made = self.run(self.note_area()?.restore(&said, &person), true).await?;
            foreign::point(&self.store, self.place(), foreign::TOUCHPOINT, id.0, &both(&person, &made.id)).await?;
            self.note_alone(before.person, &person, made).await?.version
        };
        Ok(Inverse::DeleteNote { id, person: before.person, version })
    }

    async fn change_note(&self, before: &NoteRecord, after: Note) -> Result<NoteRecord> {
        let person = before.content.person;
        match self.standing(before.id).await? {
            Standing::OfPerson(theirs) => {
                let beyond = [("/flagged", after.flagged), ("/title", !after.title.is_empty())];
                if let Some((member, _)) = beyond.into_iter().find(|(_, said)| *said) {
                    return Err(Error::Invalid(vec![self.plain_alone(member)]));
                }
                self.write_note_of(&theirs, &after.text).await?;
                self.read_note(before.id, person).await
            }
            Standing::Alone(theirs, note) => {
                let changed = self.run(self.note_area()?.update(&note, &before.content, &after), true).await?;
                self.note_alone(person, &theirs, changed).await
            }
        }
    }

    async fn remove_note(&self, before: NoteRecord) -> Result<Inverse> {
        let said = match self.standing(before.id).await? {
            Standing::OfPerson(theirs) => {
                self.write_note_of(&theirs, "").await?;
                serde_json::Value::Null
            }
            Standing::Alone(person, note) => {
                let said = self.run(self.note_area()?.delete(&note, &person), true).await?;
                // Whoever writes it anew lets its key stand for the new one.
                foreign::forget(&self.store, self.place(), foreign::TOUCHPOINT, before.id.0).await?;
                said
            }
        };
        Ok(Inverse::CreateNote { id: before.id, before: Box::new(before.content), said })
    }

    /// That the one note about a person has a text alone.
    fn plain_alone(&self, field: &str) -> FieldError {
        let text = format!("{} keeps of this note its text alone.", self.connected.name);
        FieldError { field: field.into(), problem: Problem::Said { text } }
    }

    async fn write_note_of(&self, person: &str, text: &str) -> Result<()> {
        let making = self.account.set_note(person, text).ok_or(Error::Problem(ProblemKind::CrmCannot))?;
        Ok(self.run(making, true).await?)
    }

    async fn note_unchanged(&self, id: NoteId, person: PersonId, version: Version) -> Result<NoteRecord> {
        let now = self.read_note(id, person).await?;
        if now.version == version { Ok(now) } else { Err(ProblemKind::Conflict.into()) }
    }

    /// A note about somebody, as it stands there now.
    async fn read_note(&self, id: NoteId, person: PersonId) -> Result<NoteRecord> {
        let asked = self.theirs(person).await?;
        let found = match self.standing(id).await? {
            Standing::OfPerson(theirs) if theirs == asked => {
                let making = self.account.notes(&theirs).ok_or(Error::NOT_FOUND)?;
                let note = self.run(making, true).await?.into_iter().find(|note| note.id == theirs);
                note.map(|note| Foreign { content: Note { person, ..note.content.clone() }, ..note })
                    .map(|note| self.dated(id, note))
            }
            Standing::Alone(theirs, note) if theirs == asked => {
                match self.run(self.note_area()?.get(&note), true).await {
                    Ok(note) if note.content.people.contains(&theirs) => {
                        Some(self.note_alone(person, &theirs, note).await?)
                    }
                    Ok(_) | Err(Failed::Gone) => None,
                    Err(failed) => return Err(failed.into()),
                }
            }
            _ => None,
        };
        found.ok_or(Error::NOT_FOUND)
    }

    /// The record of a note that is about this person, by their ids here and there.
    async fn note_alone(&self, id: PersonId, person: &str, note: Foreign<KnownNote>) -> Result<NoteRecord> {
        let KnownNote { note: content, people } = note.content;
        let others: Vec<String> = people.into_iter().filter(|other| other != person).take(OTHERS).collect();
        let others = foreign::ours(&self.store, self.place(), foreign::PERSON, &others).await?;
        let people: Vec<PersonId> = others.into_iter().map(PersonId).collect();
        let there = NoteThere { people, ..content.there.unwrap_or_default() };
        let there = Some(there).filter(|there| *there != NoteThere::default());
        let key = foreign::ours(&self.store, self.place(), foreign::TOUCHPOINT, &[both(person, &note.id)]).await?;
        let key = key.into_iter().next().ok_or(Error::NOT_FOUND)?;
        let content = Note { person: id, there, ..content };
        let Foreign { id: known, created_at, changed_at, .. } = note;
        Ok(self.dated(NoteId(key), Foreign { id: known, content, created_at, changed_at }))
    }

    async fn standing(&self, id: NoteId) -> Result<Standing> {
        if self.connected.system.notes().is_none() {
            return Err(ProblemKind::CrmCannot.into());
        }
        let find = |kind| foreign::theirs(&self.store, self.place(), kind, id.0);
        if let Some((person, note)) = find(foreign::TOUCHPOINT).await?.as_deref().and_then(parts) {
            return Ok(Standing::Alone(person, note));
        }
        find(foreign::NOTE).await?.map(Standing::OfPerson).ok_or(Error::NOT_FOUND)
    }

    /// Whom a note is about.
    async fn person_of_note(&self, id: NoteId) -> Result<PersonId> {
        let (Standing::OfPerson(person) | Standing::Alone(person, _)) = self.standing(id).await?;
        let keys = foreign::ours(&self.store, self.place(), foreign::PERSON, &[person]).await?;
        keys.into_iter().next().map(PersonId).ok_or(Error::NOT_FOUND)
    }

    fn note_area(&self) -> Result<Notes> {
        self.connected.system.notes().ok_or(Error::Problem(ProblemKind::CrmCannot))
    }
}

fn check(note: &Note) -> Result<()> {
    let mut errors = note.check();
    // Of the others none has a place for it.
    if !note.category.is_empty() {
        errors.push(FieldError { field: "/category".into(), problem: Problem::Unknown });
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

fn both(person: &str, note: &str) -> String {
    format!("{person}{BETWEEN}{note}")
}

/// The ids of person and note: neither has a slash, or it could not stand in an address.
fn parts(both: &str) -> Option<(String, String)> {
    both.split_once(BETWEEN).map(|(person, note)| (person.to_owned(), note.to_owned()))
}
