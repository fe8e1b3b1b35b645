//! What is asked: the method, the path behind the version, the query and the body, which is read when it is known who asks.

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, header};
use calling_card_contact::Problem;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::super::{behind, whole};
use super::{Found, ROOT, Refusal, VERSION};

/// Most bytes of a body: a picture that is a little too large is still read, to say so.
const BYTES: usize = 3 * 1024 * 1024;
/// Most entries of a body that is a list.
pub(super) const MOST: usize = 1_000;

/// A request.
#[derive(Debug)]
pub(super) struct Asked {
    method: Method,
    /// Behind the version.
    path: String,
    query: String,
    media_type: Option<HeaderValue>,
    body: Vec<u8>,
}

impl Asked {
    /// What is asked; refused where the path has another version, or the body is too large or ends too early.
    pub(super) async fn of(parts: &Parts, body: Body) -> Found<Self> {
        let target = behind(ROOT, &parts.uri).ok_or(Refusal::NotFound)?;
        let path = target.path().strip_prefix(VERSION).filter(|path| path.starts_with('/')).ok_or(Refusal::NotFound)?;
        let body = whole(body, BYTES).await.ok_or_else(|| {
            Refusal::said("body", "It is too large, or ends too early.", "Er ist zu groß oder endet zu früh.")
        })?;
        Ok(Self {
            method: parts.method.clone(),
            path: path.to_owned(),
            query: target.query().unwrap_or_default().to_owned(),
            media_type: parts.headers.get(header::CONTENT_TYPE).cloned(),
            body,
        })
    }

    /// The method.
    pub(super) fn method(&self) -> &str {
        self.method.as_str()
    }

    /// It as the vendor would have got it, behind the version.
    pub(super) fn request(&self) -> calling_card_crm::Request {
        let mut request = calling_card_crm::Request::new(self.body.clone());
        request.method_mut().clone_from(&self.method);
        let query = if self.query.is_empty() { String::new() } else { format!("?{}", self.query) };
        // It is a part of an address that was read already.
        *request.uri_mut() = format!("{}{query}", self.path).parse().unwrap_or_default();
        if let Some(media_type) = &self.media_type {
            request.headers_mut().insert(header::CONTENT_TYPE, media_type.clone());
        }
        request
    }

    /// The parts of the path behind the version.
    pub(super) fn path(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').skip(1)
    }

    /// A body that is an object.
    pub(super) fn object<T: DeserializeOwned>(&self) -> Found<T> {
        let members: Map<String, Value> = self.json()?;
        serde_json::from_value(Value::Object(members)).map_err(|error| unread(&error))
    }

    /// A body that is a list of objects; it may be empty.
    pub(super) fn list<T: DeserializeOwned>(&self) -> Found<Vec<T>> {
        let entries: Vec<Map<String, Value>> = self.json()?;
        few(entries.len())?;
        let read = entries.into_iter().map(|members| serde_json::from_value(Value::Object(members)));
        read.collect::<serde_json::Result<_>>().map_err(|error| unread(&error))
    }

    /// A body that is a list of objects, at least one.
    pub(super) fn objects<T: DeserializeOwned>(&self) -> Found<Vec<T>> {
        self.list().and_then(some)
    }

    /// A body that is a list of ids, at least one.
    pub(super) fn ids(&self) -> Found<Vec<String>> {
        let ids: Vec<String> = self.json()?;
        few(ids.len())?;
        some(ids)
    }

    fn json<T: DeserializeOwned>(&self) -> Found<T> {
        serde_json::from_slice(&self.body).map_err(|error| unread(&error))
    }
}

fn unread(error: &serde_json::Error) -> Refusal {
    Refusal::unread(&error.to_string())
}

/// Refuses a list of more than a thousand.
pub(super) fn few(count: usize) -> Found<()> {
    let max = u32::try_from(MOST).unwrap_or(u32::MAX);
    if count > MOST { Err(Refusal::at("body", Problem::TooMany { max })) } else { Ok(()) }
}

/// Refuses a list of none.
pub(super) fn some<T>(list: Vec<T>) -> Found<Vec<T>> {
    if list.is_empty() { Err(Refusal::at("body", Problem::Required)) } else { Ok(list) }
}

/// For members that are objects or null: a list of its members in their order is none, though a type could be read from it.
pub(super) fn object<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<T>, D::Error> {
    let members = Option::<Map<String, Value>>::deserialize(from)?;
    members.map(|members| serde_json::from_value(Value::Object(members))).transpose().map_err(D::Error::custom)
}

/// For members that are lists of objects or null, by the same rule.
pub(super) fn objects<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<Vec<T>>, D::Error> {
    let Some(entries) = Option::<Vec<Map<String, Value>>>::deserialize(from)? else { return Ok(None) };
    let read = entries.into_iter().map(|members| serde_json::from_value(Value::Object(members)));
    read.collect::<serde_json::Result<_>>().map(Some).map_err(D::Error::custom)
}
