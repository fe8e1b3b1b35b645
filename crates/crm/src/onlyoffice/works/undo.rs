//! Taking back what was done, when it cannot be done whole.

use super::creating::adding;
use super::updating::changing;
use super::{ask, tell};
use crate::onlyoffice::calls::Call;
use crate::onlyoffice::mapping::{Entry, entry_of};
use crate::onlyoffice::wire::Data;
use crate::script::Exchange;
use crate::{Error, Rejection};

/// What takes back what was done, step by step.
pub(super) struct Undo<'a> {
    exchange: &'a Exchange,
    steps: Vec<Back>,
}

/// What takes back a step.
enum Back {
    /// A call.
    Call(Box<Call>),
    /// The contact data of a person becomes what it was; what says one of these was added.
    Data { person: i64, was: Vec<Data>, added: Vec<Entry> },
}

impl<'a> Undo<'a> {
    pub(super) fn new(exchange: &'a Exchange) -> Self {
        Self { exchange, steps: Vec::new() }
    }

    /// Something was done that this takes back.
    pub(super) fn push(&mut self, call: Call) {
        self.steps.push(Back::Call(Box::new(call)));
    }

    /// The contact data of a person is about to be changed: it is like this, and some of these are added.
    pub(super) fn push_data(&mut self, person: i64, was: Vec<Data>, added: Vec<Entry>) {
        self.steps.push(Back::Data { person, was, added });
    }

    /// Does what this takes back. Who is refused has done nothing; who gets no answer may have.
    pub(super) async fn with(&mut self, back: Call, call: Call) -> Result<(), Error> {
        self.push(back);
        let done = tell(self.exchange, call).await;
        if let Err(Error::Rejected(_)) = done {
            self.steps.pop();
        }
        done
    }

    /// What was done before stays.
    pub(super) fn forget(&mut self) {
        self.steps.clear();
    }

    /// Leaves what was done, or takes it back where it was not done whole: the last of it first.
    pub(super) async fn unless<T>(self, outcome: Result<T, Error>) -> Result<T, Error> {
        let why = match outcome {
            Err(why) if !self.steps.is_empty() => why,
            outcome => return outcome,
        };
        let mut left = None;
        for step in self.steps.into_iter().rev() {
            let taken_back = match step {
                Back::Call(call) => tell(self.exchange, *call).await,
                Back::Data { person, was, added } => restore(self.exchange, person, &was, &added).await,
            };
            match taken_back {
                // What is gone already needs not be taken back.
                Ok(()) | Err(Error::Rejected(Rejection { status: 404, .. })) => {}
                Err(error) => left = Some(error),
            }
        }
        Err(match (left, why) {
            (Some(left), why) => {
                Error::InDoubt(format!("{why}. What was done before stays, as taking it back failed: {left}"))
            }
            // It stands at its field.
            (None, why @ Error::Rejected(_)) => why,
            (None, why) => Error::TakenBack(Box::new(why)),
        })
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
