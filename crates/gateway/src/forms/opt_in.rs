//! Double opt-in: what a form writes to an address, and the pages that the link leads to.
//!
//! A GET shows, a POST acts: mail scanners follow links. The token stands in the address alone; pages send no referrer.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use calling_card_contact::{Consent, ContactDraft, FormDefinition, InboundSource, OptIn, Suspicion, plain_origin};
use sha2::{Digest, Sha256};

use super::incoming::Incoming;
use super::opt_in_pages::{self as pages, Page};
use crate::extract::{Address, language};
use crate::store::opt_ins::{self, Found, LINK_SECONDS, NewOptIn, Standing};
use crate::store::tokens::{self, hexadecimal};
use crate::store::{WorkspaceId, workspaces};
use crate::{AppState, Error, Result, clock};

/// The addresses of the links.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/doi/{token}", get(show).post(confirm))
        .route("/withdraw/{token}", get(show_withdrawal).post(withdraw))
}

/// Completes the proof of consent of a draft, and prepares the mail where the form asks for a confirmation.
pub(super) async fn prepare(
    state: &AppState,
    workspace: WorkspaceId,
    source: &InboundSource,
    incoming: &Incoming,
    draft: &mut ContactDraft,
) -> Result<Option<NewOptIn>> {
    if draft.consent.is_none() {
        return Ok(None);
    }
    let address = source.form.email_of(|name| incoming.value(name));
    ask(state, (workspace, source), (address, incoming.value(FormDefinition::REDIRECT)), draft).await
}

/// The same for a draft with a consent, however it came in: an address, and the page to which it wants to be led.
pub(crate) async fn ask(
    state: &AppState,
    (workspace, source): (WorkspaceId, &InboundSource),
    (address, wanted): (Option<&str>, Option<&str>),
    draft: &mut ContactDraft,
) -> Result<Option<NewOptIn>> {
    let Some(consent) = &mut draft.consent else { return Ok(None) };
    if consent.controller.is_empty() {
        consent.controller = workspaces::name(&state.store, workspace).await?;
    }
    let Some(asked) = &source.form.double_opt_in else { return Ok(None) };
    let Some(address) = address else { return Ok(None) };
    let token = tokens::new_token();
    let expires_at = clock::in_seconds(LINK_SECONDS);
    let link = format!("{}/doi/{token}", state.config.link_base());
    let mail = asked.mail(draft.language, &link, &consent.controller);
    let token_hash = hexadecimal(&tokens::hash(&token));
    consent.opt_in = Some(OptIn { token_hash, expires_at: expires_at.clone(), ..OptIn::default() });
    let redirect = asked.redirect(wanted).unwrap_or_default().to_owned();
    let (address, language) = (address.to_owned(), draft.language);
    let (keep_address, trapped) = (asked.keep_address, draft.held.contains(&Suspicion::Trap));
    Ok(Some(NewOptIn { token, expires_at, address, mail, language, redirect, keep_address, trapped }))
}

/// What was agreed to; none where the box was not ticked.
pub(super) fn consent(source: &InboundSource, incoming: &Incoming) -> Option<Consent> {
    let asked = source.form.consent.as_ref().filter(|_| incoming.consent)?;
    let language = incoming.language;
    let text = asked.text.text(language).to_owned();
    Some(Consent {
        purpose: asked.purpose.text(language).to_owned(),
        controller: asked.controller.clone(),
        text_hash: hexadecimal(&Sha256::digest(text.as_bytes())),
        text,
        text_version: asked.version,
        language,
        given_at: clock::now(),
        notice_url: asked.notice_url.clone(),
        // Our forms have no other.
        unticked_at_start: true,
        page: incoming.page.clone(),
        opt_in: None,
        withdrawn_at: None,
    })
}

/// Shows the button; changes nothing.
async fn show(State(state): State<AppState>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    let found = opt_ins::look(&state.store, &token).await;
    answer(found, &token, &headers, |found| match found.standing {
        Standing::Open => Page::Ask,
        Standing::Confirmed => Page::ConfirmedBefore,
        Standing::Expired => Page::Expired,
    })
}

/// Confirms, once.
async fn confirm(
    State(state): State<AppState>,
    Path(token): Path<String>,
    address: Address,
    headers: HeaderMap,
) -> Response {
    let from = address.0.map(|address| address.to_string()).unwrap_or_default();
    let found = opt_ins::confirm(&state.store, &token, &from).await;
    if let Ok(Some(Found { standing: Standing::Open, redirect, .. })) = &found
        && !redirect.is_empty()
    {
        return private(Redirect::to(redirect).into_response(), redirect);
    }
    answer(found, &token, &headers, |found| match found.standing {
        Standing::Open => Page::Confirmed,
        Standing::Confirmed => Page::ConfirmedBefore,
        Standing::Expired => Page::Expired,
    })
}

/// Shows the button that withdraws; changes nothing.
async fn show_withdrawal(State(state): State<AppState>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    match opt_ins::look_at_withdrawal(&state.store, &token).await {
        Ok(Some((language, withdrawn))) => {
            let page = if withdrawn { Page::Withdrawn } else { Page::AskToWithdraw };
            private(pages::show(page, language, &token), "")
        }
        Ok(None) => unknown(&headers),
        Err(error) => failed(error, &headers),
    }
}

/// Withdraws.
async fn withdraw(State(state): State<AppState>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    match opt_ins::withdraw(&state.store, &token).await {
        Ok(Some(language)) => private(pages::show(Page::Withdrawn, language, &token), ""),
        Ok(None) => unknown(&headers),
        Err(error) => failed(error, &headers),
    }
}

fn answer(
    found: Result<Option<Found>>,
    token: &str,
    headers: &HeaderMap,
    page: impl FnOnce(&Found) -> Page,
) -> Response {
    match found {
        Ok(Some(found)) => private(pages::show(page(&found), found.language, token), &found.redirect),
        Ok(None) => unknown(headers),
        Err(error) => failed(error, headers),
    }
}

fn unknown(headers: &HeaderMap) -> Response {
    private(pages::show(Page::Unknown, language(headers).into(), ""), "")
}

fn failed(error: Error, headers: &HeaderMap) -> Response {
    let details = error.details();
    error.log("a link could not be followed");
    let status = StatusCode::from_u16(details.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    private(super::page::message_page(status, language(headers), details.kind.sentence(language(headers))), "")
}

/// Nobody learns the address of such a page: no referrer, no cache, no index, no frame. A form on it leads to the gateway
/// and, where the visitor is led on after confirming, to the origin of that page.
pub(super) fn private(mut response: Response, redirect: &str) -> Response {
    let origin = plain_origin(redirect).map(|origin| format!(" {origin}")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action 'self'{origin}; base-uri 'none'; frame-ancestors 'none'"
    );
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}
