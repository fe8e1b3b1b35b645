//! Taking submissions in.

use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use calling_card_api::ProblemKind;
use calling_card_contact::{ContactDraft, DraftId, FormId, FormLanguage, InboundSource, InvitationId, SourceStatus};
use calling_card_contact_form::Filled;
use serde_json::json;
use uuid::Uuid;

use super::files::{self, Door};
use super::in_flight::Flight;
use super::incoming::{self, Incoming};
use super::refusal::{said, sentence};
use super::screen::{self, Sender};
use super::tree::Asked;
use super::{find, invitation, open_to_all, opt_in, page, proof};
use crate::extract::Address;
use crate::metrics::Submitted;
use crate::store::events::{self, Bookable, Standing};
use crate::store::form_counts::Event;
use crate::store::submissions::{self, Submission};
use crate::store::{Actor, WorkspaceId, receipts, secrets};
use crate::{AppState, Error, Result, mail};

/// Longest key of a submission.
const KEY_BYTES: usize = 200;

/// How long a form without script, which was sent twice, waits for what becomes of the first.
const PLAIN_TRIES: u32 = 50;
const PLAIN_PAUSE: Duration = Duration::from_millis(100);

/// Takes a submission in: 201 when it is on disk, and the same for a repeat.
pub(super) async fn submit(
    State(state): State<AppState>,
    Path(form): Path<String>,
    address: Address,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let door = Door { state: &state, form: &form, address, sender: Sender::of(&headers) };
    let incoming = match incoming::read(&headers, body, &door).await {
        Ok(incoming) => incoming,
        Err(error) => {
            state.metrics.submissions.count(Submitted::from(&error));
            // What cannot be read cannot be shown again.
            if incoming::is_plain(&headers) {
                return again(&state, &form, Incoming::default(), error).await;
            }
            return open_to_all(error.into_response());
        }
    };
    let outcome = take_in(&state, &form, address, &incoming).await;
    if !incoming.plain {
        return open_to_all(outcome.map_or_else(|error| said(error, incoming.language), received));
    }
    match outcome {
        Ok(receipt) => Redirect::to(&thanks(&state, &form, incoming.language, &receipt).await).into_response(),
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

/// Takes in what asks for a place at an event in another way than through the form's page or embed, by the same rules. Who is invited is
/// no machine.
pub(crate) async fn book(
    state: &AppState,
    form: &FormId,
    address: Address,
    sent: &[u8],
    invitation: Option<InvitationId>,
) -> Result<DraftId> {
    let incoming = Incoming { invitation, ..incoming::read_json(sent)? };
    take_in(state, form.as_str(), address, &incoming).await.map(|receipt| receipt.draft)
}

async fn take_in(state: &AppState, form: &str, address: Address, incoming: &Incoming) -> Result<Receipt> {
    let outcome = look_at(state, form, address, incoming).await;
    state.metrics.submissions.count(outcome.as_ref().map_or_else(Submitted::from, |receipt| receipt.became));
    outcome
}

async fn look_at(state: &AppState, form: &str, address: Address, incoming: &Incoming) -> Result<Receipt> {
    let (workspace, source) = find(&state.store, form).await?;
    state.submissions.pass((address.0, source.id.clone())).await?;
    if source.status == SourceStatus::Disabled {
        return Err(Error::Problem(ProblemKind::Disabled));
    }
    let event = events::of_source(&state.store, workspace, &source).await?;
    if event.as_ref().is_some_and(|event| event.standing == Standing::Closed) {
        return Err(Error::Problem(ProblemKind::Disabled));
    }
    screen::refuse_origin(&source, &incoming.sender, state.config.public_url.as_deref())?;
    let errors = incoming.check(&source.form);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    store(state, workspace, (&source, event.as_ref()), incoming).await
}

async fn store(
    state: &AppState,
    workspace: WorkspaceId,
    (source, event): (&InboundSource, Option<&Bookable>),
    incoming: &Incoming,
) -> Result<Receipt> {
    if incoming.key.len() > KEY_BYTES {
        return Err(Error::Problem(ProblemKind::Unreadable));
    }
    let key = Some(incoming.key.clone()).filter(|key| !key.is_empty());
    let _flight = match &key {
        Some(key) => Some(begin(state, source, key, incoming.plain).await?),
        None => None,
    };
    let named = files::named(&state.store, workspace, source, incoming).await?;
    let actor = Actor { workspace, name: format!("form:{}", source.id) };
    let solved = proof::solved(&source.id, &incoming.proof, &secrets::named(&state.store, secrets::PROOF).await?);
    // The code of an invitation to something else, or of none, makes nobody invited; they book as everybody.
    let invited = match incoming.invitation {
        None => invitation::of_code(state, workspace, event, &incoming.code).await?.map(|found| found.invitation.id),
        known => known,
    };
    let held = if invited.is_some() { Vec::new() } else { screen::suspicions(source, incoming, solved.is_some()) };
    let event = event.and_then(Bookable::booked);
    let mut draft = ContactDraft { held, event, ..incoming.draft(source, &named) };
    let opt_in = opt_in::prepare(state, workspace, source, incoming, &mut draft).await?;
    let (consented, books) = (draft.consent.is_some(), draft.event.is_some());
    let became = if draft.held.is_empty() { Submitted::TakenIn } else { Submitted::Held };
    let content_hash = incoming.hash(&named);
    // What is not asked is not kept.
    let asked = source.form.asked(|name| incoming.value(name));
    let files = named.into_iter().filter(|file| asked.iter().any(|field| field.name == file.field)).collect();
    let submission = Submission { key, content_hash, proof: solved, draft, opt_in, invitation: invited, files };
    let taken_in = submissions::take_in(&state.store, &actor, submission).await?;
    if taken_in.new && !incoming.plain {
        state.counts.add(workspace, &source.id, Event::Sent);
    }
    // Whether there is a mail to send makes no difference here.
    mail::wake(&state.mail_written);
    let token = receipts::token(&state.store, taken_in.draft).await?;
    let became = if taken_in.new { became } else { Submitted::Repeated };
    Ok(Receipt { draft: taken_in.draft, token, consented, books, became })
}

/// Takes a key for as long as it is being taken in. The same key at the same time is told to wait; for a form without script we wait.
async fn begin<'a>(state: &'a AppState, source: &InboundSource, key: &str, plain: bool) -> Result<Flight<'a>> {
    for _ in 0..if plain { PLAIN_TRIES } else { 1 } {
        if let Some(flight) = state.in_flight.begin(source.id.as_str(), key) {
            return Ok(flight);
        }
        if plain {
            tokio::time::sleep(PLAIN_PAUSE).await;
        }
    }
    Err(Error::Problem(ProblemKind::InFlight))
}

