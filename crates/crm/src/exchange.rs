//! Requests and responses, whole in memory. Addresses begin after the API's root: `/people?page=2`.

use http::{HeaderValue, Method, StatusCode, header};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::Error;

/// A request; its address begins after the API's root.
pub type Request = http::Request<Vec<u8>>;
/// A response.
pub type Response = http::Response<Vec<u8>>;

/// A request without a body.
pub(crate) fn bare(method: Method, target: &str) -> Result<Request, Error> {
    let made = http::Request::builder().method(method).uri(target).body(Vec::new());
    made.map_err(|error| Error::Build(error.to_string()))
}

/// A request with a body of this media type.
pub(crate) fn with_body(
    method: Method,
    target: &str,
    media_type: &'static str,
    body: &impl Serialize,
) -> Result<Request, Error> {
    let mut request = bare(method, target)?;
    *request.body_mut() = serde_json::to_vec(body).map_err(|error| Error::Build(error.to_string()))?;
    request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    Ok(request)
}

/// A response with a body of this media type.
pub(crate) fn answered(status: StatusCode, media_type: &'static str, body: &impl Serialize) -> Response {
    // Our own types are written without fail.
    let mut response = Response::new(serde_json::to_vec(body).unwrap_or_default());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// What a body says. Members that are not known are passed over.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(body).map_err(|error| Error::Decode(error.to_string()))
}

/// What a body says that is an object; a list of its members in their order is none, though a type could be read from it.
pub(crate) fn read_object<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    let members: Map<String, Value> = read(body)?;
    serde_json::from_value(Value::Object(members)).map_err(|error| Error::Decode(error.to_string()))
}

/// For members that are objects or null, by the same rule.
pub(crate) fn object<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<T>, D::Error> {
    let members = Option::<Map<String, Value>>::deserialize(from)?;
    members.map(|members| serde_json::from_value(Value::Object(members))).transpose().map_err(D::Error::custom)
}

/// For members that are lists of objects, by the same rule.
pub(crate) fn objects<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    let entries = Vec::<Map<String, Value>>::deserialize(from)?.into_iter();
    let read = entries.map(|members| serde_json::from_value(Value::Object(members)));
    read.collect::<serde_json::Result<_>>().map_err(D::Error::custom)
}

/// `Retry-After` in seconds (RFC 9110, section 10.2.3); its other form, a date, is not read.
pub fn retry_after(response: &Response) -> Option<u64> {
    response.headers().get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()
}

/// An id as a part of an address.
pub(crate) fn segment(id: &str) -> Result<String, Error> {
    if id.is_empty() || id == "." || id == ".." {
        return Err(Error::Build(format!("{id:?} is no id")));
    }
    Ok(form_urlencoded::byte_serialize(id.as_bytes()).collect::<String>().replace('+', "%20"))
}

/// The id that stands there.
pub(crate) fn decoded(segment: &str) -> Option<String> {
    let plain = segment.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    let (name, _) = form_urlencoded::parse(plain.as_bytes()).next()?;
    Some(name.into_owned()).filter(|id| !id.is_empty())
}
