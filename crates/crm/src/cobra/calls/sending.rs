//! What a client sends: an address of parts, and what goes there.

use http::{HeaderValue, Method, header};
use serde::Serialize;

use crate::Error;
use crate::exchange::{Request, bare, segment, with_body};
use crate::multipart::{self, File, Part};

const JSON: &str = "application/json";

/// Of what many are deleted at once.
const NOBODY: &str = "no ids: nobody says what is deleted then";

/// Words that stand where ids do: none of them is an id.
const WORDS: [&str; 5] = ["filter", "batch", "merge", "validate", "domain"];

pub(super) fn get(path: &[&str]) -> Result<Request, Error> {
    bare(Method::GET, &address(path)?)
}

/// What is no JSON.
pub(super) fn get_file(path: &[&str], media_type: &'static str) -> Result<Request, Error> {
    let mut request = get(path)?;
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static(media_type));
    Ok(request)
}

/// With what is said in the address; what says nothing is left out.
pub(super) fn get_by(path: &[&str], query: &[(&str, &Option<String>)]) -> Result<Request, Error> {
    let said = query.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?)));
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(said).finish();
    let mark = if query.is_empty() { "" } else { "?" };
    bare(Method::GET, &format!("{}{mark}{query}", address(path)?))
}

pub(super) fn delete(path: &[&str]) -> Result<Request, Error> {
    bare(Method::DELETE, &address(path)?)
}

pub(super) fn post(path: &[&str], body: &impl Serialize) -> Result<Request, Error> {
    with_body(Method::POST, &address(path)?, JSON, body)
}

pub(super) fn put(path: &[&str], body: &impl Serialize) -> Result<Request, Error> {
    with_body(Method::PUT, &address(path)?, JSON, body)
}

/// Deletes what a body names.
pub(super) fn delete_what(path: &[&str], body: &impl Serialize) -> Result<Request, Error> {
    with_body(Method::DELETE, &address(path)?, JSON, body)
}

/// Deletes many. Without ids it is never sent: what it deletes then, no page says.
pub(super) fn delete_many(path: &[&str], ids: &[String]) -> Result<Request, Error> {
    named(ids)?;
    delete_what(path, &ids)
}

/// Refuses a list of ids that names nobody.
pub(super) fn named(ids: &[String]) -> Result<(), Error> {
    let nobody = ids.is_empty() || ids.iter().any(|id| id.trim().is_empty());
    if nobody { Err(Error::Build(NOBODY.into())) } else { Ok(()) }
}

/// A file, as the part `file` of a form.
pub(super) fn upload(path: &[&str], file: &File) -> Result<Request, Error> {
    let (media_type, body) = multipart::write(&[Part::File("file".into(), file.clone())]);
    let mut request = bare(Method::POST, &address(path)?)?;
    *request.body_mut() = body;
    let media_type = HeaderValue::from_str(&media_type).map_err(|error| Error::Build(error.to_string()))?;
    request.headers_mut().insert(header::CONTENT_TYPE, media_type);
    Ok(request)
}

/// An id, where a word could stand as well.
pub(super) fn id(id: &str) -> Result<&str, Error> {
    if WORDS.contains(&id) { Err(Error::Build(format!("{id:?} is no id"))) } else { Ok(id) }
}

fn address(path: &[&str]) -> Result<String, Error> {
    let parts = path.iter().map(|part| segment(part)).collect::<Result<Vec<_>, _>>()?;
    Ok(format!("/{}", parts.join("/")))
}
