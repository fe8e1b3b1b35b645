//! What is answered, for client and server: lists and records as they are; nothing for what was written, and for refusals.

use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::exchange::{Response, answered, read, retry_after};
use crate::{Error, Rejection};

/// What a client reads: the body of an answer that is no refusal.
pub(super) fn accepted<T: DeserializeOwned>(response: &Response) -> Result<T, Error> {
    check(response)?;
    read(response.body())
}

/// Fails where the CRM has refused. It promises no words for it; where there are some, they are taken.
pub(super) fn check(response: &Response) -> Result<(), Error> {
    if response.status().is_success() {
        return Ok(());
    }
    let said: Value = serde_json::from_slice(response.body()).unwrap_or_default();
    let sentences: Vec<String> = match &said["message"] {
        Value::String(sentence) => vec![sentence.clone()],
        Value::Array(sentences) => sentences.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    Err(Error::Rejected(Rejection {
        status: response.status().as_u16(),
        message: sentences.join(" "),
        fields: sentences.iter().map(|sentence| (ours(sentence).to_owned(), sentence.clone())).collect(),
        retry_after: retry_after(response),
    }))
}

/// Where the member of theirs that a sentence begins with stands in a person of ours.
fn ours(sentence: &str) -> &'static str {
    match sentence.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default() {
        "lastName" => "/name/family",
        "firstName" => "/name/given",
        "namePrefix" => "/name/honorific_prefix",
        "nameSuffix" => "/name/honorific_suffix",
        "gender" => "/gender",
        "birthday" => "/birthday",
        "website" => "/web_addresses/0/url",
        "linkedin" | "xing" | "facebook" | "twitter" | "instagram" => "/social_profiles/0/url",
        "email" => "/cards/0/emails/0/address",
        "phoneNumber" | "mobileNumber" | "privateNumber" | "officeNumber" | "homeNumber" | "faxNumber" => {
            "/cards/0/phones/0/number"
        }
        "address" => "/cards/0/addresses/0",
        "name" => "/cards/0/business",
        "role" => "/cards/0/positions/0/position",
        _ => "",
    }
}

/// What a server answers to who reads.
pub fn respond(body: &impl Serialize) -> Response {
    answered(StatusCode::OK, "application/json", body)
}

/// What a server answers to who writes, and what it refuses with: nothing but the number.
pub fn nothing(status: StatusCode) -> Response {
    let mut response = Response::default();
    *response.status_mut() = status;
    response
}
