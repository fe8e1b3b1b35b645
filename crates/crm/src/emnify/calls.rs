//! The vendor's calls, for client and server: `request` writes what `parse` reads.

use http::Method;

use super::wire::{Authenticate, ContactFields};
use crate::Error;
use crate::exchange::{Request, bare, decoded, read_object, segment, with_body};

const JSON: &str = "application/json";

/// A call.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// `POST /api/v1/authenticate`
    Authenticate(Authenticate),
    /// `GET /api/v1/organisation/{org_id}/contact`: all of them.
    List(String),
    /// `POST /api/v1/organisation/{org_id}/contact`
    Create(String, Box<ContactFields>),
    /// `GET /api/v1/organisation/{org_id}/contact/{contact_id}`
    Get(String, String),
    /// `PATCH /api/v1/organisation/{org_id}/contact/{contact_id}`
    Update(String, String, Box<ContactFields>),
    /// `DELETE /api/v1/organisation/{org_id}/contact/{contact_id}`
    Delete(String, String),
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
    /// It names what the vendor gives itself: `id` or `organisation_id`.
    Given(String),
}

/// What is never sent, in no body and no address.
const GIVEN: [&str; 2] = ["id", "organisation_id"];

impl Call {
    /// What a client sends.
    pub fn request(&self) -> Result<Request, Error> {
        let contacts = |org: &str| Ok::<_, Error>(format!("/api/v1/organisation/{}/contact", segment(org)?));
        let contact = |org: &str, id: &str| Ok::<_, Error>(format!("{}/{}", contacts(org)?, segment(id)?));
        match self {
            Self::Authenticate(with) => with_body(Method::POST, "/api/v1/authenticate", JSON, with),
            Self::List(org) => bare(Method::GET, &contacts(org)?),
            Self::Create(org, fields) => with_body(Method::POST, &contacts(org)?, JSON, fields),
            Self::Get(org, id) => bare(Method::GET, &contact(org, id)?),
            Self::Update(org, id, fields) => with_body(Method::PATCH, &contact(org, id)?, JSON, fields),
            Self::Delete(org, id) => bare(Method::DELETE, &contact(org, id)?),
        }
    }

    /// What a server reads of it.
    pub fn parse(request: &Request) -> Result<Self, Unread> {
        let path: Vec<&str> = request.uri().path().split('/').skip(1).collect();
        let ["api", "v1", rest @ ..] = path.as_slice() else { return Err(Unread::Address) };
        let id = |text: &str| decoded(text).ok_or(Unread::Address);
        match (request.method().as_str(), rest) {
            ("POST", ["authenticate"]) => Ok(Self::Authenticate(content(request)?)),
            ("GET", ["organisation", org, "contact"]) => Ok(Self::List(id(org)?)),
            ("POST", ["organisation", org, "contact"]) => Ok(Self::Create(id(org)?, fields(request)?)),
            ("GET", ["organisation", org, "contact", contact]) => Ok(Self::Get(id(org)?, id(contact)?)),
            ("PATCH", ["organisation", org, "contact", contact]) => {
                Ok(Self::Update(id(org)?, id(contact)?, fields(request)?))
            }
            ("DELETE", ["organisation", org, "contact", contact]) => Ok(Self::Delete(id(org)?, id(contact)?)),
            (_, ["authenticate"] | ["organisation", _, "contact"] | ["organisation", _, "contact", _]) => {
                Err(Unread::Method)
            }
            _ => Err(Unread::Address),
        }
    }
}

/// The methods that an address takes, as `Allow` names them (RFC 9110, section 10.2.1); none where there is nothing.
pub fn methods(path: &str) -> Option<&'static str> {
    match path.split('/').skip(1).collect::<Vec<_>>().as_slice() {
        ["api", "v1", "authenticate"] => Some("POST"),
        ["api", "v1", "organisation", _, "contact"] => Some("GET, POST"),
        ["api", "v1", "organisation", _, "contact", _] => Some("GET, PATCH, DELETE"),
        _ => None,
    }
}

fn content<T: serde::de::DeserializeOwned>(request: &Request) -> Result<T, Unread> {
    read_object(request.body()).map_err(|error| Unread::Content(error.to_string()))
}

fn fields(request: &Request) -> Result<Box<ContactFields>, Unread> {
    let query = form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes());
    let names: Vec<String> = query.map(|(name, _)| name.into_owned()).collect();
    let body: serde_json::Value = content(request)?;
    let given = |name: &&&str| names.iter().any(|known| known == **name) || body.get(**name).is_some();
    if let Some(name) = GIVEN.iter().find(given) {
        return Err(Unread::Given((*name).to_owned()));
    }
    content(request)
}
