//! What is answered, for client and server: an envelope around it, in JSON.
//!
//! [`envelope`], [`page`] and [`failure`] make what stands in an answer; in which form it is written is the server's to say.

use http::StatusCode;
use serde::Serialize;

use super::wire::{Envelope, Failure};
use crate::exchange::{Response, answered, read_object, retry_after};
use crate::{Error, Rejection};

/// The number that the vendor's refusals bear.
const HRESULT: i64 = -2_147_024_809;

/// What a client reads: what the envelope of an answer holds that is no refusal.
pub(super) fn accepted<T: serde::de::DeserializeOwned>(response: &Response) -> Result<Envelope<T>, Error> {
    check(response)?;
    let envelope: Envelope<T> = read_object(response.body())?;
    // A refusal may come under any HTTP status.
    if envelope.status == 0 { Ok(envelope) } else { Err(refused(response, envelope.error)) }
}

/// The same, without its envelope.
pub(super) fn content<T: serde::de::DeserializeOwned>(response: &Response) -> Result<T, Error> {
    accepted(response)?.response.ok_or_else(|| Error::Decode("nothing in the envelope".into()))
}

/// Fails where the CRM has refused.
pub(super) fn check(response: &Response) -> Result<(), Error> {
    if response.status().is_success() {
        return Ok(());
    }
    // Who has no token is told so in plain text, without an envelope.
    let said: Option<Envelope<serde_json::Value>> = serde_json::from_slice(response.body()).ok();
    Err(refused(response, said.and_then(|said| said.error)))
}

fn refused(response: &Response, failure: Option<Failure>) -> Error {
    let plain = || {
        let text = std::str::from_utf8(response.body()).unwrap_or_default().trim();
        text.chars().next().filter(|first| !"<{[".contains(*first)).map(|_| text.to_owned())
    };
    let message = failure.and_then(|failure| failure.message).or_else(plain).unwrap_or_default();
    let status = response.status();
    let status = if status.is_success() { StatusCode::UNPROCESSABLE_ENTITY } else { status }.as_u16();
    Error::Rejected(Rejection { status, message, fields: Vec::new(), retry_after: retry_after(response) })
}

/// One thing.
pub fn envelope<T>(status: StatusCode, content: T) -> Envelope<T> {
    Envelope { count: Some(1), response: Some(content), ..empty(status) }
}

/// Several things: all of them, or those from `start` on of so many in all.
pub fn page<T>(items: Vec<T>, start: u64, total: Option<u64>) -> Envelope<Vec<T>> {
    let count = items.len() as u64;
    let more = total.is_some_and(|total| start + count < total);
    Envelope {
        count: Some(count),
        start_index: Some(start).filter(|start| *start > 0),
        // One more than where the next page begins, as the vendor has it.
        next_index: more.then_some(start + count + 1),
        total,
        response: Some(items),
        ..empty(StatusCode::OK)
    }
}

/// A refusal.
pub fn failure(status: StatusCode, message: &str) -> Envelope<()> {
    let error = Failure { message: Some(message.to_owned()), hresult: Some(HRESULT) };
    Envelope { status: 1, error: Some(error), ..empty(status) }
}

fn empty<T>(status: StatusCode) -> Envelope<T> {
    Envelope {
        count: None,
        start_index: None,
        next_index: None,
        total: None,
        status: 0,
        status_code: Some(status.as_u16()),
        response: None,
        error: None,
    }
}

/// What a server answers in JSON.
pub fn respond<T: Serialize>(envelope: &Envelope<T>) -> Response {
    let status = envelope.status_code.and_then(|code| StatusCode::from_u16(code).ok()).unwrap_or_default();
    answered(status, "application/json", envelope)
}
