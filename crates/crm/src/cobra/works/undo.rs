//! Taking back what was done, when it cannot be done whole.

use super::{ask, tell};
use crate::Error;
use crate::cobra::calls::{Call, CardCall};
use crate::cobra::mapping::{card_from_wire, card_to_wire, cleared, unchecked};
use crate::cobra::wire::{Card, CardFields};
use crate::script::Exchange;
use crate::undo::{Back, Deed, Undo};

/// The business cards of a person become what they were; what says one of these was added.
pub(super) struct CardsBack {
    pub(super) person: String,
    pub(super) was: Vec<Card>,
    pub(super) added: Vec<CardFields>,
}

/// The list of what takes back what was done.
pub(super) type Steps = Undo<Back<Call, CardsBack>>;

impl Deed for Call {
    async fn act(self, exchange: &Exchange) -> Result<(), Error> {
        tell(exchange, self).await
    }
}

impl Deed for CardsBack {
    async fn act(self, exchange: &Exchange) -> Result<(), Error> {
        restore(exchange, &self.person, &self.was, &self.added).await
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
