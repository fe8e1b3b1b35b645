//! Reading requests, with errors as problem details.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use axum::Json as AxumJson;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::{ProblemKind, Record, Version, Written};
use calling_card_contact::Language;
use serde::Serialize;

use crate::{AppState, Error, Result};

/// A body in JSON.
#[derive(FromRequest)]
#[from_request(via(AxumJson), rejection(Error))]
pub struct Json<T>(pub T);

/// The query of an address.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Error))]
pub struct Query<T>(pub T);

/// The key at the end of an address below a connection; one that cannot be read names nothing that is there.
pub struct Key<Id>(pub Id);

impl<Id: FromStr, S: Send + Sync> FromRequestParts<S> for Key<Id> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::NOT_FOUND)?;
        let key = params.iter().find(|(name, _)| *name != "connection").map(|(_, value)| value);
        key.and_then(|key| key.parse().ok()).map(Self).ok_or(Error::NOT_FOUND)
    }
}

/// Two keys of an address below a connection, one after the other.
pub struct Keys<One, Other>(pub One, pub Other);

impl<One: FromStr, Other: FromStr, S: Send + Sync> FromRequestParts<S> for Keys<One, Other> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::NOT_FOUND)?;
        let mut keys = params.iter().filter(|(name, _)| *name != "connection").map(|(_, value)| value);
        let one = keys.next().and_then(|key| key.parse().ok()).ok_or(Error::NOT_FOUND)?;
        let other = keys.next().and_then(|key| key.parse().ok()).ok_or(Error::NOT_FOUND)?;
        Ok(Self(one, other))
    }
}

impl From<JsonRejection> for Error {
    fn from(rejection: JsonRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge.into(),
            _ => ProblemKind::Unreadable.into(),
        }
    }
}

impl From<QueryRejection> for Error {
    fn from(_: QueryRejection) -> Self {
        ProblemKind::Unreadable.into()
    }
}

/// The version that the sender has seen (`If-Match`).
pub struct IfMatch(pub Version);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let tag = parts.headers.get(header::IF_MATCH).ok_or(Error::Problem(ProblemKind::VersionRequired))?;
        let version = tag.to_str().ok().and_then(|tag| tag.parse().ok());
        version.map(Self).ok_or(Error::Problem(ProblemKind::Unreadable))
    }
}

/// An answer with the version of a record as its `ETag`.
pub fn tagged<Id: Serialize, T: Serialize>(record: Record<Id, T>) -> Response {
    with_tag(StatusCode::OK, record.version, &record)
}

/// The answer to a write of a record: 201 for the first, else 200.
pub fn written<Id: Serialize, T: Serialize>(written: Written<Record<Id, T>>) -> Response {
    let version = written.result.version;
    let status = if version == Version(1) { StatusCode::CREATED } else { StatusCode::OK };
    with_tag(status, version, &written)
}

/// The answer where a record was made, whatever its version is.
pub fn made<Id: Serialize, T: Serialize>(written: Written<Record<Id, T>>) -> Response {
    with_tag(StatusCode::CREATED, written.result.version, &written)
}

fn with_tag(status: StatusCode, version: Version, body: &impl Serialize) -> Response {
    let mut headers = HeaderMap::new();
    if let Ok(tag) = version.to_string().parse() {
        headers.insert(header::ETAG, tag);
    }
    (status, headers, AxumJson(body)).into_response()
}

/// What languages whoever asks reads (`Accept-Language`, RFC 9110 section 12.5.4); empty where that is not said.
pub fn languages(headers: &HeaderMap) -> &str {
    headers.get(header::ACCEPT_LANGUAGE).and_then(|wanted| wanted.to_str().ok()).unwrap_or_default()
}

/// The one of ours that they read.
pub fn language(headers: &HeaderMap) -> Language {
    Language::choose(languages(headers))
}

/// The network address that a request comes from; of an IPv6 address the part that a household has.
#[derive(Clone, Copy, Debug)]
pub struct Address(pub Option<IpAddr>);

impl FromRequestParts<AppState> for Address {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> std::result::Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        let address = forwarded(&parts.headers, state.config.proxies).or(peer);
        Ok(Self(address.map(|address| match address.to_canonical() {
            IpAddr::V6(address) => IpAddr::V6((u128::from(address) >> 64 << 64).into()),
            v4 => v4,
        })))
    }
}

/// What the outermost of our proxies says; what stands before that, anyone could have written.
fn forwarded(headers: &HeaderMap, proxies: usize) -> Option<IpAddr> {
    let entries = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let entries: Vec<&str> = entries.flat_map(|value| value.split(',')).collect();
    let place = entries.len().checked_sub(proxies).filter(|_| proxies > 0)?;
    entries.get(place)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_proxies_are_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", header::HeaderValue::from_static("6.6.6.6, 1.2.3.4, 10.0.0.1"));
        assert_eq!(forwarded(&headers, 0), None);
        assert_eq!(forwarded(&headers, 1), "10.0.0.1".parse().ok());
        assert_eq!(forwarded(&headers, 2), "1.2.3.4".parse().ok());
        assert_eq!(forwarded(&headers, 9), None);
    }
}
