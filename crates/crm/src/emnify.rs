//! emnify: the contacts of an organisation
//! (<https://docs.emnify.com/developers/mno-and-resellers/api-reference/organization/>).
//!
//! An application token is exchanged for one that calls are signed with; lists come whole; one name, one e-mail address, one phone, one
//! mobile phone.

use calling_card_contact::{Capability, Held, Part, Person};
use http::{HeaderValue, header};

use crate::work::once;
use crate::{Credential, Error, Foreign, Listing, Making, PeopleQuery, Rejection, Request};

pub mod answers;
mod applying;
pub mod calls;
mod making;
pub mod mapping;
pub mod wire;

pub use applying::{apply, fields, patched};

use answers::{accepted, check};
use calls::Call;
use wire::{Authenticate, Authenticated, Contact, ContactFields, Reference};

/// Where the vendor's API is.
pub(crate) const ADDRESS: &str = "https://cdn.emnify.net";

/// Requests in so many seconds, from one network address.
pub const RATE: (u32, u32) = (2000, 300);

/// What a change takes for an e-mail address is one: an empty text is refused there, and null is no text.
const NO_EMAIL: &str = "emnify changes an e-mail address, but cannot take it away.";

/// A commercial contact.
const COMMERCIAL: i64 = 1;

/// What it holds of a person.
pub(crate) const CAPABILITIES: &[Capability] = &[
    Capability { part: Part::GivenName, held: Held::Joined },
    Capability { part: Part::AdditionalNames, held: Held::Joined },
    Capability { part: Part::FamilyName, held: Held::Joined },
    Capability { part: Part::Title, held: Held::All },
    Capability { part: Part::Department, held: Held::Most(1) },
    Capability { part: Part::Emails, held: Held::Most(1) },
    // One phone and one mobile phone.
    Capability { part: Part::Phones, held: Held::Most(2) },
    Capability { part: Part::Addresses, held: Held::Most(1) },
    Capability { part: Part::Countries, held: Held::ReadOnly },
    Capability { part: Part::AddressLines, held: Held::Most(1) },
];

/// The person as they come back.
pub(crate) fn kept(person: &Person) -> Person {
    mapping::from_wire(&Contact { fields: mapping::to_wire(person), ..Contact::default() })
}

/// The token that calls are signed with, for an application token.
pub(crate) fn sign_in(application_token: &str) -> Making<Credential> {
    let with = Authenticate { application_token: Some(application_token.to_owned()), refresh_token: None };
    once(Call::Authenticate(with).request(), |response| {
        let answer: Authenticated = accepted(&response)?;
        let token = answer.auth_token.map(Credential::from);
        token.ok_or_else(|| Error::Decode("no auth_token: a second factor is asked for".into()))
    })
}

/// Says who asks.
pub(crate) fn sign(request: &mut Request, auth_token: &str) -> Result<(), Error> {
    let bearer = HeaderValue::from_str(&format!("Bearer {auth_token}"));
    let mut bearer = bearer.map_err(|_| Error::Build("the token is none".into()))?;
    bearer.set_sensitive(true);
    let headers = request.headers_mut();
    headers.insert(header::AUTHORIZATION, bearer);
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    Ok(())
}

/// A page of contacts: the vendor gives all of them, so that we search and divide.
pub(crate) fn list(organisation: &str, query: &PeopleQuery) -> Making<Listing> {
    let from = query.from.as_deref().map_or(Ok(0), str::parse::<usize>);
    let from = from.map_err(|_| Error::Build("no page of this list".into()))?;
    let words: Vec<String> = query.q.split_whitespace().map(str::to_lowercase).collect();
    let count = query.count.max(1) as usize;
    once(Call::List(organisation.to_owned()).request(), move |response| {
        let contacts: Vec<Contact> = accepted(&response)?;
        let mut found: Vec<Foreign<Person>> =
            contacts.iter().filter(|contact| says(contact, &words)).filter_map(|one| foreign(one).ok()).collect();
        found.sort_by_cached_key(|one| (one.content.name.family.to_lowercase(), one.content.name.given.to_lowercase()));
        let total = found.len();
        let people: Vec<_> = found.into_iter().skip(from).take(count).collect();
        let next = from + people.len();
        Ok(Listing { people, next: (next < total).then(|| next.to_string()), total: Some(total as u64) })
    })
}

