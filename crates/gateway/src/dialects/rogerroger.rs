//! RogerRoger's dialect: people and their notes (<https://developer.rogerroger.io/crm/people>).
//!
//! Ids are the records' keys. IRIs (`/people/{id}`) and the addresses of pages stand as the vendor writes them, without what our address
//! has in front.

use axum::extract::State;
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use calling_card_crm::rogerroger::KEY;
use calling_card_crm::rogerroger::calls::{Call, Unread, methods};

use super::{Caller, bearer, received, sent};
use crate::extract::Address;
use crate::{AppState, tokens};

mod answers;
mod note_list;
mod notes;
mod people;
mod refusal;

use refusal::Refusal;

/// What stands before the vendor's paths.
pub(super) const ROOT: &str = "/dialects/rogerroger";
/// As the database names the dialect.
const DIALECT: &str = "rogerroger";

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
    let token = token(request.headers()).ok_or(Refusal::NoKey)?;
    let actor = tokens::workspace_of(state, address, token).await?;
    if let Some(limits) = &state.limits {
        limits.rogerroger.pass(actor.workspace.0)?;
    }
    let caller = Caller { actor, store: state.store.clone() };
    let unread = || Refusal::Unreadable("The body is too large, or ends too early.".into());
    let request = received(ROOT, request).await.ok_or_else(unread)?;
    let call = Call::parse(&request).map_err(|unread| match unread {
        Unread::Address => Refusal::NotFound,
        Unread::Method => Refusal::Method(methods(request.uri().path()).unwrap_or_default()),
        Unread::MediaType => Refusal::MediaType,
        Unread::Content(name) if request.method() == Method::GET => Refusal::parameter(name),
        Unread::Content(what) => Refusal::Unreadable(what),
    })?;
    match call {
        Call::ListPeople(filter) => people::list(&caller, &filter).await,
        Call::CreatePerson(said) => people::create(&caller, *said).await,
        Call::GetPerson(id) => people::get(&caller, &id).await,
        Call::ReplacePerson(id, said) => people::replace(&caller, &id, *said).await,
        Call::PatchPerson(id, patch) => people::patch(&caller, &id, &patch).await,
        Call::DeletePerson(id) => people::delete(&caller, &id).await,
        Call::ListNotes(person, filter) => note_list::list(&caller, &person, &filter).await,
        Call::CreateNote(person, said) => notes::create(&caller, &person, said).await,
        Call::GetNote(person, id) => notes::get(&caller, &person, &id).await,
        Call::ReplaceNote(person, id, said) => notes::replace(&caller, (&person, &id), said).await,
        Call::PatchNote(person, id, patch) => notes::patch(&caller, (&person, &id), &patch).await,
    }
}

/// The key, in the vendor's header or as a bearer token.
fn token(headers: &HeaderMap) -> Option<&str> {
    let key = headers.get(KEY).and_then(|key| key.to_str().ok()).map(str::trim).filter(|key| !key.is_empty());
    key.or_else(|| bearer(headers))
}
