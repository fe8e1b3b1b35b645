//! ONLYOFFICE: the contacts of its CRM, API 2.0 (<https://api.onlyoffice.com/workspace/api-backend/>).
//!
//! Each customer has a portal of their own; user name and password are exchanged for a token; an envelope stands around every answer.
//! A person is made and changed by several calls.

use calling_card_contact::{Capability, CustomValues, Held, Part, Person};
use http::{HeaderValue, header};

use crate::script::script;
use crate::work::once;
use crate::{Credential, Error, Foreign, Listing, Making, PeopleQuery, Rejection, Request};

pub mod answers;
mod binding;
pub mod calls;
pub mod fields;
pub mod filter;
pub mod kinds;
pub mod mapping;
mod picture;
pub mod wire;
mod works;

pub(crate) use picture::{remove_picture, set_picture};
pub(crate) use works::{create, find, get, update};

use answers::{accepted, check};
use calls::Call;
use filter::{ContactFilter, MOST, View};
use wire::{Authenticate, Contact, Token};

/// Requests in so many seconds, from one network address with one account; more are answered with 503.
pub const RATE: (u32, u32) = (500, 10);

/// What an answer without a number is.
const ID: &str = "a contact without an id";

/// What it holds of a person.
pub(crate) const CAPABILITIES: &[Capability] = &[
    Capability { part: Part::GivenName, held: Held::All },
    Capability { part: Part::FamilyName, held: Held::All },
    Capability { part: Part::LinkedIn, held: Held::All },
    // Those in the networks that it knows.
    Capability { part: Part::SocialProfiles, held: Held::InPart },
    // With the labels that it knows: home and work.
    Capability { part: Part::WebAddresses, held: Held::InPart },
    Capability { part: Part::Tags, held: Held::All },
    Capability { part: Part::Company, held: Held::All },
    Capability { part: Part::Positions, held: Held::Most(1) },
    Capability { part: Part::Emails, held: Held::All },
    Capability { part: Part::Phones, held: Held::All },
    // One of each number or address: at home, at work, mobile or fax.
    Capability { part: Part::Kinds, held: Held::InPart },
    Capability { part: Part::Addresses, held: Held::All },
    Capability { part: Part::Countries, held: Held::All },
    Capability { part: Part::AddressLines, held: Held::All },
    // Those that its portal has, of the kinds that both know.
    Capability { part: Part::CustomFields, held: Held::InPart },
];

/// The person as they come back from a portal without custom fields.
pub(crate) fn kept(person: &Person) -> Person {
    mapping::from_wire(&mapping::written(&mapping::to_wire(person)))
}

/// The token that calls are signed with, for a user name and a password.
pub(crate) fn sign_in(user_name: &str, password: &str) -> Making<Credential> {
    let (user_name, password) = (Some(user_name.to_owned()), Some(password.to_owned()));
    let with = Authenticate { user_name, password, ..Authenticate::default() };
    once(Call::Authenticate(with).request(), |response| {
        let answer: Token = answers::content(&response).map_err(unknown)?;
        let token = answer.token.map(Credential::from);
        token.ok_or_else(|| Error::Decode("no token: a second factor is asked for".into()))
    })
}

/// Who is not known is told so by a fault of the server's, with a sentence in its envelope.
fn unknown(error: Error) -> Error {
    match error {
        Error::Rejected(rejection) if rejection.status == 500 && !rejection.message.is_empty() => {
            Error::Rejected(Rejection { status: 401, ..rejection })
        }
        other => other,
    }
}

/// Says who asks: the token by itself, without a word before it.
pub(crate) fn sign(request: &mut Request, token: &str) -> Result<(), Error> {
    let mut token = HeaderValue::from_str(token).map_err(|_| Error::Build("the token is none".into()))?;
    token.set_sensitive(true);
    let headers = request.headers_mut();
    headers.insert(header::AUTHORIZATION, token);
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    Ok(())
}

/// A page of persons, by family name.
pub(crate) fn list(query: &PeopleQuery) -> Making<Listing> {
    let start = query.from.as_deref().map_or(Ok(0), str::parse::<u64>);
    let start = start.map_err(|_| Error::Build("no page of this list".into()))?;
    let filter = ContactFilter {
        view: Some(View::Person),
        count: Some(u64::from(query.count).clamp(1, MOST)),
        start: Some(start).filter(|start| *start > 0),
        sort_by: Some("LastName".into()),
        text: Some(query.q.trim().to_owned()).filter(|words| !words.is_empty()),
        ..ContactFilter::default()
    };
    script(async move |exchange| {
        let answer = exchange.send(Call::ListContacts(Box::new(filter)).request()).await?;
        let page = accepted::<Vec<Contact>>(&answer)?;
        let contacts = page.response.unwrap_or_default();
        // `nextIndex` is one too many, and the vendor may give fewer than were asked for.
        let next = start + contacts.len() as u64;
        let more = page.total.map_or(page.next_index.is_some(), |total| next < total) && !contacts.is_empty();
        let fields = works::fields_of(&exchange, &contacts).await?;
        let persons = contacts.iter().filter(|contact| !contact.is_company);
        Ok(Listing {
            people: persons.filter_map(|person| foreign(person, fields.values_of(person)).ok()).collect(),
            next: more.then(|| next.to_string()),
            total: page.total,
        })
    })
}

/// Deletes a person. One who is named on an invoice cannot be.
pub(crate) fn delete(id: &str) -> Making<()> {
    once(Call::DeleteContact(number(id)?).request(), |response| check(&response))
}

/// A person with the number that they have there, and these values of custom fields.
fn foreign(contact: &Contact, custom: CustomValues) -> Result<Foreign<Person>, Error> {
    if contact.id <= 0 {
        return Err(Error::Decode(ID.into()));
    }
    Ok(Foreign {
        id: contact.id.to_string(),
        content: Person { custom, ..mapping::from_wire(contact) },
        created_at: contact.created.as_deref().map(mapping::time),
        changed_at: None,
    })
}

/// An id, which is a number.
fn number(id: &str) -> Result<i64, Error> {
    id.parse().ok().filter(|number| *number > 0).ok_or_else(|| Error::Build(format!("{id:?} is no id")))
}
