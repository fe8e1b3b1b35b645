//! All notes about a person: page after page.

use calling_card_contact::{Note, Timestamp};

use super::answers::accepted;
use super::calls::Call;
use super::filter::{MOST, NoteFilter, Paging};
use super::{NOBODY, mapping, wire};
use crate::{Error, Foreign, Response, Step, Work};

/// Most pages that are read: 3,000 notes.
const PAGES: u32 = 100;

/// Reads the notes about a person.
pub(super) struct AllNotes {
    person: String,
    page: u32,
    notes: Vec<Foreign<Note>>,
}

impl AllNotes {
    pub(super) fn of(person: &str) -> Self {
        Self { person: person.to_owned(), page: 0, notes: Vec::new() }
    }
}

impl Work for AllNotes {
    type Output = Vec<Foreign<Note>>;

    fn resume(&mut self, answer: Option<Response>) -> Result<Step<Self::Output>, Error> {
        if let Some(answer) = answer {
            let page: wire::Collection<wire::Note> = accepted(&answer)?;
            self.notes.extend(page.member.iter().filter_map(foreign));
            let more = page.view.is_some_and(|view| view.next.is_some());
            if !more || self.page >= PAGES {
                return Ok(Step::Done(std::mem::take(&mut self.notes)));
            }
        }
        self.page += 1;
        let paging = Paging { page: self.page, items: MOST };
        let filter = NoteFilter { paging, ..NoteFilter::default() };
        Call::ListNotes(self.person.clone(), filter).request().map(Step::send)
    }
}

fn foreign(note: &wire::Note) -> Option<Foreign<Note>> {
    let of_iri = || note.iri.as_ref()?.rsplit('/').next().map(str::to_owned);
    Some(Foreign {
        id: note.id.clone().or_else(of_iri)?,
        content: mapping::note_from_wire(note, NOBODY),
        created_at: note.created_at.clone().map(Timestamp),
        changed_at: None,
    })
}
