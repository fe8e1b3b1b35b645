//! The page in which the app shows a form that is not saved: a real element, which is told by the app what it is made of.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use calling_card_api::ProblemKind;

use crate::{AppState, Error, Result};

/// Only our own app may show it, and it can only reach us.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
     form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/// `/f-preview`
pub(super) async fn page() -> Response {
    let document = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Preview</title>\
         <link rel=\"stylesheet\" href=\"/f-style.css\"></head><body><main aria-label=\"Preview\"></main>\
         <script src=\"/f-preview.js\"></script></body></html>";
    let policy = [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "no-store")];
    (policy, Html(document)).into_response()
}

/// `/f-preview.js`
pub(super) async fn script(State(state): State<AppState>) -> Result<Response> {
    let text = state.site.read("form/preview.js").ok_or(Error::Problem(ProblemKind::Unavailable))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    Ok((headers, text.into_owned()).into_response())
}
