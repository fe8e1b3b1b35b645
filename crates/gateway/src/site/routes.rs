//! The addresses of the files.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};

use super::Site;
use super::policy::open_to_all;
use crate::{AppState, Error};

/// The pages of the app, by the beginning of their path.
const PAGES: [&str; 11] = [
    "people",
    "connections",
    "organizations",
    "drafts",
    "forms",
    "events",
    "import",
    "settings",
    "bin",
    "sign-in",
    "welcome",
];

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// The app's pages and files, the widget's and the worker's.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/manifest.site.json", get(manifest))
        .route("/widget/{file}", get(|state, headers, file| form_file("widget", state, headers, file)))
        .route("/help/{file}", get(|state, headers, file| form_file("help", state, headers, file)))
        .route("/reader/{file}", get(|state, headers, file| form_file("reader", state, headers, file)))
        .route("/worker/{file}", get(worker_file))
        .fallback(app)
}

/// The names of the worker's files.
async fn manifest(State(state): State<AppState>) -> Response {
    let module = state.site.manifest.worker.as_ref();
    let names = module.map(|module| serde_json::json!({ "worker": { "js": module.js, "wasm": module.wasm } }));
    ([(header::CACHE_CONTROL, REVALIDATE)], Json(names.unwrap_or_default())).into_response()
}

/// What forms load, on pages of any origin.
async fn form_file(
    folder: &'static str,
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Response {
    open_to_all(file_of(&state.site, &headers, &format!("{folder}/{file}"), IMMUTABLE))
}

/// A worker has a policy of its own: it runs wasm and asks nobody but us.
async fn worker_file(State(state): State<AppState>, headers: HeaderMap, Path(file): Path<String>) -> Response {
    let caching = if ["worker.js", "keep.js"].contains(&file.as_str()) { REVALIDATE } else { IMMUTABLE };
    let mut response = file_of(&state.site, &headers, &format!("worker/{file}"), caching);
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

/// A file of the app, or its page.
async fn app(method: Method, State(state): State<AppState>, headers: HeaderMap, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if !matches!(method, Method::GET | Method::HEAD) {
        return Error::NOT_FOUND.into_response();
    }
    if path.contains('.') && !path.contains('/') && path != "index.html" {
        let hashed =
            path.split(['-', '.', '_']).any(|part| part.len() >= 12 && part.bytes().all(|b| b.is_ascii_hexdigit()));
        let mut response =
            file_of(&state.site, &headers, &format!("app/{path}"), if hashed { IMMUTABLE } else { REVALIDATE });
        if path == "sw.js" {
            // It asks nobody but us.
            let policy = HeaderValue::from_static("default-src 'none'; connect-src 'self'");
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        return response;
    }
    let first = path.split('/').next().unwrap_or_default();
    if ["auth", "crm"].contains(&first) {
        return Error::NOT_FOUND.into_response();
    }
    let known = path.is_empty() || PAGES.contains(&first);
    let mut response = file_of(&state.site, &headers, "app/index.html", REVALIDATE);
    if response.status() == StatusCode::NOT_FOUND {
        return unbuilt();
    }
    if !known {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    if let Ok(policy) = HeaderValue::from_str(&state.site.policy()) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn unbuilt() -> Response {
    let page = "<!doctype html><html lang=en><meta charset=utf-8><title>Calling Card</title>\
        <h1>The app is not built yet</h1><p>Start with <code>cargo xtask run</code>, or name the built files with <code>--site</code>.";
    (StatusCode::SERVICE_UNAVAILABLE, Html(page)).into_response()
}

/// A file in the smallest form that the sender takes.
fn file_of(site: &Site, request: &HeaderMap, path: &str, caching: HeaderValue) -> Response {
    let accepted = request.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let takes = |coding: &str| {
        accepted.split(',').any(|entry| entry.split(';').next().is_some_and(|name| name.trim() == coding))
    };
    let compressed = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(coding, _)| takes(coding))
        .find_map(|(coding, ending)| Some((coding, site.read(&format!("{path}{ending}"))?)));
    let (coding, content) = match compressed {
        Some((coding, content)) => (Some(coding), content),
        None => match site.read(path) {
            Some(content) => (None, content),
            None => return (StatusCode::NOT_FOUND, "not found").into_response(),
        },
    };
    let tag = Site::tag(&content);
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, caching);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(value) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, value);
    }
    if request.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = if kind.type_() == "text" { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    if let Ok(value) = HeaderValue::from_str(&kind) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    (headers, content.into_owned()).into_response()
}

#[cfg(test)]
mod tests {
    use super::PAGES;

    /// The service worker gives the kept page out at the addresses of pages, and at no others.
    #[test]
    fn the_service_worker_knows_the_pages() {
        let script = include_str!("../../../../public/sw.js");
        let pages = PAGES.map(|page| format!("\"{page}\"")).join(", ");
        assert!(script.contains(&format!("const PAGES = [\"\", {pages}];")), "{pages}");
    }
}
