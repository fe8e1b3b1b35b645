//! Requests to the gateway: the only place that knows how they are sent.

use std::pin::Pin;

use calling_card_api::{Endpoint, ProblemDetails, ProblemKind, Version};
use calling_card_contact::{FieldErrors, Language};
use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::language::language;
use crate::{offline, people_index, session};

/// Why a request failed.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The gateway said why.
    Problem(ProblemDetails),
    /// The gateway did not answer.
    Unreachable,
    /// The answer was none of ours.
    Unreadable,
}

impl Failure {
    /// A sentence: what happened, and what to do.
    pub fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Self::Problem(problem), language) if problem.reason.is_empty() => problem.kind.sentence(language).to_owned(),
            (Self::Problem(problem), language) => format!("{} {}", problem.kind.sentence(language), problem.reason),
            (Self::Unreachable, Language::En) => {
                "The server cannot be reached. Nothing is lost: check your connection and try again.".into()
            }
            (Self::Unreachable, Language::De) => {
                "Der Server ist nicht erreichbar. Es ist nichts verloren: Prüfen Sie die Verbindung und versuchen Sie es noch einmal.".into()
            }
            (Self::Unreadable, Language::En) => "The server's answer could not be read. Reload the page and try again.".into(),
            (Self::Unreadable, Language::De) => {
                "Die Antwort des Servers war nicht lesbar. Laden Sie die Seite neu und versuchen Sie es noch einmal.".into()
            }
        }
    }

    /// What is wrong with which field.
    pub fn errors(&self) -> FieldErrors {
        match self {
            Self::Problem(problem) => problem.errors.clone(),
            _ => FieldErrors::new(),
        }
    }

    /// Whether it is of this kind.
    pub fn is(&self, kind: ProblemKind) -> bool {
        matches!(self, Self::Problem(problem) if problem.kind == kind)
    }
}

/// What is read where the gateway does not answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Instead {
    /// What it answered before, as far as that is kept.
    Kept,
    /// Nothing: the answer must be of now.
    Nothing,
}

/// Sends a request.
pub(crate) async fn send_or<E: Endpoint>(endpoint: &E, instead: Instead) -> Result<E::Answer, Failure> {
    read(&Outgoing::of(endpoint, None)?.text(instead).await?)
}

/// Sends a request. Where the gateway does not answer, what it answered before is read, as far as that is kept.
pub fn send<E: Endpoint>(endpoint: &E) -> impl Future<Output = Result<E::Answer, Failure>> {
    send_or(endpoint, Instead::Kept)
}

/// Sends a request whose answer must be of now.
pub(crate) fn send_now<E: Endpoint>(endpoint: &E) -> impl Future<Output = Result<E::Answer, Failure>> {
    send_or(endpoint, Instead::Nothing)
}

/// Sends a request whose answer is for the worker: as it came, not read here. The body, too, may be the worker's instead of the
/// request's own.
pub(crate) async fn send_unread<E: Endpoint>(endpoint: &E, body: Option<JsValue>) -> Result<Uint8Array, Failure> {
    let response = Outgoing::of(endpoint, body)?.respond().await?;
    let reading = web_sys::Response::from(response).array_buffer().map_err(|_| Failure::Unreachable)?;
    let buffer = JsFuture::from(reading).await.map_err(|_| Failure::Unreachable)?;
    Ok(Uint8Array::new(&buffer))
}

/// Reads one of the gateway's own files of names, as JSON.
pub(crate) async fn get_json<T: DeserializeOwned>(address: &str) -> Result<T, Failure> {
    let response = RequestBuilder::new(address).send().await.map_err(|_| Failure::Unreachable)?;
    read(&response.text().await.map_err(|_| Failure::Unreachable)?)
}

/// A request of whatever kind, as it is sent: all that is done with it is there once, and not once for each kind.
struct Outgoing {
    target: String,
    method: Method,
    if_match: Option<Version>,
    body: Option<JsValue>,
}

impl Outgoing {
    fn of<E: Endpoint>(endpoint: &E, body: Option<JsValue>) -> Result<Self, Failure> {
        let own = || endpoint.body().map(serde_json::to_string).transpose().map_err(|_| Failure::Unreadable);
        let body = match body {
            Some(body) => Some(body),
            None => own()?.map(JsValue::from),
        };
        Ok(Self { target: endpoint.target(), method: E::METHOD, if_match: endpoint.if_match(), body })
    }

    /// Sends it; answers the text of what comes back, or, if it may, the one that is kept.
    fn text(self, instead: Instead) -> Pin<Box<dyn Future<Output = Result<String, Failure>>>> {
        Box::pin(async move {
            let (reads, target) = (self.method == Method::GET, self.target.clone());
            let text = match self.respond().await {
                Ok(response) => response.text().await.map_err(|_| Failure::Unreachable),
                Err(failure) => Err(failure),
            };
            match &text {
                Ok(text) if reads => offline::came(&target, text),
                Ok(_) => people_index::written(),
                Err(Failure::Unreachable) => {
                    return offline::kept(&target, reads && instead == Instead::Kept).await.ok_or(Failure::Unreachable);
                }
                Err(_) => {}
            }
            text
        })
    }

    /// Sends it; answers what comes back, unless that refuses.
    async fn respond(self) -> Result<Response, Failure> {
        // It may be chosen in Settings, of which the browser does not know. Other CRMs say what they refuse in it.
        let language = language().tag();
        let mut request = RequestBuilder::new(&self.target).method(self.method).header("accept-language", language);
        if let Some(version) = self.if_match {
            request = request.header("if-match", &version.to_string());
        }
        let request = match self.body {
            Some(body) => request.header("content-type", "application/json").body(body),
            None => request.build(),
        };
        let request = request.map_err(|_| Failure::Unreadable)?;
        let response = request.send().await.map_err(|_| Failure::Unreachable)?;
        if !response.ok() {
            let failure = refusal(&response.text().await.map_err(|_| Failure::Unreachable)?);
            notice(&failure);
            return Err(failure);
        }
        Ok(response)
    }
}

/// Says where it matters that nobody is signed in any more, or that they may not do it.
fn notice(failure: &Failure) {
    if failure.is(ProblemKind::Forbidden) {
        session::look_again();
    }
    if failure.is(ProblemKind::SignedOut) {
        session::lost();
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    let text = if text.is_empty() { "null" } else { text };
    serde_json::from_str(text).map_err(|_| Failure::Unreadable)
}

/// What an answer says that refuses; a proxy between us and the gateway answers in words of its own.
fn refusal(text: &str) -> Failure {
    serde_json::from_str(text).map_or(Failure::Unreachable, Failure::Problem)
}
