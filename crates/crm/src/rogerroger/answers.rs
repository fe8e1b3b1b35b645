//! What is answered, for client and server.

use http::StatusCode;
use serde::Serialize;

use super::calls::JSON_LD;
use super::wire;
use crate::exchange::{Response, answered, read, retry_after};
use crate::{Error, Rejection};

/// The media type of a refusal (RFC 9457).
const PROBLEM: &str = "application/problem+json";

/// What a client reads: the body of an answer that is none of refusal.
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
    let texts = [said.detail, said.message, said.title].into_iter().flatten();
    let message = texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let fields = said.violations.into_iter().map(|violation| (ours(&violation.property_path), violation.message));
    Err(Error::Rejected(Rejection {
        status: response.status().as_u16(),
        message,
        fields: fields.collect(),
        retry_after: retry_after(response),
    }))
}

/// Where a member of theirs stands in a person of ours.
fn ours(property: &str) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let member = match property.split(['[', '.']).next().unwrap_or_default() {
        "familyName" => "/name/family",
        "givenName" => "/name/given",
        "additionalName" => "/name/additional",
        "initials" => "/name/initials",
        "honorificPrefix" => "/name/honorific_prefix",
        "linkedinId" => "/social_profiles/0/url",
        "jobTitle" => "/cards/0/positions/0/position",
        "emailAddresses" => return format!("/cards/0/emails/{}/address", or_zero(&digits(property))),
        "phoneNumbers" => return format!("/cards/0/phones/{}/number", or_zero(&digits(property))),
        "address" => "/cards/0/addresses/0",
        "description" => "/text",
        "title" => "/title",
        _ => "",
    };
    member.to_owned()
}

fn or_zero(number: &str) -> &str {
    if number.is_empty() { "0" } else { number }
}

/// Where a member of a person or note of ours stands in theirs; empty for what they have no word for.
pub fn theirs(pointer: &str) -> String {
    let path: Vec<&str> = pointer.split('/').skip(1).collect();
    match path.as_slice() {
        ["name", "family", ..] => "familyName".into(),
        ["name", "given", ..] => "givenName".into(),
        ["name", "additional", ..] => "additionalName".into(),
        ["name", "initials", ..] => "initials".into(),
        ["name", "honorific_prefix", ..] => "honorificPrefix".into(),
        ["social_profiles", ..] => "linkedinId".into(),
        ["cards", _, "positions", ..] => "jobTitle".into(),
        ["cards", _, "emails", place, ..] => format!("emailAddresses[{place}].email"),
        ["cards", _, "emails"] => "emailAddresses".into(),
        ["cards", _, "phones", place, ..] => format!("phoneNumbers[{place}].phoneNumber"),
        ["cards", _, "phones"] => "phoneNumbers".into(),
        ["cards", _, "addresses", _, "street"] => "address.street".into(),
        ["cards", _, "addresses", _, "zip"] => "address.postalCode".into(),
        ["cards", _, "addresses", _, "city"] => "address.city".into(),
        ["cards", _, "addresses", _, "country" | "country_code"] => "address.country".into(),
        ["text"] => "description".into(),
        ["title"] => "title".into(),
        ["person"] => "personId".into(),
        _ => String::new(),
    }
}

/// What a server answers.
pub fn respond(status: StatusCode, body: &impl Serialize) -> Response {
    answered(status, JSON_LD, body)
}

/// What a server says to who has no key, or a wrong one: without the other members of a refusal.
pub fn unknown(message: &str) -> Response {
    let code = Some(StatusCode::UNAUTHORIZED.as_u16());
    let error = wire::Error { code, message: Some(message.to_owned()), ..wire::Error::default() };
    answered(StatusCode::UNAUTHORIZED, "application/json", &error)
}

/// What a server refuses with; `violations` are names of members and what is wrong with them.
pub fn refuse(status: StatusCode, detail: &str, violations: Vec<(String, String)>) -> Response {
    let violations: Vec<wire::Violation> = violations
        .into_iter()
        .map(|(property_path, message)| wire::Violation { property_path, message, code: None })
        .collect();
    let error = wire::Error {
        title: Some("An error occurred".into()),
        status: Some(status.as_u16()),
        detail: Some(detail.to_owned()),
        message: Some(detail.to_owned()),
        violations,
        ..wire::Error::default()
    };
    answered(status, PROBLEM, &error)
}
