//! The vendor's calls, for client and server: `request` writes what `parse` reads.
//!
//! An address begins after the vendor's host: `/api/contacts/...`. Signing in is at a host of its own there ([`super::sign_in_at`]).

use http::{HeaderValue, Method, header};
use serde::de::DeserializeOwned;

use super::paths::{Place, place};
use super::wire::{
    Branch, CustomField, Draft, Employee, Grant, InboundSource, Login, OrganizationFields, PersonFields, Role, Tokens,
    ValueChange,
};
use crate::Error;
use crate::exchange::{Request, bare, read, read_object, segment, with_body};

const JSON: &str = "application/json";

/// A call. What is written is answered with nothing, and takes effect afterwards.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// `POST /login`
    Login(Login),
    /// `POST /token/refresh`
    Refresh(Tokens),
    /// `POST /token/revoke`
    Revoke(Tokens),

    /// `GET persons/last-seen`
    LastSeen,
    /// `PATCH persons/last-seen/{person}`
    AddLastSeen(String),
    /// `GET persons`: all of them.
    ListPersons,
    /// `POST persons`; the fields are all left out where there is no body.
    AddPerson(Box<PersonFields>),
    /// `DELETE persons`, with the ids of those who go.
    DeletePersons(Vec<String>),
    /// `GET persons/{id}`
    GetPerson(String),
    /// `PATCH persons/{id}`: what is left out stays.
    EditPerson(String, Box<PersonFields>),
    /// `DELETE persons/{id}`
    DeletePerson(String),
    /// `GET persons/{id}/activities`
    PersonActivities(String),

    /// `GET organizations`: all of them.
    ListOrganizations,
    /// `POST organizations`
    AddOrganization(Box<OrganizationFields>),
    /// `DELETE organizations`, with the ids of those that go.
    DeleteOrganizations(Vec<String>),
    /// `GET organizations/{id}`
    GetOrganization(String),
    /// `PATCH organizations/{id}`: what is left out stays.
    EditOrganization(String, Box<OrganizationFields>),
    /// `DELETE organizations/{id}`
    DeleteOrganization(String),
    /// `PUT organizations/{id}/logo`: a file in a form of several parts, as it is.
    PutLogo(String, Upload),
    /// `DELETE organizations/{id}/logo`
    DeleteLogo(String),
    /// `POST organizations/{id}/branches`
    AddBranch(String, Box<Branch>),
    /// `PATCH organizations/{id}/branches/{branch}`
    EditBranch(String, String, Box<Branch>),
    /// `DELETE organizations/{id}/branches/{branch}`
    DeleteBranch(String, String),
    /// `POST organizations/{id}/contacts`
    Relate(String, Employee),
    /// `DELETE organizations/{id}/contacts/{employee}`
    Unrelate(String, String),
    /// `PATCH organizations/{id}/contacts/{person}/assignAsContactPerson`
    AssignContactPerson(String, String),
    /// `PATCH organizations/{id}/contacts/{employee}/role`
    ChangeRole(String, String, Role),
    /// `GET organizations/{id}/activities`
    OrganizationActivities(String),

    /// `GET drafts`: all of them.
    ListDrafts,
    /// `GET drafts/{id}`
    GetDraft(String),
    /// `POST drafts/{source}`: the id of the inbound source, not of a draft.
    AddDraft(String, Box<Draft>),
    /// `PATCH drafts/{id}`
    EditDraft(String, Box<Draft>),
    /// `DELETE drafts/{id}`
    DeleteDraft(String),

    /// `GET inbound-sources`: all of them.
    ListSources,
    /// `POST inbound-sources`
    AddSource(Box<InboundSource>),
    /// `GET inbound-sources/{id}`
    GetSource(String),
    /// `PATCH inbound-sources/{id}`
    EditSource(String, Box<InboundSource>),
    /// `DELETE inbound-sources/{id}`
    DeleteSource(String),
    /// `GET inbound-sources/{tenant}/{id}/form.js`
    FormScript(String, String),

    /// `GET custom-fields`: all of them.
    ListFields,
    /// `POST custom-fields`
    AddField(Box<CustomField>),
    /// `GET custom-fields/{entity}`
    FieldsOf(Entity),
    /// `PATCH custom-fields/values/{entity}/{id}`
    SetValue(Entity, String, ValueChange),
    /// `PATCH custom-fields/{entity}/{id}`
    EditField(Entity, String, Box<CustomField>),
    /// `DELETE custom-fields/{entity}/{key}/{id}`
    DeleteField(Entity, String, String),

    /// `GET doi/{draft or person}/grant`
    Grant(Grant),
}

