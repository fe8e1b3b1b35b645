//! What is answered, for client and server.

use http::StatusCode;

use super::wire;
use crate::exchange::{Response, answered, read, retry_after};
use crate::{Error, Rejection};

/// What a client reads: the body of an answer that is no refusal.
pub(super) fn accepted<T: serde::de::DeserializeOwned>(response: &Response) -> Result<T, Error> {
    check(response)?;
    read(response.body())
}

/// Fails where the CRM has refused.
pub(super) fn check(response: &Response) -> Result<(), Error> {
    if response.status().is_success() {
        return Ok(());
    }
    let said: wire::Error = serde_json::from_slice(response.body()).unwrap_or_default();
    // Each error within names its member: `Contact - type is required.`
    let fields = said.errors.iter().map(|error| (ours(&error.message).to_owned(), error.message.clone()));
    Err(Error::Rejected(Rejection {
        status: response.status().as_u16(),
        fields: fields.collect(),
        message: said.message,
        retry_after: retry_after(response),
    }))
}

/// Where the member of theirs that a sentence names stands in a person of ours.
fn ours(sentence: &str) -> &'static str {
    let named = |name: &str| sentence.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name);
    [
        ("email", "/cards/0/emails/0/address"),
        ("phone", "/cards/0/phones/0/number"),
        ("mobile", "/cards/0/phones/0/number"),
        ("department", "/cards/0/positions/0/department"),
        ("street", "/cards/0/addresses/0/street"),
        ("zipcode", "/cards/0/addresses/0/zip"),
        ("city", "/cards/0/addresses/0/city"),
        ("state", "/cards/0/addresses/0/federal_state"),
        ("title", "/name/title"),
        ("name", "/name/family"),
    ]
    .into_iter()
    .find(|(name, _)| named(name))
    .map_or("", |(_, pointer)| pointer)
}

/// Where a member of a person of ours stands in theirs; `mobile` are the places of the mobile phones on the main card.
pub fn theirs(pointer: &str, mobile: &[usize]) -> &'static str {
    let path: Vec<&str> = pointer.split('/').skip(1).collect();
    match path.as_slice() {
        ["name", "title"] => "title",
        ["name", ..] => "name",
        ["cards", _, "positions", ..] => "department",
        ["cards", _, "emails", ..] => "email",
        ["cards", _, "phones", place, ..] => {
            let is_mobile = place.parse().is_ok_and(|place| mobile.contains(&place));
            if is_mobile { "mobile" } else { "phone" }
        }
        ["cards", _, "addresses", _, "street"] => "street",
        ["cards", _, "addresses", _, "additional"] => "secondary_address",
        ["cards", _, "addresses", _, "zip"] => "zipcode",
        ["cards", _, "addresses", _, "city"] => "city",
        ["cards", _, "addresses", _, "federal_state"] => "state",
        _ => "contact",
    }
}

/// What a server answers.
pub fn respond(status: StatusCode, body: &impl serde::Serialize) -> Response {
    answered(status, "application/json", body)
}

/// What a server refuses with: the vendor's number and word for it (`1201`, `NotFound`), and what is wrong in particular.
pub fn refuse(status: StatusCode, (code, token): (u16, &str), message: &str, errors: Vec<wire::Error>) -> Response {
    let error = wire::Error {
        error_code: Some(code),
        error_token: Some(token.to_owned()),
        message: message.to_owned(),
        errors,
    };
    answered(status, "application/json", &error)
}

/// What a server says that has no number for it.
pub fn refuse_plainly(status: StatusCode, message: &str) -> Response {
    answered(status, "application/json", &wire::Error { message: message.to_owned(), ..wire::Error::default() })
}
