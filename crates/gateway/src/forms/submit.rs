//! Taking submissions in.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use calling_card_api::ProblemKind;
use calling_card_contact::{FieldError, FieldErrors, InboundSource, Language, SourceStatus};
use calling_card_contact_form::Filled;
use serde_json::json;
use uuid::Uuid;

use super::incoming::{self, Incoming};
use super::{find, opt_in, page};
use crate::extract::Address;
use crate::store::submissions::{self, Submission};
use crate::store::{Actor, WorkspaceId};
use crate::{AppState, Error, Result, mail};

/// Longest key of a submission.
const KEY_BYTES: usize = 200;

/// Takes a submission in: 201 when it is on disk, and the same for a repeat.
pub(super) async fn submit(
    State(state): State<AppState>,
    Path(form): Path<String>,
    address: Address,
    headers: HeaderMap,
    body: std::result::Result<Bytes, BytesRejection>,
) -> Response {
    let incoming = match body {
        Ok(body) => incoming::read(&headers, &body),
        Err(_) => Err(Error::Problem(ProblemKind::TooLarge)),
    };
    let incoming = match incoming {
        Ok(incoming) => incoming,
        // What cannot be read cannot be shown again.
        Err(error) if incoming::is_plain(&headers) => return again(&state, &form, Incoming::default(), error).await,
        Err(error) => return open_to_all(error.into_response()),
    };
    let outcome = take_in(&state, &form, address, &incoming).await;
    if !incoming.plain {
        return open_to_all(outcome.map_or_else(|error| said(error, incoming.language), |_| received()));
    }
    match outcome {
        Ok(()) => Redirect::to(&format!("/f/{form}/thanks?lang={}", incoming.language)).into_response(),
        Err(error) => again(&state, &form, incoming, error).await,
    }
}

/// The answer to a browser that asks whether a page of another origin may send (CORS).
pub(super) async fn preflight() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type, idempotency-key"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    open_to_all(response)
}

async fn take_in(state: &AppState, form: &str, address: Address, incoming: &Incoming) -> Result<()> {
    state.submissions.pass(address.0)?;
    let (workspace, source) = find(&state.store, form).await?;
    if source.status == SourceStatus::Disabled {
        return Err(Error::Problem(ProblemKind::Disabled));
    }
    let errors = incoming.check(&source.form);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    store(state, workspace, &source, incoming).await
}

async fn store(state: &AppState, workspace: WorkspaceId, source: &InboundSource, incoming: &Incoming) -> Result<()> {
    if incoming.key.len() > KEY_BYTES {
        return Err(Error::Problem(ProblemKind::Unreadable));
    }
    let key = if incoming.key.is_empty() { Uuid::now_v7().to_string() } else { incoming.key.clone() };
    let actor = Actor { workspace, name: format!("form:{}", source.id) };
    let mut draft = incoming.draft(source);
    let opt_in = opt_in::prepare(state, workspace, source, incoming, &mut draft).await?;
    let submission = Submission { key, content_hash: incoming.hash(), draft, opt_in };
    submissions::take_in(&state.store, &actor, submission).await?;
    // Whether there is a mail to send makes no difference here.
    mail::wake(&state.mail_written);
    Ok(())
}

/// The form once more, with what was typed and what is wrong with it.
async fn again(state: &AppState, form: &str, incoming: Incoming, error: Error) -> Response {
    let details = error.details();
    let status = StatusCode::from_u16(details.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let language = incoming.language;
    let sentence = details.kind.sentence(language);
    let Ok((_, source)) = find(&state.store, form).await else {
        return page::message_page(status, language, sentence);
    };
    let filled = Filled {
        values: incoming.values,
        consent: incoming.consent,
        errors: details.errors,
        status: sentence.to_owned(),
    };
    // Another content under a key that was used before needs a key of its own.
    let key = if details.kind == ProblemKind::Invalid { incoming.key } else { Uuid::now_v7().to_string() };
    page::form_page(status, &source, language, filled, &key)
}

fn received() -> Response {
    (StatusCode::CREATED, Json(json!({ "status": "received" }))).into_response()
}

/// Problem details with the sentences of each field, in the visitor's language.
fn said(error: Error, language: Language) -> Response {
    let details = error.details();
    let errors = sentences(&details.errors, language);
    let title = details.kind.sentence(language);
    let mut response = error.into_response();
    let body = json!({ "type": details.kind, "status": details.status, "title": title, "errors": errors });
    *response.body_mut() = body.to_string().into();
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response
}

fn sentences(errors: &FieldErrors, language: Language) -> Vec<serde_json::Value> {
    let sentence = |error: &FieldError| {
        let mut value = serde_json::to_value(error).unwrap_or_default();
        value["message"] = error.problem.sentence(language).into();
        value
    };
    errors.iter().map(sentence).collect()
}

/// Pages of every origin may send and read the answer; no cookie is involved.
fn open_to_all(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}
