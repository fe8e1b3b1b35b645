//! What takes the steps of a work back: calls, and contact data that becomes what it was.

use super::creating::adding;
use super::updating::changing;
use super::{ask, tell};
use crate::Error;
use crate::onlyoffice::calls::Call;
use crate::onlyoffice::mapping::{Entry, entry_of};
use crate::onlyoffice::wire::Data;
use crate::script::Exchange;
use crate::undo::Undo;

/// What takes back a step.
pub(super) enum Back {
    /// A call.
    Call(Box<Call>),
    /// The contact data of a person becomes what it was; what says one of these was added.
    Data { person: i64, was: Vec<Data>, added: Vec<Entry> },
}

/// The list of what takes back what was done.
pub(super) type Steps = Undo<Back>;

impl Undo<Back> {
    /// Something was done that this call takes back.
    pub(super) fn push_call(&self, call: Call) {
        self.push(Back::Call(Box::new(call)));
    }

    /// Does by a call what another takes back.
    pub(super) async fn tell(&self, exchange: &Exchange, back: Call, call: Call) -> Result<(), Error> {
        self.with(Back::Call(Box::new(back)), tell(exchange, call)).await
    }

    /// Leaves what was done, or takes it back where it was not done whole.
    pub(super) async fn end<T>(&self, exchange: &Exchange, outcome: Result<T, Error>) -> Result<T, Error> {
        let take_back = |step| async move {
            match step {
                Back::Call(call) => tell(exchange, *call).await,
                Back::Data { person, was, added } => restore(exchange, person, &was, &added).await,
            }
        };
        self.unless(outcome, take_back).await
    }
}

/// Makes the contact data of a person what it was, whatever became of the calls that changed it.
async fn restore(exchange: &Exchange, person: i64, was: &[Data], added: &[Entry]) -> Result<(), Error> {
    let now: Vec<Data> = ask(exchange, Call::ListData(person)).await?;
    let new = now.iter().filter(|data| was.iter().all(|was| was.id != data.id));
    // What somebody else has added meanwhile is theirs.
    let ours =
        new.filter(|data| entry_of(data).is_some_and(|entry| added.iter().any(|ours| ours.says_the_same(&entry))));
    for data in ours {
        tell(exchange, Call::DeleteData(person, data.id)).await?;
    }
    for (data, entry) in was.iter().filter_map(|data| Some((data, entry_of(data)?))) {
        match now.iter().find(|now| now.id == data.id) {
            Some(now) if now == data => {}
            Some(_) => tell(exchange, changing(person, data.id, &entry)).await?,
            None => tell(exchange, adding(person, &entry)).await?,
        }
    }
    Ok(())
}
