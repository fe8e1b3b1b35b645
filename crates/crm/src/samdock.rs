//! Samdock: people, organizations, drafts, inbound sources and custom fields
//! (<https://docs.samdock.app/de/docs/openapi/contacts>).
//!
//! Signed in with an e-mail address and a password, at a host of its own; lists come whole; who writes gives the id, is answered nothing,
//! and finds it done a moment later.

use calling_card_contact::{Capability, Held, Note, Part, Person};
use http::{HeaderValue, header};
use uuid::Uuid;

use crate::work::once;
use crate::{Credential, Error, Foreign, Listing, Making, PeopleQuery, Request, Response};

pub(crate) mod accept;
mod addresses;
pub mod answers;
pub mod calls;
mod deed;
pub mod drafts;
pub(crate) mod field_mapping;
pub mod fields;
mod ids;
pub mod mapping;
mod moment;
mod networks;
pub mod organizations;
mod paths;
mod phones;
mod reading;
pub mod revising;
pub(crate) mod source_mapping;
pub mod sources;
pub mod wire;
mod writing;

pub use paths::methods;

use answers::accepted;
use calls::Call;
use ids::{Kind, nano_id};
use mapping::Employment;
use wire::{Login, Tokens};

/// Where the vendor's API is.
pub(crate) const ADDRESS: &str = "https://samdock.app";

/// Where one signs in at the vendor's own.
const SIGN_IN_ADDRESS: &str = "https://auth.samdock.app";

/// Requests in so many seconds. The vendor states no limit; this is one of ours, so that a transfer is no burden.
pub const RATE: (u32, u32) = (300, 60);

/// Of what was written and is not there as soon as it should be.
const NOT_YET: &str = "Samdock has taken it in, and does not show it yet";

/// What it holds of a person.
pub(crate) const CAPABILITIES: &[Capability] = &[
    Capability { part: Part::HonorificPrefix, held: Held::All },
    Capability { part: Part::GivenName, held: Held::All },
    Capability { part: Part::FamilyName, held: Held::All },
    Capability { part: Part::HonorificSuffix, held: Held::All },
    Capability { part: Part::Gender, held: Held::All },
    // With its year.
    Capability { part: Part::Birthday, held: Held::InPart },
    Capability { part: Part::LinkedIn, held: Held::Most(1) },
    // One at each of four networks.
    Capability { part: Part::SocialProfiles, held: Held::InPart },
    // Without what it is called.
    Capability { part: Part::WebAddresses, held: Held::InPart },
    Capability { part: Part::Company, held: Held::Most(1) },
    // Taken as the role in an organization, and not told again.
    Capability { part: Part::Positions, held: Held::InPart },
    Capability { part: Part::Emails, held: Held::Most(1) },
    Capability { part: Part::Phones, held: Held::Most(6) },
    // Of phone numbers, one of each kind.
    Capability { part: Part::Kinds, held: Held::InPart },
    Capability { part: Part::Addresses, held: Held::Most(1) },
    Capability { part: Part::Countries, held: Held::Most(1) },
    // The federal state.
    Capability { part: Part::AddressLines, held: Held::InPart },
    Capability { part: Part::CustomFields, held: Held::ReadOnly },
    Capability { part: Part::Notes, held: Held::ReadOnly },
];

/// The person as they come back.
pub(crate) fn kept(person: &Person) -> Person {
    let employment = Employment { role: String::new(), ..Employment::of(person) };
    mapping::from_wire(&mapping::to_wire(person), &employment)
}

/// Below which address a request goes: the connection's; but what signs in at the vendor's own goes to another host of the vendor's.
pub(crate) fn root<'a>(address: &'a str, request: &Request) -> &'a str {
    let signs_in = !request.uri().path().starts_with("/api/");
    if signs_in && address.trim_end_matches('/') == ADDRESS { SIGN_IN_ADDRESS } else { address }
}

/// The tokens that an e-mail address and a password give.
pub(crate) fn sign_in(email: &str, password: &str) -> Making<Credential> {
    let login = Login { email: Some(email.to_owned()), password: Some(password.to_owned()) };
    once(Call::Login(login).request(), |response: Response| credential(accepted(&response)?, None))
}

/// The tokens that those give which have run out; none where they give none.
pub(crate) fn renew(old: &Credential) -> Option<Making<Credential>> {
    let refresh = old.refresh.clone()?;
    let tokens = Tokens { access_token: Some(old.token.clone()), refresh_token: Some(refresh.clone()) };
    // One who is given no other keeps the one that they have.
    let read = move |response: Response| credential(accepted(&response)?, Some(refresh.clone()));
    Some(once(Call::Refresh(tokens).request(), read))
}

fn credential(tokens: Tokens, known: Option<String>) -> Result<Credential, Error> {
    let said = |token: Option<String>| token.filter(|token| !token.is_empty());
    let token = said(tokens.access_token).ok_or_else(|| Error::Decode("no accessToken".into()))?;
    Ok(Credential { token, refresh: said(tokens.refresh_token).or(known) })
}

/// Says who asks.
pub(crate) fn sign(request: &mut Request, access_token: &str) -> Result<(), Error> {
    let bearer = HeaderValue::from_str(&format!("Bearer {access_token}"));
    let mut bearer = bearer.map_err(|_| Error::Build("the token is none".into()))?;
    bearer.set_sensitive(true);
    let headers = request.headers_mut();
    headers.insert(header::AUTHORIZATION, bearer);
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    Ok(())
}

/// A page of people, by family name.
pub(crate) fn list(query: &PeopleQuery) -> Making<Listing> {
    reading::list(query)
}

/// Who has one of these e-mail addresses.
pub(crate) fn find(emails: &[String]) -> Making<Vec<Foreign<Person>>> {
    reading::find(emails)
}

/// One person.
pub(crate) fn get(id: &str) -> Making<Foreign<Person>> {
    reading::get(id)
}

/// The id of the person who is made of a key.
pub(crate) fn id_of(key: Uuid) -> String {
    nano_id(key, Kind::Person)
}

/// A new person; the same key makes the same one.
pub(crate) fn create(person: &Person, key: Uuid) -> Making<Foreign<Person>> {
    writing::create(person, key)
}

/// Only what has changed is sent.
pub(crate) fn update(id: &str, before: &Person, after: &Person) -> Making<Foreign<Person>> {
    writing::update(id, before, after)
}

/// Deletes a person.
pub(crate) fn delete(id: &str) -> Making<()> {
    writing::delete(id)
}

/// The note about a person.
pub(crate) fn notes(person: &str) -> Making<Vec<Foreign<Note>>> {
    reading::notes(person)
}

/// A person as they stand there, and the organization that they work in.
fn foreign(there: &wire::Person, organization: Option<&wire::Organization>) -> Result<Foreign<Person>, Error> {
    let id = there.fields.id.clone().filter(|id| !id.is_empty());
    let id = id.ok_or_else(|| Error::Decode("a person without an id".into()))?;
    let employment = organization.map(|organization| Employment {
        company: organization.fields.name.clone().unwrap_or_default(),
        role: writing::role_in(organization, &id),
    });
    let content = mapping::from_wire(&there.fields, &employment.unwrap_or_default());
    // When they were made is not told: `lastActivity` is when something was last done.
    Ok(Foreign {
        id,
        content,
        created_at: None,
        changed_at: there.last_activity.as_ref().and_then(wire::Moment::timestamp),
    })
}
