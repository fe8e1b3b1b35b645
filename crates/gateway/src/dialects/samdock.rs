//! Samdock's dialect: people, organizations, drafts, inbound sources and custom fields
//! (<https://docs.samdock.app/de/docs/openapi/contacts>).
//!
//! Ids are made by clients, and kept; what was made elsewhere gets one. What is written has taken effect when it is answered, with
//! nothing. The tenant is the workspace of the token, whatever a body says.

use axum::extract::State;
use axum::response::Response;
use calling_card_api::changes::RecordKind;
use calling_card_contact::Timestamp;
use calling_card_crm::samdock::calls::{Call, Unread};
use calling_card_crm::samdock::methods;
use calling_card_crm::samdock::wire::Moment;

use super::{Caller, bearer, received, sent};
use crate::extract::Address;
use crate::store::aggregate::{Aggregate, kind_name};
use crate::store::dialects::{Ids, Place};
use crate::store::sql;
use crate::{AppState, tokens};

mod activities;
mod applying;
mod around;
mod branches;
mod draft_answers;
mod drafts;
mod employees;
mod fields;
mod form_settings;
mod grant;
mod logo;
mod offices;
mod organizations;
mod people;
mod refusal;
mod rename;
mod sign_in;
mod sources;
mod values;

use refusal::Refusal;

/// What stands before the vendor's paths, both of its API and of where one signs in.
pub(super) const ROOT: &str = "/dialects/samdock";
/// As the database names the dialect.
const DIALECT: &str = "samdock";

/// An answer, or why there is none.
type Outcome = Result<calling_card_crm::Response, Refusal>;

/// Answers a request.
pub(super) async fn answer(
    State(state): State<AppState>,
    address: Address,
    request: axum::extract::Request,
) -> Response {
    let headers = request.headers().clone();
    let token = bearer(&headers).map(str::to_owned);
    match read(request).await {
        Ok(Call::FormScript(tenant, id)) => match sources::script(&state, (&tenant, &id), &headers).await {
            Ok(script) => script,
            Err(refusal) => sent(refusal.answer()),
        },
        // What is there is told only to those who bring a token.
        read => sent(called(&state, address, token, read).await.unwrap_or_else(Refusal::answer)),
    }
}

async fn called(state: &AppState, address: Address, token: Option<String>, read: Result<Call, Refusal>) -> Outcome {
    let call = match read {
        Ok(Call::Login(with)) => return sign_in::login(state, address, with).await,
        Ok(Call::Refresh(with)) => return sign_in::refresh(state, address, with).await,
        Ok(Call::Revoke(with)) => return sign_in::revoke(state, address, with).await,
        Ok(Call::Grant(with)) => return grant::grant(state, address, with).await,
        other => other,
    };
    let token = token.ok_or(Refusal::Token)?;
    let actor = tokens::workspace_of(state, address, &token).await?;
    let caller = Caller { actor, store: state.store.clone() };
    let caller = &caller;
    match call? {
        Call::Login(_) | Call::Refresh(_) | Call::Revoke(_) | Call::Grant(_) | Call::FormScript(..) => {
            Err(Refusal::NotFound)
        }
        Call::LastSeen => activities::last_seen(caller).await,
        Call::AddLastSeen(id) => activities::see(caller, &id).await,
        Call::ListPersons => people::list(caller).await,
        Call::AddPerson(said) => people::create(caller, *said).await,
        Call::DeletePersons(ids) => people::delete_all(caller, &ids).await,
        Call::GetPerson(id) => people::get(caller, &id).await,
        Call::EditPerson(id, said) => people::edit(caller, &id, *said).await,
        Call::DeletePerson(id) => people::delete(caller, &id).await,
        Call::PersonActivities(id) => activities::list(caller, RecordKind::Person, &id).await,
        Call::ListOrganizations => organizations::list(caller).await,
        Call::AddOrganization(said) => organizations::create(caller, *said).await,
        Call::DeleteOrganizations(ids) => organizations::delete_all(caller, &ids).await,
        Call::GetOrganization(id) => organizations::get(caller, &id).await,
        Call::EditOrganization(id, said) => organizations::edit(caller, &id, *said).await,
        Call::DeleteOrganization(id) => organizations::delete(caller, &id).await,
        Call::PutLogo(id, upload) => logo::put(caller, &id, upload).await,
        Call::DeleteLogo(id) => logo::delete(caller, &id).await,
        Call::AddBranch(of, said) => branches::add(caller, &of, *said).await,
        Call::EditBranch(of, id, said) => branches::edit(caller, (&of, &id), *said).await,
        Call::DeleteBranch(of, id) => branches::delete(caller, (&of, &id)).await,
        Call::Relate(of, who) => employees::relate(caller, &of, who).await,
        Call::Unrelate(of, id) => employees::unrelate(caller, (&of, &id)).await,
        Call::AssignContactPerson(of, id) => employees::assign(caller, (&of, &id)).await,
        Call::ChangeRole(of, id, role) => employees::change_role(caller, (&of, &id), role).await,
        Call::OrganizationActivities(id) => activities::list(caller, RecordKind::Organization, &id).await,
        Call::ListDrafts => drafts::list(caller).await,
        Call::GetDraft(id) => drafts::get(caller, &id).await,
        Call::AddDraft(source, said) => drafts::add(state, caller, &source, *said).await,
        Call::EditDraft(id, said) => drafts::edit(caller, &id, *said).await,
        Call::DeleteDraft(id) => drafts::delete(caller, &id).await,
        Call::ListSources => sources::list(caller).await,
        Call::AddSource(said) => sources::add(caller, *said).await,
        Call::GetSource(id) => sources::get(caller, &id).await,
        Call::EditSource(id, said) => sources::edit(caller, &id, *said).await,
        Call::DeleteSource(id) => sources::delete(caller, &id).await,
        Call::ListFields => fields::list_all(caller).await,
        Call::AddField(said) => fields::add(caller, *said).await,
        Call::FieldsOf(entity) => fields::list(caller, entity).await,
        Call::SetValue(entity, id, change) => rename::rename(caller, (entity, &id), change).await,
        Call::EditField(entity, id, said) => fields::edit(caller, (entity, &id), *said).await,
        Call::DeleteField(entity, key, id) => fields::delete(caller, (entity, &key, &id)).await,
    }
}

