//! Sends what waits, in its order, once there is a connection.

use std::cell::Cell;

use calling_card_api::notes::{CreateNote, NewNoteQuery};
use calling_card_api::people::{GetPerson, PersonRecord, UpdatePerson};
use calling_card_api::{ConnectionId, ProblemDetails, ProblemKind};
use calling_card_contact::{Person, PersonId, three_way};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::entry::{self, Edit, Entry, State, Work};
use super::queue::{self, SENDING};
use crate::language::t;
use crate::pages::bare;
use crate::transport::{Failure, send, send_now};
use crate::ui::{Refresh, Toasts, json, number_text};

/// How often it is tried where somebody else writes the same person at the same time.
const TRIES: u32 = 3;

/// What becomes of something that was sent.
enum Outcome {
    /// It is written; of a person, as they are now.
    Sent(Option<Box<PersonRecord>>),
    /// It stays as it is, until there is a connection, a session or room for it.
    Later,
    /// It needs somebody.
    Stuck(State),
}

thread_local! {
    static TELLS: Cell<Option<(Toasts, Refresh)>> = const { Cell::new(None) };
}

/// Says where it is said what was sent.
pub(super) fn tell_by(tells: Option<(Toasts, Refresh)>) {
    TELLS.set(tells);
}

/// Sends what waits, unless that is under way.
pub(super) fn send_waiting() {
    let Some((toasts, refresh)) = TELLS.get() else { return };
    let begun = SENDING.with_borrow_mut(|sending| {
        let free = sending.is_none();
        if free {
            *sending = Some(String::new());
        }
        free
    });
    if !begun {
        return;
    }
    spawn_local(async move {
        let sent = send_all().await;
        SENDING.set(None);
        if sent > 0 {
            let words = match sent {
                1 => t(
                    "What had waited for the connection is sent.",
                    "Was auf die Verbindung gewartet hat, ist gesendet.",
                )
                .to_owned(),
                many => format!(
                    "{} {}",
                    number_text(many),
                    t(
                        "changes that had waited for the connection are sent.",
                        "Änderungen, die auf die Verbindung gewartet haben, sind gesendet."
                    )
                ),
            };
            toasts.say(words);
            refresh.notify();
        }
    });
}

/// Sends one after the other; answers how many were sent.
async fn send_all() -> u64 {
    let mut sent = 0;
    while let Ok(all) = queue::read().await {
        let Some(entry) = entry::next(&all) else { break };
        SENDING.set(Some(entry.key.clone()));
        let done = match send_one(&entry.work).await {
            Outcome::Later => break,
            Outcome::Stuck(state) => queue::put(&Entry { state, ..entry.clone() }).await,
            Outcome::Sent(written) => {
                sent += 1;
                settled(&entry.key, written.as_deref()).await
            }
        };
        if done.is_err() {
            break;
        }
    }
    sent
}

/// What was made while it was on its way goes on from what is written now.
async fn settled(key: &str, written: Option<&PersonRecord>) -> Result<(), Failure> {
    if let Some(written) = written {
        for later in entry::rebased(&queue::read().await?, key, written) {
            queue::put(&later).await?;
        }
    }
    queue::remove(key).await
}

async fn send_one(work: &Work) -> Outcome {
    match work {
        Work::Edit(edit) => send_edit(edit).await,
        Work::Note(id, note) => {
            let query = NewNoteQuery { id: Some(*id) };
            let request = CreateNote { connection: ConnectionId::home(), query, note: (**note).clone() };
            match send(&request).await {
                Ok(_) => Outcome::Sent(None),
                Err(failure) => refused(failure),
            }
        }
    }
}

/// Sends the change of a person with the version that was seen. Where the person is another by now, it may be our own change, whose answer was
/// lost; else both are brought together, as far as they do not clash.
async fn send_edit(edit: &Edit) -> Outcome {
    let (before, mine) = (&edit.before, &edit.mine);
    let outcome = write(before.id, before, mine).await;
    let mut stale = match outcome {
        Err(failure) if failure.is(ProblemKind::Stale) => true,
        Err(failure) => return refused(failure),
        Ok(written) => return Outcome::Sent(Some(written)),
    };
    for _ in 0..TRIES {
        if !stale {
            break;
        }
        let theirs = match send_now(&GetPerson { connection: ConnectionId::home(), id: before.id }).await {
            Ok(theirs) => theirs,
            Err(failure) => return refused(failure),
        };
        if bare(&theirs.content) == bare(mine) {
            return Outcome::Sent(Some(Box::new(theirs)));
        }
        let (merged, clashes) = three_way(&json(&before.content), &json(&theirs.content), &json(mine));
        let Some(merged) = serde_json::from_value::<Person>(merged).ok().filter(|_| clashes.is_empty()) else {
            return Outcome::Stuck(State::Clash);
        };
        if bare(&theirs.content) == bare(&merged) {
            return Outcome::Sent(Some(Box::new(theirs)));
        }
        match write(before.id, &theirs, &merged).await {
            Ok(written) => return Outcome::Sent(Some(written)),
            Err(failure) => {
                stale = failure.is(ProblemKind::Stale);
                if !stale {
                    return refused(failure);
                }
            }
        }
    }
    Outcome::Later
}

async fn write(id: PersonId, over: &PersonRecord, person: &Person) -> Result<Box<PersonRecord>, Failure> {
    let request = UpdatePerson { connection: ConnectionId::home(), id, version: over.version, person: person.clone() };
    send(&request).await.map(|written| Box::new(written.result))
}

/// What a refusal means for what waits: it is tried once more, or somebody must look at it.
fn refused(failure: Failure) -> Outcome {
    match failure {
        Failure::Problem(problem) if is_passing(&problem) => Outcome::Later,
        Failure::Problem(problem) => Outcome::Stuck(State::Refused(problem)),
        Failure::Unreachable | Failure::Unreadable => Outcome::Later,
    }
}

/// Whether a refusal has nothing to do with what was sent.
fn is_passing(problem: &ProblemDetails) -> bool {
    matches!(problem.status, 401 | 408 | 429 | 500..)
}
