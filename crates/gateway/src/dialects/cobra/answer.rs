//! What stands around every answer: the data, a message, when it was answered, and the status once more.

use axum::http::{HeaderValue, StatusCode, header};
use calling_card_crm::Response;
use serde::Serialize;

use crate::clock;

/// An answer as the vendor's page has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a, T> {
    data: Option<&'a T>,
    message: Option<&'a str>,
    meta_data: MetaData,
    status_code: u16,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MetaData {
    total_results: usize,
    response_time_stamp: String,
}

/// One thing.
pub(super) fn one(status: StatusCode, data: &impl Serialize) -> Response {
    enveloped(status, Some(data), 1, None)
}

/// All of a list.
pub(super) fn all<T: Serialize>(status: StatusCode, data: &[T]) -> Response {
    enveloped(status, Some(&data), data.len(), None)
}

/// That it is done, and nothing else.
pub(super) fn done() -> Response {
    enveloped::<()>(StatusCode::OK, None, 0, None)
}

/// The same with another status.
pub(super) fn done_as(status: StatusCode) -> Response {
    enveloped::<()>(status, None, 0, None)
}

/// Why it is refused.
pub(super) fn refused(status: StatusCode, message: &str) -> Response {
    enveloped::<()>(status, None, 0, Some(message))
}

/// An answer with nothing around it.
pub(super) fn bare(status: StatusCode, said: &impl Serialize) -> Response {
    // Our own types are written without fail.
    let mut response = Response::new(serde_json::to_vec(said).unwrap_or_default());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn enveloped<T: Serialize>(status: StatusCode, data: Option<&T>, total: usize, message: Option<&str>) -> Response {
    let meta_data = MetaData { total_results: total, response_time_stamp: clock::now().0 };
    bare(status, &Envelope { data, message, meta_data, status_code: status.as_u16() })
}
