//! The vendor's calls, for client and server: `request` writes what `parse` reads.
//!
//! An address begins after the API's root, which ends with the version. Of the paths the vendor's page shows `POST /crm/people`;
//! the others are assumed in its manner, and stand in the modules below and nowhere else.

mod asked;
mod cards;
mod companies;
mod lists;
mod people;
mod relations;
mod sending;
mod tenant;
mod touchpoints;

pub use cards::CardCall;
pub use companies::CompanyCall;
pub use lists::{List, ListCall};
pub use people::{PeopleFilter, PersonCall};
pub use relations::RelationCall;
pub use tenant::TenantCall;
pub use touchpoints::TouchpointCall;

use http::Method;

use super::wire::TokenRequest;
use crate::Error;
use crate::exchange::Request;
use asked::{Asked, Said};

/// A call.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// `POST /auth/token`
    SignIn(TokenRequest),
    /// The tenant.
    Tenant(TenantCall),
    /// People.
    Person(PersonCall),
    /// Their business cards.
    Card(CardCall),
    /// How they stand to each other.
    Relation(RelationCall),
    /// The lists that feed members of people and companies.
    List(ListCall),
    /// Touchpoints.
    Touchpoint(TouchpointCall),
    /// Companies.
    Company(CompanyCall),
}

/// Why a request is no call of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is nothing at this address.
    Address,
    /// The address is not used in this way.
    Method,
    /// What is sent cannot be read.
    Content(String),
}

/// What is found at an address: none where there is nothing.
type Found<T> = Option<Result<T, Unread>>;

impl Call {
    /// What a client sends.
    pub fn request(&self) -> Result<Request, Error> {
        match self {
            Self::SignIn(with) => sending::post(&["auth", "token"], with),
            Self::Tenant(call) => call.request(),
            Self::Person(call) => call.request(),
            Self::Card(call) => call.request(),
            Self::Relation(call) => call.request(),
            Self::List(call) => call.request(),
            Self::Touchpoint(call) => call.request(),
            Self::Company(call) => call.request(),
        }
    }

    /// What a server reads of it.
    pub fn parse(request: &Request) -> Result<Self, Unread> {
        let asked = Asked::of(request.method(), request.uri()).ok_or(Unread::Address)?;
        match Self::at(&asked, request) {
            Some(call) => call,
            None if methods(request.uri().path()).is_some() => Err(Unread::Method),
            None => Err(Unread::Address),
        }
    }

    fn at(asked: &Asked, request: &Request) -> Found<Self> {
        let said = Said::of(request);
        let signs_in = asked.is("POST", &["auth", "token"]).then(|| said.object().map(Self::SignIn));
        signs_in
            .or_else(|| Some(TenantCall::at(asked)?.map(Self::Tenant)))
            .or_else(|| Some(PersonCall::at(asked, &said)?.map(Self::Person)))
            .or_else(|| Some(CardCall::at(asked, &said)?.map(Self::Card)))
            .or_else(|| Some(RelationCall::at(asked, &said)?.map(Self::Relation)))
            .or_else(|| Some(ListCall::at(asked, &said)?.map(Self::List)))
            .or_else(|| Some(TouchpointCall::at(asked, &said)?.map(Self::Touchpoint)))
            .or_else(|| Some(CompanyCall::at(asked, &said)?.map(Self::Company)))
    }
}

/// The methods that an address is used with, as `Allow` names them; none where there is nothing.
pub fn methods(path: &str) -> Option<String> {
    let uri: http::Uri = path.parse().ok()?;
    let nothing = Request::default();
    let known = [Method::GET, Method::POST, Method::PUT, Method::DELETE].into_iter();
    let known =
        known.filter(|method| Asked::of(method, &uri).is_some_and(|asked| Call::at(&asked, &nothing).is_some()));
    let names: Vec<String> = known.map(|method| method.to_string()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
