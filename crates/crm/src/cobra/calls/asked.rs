//! What a server is asked.

use http::{Method, Uri, header};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Unread;
use crate::exchange::{Request, decoded, read, read_object};
use crate::multipart::{self, File, Part};

/// How and where is asked.
pub(super) struct Asked {
    method: String,
    path: Vec<String>,
    query: String,
}

impl Asked {
    /// None where the address is none.
    pub(super) fn of(method: &Method, uri: &Uri) -> Option<Self> {
        let path = uri.path().strip_prefix('/')?.split('/').map(decoded).collect::<Option<_>>()?;
        Some(Self { method: method.to_string(), path, query: uri.query().unwrap_or_default().to_owned() })
    }

    /// The method and the parts of the address.
    pub(super) fn parts(&self) -> (&str, Vec<&str>) {
        (&self.method, self.path.iter().map(String::as_str).collect())
    }

    pub(super) fn is(&self, method: &str, path: &[&str]) -> bool {
        self.parts() == (method, path.to_vec())
    }

    /// What the address says under a name; the first counts.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        let mut pairs = form_urlencoded::parse(self.query.as_bytes());
        pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }
}

/// What is sent along.
pub(super) struct Said<'a>(&'a Request);

impl<'a> Said<'a> {
    pub(super) fn of(request: &'a Request) -> Self {
        Self(request)
    }

    pub(super) fn object<T: DeserializeOwned>(&self) -> Result<T, Unread> {
        read_object(self.0.body()).map_err(|error| Unread::Content(error.to_string()))
    }

    /// For the call that the vendor's page shows without a body.
    pub(super) fn object_or_nothing<T: DeserializeOwned + Default>(&self) -> Result<T, Unread> {
        if self.0.body().is_empty() { Ok(T::default()) } else { self.object() }
    }

    pub(super) fn objects<T: DeserializeOwned>(&self) -> Result<Vec<T>, Unread> {
        let entries: Vec<Map<String, Value>> = self.plain()?;
        let read = entries.into_iter().map(|members| serde_json::from_value(Value::Object(members)));
        read.collect::<serde_json::Result<_>>().map_err(|error| Unread::Content(error.to_string()))
    }

    /// The ids of those who are meant; none where nothing is sent.
    pub(super) fn ids(&self) -> Result<Vec<String>, Unread> {
        if self.0.body().is_empty() { Ok(Vec::new()) } else { self.plain() }
    }

    /// The file of a form.
    pub(super) fn file(&self) -> Result<File, Unread> {
        let media_type = self.0.headers().get(header::CONTENT_TYPE).and_then(|said| said.to_str().ok());
        let parts = multipart::read(media_type.unwrap_or_default(), self.0.body());
        let parts = parts.map_err(|why| Unread::Content(why.into()))?;
        let file = parts.into_iter().find_map(|part| match part {
            Part::File(name, file) if name == "file" => Some(file),
            _ => None,
        });
        file.ok_or_else(|| Unread::Content("file is missing".into()))
    }

    fn plain<T: DeserializeOwned>(&self) -> Result<T, Unread> {
        read(self.0.body()).map_err(|error| Unread::Content(error.to_string()))
    }
}