/// Whose custom fields there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entity {
    /// `person`
    Person,
    /// `organization`
    Organization,
}

impl Entity {
    /// Its name in addresses and bodies.
    pub fn key(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
        }
    }

    /// The entity of a name.
    pub fn of_key(key: &str) -> Option<Self> {
        [Self::Person, Self::Organization].into_iter().find(|entity| entity.key() == key)
    }
}

/// A body that is passed on as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// Its media type, with its parameters.
    pub media_type: String,
    /// It.
    pub bytes: Vec<u8>,
}

/// Why a request is no call of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is nothing at this address.
    Address,
    /// The address is not used in this way.
    Method,
    /// The body cannot be read.
    Content(String),
}

/// Of what many are deleted at once.
const NOBODY: &str = "no ids: nothing would be left";

impl Call {
    /// What a client sends.
    pub fn request(&self) -> Result<Request, Error> {
        let at = |path: &[&str]| {
            let ids = path.iter().map(|part| segment(part)).collect::<Result<Vec<_>, _>>()?;
            Ok::<_, Error>(format!("/api/contacts/{}", ids.join("/")))
        };
        let get = |path: &[&str]| bare(Method::GET, &at(path)?);
        let delete = |path: &[&str]| bare(Method::DELETE, &at(path)?);
        let patch = |path: &[&str]| bare(Method::PATCH, &at(path)?);
        match self {
            Self::Login(with) => with_body(Method::POST, "/login", JSON, with),
            Self::Refresh(tokens) => with_body(Method::POST, "/token/refresh", JSON, tokens),
            Self::Revoke(tokens) => with_body(Method::POST, "/token/revoke", JSON, tokens),
            Self::LastSeen => get(&["persons", "last-seen"]),
            Self::AddLastSeen(id) => patch(&["persons", "last-seen", id]),
            Self::ListPersons => get(&["persons"]),
            Self::AddPerson(fields) => with_body(Method::POST, &at(&["persons"])?, JSON, fields),
            Self::DeletePersons(ids) => many(&at(&["persons"])?, ids),
            Self::GetPerson(id) => get(&["persons", known(id)?]),
            Self::EditPerson(id, fields) => with_body(Method::PATCH, &at(&["persons", known(id)?])?, JSON, fields),
            Self::DeletePerson(id) => delete(&["persons", known(id)?]),
            Self::PersonActivities(id) => get(&["persons", id, "activities"]),
            Self::ListOrganizations => get(&["organizations"]),
            Self::AddOrganization(fields) => with_body(Method::POST, &at(&["organizations"])?, JSON, fields),
            Self::DeleteOrganizations(ids) => many(&at(&["organizations"])?, ids),
            Self::GetOrganization(id) => get(&["organizations", id]),
            Self::EditOrganization(id, fields) => with_body(Method::PATCH, &at(&["organizations", id])?, JSON, fields),
            Self::DeleteOrganization(id) => delete(&["organizations", id]),
            Self::PutLogo(id, upload) => uploaded(&at(&["organizations", id, "logo"])?, upload),
            Self::DeleteLogo(id) => delete(&["organizations", id, "logo"]),
            Self::AddBranch(id, branch) => {
                with_body(Method::POST, &at(&["organizations", id, "branches"])?, JSON, branch)
            }
            Self::EditBranch(of, id, branch) => {
                with_body(Method::PATCH, &at(&["organizations", of, "branches", id])?, JSON, branch)
            }
            Self::DeleteBranch(of, id) => delete(&["organizations", of, "branches", id]),
            Self::Relate(id, who) => with_body(Method::POST, &at(&["organizations", id, "contacts"])?, JSON, who),
            Self::Unrelate(of, id) => delete(&["organizations", of, "contacts", id]),
            Self::AssignContactPerson(of, id) => patch(&["organizations", of, "contacts", id, "assignAsContactPerson"]),
            Self::ChangeRole(of, id, role) => {
                with_body(Method::PATCH, &at(&["organizations", of, "contacts", id, "role"])?, JSON, role)
            }
            Self::OrganizationActivities(id) => get(&["organizations", id, "activities"]),
            Self::ListDrafts => get(&["drafts"]),
            Self::GetDraft(id) => get(&["drafts", id]),
            Self::AddDraft(source, draft) => with_body(Method::POST, &at(&["drafts", source])?, JSON, draft),
            Self::EditDraft(id, draft) => with_body(Method::PATCH, &at(&["drafts", id])?, JSON, draft),
            Self::DeleteDraft(id) => delete(&["drafts", id]),
            Self::ListSources => get(&["inbound-sources"]),
            Self::AddSource(source) => with_body(Method::POST, &at(&["inbound-sources"])?, JSON, source),
            Self::GetSource(id) => get(&["inbound-sources", id]),
            Self::EditSource(id, source) => with_body(Method::PATCH, &at(&["inbound-sources", id])?, JSON, source),
            Self::DeleteSource(id) => delete(&["inbound-sources", id]),
            Self::FormScript(tenant, id) => get(&["inbound-sources", tenant, id, "form.js"]),
            Self::ListFields => get(&["custom-fields"]),
            Self::AddField(field) => with_body(Method::POST, &at(&["custom-fields"])?, JSON, field),
            Self::FieldsOf(entity) => get(&["custom-fields", entity.key()]),
            Self::SetValue(entity, id, change) => {
                with_body(Method::PATCH, &at(&["custom-fields", "values", entity.key(), id])?, JSON, change)
            }
            Self::EditField(entity, id, field) => {
                with_body(Method::PATCH, &at(&["custom-fields", entity.key(), id])?, JSON, field)
            }
            Self::DeleteField(entity, key, id) => delete(&["custom-fields", entity.key(), key, id]),
            Self::Grant(grant) => {
                let path = at(&["doi", &grant.of, "grant"])?;
                let said =
                    [("_tenantID", &grant.tenant_id), ("redirectUrl", &grant.redirect_url), ("email", &grant.email)];
                let said = said.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
                let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(said).finish();
                bare(Method::GET, &format!("{path}?{query}"))
            }
        }
    }

