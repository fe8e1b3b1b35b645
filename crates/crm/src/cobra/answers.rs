//! What is answered, for client and server: an envelope around everything.

use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::wire::{Envelope, MetaData};
use crate::exchange::{Response, answered, read_object, retry_after};
use crate::{Error, Rejection};

/// What a client reads: the envelope of an answer that is no refusal.
pub(super) fn accepted<T: DeserializeOwned>(response: &Response) -> Result<Envelope<T>, Error> {
    check(response)?;
    let envelope: Envelope<T> = read_object(response.body())?;
    // The status stands in it once more: one that refuses counts, whatever stands around it.
    match envelope.status_code.and_then(|status| u16::try_from(status).ok()).filter(|status| *status >= 400) {
        Some(status) => Err(refused(response, status, envelope.message)),
        None => Ok(envelope),
    }
}

/// The same, without its envelope.
pub(super) fn content<T: DeserializeOwned>(response: &Response) -> Result<T, Error> {
    accepted(response)?.data.ok_or_else(|| Error::Decode("nothing in the envelope".into()))
}

/// Fails where the CRM has refused.
pub(super) fn check(response: &Response) -> Result<(), Error> {
    if response.status().is_success() {
        return Ok(());
    }
    let said: Option<Envelope<Value>> = read_object(response.body()).ok();
    Err(refused(response, response.status().as_u16(), said.and_then(|said| said.message)))
}

fn refused(response: &Response, status: u16, message: Option<String>) -> Error {
    let message = message.unwrap_or_default();
    let fields = ours(&message).map(|place| (place.to_owned(), message.clone())).into_iter().collect();
    Error::Rejected(Rejection { status, message, fields, retry_after: retry_after(response) })
}

/// Where the member of theirs that a sentence names stands in a person of ours. How a refusal says which member is meant, no page tells.
fn ours(message: &str) -> Option<&'static str> {
    const PLACES: [(&str, &str); 8] = [
        ("salutation", "/name/salutation"),
        ("firstname", "/name/given"),
        ("lastname", "/name/family"),
        ("title", "/name/title"),
        ("birthday", "/birthday"),
        ("importantdates", "/important_dates/0/label"),
        ("socialmedias", "/social_profiles/0/url"),
        ("orgatags", "/tags/0"),
    ];
    let words = message.to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.find_map(|word| PLACES.iter().find(|(member, _)| *member == word).map(|(_, place)| *place))
}

/// What a server answers: one thing, or with a total the things of a list, at this moment.
pub fn envelope<T>(status: StatusCode, data: T, total: Option<i64>, at: &str) -> Envelope<T> {
    let meta_data = MetaData { total_results: total, response_time_stamp: Some(at.to_owned()) };
    Envelope { data: Some(data), message: None, meta_data: Some(meta_data), status_code: Some(status.as_u16().into()) }
}

/// What a server refuses with.
pub fn failure(status: StatusCode, message: &str) -> Envelope<()> {
    Envelope {
        data: None,
        message: Some(message.to_owned()),
        meta_data: None,
        status_code: Some(status.as_u16().into()),
    }
}

/// It as it is written.
pub fn respond<T: Serialize>(envelope: &Envelope<T>) -> Response {
    let status = envelope.status_code.and_then(|code| u16::try_from(code).ok());
    let status = status.and_then(|code| StatusCode::from_u16(code).ok()).unwrap_or_default();
    answered(status, "application/json", envelope)
}
