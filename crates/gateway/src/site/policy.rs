//! What the app's pages may do (Content-Security-Policy Level 3), and the other headers that keep them safe.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use sha2::{Digest, Sha256};

use super::Site;
use crate::AppState;

impl Site {
    /// The policy of the app's page. Of scripts in the page itself only Trunk's loader runs, by its hash.
    pub fn policy(&self) -> String {
        let scripts: String = self.script_hashes.iter().map(|hash| format!(" 'sha256-{hash}'")).collect();
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'; img-src 'self' data: blob:; \
             font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'"
        )
    }
}

/// The hashes of the scripts that stand in a page (base64 of SHA-256).
pub(super) fn inline_script_hashes(page: &str) -> Vec<String> {
    let mut hashes = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find("<script") {
        rest = &rest[start..];
        let Some(open) = rest.find('>') else { break };
        let Some(close) = rest.find("</script>") else { break };
        let (tag, text) = (&rest[..open], rest.get(open + 1..close).unwrap_or_default());
        if !tag.contains(" src=") && !text.is_empty() {
            hashes.push(base64(&Sha256::digest(text.as_bytes())));
        }
        rest = &rest[close + "</script>".len()..];
    }
    hashes
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// Puts the headers on every answer that has not said otherwise itself.
pub async fn security_headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    put(headers, "x-content-type-options", "nosniff");
    put(headers, "referrer-policy", "same-origin");
    put(headers, "permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
    put(headers, "cross-origin-opener-policy", "same-origin");
    put(headers, "cross-origin-resource-policy", "same-origin");
    put(headers, "content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    // What the API answers is of now, and of who asks: nothing on the way keeps it, and neither does the browser.
    if headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().ends_with(b"json")) {
        put(headers, "cache-control", "no-store");
    }
    if state.config.secure() {
        put(headers, "strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    response
}

/// Pages of every origin may ask for it and read it; no cookie is involved.
pub(crate) fn open_to_all(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}

fn put(headers: &mut HeaderMap, name: &'static str, value: &'static str) {
    headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_in_the_page_are_hashed_and_others_are_not() {
        let page = "<script type=module>let a = 1;</script><script src=\"/a.js\"></script><script></script>";
        // printf 'let a = 1;' | openssl dgst -sha256 -binary | base64
        assert_eq!(inline_script_hashes(page), ["xY6QKfH9PRsQnLz56nj6MBwiK5oHg+im1Jkpdp1x/Ck="]);
    }
}
