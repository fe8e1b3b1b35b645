//! emnify's dialect: the contacts of an organisation
//! (<https://docs.emnify.com/developers/mno-and-resellers/api-reference/organization/>).
//!
//! Every organisation is there, and has the people who were made in it, and those who were made in none: by staff, a form, another
//! dialect. Contacts are numbered.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use calling_card_crm::emnify::answers::respond;
use calling_card_crm::emnify::calls::{Call, Unread, methods};
use calling_card_crm::emnify::wire::{Authenticate, Authenticated};

use super::{Caller, bearer, received, sent};
use crate::extract::Address;
use crate::{AppState, tokens};

mod contacts;
mod refusal;

use refusal::Refusal;

/// What stands before the vendor's paths.
pub(super) const ROOT: &str = "/dialects/emnify";
/// As the database names the dialect.
const DIALECT: &str = "emnify";
/// Where tokens are exchanged, the one call without one.
const AUTHENTICATE: &str = "/api/v1/authenticate";

/// An answer, or why there is none.
type Outcome = Result<calling_card_crm::Response, Refusal>;

/// Answers a request.
pub(super) async fn answer(
    State(state): State<AppState>,
    address: Address,
    request: axum::extract::Request,
) -> Response {
    sent(called(&state, address, request).await.unwrap_or_else(Refusal::answer))
}

async fn called(state: &AppState, address: Address, request: axum::extract::Request) -> Outcome {
    if let Some(limits) = &state.limits {
        limits.emnify.pass(address.0)?;
    }
    if request.uri().path().strip_prefix(ROOT) == Some(AUTHENTICATE) {
        return match read(request).await? {
            Call::Authenticate(with) => authenticate(state, address, with).await,
            _ => Err(Refusal::NoAddress),
        };
    }
    let token = bearer(request.headers()).ok_or(Refusal::NoToken)?;
    let actor = tokens::workspace_of(state, address, token).await?;
    let caller = Caller { actor, store: state.store.clone() };
    match read(request).await? {
        Call::Authenticate(_) => Err(Refusal::NoAddress),
        Call::List(organisation) => contacts::list(&caller, number("org_id", &organisation)?).await,
        Call::Create(organisation, said) => contacts::create(&caller, number("org_id", &organisation)?, *said).await,
        Call::Get(organisation, id) => contacts::get(&caller, place(&organisation, &id)?).await,
        Call::Update(organisation, id, said) => contacts::update(&caller, place(&organisation, &id)?, *said).await,
        Call::Delete(organisation, id) => contacts::delete(&caller, place(&organisation, &id)?).await,
    }
}

async fn read(request: axum::extract::Request) -> Result<Call, Refusal> {
    let unread = || Refusal::Unreadable("The body is too large, or ends too early".into());
    let request = received(ROOT, request).await.ok_or_else(unread)?;
    Call::parse(&request).map_err(|unread| match unread {
        Unread::Address => Refusal::NoAddress,
        Unread::Method => Refusal::Method(methods(request.uri().path()).unwrap_or_default()),
        Unread::Content(what) => Refusal::Unreadable(what),
        Unread::Given(name) => Refusal::NotAllowed(format!("Contact - {name} must not be specified.")),
    })
}

/// An API token is exchanged for one that calls are made with; anything else is no credential here.
async fn authenticate(state: &AppState, address: Address, with: Authenticate) -> Outcome {
    let token = with.application_token.ok_or(Refusal::Credentials)?;
    let exchanged = tokens::exchange(state, address, &token).await.map_err(|error| match Refusal::from(error) {
        Refusal::WrongToken => Refusal::Credentials,
        other => other,
    })?;
    Ok(respond(StatusCode::OK, &Authenticated { auth_token: Some(exchanged), mfa_token: None }))
}

/// Ids are numbers, though they stand as texts in addresses.
fn number(name: &str, text: &str) -> Result<i64, Refusal> {
    let what = || Refusal::Unreadable(format!("Cannot parse parameter {name} as Long: For input string: \"{text}\""));
    text.parse().map_err(|_| what())
}

/// The numbers of an organisation and of a contact.
fn place(organisation: &str, id: &str) -> Result<(i64, i64), Refusal> {
    Ok((number("org_id", organisation)?, number("contact_id", id)?))
}