/// Where a visitor is led who sent without script: to the page that the form names, else to one of ours.
async fn thanks(state: &AppState, form: &str, language: FormLanguage, receipt: &Receipt) -> String {
    let redirect = find(&state.store, form).await.map(|(_, source)| source.form.redirect).unwrap_or_default();
    let Receipt { token, books, .. } = receipt;
    match (redirect.is_empty(), books) {
        (false, _) => redirect,
        (true, true) => format!("/booking/{token}"),
        (true, false) => format!("/f/{form}/thanks?lang={language}&receipt={token}"),
    }
}

/// The form once more, with what was typed and what is wrong with it.
async fn again(state: &AppState, form: &str, incoming: Incoming, error: Error) -> Response {
    error.log("a submission failed");
    let details = error.details();
    let status = StatusCode::from_u16(details.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let language = incoming.language;
    let sentence = sentence(details.kind, language);
    let Ok((workspace, source)) = find(&state.store, form).await else {
        return page::message_page(status, language, sentence);
    };
    // Where that cannot be read either, the form is shown without its event.
    let event = events::of_source(&state.store, workspace, &source).await.unwrap_or_default();
    let invited = invitation::of_code(state, workspace, event.as_ref(), &incoming.code).await.unwrap_or_default();
    let filled = Filled {
        values: incoming.values,
        consent: incoming.consent,
        errors: details.errors,
        status: sentence.to_owned(),
    };
    // Another content under a key that was used before needs a key of its own; all else is the same submission still.
    let renew = incoming.key.is_empty() || matches!(details.kind, ProblemKind::Conflict | ProblemKind::Unreadable);
    let key = if renew { Uuid::now_v7().to_string() } else { incoming.key };
    page::form_page(status, Asked { source: &source, event: event.as_ref(), invited }, language, filled, &key)
}

/// What a visitor has in hand of what was sent.
struct Receipt {
    draft: DraftId,
    token: String,
    /// Whether there is a consent to withdraw.
    consented: bool,
    /// Whether it asks for a place at an event.
    books: bool,
    /// What became of it.
    became: Submitted,
}

fn received(receipt: Receipt) -> Response {
    let mut body = json!({ "status": "received", "number": receipt.draft.reference() });
    if receipt.books {
        body["booking"] = format!("/booking/{}", receipt.token).into();
    }
    if receipt.consented {
        body["withdraw"] = format!("/withdraw/{}", receipt.token).into();
    }
    (StatusCode::CREATED, Json(body)).into_response()
}
