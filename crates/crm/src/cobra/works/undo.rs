//! Taking back what was done, when it cannot be done whole.

use super::{ask, tell};
use crate::cobra::calls::{Call, CardCall};
use crate::cobra::mapping::{card_from_wire, card_to_wire, cleared, unchecked};
use crate::cobra::wire::{Card, CardFields};
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
    /// The business cards of a person become what they were; what says one of these was added.
    Cards { person: String, was: Vec<Card>, added: Vec<CardFields> },
}

impl<'a> Undo<'a> {
    pub(super) fn new(exchange: &'a Exchange) -> Self {
        Self { exchange, steps: Vec::new() }
    }

    /// Something was done that this takes back.
    pub(super) fn push(&mut self, call: Call) {
        self.steps.push(Back::Call(Box::new(call)));
    }

    /// The cards of a person are about to be changed: they are like this, and some of these are added.
    pub(super) fn push_cards(&mut self, person: String, was: Vec<Card>, added: Vec<CardFields>) {
        self.steps.push(Back::Cards { person, was, added });
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
                Back::Cards { person, was, added } => restore(self.exchange, &person, &was, &added).await,
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

/// Makes the cards of a person what they were, whatever became of the calls that changed them.
async fn restore(exchange: &Exchange, person: &str, was: &[Card], added: &[CardFields]) -> Result<(), Error> {
    let list = || Call::Card(CardCall::List(person.to_owned()));
    let now: Vec<Card> = ask(exchange, list()).await?;
    let new = now.iter().filter(|card| was.iter().all(|was| was.id != card.id));
    // What somebody else has added meanwhile is theirs.
    let ours: Vec<&Card> = new.filter(|card| added.iter().any(|ours| says(card, ours))).collect();
    for id in ours.iter().filter_map(|card| card.id.clone()) {
        tell(exchange, Call::Card(CardCall::Delete(person.to_owned(), id))).await?;
    }
    // Which one is the main one has changed with them.
    let now: Vec<Card> = if ours.is_empty() { now } else { ask(exchange, list()).await? };
    // The main one comes last, and takes that from another.
    let mut was: Vec<&Card> = was.iter().collect();
    was.sort_by_key(|card| card.fields.is_favorite == Some(true));
    for card in was {
        let fields = unchecked(card.fields.clone());
        let favourite = fields.is_favorite.filter(|favourite| *favourite);
        let fields = CardFields { mark_as_favorite: favourite, ..fields };
        let call = match now.iter().find(|now| now.id == card.id) {
            Some(now) if now.fields == card.fields => continue,
            Some(now) => {
                let fields = Box::new(cleared(fields, &now.fields));
                CardCall::Update(person.to_owned(), card.id.clone().unwrap_or_default(), fields)
            }
            None => CardCall::Create(person.to_owned(), Box::new(fields)),
        };
        tell(exchange, Call::Card(call)).await?;
    }
    Ok(())
}

/// Whether a card says what was added, whichever of them is the main one.
fn says(card: &Card, added: &CardFields) -> bool {
    let plain = |fields: CardFields| CardFields { is_favorite: None, mark_as_favorite: None, ..fields };
    plain(card_to_wire(&card_from_wire(card))) == plain(added.clone())
}
