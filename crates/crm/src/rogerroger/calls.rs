//! The vendor's calls, for client and server: `request` writes what `parse` reads.

use http::Method;
use serde_json::Value;

use super::filter::{NoteFilter, PersonFilter};
use super::wire::{Note, PersonFields};
use crate::Error;
use crate::exchange::{Request, bare, decoded, read_object, segment, with_body};

/// The media type of what is sent and answered.
pub const JSON_LD: &str = "application/ld+json";
/// That of a PATCH (RFC 7396).
pub const MERGE_PATCH: &str = "application/merge-patch+json";

/// A call.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// `GET /people`
    ListPeople(PersonFilter),
    /// `POST /people`
    CreatePerson(Box<PersonFields>),
    /// `GET /people/{id}`
    GetPerson(String),
    /// `PUT /people/{id}`: what is left out is reset.
    ReplacePerson(String, Box<PersonFields>),
    /// `PATCH /people/{id}`: what is left out stays.
    PatchPerson(String, Value),
    /// `DELETE /people/{id}`
    DeletePerson(String),
    /// `GET /people/{person}/notes`
    ListNotes(String, NoteFilter),
    /// `POST /people/{person}/notes`
    CreateNote(String, Note),
    /// `GET /people/{person}/notes/{id}`
    GetNote(String, String),
    /// `PUT /people/{person}/notes/{id}`
    ReplaceNote(String, String, Note),
    /// `PATCH /people/{person}/notes/{id}`
    PatchNote(String, String, Value),
}

/// Why a request is no call of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is nothing at this address.
    Address,
    /// The address is not used in this way.
    Method,
    /// A body of another media type than the call is sent in.
    MediaType,
    /// A parameter or the body cannot be read.
    Content(String),
}

impl Call {
    /// What a client sends.
    pub fn request(&self) -> Result<Request, Error> {
        let person = |id: &str| Ok::<_, Error>(format!("/people/{}", segment(id)?));
        let note = |of: &str, id: &str| Ok::<_, Error>(format!("/people/{}/notes/{}", segment(of)?, segment(id)?));
        let notes = |of: &str| Ok::<_, Error>(format!("/people/{}/notes", segment(of)?));
        match self {
            Self::ListPeople(filter) => bare(Method::GET, &with_query("/people".into(), filter.pairs())),
            Self::CreatePerson(fields) => with_body(Method::POST, "/people", JSON_LD, fields),
            Self::GetPerson(id) => bare(Method::GET, &person(id)?),
            Self::ReplacePerson(id, fields) => with_body(Method::PUT, &person(id)?, JSON_LD, fields),
            Self::PatchPerson(id, patch) => with_body(Method::PATCH, &person(id)?, MERGE_PATCH, patch),
            Self::DeletePerson(id) => bare(Method::DELETE, &person(id)?),
            Self::ListNotes(of, filter) => bare(Method::GET, &with_query(notes(of)?, filter.pairs())),
            Self::CreateNote(of, content) => with_body(Method::POST, &notes(of)?, JSON_LD, content),
            Self::GetNote(of, id) => bare(Method::GET, &note(of, id)?),
            Self::ReplaceNote(of, id, content) => with_body(Method::PUT, &note(of, id)?, JSON_LD, content),
            Self::PatchNote(of, id, patch) => with_body(Method::PATCH, &note(of, id)?, MERGE_PATCH, patch),
        }
    }

    /// What a server reads of it.
    pub fn parse(request: &Request) -> Result<Self, Unread> {
        let path: Vec<&str> = request.uri().path().split('/').skip(1).collect();
        let pairs = || form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes());
        let id = |text: &str| decoded(text).ok_or(Unread::Address);
        match (request.method().as_str(), path.as_slice()) {
            ("GET", ["people"]) => PersonFilter::parse(pairs()).map(Self::ListPeople).map_err(Unread::Content),
            ("POST", ["people"]) => Ok(Self::CreatePerson(content(request)?)),
            ("GET", ["people", person]) => Ok(Self::GetPerson(id(person)?)),
            ("PUT", ["people", person]) => Ok(Self::ReplacePerson(id(person)?, content(request)?)),
            ("PATCH", ["people", person]) => Ok(Self::PatchPerson(id(person)?, patch(request)?)),
            ("DELETE", ["people", person]) => Ok(Self::DeletePerson(id(person)?)),
            ("GET", ["people", of, "notes"]) => {
                let filter = NoteFilter::parse(pairs()).map_err(Unread::Content)?;
                Ok(Self::ListNotes(id(of)?, filter))
            }
            ("POST", ["people", of, "notes"]) => Ok(Self::CreateNote(id(of)?, content(request)?)),
            ("GET", ["people", of, "notes", note]) => Ok(Self::GetNote(id(of)?, id(note)?)),
            ("PUT", ["people", of, "notes", note]) => Ok(Self::ReplaceNote(id(of)?, id(note)?, content(request)?)),
            ("PATCH", ["people", of, "notes", note]) => Ok(Self::PatchNote(id(of)?, id(note)?, patch(request)?)),
            (_, ["people"] | ["people", _] | ["people", _, "notes"] | ["people", _, "notes", _]) => Err(Unread::Method),
            _ => Err(Unread::Address),
        }
    }
}

/// The methods that an address takes, as `Allow` names them (RFC 9110, section 10.2.1); none where there is nothing.
pub fn methods(path: &str) -> Option<&'static str> {
    match path.split('/').skip(1).collect::<Vec<_>>().as_slice() {
        ["people"] | ["people", _, "notes"] => Some("GET, POST"),
        ["people", _] => Some("GET, PUT, PATCH, DELETE"),
        ["people", _, "notes", _] => Some("GET, PUT, PATCH"),
        _ => None,
    }
}

fn with_query(path: String, pairs: Vec<(&'static str, String)>) -> String {
    if pairs.is_empty() {
        return path;
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{path}?{query}")
}

/// What is sent in one of the media types in which a person or a note is written, or does not say in which.
fn content<T: serde::de::DeserializeOwned>(request: &Request) -> Result<T, Unread> {
    if !["", JSON_LD, "application/json"].contains(&media_type(request)) {
        return Err(Unread::MediaType);
    }
    body(request)
}

fn body<T: serde::de::DeserializeOwned>(request: &Request) -> Result<T, Unread> {
    read_object(request.body()).map_err(|error| Unread::Content(error.to_string()))
}

fn media_type(request: &Request) -> &str {
    let said = request.headers().get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    said.and_then(|said| said.split(';').next()).map(str::trim).unwrap_or_default()
}

/// A merge patch, which is an object and says of itself that it is one.
fn patch(request: &Request) -> Result<Value, Unread> {
    if media_type(request) != MERGE_PATCH {
        return Err(Unread::MediaType);
    }
    body(request).map(Value::Object)
}