/// Who has one of these e-mail addresses.
pub(crate) fn find(organisation: &str, emails: &[String]) -> Making<Vec<Foreign<Person>>> {
    let emails: Vec<String> = emails.iter().map(|email| email.to_lowercase()).collect();
    once(Call::List(organisation.to_owned()).request(), move |response| {
        let contacts: Vec<Contact> = accepted(&response)?;
        let email = |contact: &&Contact| contact.fields.email.as_ref().map(|email| email.to_lowercase());
        let found = contacts.iter().filter(|contact| email(contact).is_some_and(|email| emails.contains(&email)));
        found.map(foreign).collect()
    })
}

/// One contact.
pub(crate) fn get(organisation: &str, id: &str) -> Making<Foreign<Person>> {
    once(Call::Get(organisation.to_owned(), id.to_owned()).request(), |response| foreign(&accepted(&response)?))
}

/// A new contact.
pub(crate) fn create(organisation: &str, person: &Person) -> Making<Foreign<Person>> {
    let kind = Some(Reference { id: COMMERCIAL, ..Reference::default() });
    Ok(Box::new(making::Making::of(organisation, ContactFields { kind, ..filled(mapping::to_wire(person)) })))
}

/// Only what has changed is sent: country, type and order number stay. The person as they are then is read again.
pub(crate) fn update(organisation: &str, id: &str, before: &Person, after: &Person) -> Making<Foreign<Person>> {
    let patch = changes(&mapping::to_wire(before), mapping::to_wire(after));
    if patch.email.as_deref() == Some("") {
        return Err(Error::Rejected(Rejection {
            status: 422,
            message: NO_EMAIL.into(),
            fields: vec![("/cards/0/emails/0/address".into(), NO_EMAIL.into())],
            retry_after: None,
        }));
    }
    let (organisation, id) = (organisation.to_owned(), id.to_owned());
    let read = Call::Get(organisation.clone(), id.clone()).request()?;
    let write = Call::Update(organisation, id, Box::new(patch)).request()?;
    Ok(Box::new(crate::work::Then::new(write, check, read, |response| foreign(&accepted(&response)?))))
}

/// Deletes a contact.
pub(crate) fn delete(organisation: &str, id: &str) -> Making<()> {
    once(Call::Delete(organisation.to_owned(), id.to_owned()).request(), |response| check(&response))
}

fn foreign(contact: &Contact) -> Result<Foreign<Person>, Error> {
    let id = contact.id.ok_or_else(|| Error::Decode("a contact without an id".into()))?;
    let content = mapping::from_wire(contact);
    Ok(Foreign { id: id.to_string(), content, created_at: None, changed_at: None })
}

fn says(contact: &Contact, words: &[String]) -> bool {
    let fields = &contact.fields;
    let texts = [&fields.name, &fields.email, &fields.phone, &fields.mobile, &fields.city, &fields.department];
    let all = texts.into_iter().flatten().map(|text| text.to_lowercase()).collect::<Vec<_>>().join(" ");
    words.iter().all(|word| all.contains(word))
}

/// Each text by a function of its own, so that none is forgotten twice.
fn texts(fields: &mut ContactFields) -> [&mut Option<String>; 11] {
    let ContactFields {
        name,
        title,
        department,
        street,
        zipcode,
        city,
        email,
        phone,
        mobile,
        state,
        secondary_address,
        ..
    } = fields;
    [name, title, department, street, zipcode, city, email, phone, mobile, state, secondary_address]
}

/// Without the empty texts: nothing needs to be emptied in what is new.
fn filled(mut fields: ContactFields) -> ContactFields {
    for text in texts(&mut fields) {
        if text.as_deref() == Some("") {
            *text = None;
        }
    }
    fields
}

/// What of the second is not in the first.
fn changes(before: &ContactFields, mut after: ContactFields) -> ContactFields {
    let mut before = before.clone();
    for (before, after) in texts(&mut before).into_iter().zip(texts(&mut after)) {
        if before == after {
            *after = None;
        }
    }
    after
}
