//! Scripts that other people's pages load, made of a built element and its data, and compressed once.

use std::io::Write;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::site::{Site, open_to_all};
use crate::store::tokens;
use crate::{Error, Result};

/// A script, compressed once.
#[derive(Debug)]
pub(crate) struct Script {
    /// The beginning of its SHA-256.
    pub(crate) version: String,
    /// Its SHA-256 as a page names it (Subresource Integrity).
    pub(crate) integrity: String,
    pub(crate) text: String,
    brotli: Vec<u8>,
    gzip: Vec<u8>,
}

/// A built element with data in the place that it keeps for them; none where it is not built.
pub(crate) fn text_of(site: &Site, element: &str, place: &str, data: &Value) -> Option<String> {
    let element = site.read(element)?;
    // The data stands in a script: what would end one is written so that it does not.
    let data = data.to_string().replace("</", "<\\/");
    let data = data.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    Some(String::from_utf8_lossy(&element).trim_end().replacen(place, &data, 1))
}

/// Style without indentation and line ends.
pub(crate) fn shorten(style: &str) -> String {
    style.lines().map(str::trim).collect()
}

/// An important rule of the element itself wins over every rule of the page, also over `* { all: unset !important }`.
pub(crate) const HOST_STYLE: &str = ":host{display:block!important}:host([hidden]){display:none!important}";

impl Script {
    /// A script of this text.
    pub(crate) async fn pack(text: String) -> Result<Self> {
        let packed = tokio::task::spawn_blocking(move || Self::new(text)).await;
        packed.map_err(|error| Error::Internal(error.to_string()))
    }

    fn new(text: String) -> Self {
        let hash = Sha256::digest(text.as_bytes());
        let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        // Writing to a Vec cannot fail.
        let _ = brotli.write_all(text.as_bytes());
        let _ = gzip.write_all(text.as_bytes());
        Self {
            version: tokens::hexadecimal(&hash[..8]),
            integrity: format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(hash)),
            brotli: brotli.into_inner(),
            gzip: gzip.finish().unwrap_or_default(),
            text,
        }
    }

    /// The script in the smallest form that the sender takes, for pages of every origin.
    pub(crate) fn answer(&self, request: &HeaderMap, caching: HeaderValue) -> Response {
        let text = |name| request.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
        let takes = |coding: &str| {
            text(header::ACCEPT_ENCODING).split(',').any(|entry| entry.split(';').next().map(str::trim) == Some(coding))
        };
        let (coding, body) = match () {
            () if takes("br") => ("br", self.brotli.clone()),
            () if takes("gzip") => ("gzip", self.gzip.clone()),
            () => ("", self.text.clone().into_bytes()),
        };
        let tag = format!("\"{}-{coding}\"", self.version);
        let mut headers = HeaderMap::new();
        headers.insert(header::CACHE_CONTROL, caching);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let known = is_known(request, &tag);
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        if known {
            return open_to_all((StatusCode::NOT_MODIFIED, headers).into_response());
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
        if !coding.is_empty() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        open_to_all((headers, body).into_response())
    }
}

/// Whether the sender has the content with this tag already (`If-None-Match`).
pub(crate) fn is_known(request: &HeaderMap, tag: &str) -> bool {
    let known = request.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    known.split(',').any(|entry| entry.trim().trim_start_matches("W/") == tag)
}
