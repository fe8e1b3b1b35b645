//! ONLYOFFICE's dialect: the contacts of its CRM, API 2.0 (<https://api.onlyoffice.com/workspace/api-backend/>).
//!
//! Our people are its persons and our organizations its companies, in one row of numbers; members of staff are its users, known by GUIDs.
//! Whoever asks may see and change everything of the workspace, so that privacy and managers are kept and given back, and hide nothing.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use calling_card_crm::onlyoffice::calls::{Call, Format, Unread, format, methods};
use calling_card_crm::onlyoffice::wire::{Authenticate, Token};
use uuid::Uuid;

use super::{Caller, head, sent, times, whole};
use crate::extract::Address;
use crate::store::api_tokens::EXCHANGED_SECONDS;
use crate::{AppState, clock, tokens};

mod access;
mod answer;
mod answers;
mod companies;
mod contacts;
mod custom_fields;
mod data;
mod entries;
mod held;
mod lists;
mod merge;
mod persons;
mod photos;
mod refusal;
mod tags;
mod xml;

use answer::Answer;
use refusal::Refusal;

/// What stands before the vendor's paths.
pub(super) const ROOT: &str = "/dialects/onlyoffice";
/// As the database names the dialect.
const DIALECT: &str = "onlyoffice";
/// Where a password is exchanged for a token, the one call without one.
const AUTHENTICATION: &str = "/api/2.0/authentication";
/// Most bytes of a body: a picture that is a little too large is still read, to say so.
const BODY_BYTES: usize = 3 * 1024 * 1024;

/// Something, or why it is refused.
type Found<T> = Result<T, Refusal>;
/// An answer, or why there is none.
type Outcome = Found<Answer>;

/// Answers a request.
pub(super) async fn answer(
    State(state): State<AppState>,
    address: Address,
    request: axum::extract::Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let token = token(&parts.headers);
    let Some(request) = head(ROOT, &parts) else { return sent(Refusal::NotFound.answer(Format::Json)) };
    let (format, fields) = (format(&request), lists::fields(&request));
    let outcome = match photos::asked_for(request.uri().path()) {
        Some(picture) => match enter(&state, address, token).await {
            Ok(caller) => photos::show(&caller, picture).await,
            Err(refusal) => Err(refusal),
        },
        None => called(&state, (address, token), request, body).await.map(|answer| answer.send(format, &fields)),
    };
    sent(outcome.unwrap_or_else(|refusal| refusal.answer(format)))
}

/// Lets in whoever brings a token.
async fn enter(state: &AppState, address: Address, token: Option<String>) -> Result<Caller, Refusal> {
    let token = token.ok_or(Refusal::Unauthorized)?;
    let actor = tokens::workspace_of(state, address, &token).await?;
    if let Some(limits) = &state.limits {
        limits.onlyoffice.pass((address.0, actor.workspace.0))?;
    }
    Ok(Caller { actor, store: state.store.clone() })
}

