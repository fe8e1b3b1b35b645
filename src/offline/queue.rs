//! What waits to be sent: in this browser, and, as it is there, in a signal for all who show it.

use std::cell::{Cell, RefCell};

use calling_card_api::people::PersonRecord;
use calling_card_contact::{Note, NoteId, Person, PersonId, Timestamp};
use js_sys::Date;
use leptos::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::entry::{self, Edit, Entry, State, Work};
use super::sender;
use crate::session::user;
use crate::transport::Failure;
use crate::worker;

thread_local! {
    // Pages, and what sends, stand beside each other: no context reaches both.
    static WAITING: ArcRwSignal<Vec<Entry>> = ArcRwSignal::new(Vec::new());
    static CHOOSE: ArcRwSignal<Option<PersonId>> = ArcRwSignal::new(None);
    /// The key of what is on its way.
    pub(super) static SENDING: RefCell<Option<String>> = const { RefCell::new(None) };
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

/// What waits.
pub(super) fn waiting() -> ArcRwSignal<Vec<Entry>> {
    WAITING.with(Clone::clone)
}

/// What waits, read anew: another window may have changed it.
pub(super) async fn read() -> Result<Vec<Entry>, Failure> {
    let owner = user().map(|user| user.to_string()).ok_or(Failure::Unreachable)?;
    let text = worker::keep("waiting_list", &[&owner]).await.ok_or(Failure::Unreachable)?;
    let all: Vec<Value> = serde_json::from_str(&text).map_err(|_| Failure::Unreadable)?;
    // What another build has written and this one cannot read stays where it is.
    let mut all: Vec<Entry> = all.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()).collect();
    all.sort_by(|one, other| one.key.cmp(&other.key));
    if waiting().with_untracked(|known| *known != all) {
        waiting().set(all.clone());
    }
    Ok(all)
}

/// Shows nothing of it any more: somebody else may be signed in next.
pub(super) fn hide() {
    waiting().set(Vec::new());
}

/// Puts something among it, or in the place of what had its key.
pub(super) async fn put(entry: &Entry) -> Result<(), Failure> {
    let owner = user().map(|user| user.to_string()).ok_or(Failure::Unreachable)?;
    let text = serde_json::to_string(entry).map_err(|_| Failure::Unreadable)?;
    worker::keep("waiting_put", &[&owner, &entry.key, &text]).await.ok_or(Failure::Unreachable)?;
    read().await.map(|_| ())
}

/// Takes something out of it.
pub(super) async fn remove(key: &str) -> Result<(), Failure> {
    worker::keep("waiting_remove", &[key]).await.ok_or(Failure::Unreachable)?;
    read().await.map(|_| ())
}

/// A key after all those before.
fn new_key() -> String {
    let count = COUNT.get().wrapping_add(1);
    COUNT.set(count);
    format!("{:015}-{count:06}-{}", Date::now() as u64, Uuid::new_v4())
}

fn new_entry(person: PersonId, name: String, work: Work) -> Entry {
    let at = Timestamp(Date::new_0().to_iso_string().into());
    Entry { key: new_key(), person, name, at, work, state: State::Waiting }
}

/// Lets the change of a person wait. `shown` is the person as the page showed them until then; answers them as they are shown from now on.
pub(crate) async fn add_edit(shown: PersonRecord, mine: Person) -> Result<PersonRecord, Failure> {
    let all = read().await?;
    let edit = Edit { before: shown.clone(), mine: mine.clone() };
    let new = new_entry(shown.id, mine.display_name(), Work::Edit(Box::new(edit)));
    let sending = SENDING.with_borrow(Clone::clone);
    let entry = entry::joined(&all, sending.as_deref(), new);
    put(&entry).await?;
    sender::send_waiting();
    let content = entry.edit().map_or(mine, |edit| edit.mine.clone());
    let shown = PersonRecord { content, ..shown };
    show_as_edited(&shown).await;
    Ok(shown)
}

/// Lets what two have come to wait, in the place of the change that clashed.
pub(crate) async fn settle_edit(theirs: PersonRecord, mine: Person) -> Result<(), Failure> {
    let all = read().await?;
    let edit = Edit { before: theirs.clone(), mine: mine.clone() };
    let work = Work::Edit(Box::new(edit));
    let entry = match entry::edit_of(&all, theirs.id) {
        Some(known) => Entry { work, state: State::Waiting, ..known.clone() },
        None => new_entry(theirs.id, mine.display_name(), work),
    };
    put(&entry).await?;
    sender::send_waiting();
    Ok(())
}

/// Lets a new note wait. Its key is made here: sent twice, it is one.
pub(crate) async fn add_note(id: NoteId, note: Note, name: String) -> Result<(), Failure> {
    put(&new_entry(note.person, name, Work::Note(id, Box::new(note)))).await?;
    sender::send_waiting();
    Ok(())
}

/// Keeps a person as they were changed here: without a connection, that is how they are read.
pub(crate) async fn show_as_edited(record: &PersonRecord) {
    let target = format!("/crm/home/people/{}", record.id);
    let read = serde_json::to_string(record).and_then(|text| serde_json::to_string(&[[target, text]]));
    let owner = user().map(|user| user.to_string()).unwrap_or_default();
    if let Ok(read) = read {
        // Where it cannot be kept, it is read as it was.
        let _ = worker::keep("keep_put", &[&owner, &read]).await;
    }
}

/// The change of a person that waits.
pub(crate) fn edit_of(person: PersonId) -> Option<Entry> {
    waiting().with(|all| entry::edit_of(all, person).cloned())
}

/// Whether a change of a person waits, asked once.
pub(crate) fn waits_for(person: PersonId) -> bool {
    waiting().with_untracked(|all| entry::edit_of(all, person).is_some())
}

/// The notes about a person that wait.
pub(crate) fn notes_about(person: PersonId) -> Vec<Entry> {
    let is_one = |entry: &&Entry| entry.person == person && matches!(entry.work, Work::Note(..));
    waiting().with(|all| all.iter().filter(is_one).cloned().collect())
}

/// Asks for the choice where somebody else has changed the same of a person.
pub(super) fn ask_to_choose(person: PersonId) {
    CHOOSE.with(|choose| choose.set(Some(person)));
}

/// Whether it was asked for the choice.
pub(crate) fn is_asked_to_choose(person: PersonId) -> bool {
    CHOOSE.with(|choose| choose.get() == Some(person))
}
