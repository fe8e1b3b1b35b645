//! Making a person: they, then each of their business cards; whole, or not at all.

use calling_card_contact::Person;

use super::reading::read_or;
use super::undo::Undo;
use super::{ask, at, tell, within_limits};
use crate::cobra::calls::{Call, CardCall, PersonCall};
use crate::cobra::mapping::{Whole, to_wire};
use crate::cobra::{NO_ID, wire};
use crate::script::{Exchange, script};
use crate::{Error, Foreign, Making};

/// A new person.
pub(crate) fn create(person: &Person) -> Making<Foreign<Person>> {
    let whole = to_wire(person);
    within_limits(&whole.fields)?;
    script(async move |exchange| {
        let mut undo = Undo::new(&exchange);
        let made = make(&exchange, &whole, &mut undo).await;
        let made = undo.unless(made).await?;
        read_or(&exchange, made, &whole).await
    })
}

async fn make(exchange: &Exchange, whole: &Whole, undo: &mut Undo<'_>) -> Result<wire::Person, Error> {
    let call = Call::Person(PersonCall::Create(Box::new(whole.fields.clone())));
    let made: wire::Person = ask(exchange, call).await?;
    let id = made.id.clone().filter(|id| !id.is_empty()).ok_or_else(|| Error::Decode(NO_ID.into()))?;
    undo.push(Call::Person(PersonCall::Delete(id.clone())));
    for (place, card) in &whole.cards {
        let call = Call::Card(CardCall::Create(id.clone(), Box::new(card.clone())));
        tell(exchange, call).await.map_err(at(&place_of(*place)))?;
    }
    Ok(made)
}

/// Where a card stands in our person.
pub(super) fn place_of(card: usize) -> String {
    format!("/cards/{card}/business")
}
