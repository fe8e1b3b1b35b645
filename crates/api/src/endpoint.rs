//! What every request knows of itself.

use http::Method;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Version;

/// A request to the gateway.
pub trait Endpoint {
    /// Its method.
    const METHOD: Method;
    /// Its address as a pattern (`/crm/{connection}/people/{person}`), for the gateway's routes.
    const PATH: &'static str;
    /// What is sent, as JSON.
    type Body: Serialize;
    /// What is answered, as JSON.
    type Answer: DeserializeOwned;

    /// Its address: path and query.
    fn target(&self) -> String;

    /// What is sent; nothing unless said otherwise.
    fn body(&self) -> Option<&Self::Body> {
        None
    }

    /// The version that the sender has seen, where a record is overwritten (`If-Match`).
    fn if_match(&self) -> Option<Version> {
        None
    }
}

/// An empty body or answer; in JSON `null`, which an answer of status 204 stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Nothing;

/// A query string made of what a query says, with its question mark; empty where it says nothing.
pub(crate) fn query_string(query: &impl Serialize) -> String {
    match serde_urlencoded::to_string(query) {
        Ok(text) if !text.is_empty() => format!("?{text}"),
        _ => String::new(),
    }
}
