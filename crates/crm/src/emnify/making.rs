//! Making a contact: the answer does not name it.
//!
//! It is `{}`; where there is a `Location`, that is the contact, else it is the one that is in the list afterwards and was not before.

use calling_card_contact::Person;
use http::header;

use super::answers::accepted;
use super::calls::Call;
use super::wire::{Contact, ContactFields};
use super::{foreign, wire};
use crate::{Error, Foreign, Response, Step, Work};

/// Makes a contact, and finds it.
pub(super) struct Making {
    organisation: String,
    fields: ContactFields,
    state: State,
}

enum State {
    Begin,
    /// The list before was asked for.
    Before,
    /// It is being made; these were there.
    Made(Vec<i64>),
    /// It was made, and is asked for by its address.
    ByAddress,
    /// It was made, and is looked for among those that were not there before.
    ByList(Vec<i64>),
}

impl Making {
    pub(super) fn of(organisation: &str, fields: ContactFields) -> Self {
        Self { organisation: organisation.to_owned(), fields, state: State::Begin }
    }

    fn list(&self) -> Result<Step<Foreign<Person>>, Error> {
        Call::List(self.organisation.clone()).request().map(Step::send)
    }

    /// The new one; of several that were made at the same time, the one that says what we have sent.
    fn found(&self, before: &[i64], after: Vec<Contact>) -> Option<Contact> {
        let mut new: Vec<Contact> =
            after.into_iter().filter(|one| one.id.is_some_and(|id| !before.contains(&id))).collect();
        let same = |one: &Contact| one.fields.name == self.fields.name && one.fields.email == self.fields.email;
        if new.len() > 1 {
            new.retain(same);
        }
        new.pop().filter(|_| new.is_empty())
    }
}

impl Work for Making {
    type Output = Foreign<Person>;

    fn resume(&mut self, answer: Option<Response>) -> Result<Step<Self::Output>, Error> {
        let answer = answer.unwrap_or_default();
        match std::mem::replace(&mut self.state, State::Begin) {
            State::Begin => {
                self.state = State::Before;
                self.list()
            }
            State::Before => {
                let before: Vec<wire::Contact> = accepted(&answer)?;
                self.state = State::Made(before.iter().filter_map(|contact| contact.id).collect());
                Call::Create(self.organisation.clone(), Box::new(self.fields.clone())).request().map(Step::send)
            }
            State::Made(before) => {
                super::answers::check(&answer)?;
                let location = answer.headers().get(header::LOCATION).and_then(|place| place.to_str().ok());
                let id = location.and_then(|place| place.rsplit('/').next()).filter(|id| !id.is_empty());
                match id {
                    Some(id) => {
                        self.state = State::ByAddress;
                        Call::Get(self.organisation.clone(), id.to_owned()).request().map(Step::send)
                    }
                    None => {
                        self.state = State::ByList(before);
                        self.list()
                    }
                }
            }
            State::ByAddress => foreign(&accepted(&answer)?).map(Step::Done),
            State::ByList(before) => {
                let found = self.found(&before, accepted(&answer)?);
                foreign(&found.ok_or_else(|| Error::Decode("the new contact cannot be told from others".into()))?)
                    .map(Step::Done)
            }
        }
    }
}
