//! Telling people from machines. Only what comes from a website that the form is not for is refused; all else is held for review.

use axum::http::{HeaderMap, HeaderName, header};
use calling_card_api::ProblemKind;
use calling_card_contact::{InboundSource, Suspicion};
use uuid::Uuid;

use super::incoming::Incoming;
use crate::{Error, Result};

/// Faster than this, in seconds, no person fills in a form.
const FAST: f64 = 2.0;

/// Where a request comes from.
#[derive(Debug, Default)]
pub(super) struct Sender {
    /// The website, where the browser says so.
    pub origin: Option<String>,
    /// The host that it was sent to.
    pub host: String,
}

impl Sender {
    /// As the headers say.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let origin = Some(text(header::ORIGIN).to_owned()).filter(|origin| !origin.is_empty());
        Self { origin, host: text(header::HOST).to_owned() }
    }
}

/// Refuses what a browser says comes from a website that the form is not for. Our own pages may always send.
pub(super) fn refuse_origin(source: &InboundSource, sender: &Sender, public_url: Option<&str>) -> Result<()> {
    let Some(origin) = &sender.origin else { return Ok(()) };
    let own = Some(origin.as_str()) == public_url
        || origin.split_once("://").is_some_and(|(_, host)| !host.is_empty() && host == sender.host);
    let listed = || source.origins.iter().any(|allowed| allowed.eq_ignore_ascii_case(origin));
    if source.origins.is_empty() || own || listed() { Ok(()) } else { Err(Error::Problem(ProblemKind::CrossSite)) }
}

/// Why it is held for review, if it is; `proven` says whether its proof of work is right.
pub(super) fn suspicions(source: &InboundSource, incoming: &Incoming, proven: bool) -> Vec<Suspicion> {
    let fast = incoming.seconds.or_else(|| seconds_since(&incoming.key)).is_some_and(|seconds| seconds < FAST);
    let noticed = [
        (Suspicion::Trap, incoming.trapped),
        (Suspicion::NoProof, !proven),
        (Suspicion::NoOrigin, !source.origins.is_empty() && incoming.sender.origin.is_none()),
        (Suspicion::TooFast, fast),
    ];
    Suspicion::reasons(noticed.into_iter().filter(|(_, is)| *is).map(|(suspicion, _)| suspicion).collect())
}

/// How long ago a key was made; a form's page has one from when it was shown.
fn seconds_since(key: &str) -> Option<f64> {
    let (seconds, nanoseconds) = Uuid::parse_str(key).ok()?.get_timestamp()?.to_unix();
    let made = std::time::UNIX_EPOCH + std::time::Duration::new(seconds, nanoseconds);
    made.elapsed().ok().map(|since| since.as_secs_f64())
}
