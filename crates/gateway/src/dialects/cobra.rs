//! cobra CRM's dialect: People360 (<https://apis.cobra-hilfe.de>), version 1.
//!
//! Ids are 24 hexadecimal digits and ours to give. Every call but the one for a token names who asks, and the tenant, in headers of the
//! vendor's own; the tenant is the workspace of the token. Messages are in German or English.

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::Response;

use super::{sent, with_header};
use crate::AppState;
use crate::extract::{Address, language};
use crate::site::open_to_all;

mod access;
mod addresses;
mod answer;
mod around;
mod asked;
mod cards;
mod checking;
mod checks;
mod companies;
mod days;
mod events;
mod headers;
mod held;
mod ids;
mod images;
mod lists;
mod members;
mod merging;
mod people;
mod people360;
mod pieces;
mod refusal;
mod relations;
mod settings;
mod tagging;
mod telling;
mod tenant;
mod touchpoints;
mod writing;

use asked::Asked;
use refusal::Refusal;

/// What stands before the vendor's paths.
pub(super) const ROOT: &str = "/dialects/cobra";
/// The version of the paths, which are told to the areas without it.
const VERSION: &str = "/v1";
/// As the database names the dialect.
const DIALECT: &str = "cobra";

/// Something, or why it is refused.
type Found<T> = Result<T, Refusal>;
/// An answer, or why there is none.
type Outcome = Found<calling_card_crm::Response>;

/// Answers a request.
pub(super) async fn answer(
    State(state): State<AppState>,
    address: Address,
    request: axum::extract::Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let public = events::is_public(&parts);
    if public && events::is_preflight(&parts) {
        return events::preflight();
    }
    let language = language(&parts.headers);
    let answer = called(&state, address, &parts, body).await.unwrap_or_else(|refusal| refusal.answer(language));
    let answer = sent(with_header(answer, header::CONTENT_LANGUAGE, language.tag()));
    if public { open_to_all(answer) } else { answer }
}

async fn called(state: &AppState, address: Address, parts: &Parts, body: Body) -> Outcome {
    if access::is_token(parts) {
        return access::token(state, address, Asked::of(parts, body).await?).await;
    }
    if events::is_public(parts) {
        return events::public(state, address, parts, body).await;
    }
    // What else is there is told only to those who bring a token.
    let caller = access::enter(state, address, &parts.headers).await?;
    let asked = Asked::of(parts, body).await?;
    let path: Vec<&str> = asked.path().collect();
    match path.as_slice() {
        ["crm", "people", rest @ ..] => people360::people(&caller, &asked, rest).await,
        ["crm", "businesscards" | "relations", ..] => people360::called(&caller, &asked).await,
        ["crm", "settings", "people", rest @ ..] => settings::people(&caller, &asked, rest).await,
        ["events", rest @ ..] => events::signed_in(&caller, &asked, rest).await,
        ["crm", "settings", "companies", rest @ ..] => companies::settings(&caller, &asked, rest).await,
        ["crm", "companies", rest @ ..] => companies::called(&caller, &asked, rest).await,
        ["crm", "touchpoints", rest @ ..] => touchpoints::called(&caller, &asked, rest).await,
        [tenant::ROOT, rest @ ..] => tenant::called(&caller, &asked, rest).await,
        _ => Err(Refusal::NotFound),
    }
}