    /// What a server reads of it.
    pub fn parse(request: &Request) -> Result<Self, Unread> {
        let place = place(request.uri().path()).ok_or(Unread::Address)?;
        Ok(match (request.method().as_str(), place) {
            ("POST", Place::Login) => Self::Login(content(request)?),
            ("POST", Place::Refresh) => Self::Refresh(content(request)?),
            ("POST", Place::Revoke) => Self::Revoke(content(request)?),
            ("GET", Place::LastSeen) => Self::LastSeen,
            ("PATCH", Place::SeenPerson(id)) => Self::AddLastSeen(id),
            ("GET", Place::Persons) => Self::ListPersons,
            ("POST", Place::Persons) => Self::AddPerson(content_or_nothing(request)?),
            ("DELETE", Place::Persons) => Self::DeletePersons(ids(request)?),
            ("GET", Place::Person(id)) => Self::GetPerson(id),
            ("PATCH", Place::Person(id)) => Self::EditPerson(id, content(request)?),
            ("DELETE", Place::Person(id)) => Self::DeletePerson(id),
            ("GET", Place::PersonActivities(id)) => Self::PersonActivities(id),
            ("GET", Place::Organizations) => Self::ListOrganizations,
            ("POST", Place::Organizations) => Self::AddOrganization(content(request)?),
            ("DELETE", Place::Organizations) => Self::DeleteOrganizations(ids(request)?),
            ("GET", Place::Organization(id)) => Self::GetOrganization(id),
            ("PATCH", Place::Organization(id)) => Self::EditOrganization(id, content(request)?),
            ("DELETE", Place::Organization(id)) => Self::DeleteOrganization(id),
            ("PUT", Place::Logo(id)) => Self::PutLogo(id, upload(request)),
            ("DELETE", Place::Logo(id)) => Self::DeleteLogo(id),
            ("POST", Place::Branches(id)) => Self::AddBranch(id, content(request)?),
            ("PATCH", Place::Branch(of, id)) => Self::EditBranch(of, id, content_or_nothing(request)?),
            ("DELETE", Place::Branch(of, id)) => Self::DeleteBranch(of, id),
            ("POST", Place::Employees(id)) => Self::Relate(id, content(request)?),
            ("DELETE", Place::Employee(of, id)) => Self::Unrelate(of, id),
            ("PATCH", Place::ContactPerson(of, id)) => Self::AssignContactPerson(of, id),
            ("PATCH", Place::Role(of, id)) => Self::ChangeRole(of, id, content_or_nothing(request)?),
            ("GET", Place::OrganizationActivities(id)) => Self::OrganizationActivities(id),
            ("GET", Place::Drafts) => Self::ListDrafts,
            ("GET", Place::Draft(id)) => Self::GetDraft(id),
            ("POST", Place::Draft(source)) => Self::AddDraft(source, content_or_nothing(request)?),
            ("PATCH", Place::Draft(id)) => Self::EditDraft(id, content(request)?),
            ("DELETE", Place::Draft(id)) => Self::DeleteDraft(id),
            ("GET", Place::Sources) => Self::ListSources,
            ("POST", Place::Sources) => Self::AddSource(content(request)?),
            ("GET", Place::Source(id)) => Self::GetSource(id),
            ("PATCH", Place::Source(id)) => Self::EditSource(id, content(request)?),
            ("DELETE", Place::Source(id)) => Self::DeleteSource(id),
            ("GET", Place::FormScript(tenant, id)) => Self::FormScript(tenant, id),
            ("GET", Place::Fields) => Self::ListFields,
            ("POST", Place::Fields) => Self::AddField(content(request)?),
            ("GET", Place::FieldsOf(entity)) => Self::FieldsOf(entity),
            ("PATCH", Place::Value(entity, id)) => Self::SetValue(entity, id, content(request)?),
            ("PATCH", Place::Field(entity, id)) => Self::EditField(entity, id, content(request)?),
            ("DELETE", Place::KeyedField(entity, key, id)) => Self::DeleteField(entity, key, id),
            ("GET", Place::Grant(of)) => Self::Grant(grant(of, request)),
            _ => return Err(Unread::Method),
        })
    }
}