async fn called(
    state: &AppState,
    (address, token): (Address, Option<String>),
    request: calling_card_crm::Request,
    body: Body,
) -> Outcome {
    let path = request.uri().path();
    if path.strip_suffix(".json").or_else(|| path.strip_suffix(".xml")).unwrap_or(path) == AUTHENTICATION {
        if let Some(limits) = &state.limits {
            limits.onlyoffice.pass((address.0, Uuid::nil()))?;
        }
        return match read(request, body).await? {
            Call::Authenticate(with) => authenticate(state, address, with).await,
            _ => Err(Refusal::NotFound),
        };
    }
    let caller = enter(state, address, token).await?;
    match read(request, body).await? {
        Call::Authenticate(_) => Err(Refusal::NotFound),
        Call::CreatePerson(said, photo) => persons::create(&caller, *said, photo).await,
        Call::UpdatePerson(id, said, photo) => persons::update(&caller, id, *said, photo).await,
        Call::QuickPersons(names) => persons::quick(&caller, names).await,
        Call::GetContact(id) => lists::get(&caller, id).await,
        Call::DeleteContact(id) => lists::delete(&caller, id).await,
        Call::DeleteContacts(ids) => lists::delete_several(&caller, ids).await,
        Call::ListContacts(filter) => lists::list(&caller, &filter).await,
        Call::DeleteMatching(filter) => lists::delete_matching(&caller, &filter).await,
        Call::FindByInfo(query) => lists::by_info(&caller, &query).await,
        Call::SearchByEmail(term, most) => lists::by_email(&caller, &term, most).await,
        Call::FindByPrefix(query) => lists::by_prefix(&caller, &query).await,
        Call::Merge(from, to) => merge::merge(&caller, from, to).await,
        Call::ListData(id) => data::list(&caller, id).await,
        Call::ListDataOf(id, kind) => data::list_of(&caller, id, kind).await,
        Call::AddData(id, new) => data::add(&caller, id, new).await,
        Call::GetData(id, piece) => data::get(&caller, (id, piece)).await,
        Call::ChangeData(id, piece, change) => data::change(&caller, (id, piece), change).await,
        Call::DeleteData(id, piece) => data::delete(&caller, (id, piece)).await,
        Call::AddAddress(id, new) => data::add_address(&caller, id, new).await,
        Call::ChangeAddress(id, piece, new) => data::change_address(&caller, (id, piece), new).await,
        Call::AddBatch(id, items) => data::batch(&caller, id, items, false).await,
        Call::ReplaceBatch(id, items) => data::batch(&caller, id, items, true).await,
        Call::ListInfoTypes => Ok(data::kinds()),
        Call::ListCategories(kind) => Ok(Answer::all(StatusCode::OK, kind.categories())),
        Call::ChangePhoto(id, photo) => photos::change(&caller, id, photo).await,
        Call::ChangePhotoByUrl(id, url) => photos::fetch(state, &caller, id, &url).await,
        Call::DeletePhoto(id, of) => photos::delete(&caller, id, &of).await,
        Call::ListTags(id) => tags::of(&caller, id).await,
        Call::AddTag(id, tag) => tags::add(&caller, &[id], &tag).await,
        Call::RemoveTag(id, tag) => tags::remove(&caller, id, &tag).await,
        Call::ListAllTags => tags::all(&caller).await,
        Call::CreateTag(tag) => tags::create(&caller, &tag).await,
        Call::DeleteTag(tag) => tags::delete(&caller, &tag).await,
        Call::TagContacts(ids, tag) => tags::add(&caller, &ids, &tag).await,
        Call::TagGroup(id, tag) => tags::add_to_group(&caller, id, &tag).await,
        Call::UntagGroup(id, tag) => tags::remove_from_group(&caller, id, &tag).await,
        Call::CreateCompany(said, photo) => companies::create(&caller, *said, photo).await,
        Call::QuickCompanies(names) => companies::quick(&caller, names).await,
        Call::UpdateCompany(id, said) => companies::update(&caller, id, *said).await,
        Call::ListPersons(id) => companies::persons(&caller, id).await,
        Call::LinkPerson(id, person) => companies::link(&caller, id, person).await,
        Call::UnlinkPerson(id, person) => companies::unlink(&caller, id, person).await,
        Call::SetStatus(id, status) => access::set_status(&caller, id, status).await,
        Call::SetGroupStatus(id, status) => access::set_group_status(&caller, id, status).await,
        Call::GetAccess(id) => access::get(&caller, id).await,
        Call::SetAccess(id, to) => access::set(&caller, id, to).await,
        Call::ListFields => custom_fields::list(&caller).await,
        Call::ListFieldValues(id) => custom_fields::values(&caller, id).await,
        Call::SetFieldValue(id, field, value) => custom_fields::set(&caller, (id, field), value).await,
    }
}

async fn read(mut request: calling_card_crm::Request, body: Body) -> Result<Call, Refusal> {
    let body = whole(body, BODY_BYTES).await;
    *request.body_mut() = body.ok_or_else(|| Refusal::Argument("The body is too large, or ends too early.".into()))?;
    xml::as_form(&mut request).ok_or_else(|| Refusal::Argument("The XML cannot be read.".into()))?;
    Call::parse(&request).map_err(|unread| match unread {
        Unread::Address => Refusal::NotFound,
        Unread::Method => Refusal::Method(methods(request.uri().path()).unwrap_or_default()),
        Unread::MediaType => Refusal::Argument("A body is JSON, a form, or XML.".into()),
        Unread::Content(what) => Refusal::Argument(what),
    })
}

/// An API token is the password, whatever the user's name is; the token that it is exchanged for holds for an hour.
async fn authenticate(state: &AppState, address: Address, with: Authenticate) -> Outcome {
    let password = with.password.filter(|password| !password.is_empty()).ok_or(Refusal::Unauthorized)?;
    let token = tokens::exchange(state, address, &password).await?;
    let expires = times::with_seven_digits(&clock::in_seconds(EXCHANGED_SECONDS).0);
    let token = Token { token: Some(token), expires: Some(expires), ..Token::default() };
    Ok(Answer::one(StatusCode::CREATED, &token))
}

/// The token as the vendor takes it: bare, as a bearer token (RFC 6750), or as the password of Basic (RFC 7617).
fn token(headers: &HeaderMap) -> Option<String> {
    let said = headers.get(header::AUTHORIZATION)?.to_str().ok()?.trim();
    let token = match said.split_once(' ') {
        None => said.to_owned(),
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim().to_owned(),
        Some((scheme, pair)) if scheme.eq_ignore_ascii_case("basic") => {
            let pair = String::from_utf8(STANDARD.decode(pair.trim()).ok()?).ok()?;
            pair.split_once(':')?.1.to_owned()
        }
        Some(_) => return None,
    };
    Some(token).filter(|token| !token.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_brought_in_three_ways() {
        let of = |said: &str| {
            let value = said.parse().ok()?;
            token(&HeaderMap::from_iter([(header::AUTHORIZATION, value)]))
        };
        let basic = format!("Basic {}", STANDARD.encode("ann@example.com:a:b"));
        for (said, token) in [
            ("abc", Some("abc")),
            ("bearer abc", Some("abc")),
            (basic.as_str(), Some("a:b")),
            ("", None),
            ("Basic abc", None),
            ("Digest abc", None),
        ] {
            assert_eq!(of(said).as_deref(), token, "{said}");
        }
        assert_eq!(token(&HeaderMap::new()), None);
    }
}