async fn read(request: axum::extract::Request) -> Result<Call, Refusal> {
    let unread = || Refusal::at("body", "is too large, or ends too early.");
    let request = received(ROOT, request).await.ok_or_else(unread)?;
    Call::parse(&request).map_err(|unread| match unread {
        Unread::Address => Refusal::NotFound,
        Unread::Method => Refusal::Method(methods(request.uri().path()).unwrap_or_default()),
        Unread::Content(what) => Refusal::at("body", &format!("cannot be read: {what}")),
    })
}

/// The ids of records of a kind.
fn ids(caller: &Caller, kind: RecordKind) -> Ids {
    Ids { workspace: caller.actor.workspace, dialect: DIALECT, kind: kind_name(kind) }
}

fn place<'a>(caller: &Caller, kind: RecordKind, record: &'a str) -> Place<'a> {
    Place { workspace: caller.actor.workspace, dialect: DIALECT, kind, record }
}

/// The workspace, as the vendor names tenants.
fn tenant(caller: &Caller) -> String {
    caller.actor.workspace.0.to_string()
}

/// The key of the record that has this id.
async fn key<T: Aggregate>(connection: &mut sql::Connection, caller: &Caller, id: &str) -> Result<T::Id, Refusal> {
    let found = ids(caller, T::KIND).find(connection, id).await?;
    found.and_then(|record| record.parse().ok()).ok_or(Refusal::NotFound)
}

/// Gives a new record the id that the client has made; where it has made none, it gets one when it is first told.
async fn name(
    connection: &mut sql::Connection,
    (caller, kind): (&Caller, RecordKind),
    record: &str,
    id: Option<&str>,
) -> Result<(), Refusal> {
    let Some(id) = id else { return Ok(()) };
    if !is_id(id) {
        return Err(Refusal::at("_id", "is not taken: an id has 1 to 64 characters of A-Z, a-z, 0-9, - and _."));
    }
    match ids(caller, kind).take(connection, record, id).await? {
        true => Ok(()),
        false => Err(Refusal::at("_id", "is that of another record: make a new one.")),
    }
}

/// What can stand in an address and is no word of the vendor's addresses.
fn is_id(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=64).contains(&id.len()) && id.bytes().all(fits) && id != "last-seen"
}

/// An id of the shape that the vendor's examples have: a nanoid.
fn is_nano_id(id: &str) -> bool {
    id.len() == 21 && is_id(id)
}

/// A moment as most of the vendor's records say it.
fn milliseconds(at: &Timestamp) -> Moment {
    let moment = at.0.parse::<jiff::Timestamp>();
    Moment::of_milliseconds(moment.map(|moment| moment.as_millisecond()).unwrap_or_default())
}
