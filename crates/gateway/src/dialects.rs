//! `/dialects`: the built-in CRM answers in the dialects of other CRMs, so that what is written for one of them works with ours when
//! only host and token are changed. What stands before the vendor's paths gives way to `/dialects/{name}`, all after it stays.
//!
//! Whoever asks brings an API token, and gets to the records of its workspace. Cookies are not looked at.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use axum::routing::{MethodRouter, any};
use calling_card_api::ProblemKind;
use calling_card_contact::PersonId;

use crate::store::{Actor, Store, people, sql};
use crate::{AppState, Error, Result};

mod cobra;
mod emnify;
mod limits;
mod onlyoffice;
mod rogerroger;
mod samdock;
mod times;

pub use limits::Limits;

/// Most bytes of a body.
const BODY_BYTES: usize = 1024 * 1024;

/// All addresses below `/dialects`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(below(rogerroger::ROOT, any(rogerroger::answer)))
        .merge(below(emnify::ROOT, any(emnify::answer)))
        .merge(below(onlyoffice::ROOT, any(onlyoffice::answer)))
        .merge(below(samdock::ROOT, any(samdock::answer)))
        .merge(below(cobra::ROOT, any(cobra::answer)))
}

/// Every address below a root, whatever the method: what is there and what is not says the vendor's way.
fn below(root: &str, answer: MethodRouter<AppState>) -> Router<AppState> {
    let each = ["", "/", "/{*rest}"].into_iter();
    each.fold(Router::new(), |router, rest| router.route(&format!("{root}{rest}"), answer.clone()))
}

/// Who asks, by their token.
struct Caller {
    /// On whose behalf.
    actor: Actor,
    /// The database.
    store: Store,
}

impl Caller {
    /// A connection to read by.
    async fn connection(&self) -> Result<sql::Connection> {
        Ok(self.store.pool.acquire().await?)
    }

    /// Puts a person into the bin, whoever changes them meanwhile.
    async fn delete_person(&self, id: PersonId) -> Result<()> {
        loop {
            let version = people::get(&self.store, self.actor.workspace, id).await?.version;
            match people::delete(&self.store, &self.actor, id, version).await {
                Err(Error::Problem(ProblemKind::Stale)) => {}
                outcome => return outcome.map(drop),
            }
        }
    }
}

/// A token as most bring it (RFC 6750, section 2.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim()).filter(|token| !token.is_empty())
}

/// The request as the vendor would have got it: its address begins behind the root. None where its body is too large or ends too early.
async fn received(root: &str, request: axum::extract::Request) -> Option<calling_card_crm::Request> {
    let (parts, body) = request.into_parts();
    let mut received = head(root, &parts)?;
    *received.body_mut() = whole(body, BODY_BYTES).await?;
    Some(received)
}

/// The same without its body.
fn head(root: &str, parts: &Parts) -> Option<calling_card_crm::Request> {
    let mut received = calling_card_crm::Request::default();
    *received.method_mut() = parts.method.clone();
    *received.uri_mut() = behind(root, &parts.uri)?;
    if let Some(media_type) = parts.headers.get(header::CONTENT_TYPE) {
        received.headers_mut().insert(header::CONTENT_TYPE, media_type.clone());
    }
    Some(received)
}

/// A body of at most so many bytes.
async fn whole(body: Body, most: usize) -> Option<Vec<u8>> {
    let body: Bytes = axum::body::to_bytes(body, most).await.ok()?;
    Some(body.into())
}

fn behind(root: &str, uri: &Uri) -> Option<Uri> {
    let rest = uri.path_and_query()?.as_str().strip_prefix(root)?;
    if rest.starts_with('/') { rest.parse().ok() } else { format!("/{rest}").parse().ok() }
}

/// An answer without a body.
fn empty(status: StatusCode) -> calling_card_crm::Response {
    let mut answer = calling_card_crm::Response::default();
    *answer.status_mut() = status;
    answer
}

/// What the vendor would send, and that no cache keeps it.
fn sent(answer: calling_card_crm::Response) -> Response {
    let mut response = answer.map(Body::from);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// An answer with one more header.
fn with_header(
    mut answer: calling_card_crm::Response,
    name: header::HeaderName,
    value: &str,
) -> calling_card_crm::Response {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::behind;

    #[test]
    fn all_after_the_host_stays() {
        for (asked, received) in [
            ("/dialects/rogerroger/people?page=2", "/people?page=2"),
            ("/dialects/rogerroger/people/a%2Fb", "/people/a%2Fb"),
            ("/dialects/rogerroger", "/"),
            ("/dialects/rogerroger?x", "/?x"),
            ("/dialects/rogerroger//people", "//people"),
        ] {
            let uri = asked.parse().ok().and_then(|uri| behind("/dialects/rogerroger", &uri));
            assert_eq!(uri.map(|uri| uri.to_string()).as_deref(), Some(received), "{asked}");
        }
    }
}