/// An id that is no word of the addresses: `persons/last-seen` is not a person.
fn known(id: &str) -> Result<&str, Error> {
    if id == "last-seen" { Err(Error::Build(format!("{id:?} is no id"))) } else { Ok(id) }
}

/// Deletes many. Without ids it is never sent: what a bulk delete of nobody deletes, no page says.
fn many(path: &str, ids: &[String]) -> Result<Request, Error> {
    if ids.is_empty() || ids.iter().any(|id| id.trim().is_empty()) {
        return Err(Error::Build(NOBODY.into()));
    }
    with_body(Method::DELETE, path, JSON, &ids)
}

fn uploaded(path: &str, upload: &Upload) -> Result<Request, Error> {
    let mut request = bare(Method::PUT, path)?;
    let media_type = HeaderValue::from_str(&upload.media_type).map_err(|error| Error::Build(error.to_string()))?;
    request.headers_mut().insert(header::CONTENT_TYPE, media_type);
    request.body_mut().clone_from(&upload.bytes);
    Ok(request)
}

fn upload(request: &Request) -> Upload {
    let media_type = request.headers().get(header::CONTENT_TYPE).and_then(|said| said.to_str().ok());
    Upload { media_type: media_type.unwrap_or_default().to_owned(), bytes: request.body().clone() }
}

fn grant(of: String, request: &Request) -> Grant {
    let mut grant = Grant { of, ..Grant::default() };
    for (name, value) in form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes()) {
        let member = match name.as_ref() {
            "_tenantID" => &mut grant.tenant_id,
            "redirectUrl" => &mut grant.redirect_url,
            "email" => &mut grant.email,
            _ => continue,
        };
        // The first counts, so that nothing appended to a link overrules it.
        member.get_or_insert_with(|| value.into_owned());
    }
    grant
}

fn content<T: DeserializeOwned>(request: &Request) -> Result<T, Unread> {
    read_object(request.body()).map_err(|error| Unread::Content(error.to_string()))
}

/// For the calls that the vendor's page shows without a body.
fn content_or_nothing<T: DeserializeOwned + Default>(request: &Request) -> Result<T, Unread> {
    if request.body().is_empty() { Ok(T::default()) } else { content(request) }
}

/// The ids of a bulk delete; none where there is no body.
fn ids(request: &Request) -> Result<Vec<String>, Unread> {
    if request.body().is_empty() {
        return Ok(Vec::new());
    }
    read(request.body()).map_err(|error| Unread::Content(error.to_string()))
}
