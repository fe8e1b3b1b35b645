//! Calls about companies.

use super::asked::{Asked, Said};
use super::{Found, sending};
use crate::Error;
use crate::cobra::wire::{Address, CompanyFields, CompanyTags, Email, Lifecycle, Note, Phone, Tag};
use crate::exchange::Request;

/// A call about companies, at `/crm/companies`.
#[derive(Clone, Debug, PartialEq)]
pub enum CompanyCall {
    /// `GET {id}`
    Get(String),
    /// `GET domain/{domain}`: by where it is on the web.
    Find(String),
    /// `POST`
    Create(Box<CompanyFields>),
    /// `PUT {id}`
    Update(String, Box<CompanyFields>),
    /// `DELETE {id}`
    Delete(String),
    /// `DELETE`, with the ids of those that go.
    DeleteMany(Vec<String>),
    /// `POST validate`: says what would be made, and makes nothing.
    Validate(Box<CompanyFields>),
    /// `PUT {id}/note`
    SetNote(String, Box<Note>),
    /// `PUT {id}/tags`: what is not sent is gone.
    SetTags(String, Vec<Tag>),
    /// `PUT {id}/lifecycle`
    SetLifecycle(String, Lifecycle),
    /// `POST tags`: on several companies.
    AddTags(CompanyTags),
    /// `DELETE tags`
    RemoveTags(CompanyTags),
    /// `POST {id}/addresses`
    AddAddress(String, Box<Address>),
    /// `PUT {id}/addresses/{address}`
    UpdateAddress(String, String, Box<Address>),
    /// `DELETE {id}/addresses/{address}`
    DeleteAddress(String, String),
    /// `POST {id}/phones`
    AddPhone(String, Phone),
    /// `PUT {id}/phones/{phone}`
    UpdatePhone(String, String, Phone),
    /// `DELETE {id}/phones/{phone}`
    DeletePhone(String, String),
    /// `POST {id}/emails`
    AddEmail(String, Email),
    /// `PUT {id}/emails/{email}`
    UpdateEmail(String, String, Email),
    /// `DELETE {id}/emails/{email}`
    DeleteEmail(String, String),
}

const COMPANIES: &str = "companies";

impl CompanyCall {
    pub(super) fn request(&self) -> Result<Request, Error> {
        use sending::{delete, delete_many, delete_what, get, named, post, put};
        match self {
            Self::Get(id) => get(&["crm", COMPANIES, own(id)?]),
            Self::Find(domain) => get(&["crm", COMPANIES, "domain", domain]),
            Self::Create(fields) => post(&["crm", COMPANIES], fields),
            Self::Update(id, fields) => put(&["crm", COMPANIES, own(id)?], fields),
            Self::Delete(id) => delete(&["crm", COMPANIES, own(id)?]),
            Self::DeleteMany(ids) => delete_many(&["crm", COMPANIES], ids),
            Self::Validate(fields) => post(&["crm", COMPANIES, "validate"], fields),
            Self::SetNote(id, note) => put(&["crm", COMPANIES, id, "note"], note),
            Self::SetTags(id, tags) => put(&["crm", COMPANIES, id, "tags"], tags),
            Self::SetLifecycle(id, stage) => put(&["crm", COMPANIES, id, "lifecycle"], stage),
            Self::AddTags(tags) => post(&["crm", COMPANIES, "tags"], tags),
            Self::RemoveTags(tags) => {
                named(tags.company_ids.as_deref().unwrap_or_default())?;
                delete_what(&["crm", COMPANIES, "tags"], tags)
            }
            Self::AddAddress(id, address) => post(&["crm", COMPANIES, id, "addresses"], address),
            Self::UpdateAddress(id, one, address) => put(&["crm", COMPANIES, id, "addresses", one], address),
            Self::DeleteAddress(id, one) => delete(&["crm", COMPANIES, id, "addresses", one]),
            Self::AddPhone(id, phone) => post(&["crm", COMPANIES, id, "phones"], phone),
            Self::UpdatePhone(id, one, phone) => put(&["crm", COMPANIES, id, "phones", one], phone),
            Self::DeletePhone(id, one) => delete(&["crm", COMPANIES, id, "phones", one]),
            Self::AddEmail(id, email) => post(&["crm", COMPANIES, id, "emails"], email),
            Self::UpdateEmail(id, one, email) => put(&["crm", COMPANIES, id, "emails", one], email),
            Self::DeleteEmail(id, one) => delete(&["crm", COMPANIES, id, "emails", one]),
        }
    }

    pub(super) fn at(asked: &Asked, said: &Said<'_>) -> Found<Self> {
        let (method, path) = asked.parts();
        let ["crm", COMPANIES, path @ ..] = path.as_slice() else { return None };
        let owned = |id: &&str| (*id).to_owned();
        Some(match (method, path) {
            ("POST", []) => said.object().map(Self::Create),
            ("DELETE", []) => said.ids().map(Self::DeleteMany),
            ("POST", ["validate"]) => said.object().map(Self::Validate),
            ("POST", ["tags"]) => said.object().map(Self::AddTags),
            ("DELETE", ["tags"]) => said.object().map(Self::RemoveTags),
            ("GET", ["domain", domain]) => Ok(Self::Find(owned(domain))),
            (_, ["validate" | "tags"] | ["domain", ..]) => return None,
            ("GET", [id]) => Ok(Self::Get(owned(id))),
            ("PUT", [id]) => said.object().map(|fields| Self::Update(owned(id), fields)),
            ("DELETE", [id]) => Ok(Self::Delete(owned(id))),
            ("PUT", [id, "note"]) => said.object().map(|note| Self::SetNote(owned(id), note)),
            ("PUT", [id, "tags"]) => said.objects().map(|tags| Self::SetTags(owned(id), tags)),
            ("PUT", [id, "lifecycle"]) => said.object().map(|stage| Self::SetLifecycle(owned(id), stage)),
            (_, [id, word]) => return Self::add(method, owned(id), word, said),
            (_, [id, word, one]) => return Self::of_one(method, (owned(id), word, owned(one)), said),
            _ => return None,
        })
    }

    fn add(method: &str, id: String, word: &str, said: &Said<'_>) -> Found<Self> {
        Some(match (method, word) {
            ("POST", "addresses") => said.object().map(|address| Self::AddAddress(id, address)),
            ("POST", "phones") => said.object().map(|phone| Self::AddPhone(id, phone)),
            ("POST", "emails") => said.object().map(|email| Self::AddEmail(id, email)),
            _ => return None,
        })
    }

    fn of_one(method: &str, (id, word, one): (String, &str, String), said: &Said<'_>) -> Found<Self> {
        Some(match (method, word) {
            ("PUT", "addresses") => said.object().map(|address| Self::UpdateAddress(id, one, address)),
            ("DELETE", "addresses") => Ok(Self::DeleteAddress(id, one)),
            ("PUT", "phones") => said.object().map(|phone| Self::UpdatePhone(id, one, phone)),
            ("DELETE", "phones") => Ok(Self::DeletePhone(id, one)),
            ("PUT", "emails") => said.object().map(|email| Self::UpdateEmail(id, one, email)),
            ("DELETE", "emails") => Ok(Self::DeleteEmail(id, one)),
            _ => return None,
        })
    }
}

/// An id that is none of the words beside the ids of companies.
fn own(id: &str) -> Result<&str, Error> {
    if id == "tags" { Err(Error::Build(format!("{id:?} is no id"))) } else { sending::id(id) }
}
