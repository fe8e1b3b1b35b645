//! Requests that other sites make a browser send are refused (cross-site request forgery).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use calling_card_api::ProblemKind;

use crate::{AppState, Error};

/// Lets a request pass that changes nothing, comes from our own pages, or from no browser. The forms under `/f/` take
/// submissions from every site, and the links in mails are their own permission; neither uses a cookie.
pub async fn refuse_cross_site(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let path = request.uri().path();
    let open = ["/f/", "/doi/", "/withdraw/", "/invitation/"].into_iter().any(|start| path.starts_with(start));
    if safe || open || is_own(request.headers(), state.config.public_url.as_deref()) {
        next.run(request).await
    } else {
        Error::Problem(ProblemKind::CrossSite).into_response()
    }
}

fn is_own(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    // Browsers say where a request comes from (Fetch Metadata); older ones at least name the origin.
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let origin = origin.to_str().unwrap_or_default();
    let host = text("host").unwrap_or_default();
    Some(origin) == public_url || origin.split_once("://").is_some_and(|(_, from)| !host.is_empty() && from == host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(headers: &[(&'static str, &str)]) -> bool {
        let map = headers.iter().filter_map(|(name, value)| Some((name.parse().ok()?, value.parse().ok()?))).collect();
        is_own(&map, Some("https://cards.example"))
    }

    #[test]
    fn only_our_own_pages_may_change_things() {
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(own(&[("origin", "http://localhost:8080"), ("host", "localhost:8080")]));
        assert!(own(&[("origin", "https://cards.example"), ("host", "10.0.0.1")]));
        assert!(own(&[("host", "localhost")]));
        assert!(!own(&[("sec-fetch-site", "cross-site")]));
        assert!(!own(&[
            ("sec-fetch-site", "same-site"),
            ("origin", "http://localhost:8080"),
            ("host", "localhost:8080")
        ]));
        assert!(!own(&[("origin", "http://evil.example"), ("host", "localhost:8080")]));
        assert!(!own(&[("origin", "null"), ("host", "localhost:8080")]));
    }
}
