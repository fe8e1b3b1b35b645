//! What takes several calls. What is made or changed on the way is taken back when a later call is refused.

mod changes;
pub(crate) mod companies;
mod creating;
mod reading;
mod tenant;
pub(crate) mod touchpoints;
mod undo;
mod updating;

pub(crate) use creating::create;
pub(crate) use reading::{find, get, list, notes};
pub(crate) use tenant::check_tenant;
pub(crate) use updating::update;

use serde::de::DeserializeOwned;

use super::answers::{check, content};
use super::calls::Call;
use super::wire::PersonFields;
use crate::script::Exchange;
use crate::{Error, Rejection};

/// Most characters of a text where the vendor says so.
const SHORT: usize = 200;

/// What is said where cobra says nothing.
const REFUSED: &str = "cobra does not take this.";

/// Asks, and reads what is answered.
async fn ask<T: DeserializeOwned>(exchange: &Exchange, call: Call) -> Result<T, Error> {
    content(&exchange.send(call.request()).await?)
}

/// Asks, and looks only whether it was done.
async fn tell(exchange: &Exchange, call: Call) -> Result<(), Error> {
    check(&exchange.send(call.request()).await?)
}

/// That it was refused because of this field: it is said there.
pub(super) fn at(field: &str) -> impl FnOnce(Error) -> Error {
    let field = field.to_owned();
    move |error| match error {
        Error::Rejected(Rejection { status: 400 | 403..=422, message, retry_after, .. }) => {
            let words = if message.is_empty() { REFUSED.to_owned() } else { message };
            let fields = vec![(field, words.clone())];
            Error::Rejected(Rejection { status: 422, message: words, fields, retry_after })
        }
        other => other,
    }
}

/// Refuses before anything is sent.
pub(super) fn refusal(field: &str, sentence: &str) -> Error {
    let fields = vec![(field.to_owned(), sentence.to_owned())];
    Error::Rejected(Rejection { status: 422, message: sentence.to_owned(), fields, retry_after: None })
}

/// Refuses what is longer than the vendor takes, before anything is sent.
fn within_limits(fields: &PersonFields) -> Result<(), Error> {
    let texts = [
        ("/name/title", &fields.title),
        ("/name/given", &fields.firstname),
        ("/name/family", &fields.lastname),
        ("/kept_properties", &fields.customer_number),
    ];
    let texts = texts.into_iter().map(|(place, text)| (place.to_owned(), text));
    let tags = fields.orga_tags.iter().flatten().enumerate().map(|(at, tag)| (format!("/tags/{at}"), &tag.text));
    let dates = fields.important_dates.iter().flatten().enumerate();
    let dates = dates.map(|(at, date)| (format!("/important_dates/{at}/label"), &date.text));
    let long = |text: &Option<String>| text.as_ref().is_some_and(|text| text.chars().count() > SHORT);
    match texts.chain(tags).chain(dates).find(|(_, text)| long(text)) {
        Some((place, _)) => Err(refusal(&place, &format!("cobra takes at most {SHORT} characters: write fewer."))),
        None => Ok(()),
    }
}
