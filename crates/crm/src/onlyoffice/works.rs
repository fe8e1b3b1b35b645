//! What takes several calls. What is made or changed on the way is taken back when a later call is refused.

mod creating;
mod difference;
mod reading;
mod undo;
mod updating;

pub(crate) use creating::create;
pub(super) use reading::fields_of;
pub(crate) use reading::{find, get};
pub(crate) use updating::update;

use serde::de::DeserializeOwned;

use super::answers::{check, content};
use super::calls::Call;
use crate::script::Exchange;
use crate::{Error, Rejection};

/// What takes a company's or a person's name for a field of ours says.
const REFUSED: &str = "ONLYOFFICE does not take this.";

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
            Error::Rejected(Rejection {
                status: 422,
                message: words.clone(),
                fields: vec![(field, words)],
                retry_after,
            })
        }
        other => other,
    }
}

/// Refuses before anything is sent.
pub(super) fn refusal(field: &str, sentence: &str) -> Error {
    let fields = vec![(field.to_owned(), sentence.to_owned())];
    Error::Rejected(Rejection { status: 422, message: sentence.to_owned(), fields, retry_after: None })
}
