//! What stands around every answer, in JSON or XML.

use axum::http::{HeaderValue, StatusCode, header};
use calling_card_crm::Response;
use calling_card_crm::onlyoffice::answers::{envelope, failure, page};
use calling_card_crm::onlyoffice::calls::Format;
use calling_card_crm::onlyoffice::wire::Envelope;
use serde::Serialize;
use serde_json::{Value, json};

use super::xml;

/// What is answered.
#[derive(Debug)]
pub(super) struct Answer {
    status: StatusCode,
    /// With what stands around it.
    json: Vec<u8>,
}

impl Answer {
    /// One thing.
    pub(super) fn one(status: StatusCode, said: &impl Serialize) -> Self {
        Self::of(status, envelope(status, said))
    }

    /// All of a list.
    pub(super) fn all<T: Serialize>(status: StatusCode, said: &[T]) -> Self {
        Self::of(status, page(said.iter().collect(), 0, None))
    }

    /// A part of a list: where it begins, and how many there are in all.
    pub(super) fn page<T: Serialize>(said: &[T], start: u64, total: u64) -> Self {
        Self::of(StatusCode::OK, page(said.iter().collect(), start, Some(total)))
    }

    /// Nothing, which is an object without members.
    pub(super) fn nothing(status: StatusCode) -> Self {
        Self::of(status, Envelope { count: Some(0), ..envelope(status, json!({})) })
    }

    fn of<T: Serialize>(status: StatusCode, envelope: Envelope<T>) -> Self {
        Self { status, json: written(&Envelope { status_code: Some(status.as_u16()), ..envelope }) }
    }

    /// As it is sent; of what is answered only these members, where some are named.
    pub(super) fn send(self, format: Format, fields: &[String]) -> Response {
        let json = if fields.is_empty() { self.json } else { only(&self.json, fields) };
        sent(format, self.status, json)
    }
}

fn written(said: &impl Serialize) -> Vec<u8> {
    // Our own types are written without fail.
    serde_json::to_vec(said).unwrap_or_default()
}

/// Of what is answered, be it an object or a list of them, the members with these names.
fn only(json: &[u8], fields: &[String]) -> Vec<u8> {
    let mut envelope: Value = serde_json::from_slice(json).unwrap_or_default();
    let entries = match envelope.get_mut("response") {
        Some(Value::Array(entries)) => entries.iter_mut().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for entry in entries {
        if let Value::Object(members) = entry {
            members.retain(|name, _| fields.iter().any(|field| field.eq_ignore_ascii_case(name)));
        }
    }
    written(&envelope)
}

/// A refusal with what stands around it.
pub(super) fn refused(format: Format, status: StatusCode, message: &str) -> Response {
    sent(format, status, written(&failure(status, message)))
}

fn sent(format: Format, status: StatusCode, json: Vec<u8>) -> Response {
    let (media_type, body) = match format {
        Format::Json => ("application/json", json),
        Format::Xml => ("text/xml; charset=utf-8", xml::of_json(&json).unwrap_or_default()),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}
