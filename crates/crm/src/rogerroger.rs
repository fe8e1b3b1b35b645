//! RogerRoger: people and their notes (<https://developer.rogerroger.io/crm/people>).
//!
//! JSON-LD; a key in `X-API-KEY`; pages of at most 30; 20 requests a minute for all keys of a tenant.

use calling_card_contact::{Capability, Held, Note, Part, Person, PersonId, Timestamp};
use http::{HeaderName, HeaderValue, header};
use serde_json::Value;

use crate::work::once;
use crate::{Error, Foreign, Listing, Making, PeopleQuery, Request};

pub mod answers;
mod applying;
pub mod calls;
pub mod filter;
pub mod mapping;
mod notes;
pub mod wire;

pub use applying::apply;

use answers::{accepted, check};
use calls::{Call, JSON_LD};
use filter::{Direction, MOST, Paging, PersonFilter};
use notes::AllNotes;

/// Where the vendor's API is.
pub(crate) const ADDRESS: &str = "https://api.rogerroger.io";

/// Requests in so many seconds, over all keys of a tenant.
pub const RATE: (u32, u32) = (20, 60);

/// The header of the key.
pub const KEY: HeaderName = HeaderName::from_static("x-api-key");

/// What it holds of a person.
pub(crate) const CAPABILITIES: &[Capability] = &[
    Capability { part: Part::FamilyName, held: Held::All },
    Capability { part: Part::GivenName, held: Held::All },
    Capability { part: Part::AdditionalNames, held: Held::All },
    Capability { part: Part::Initials, held: Held::All },
    Capability { part: Part::HonorificPrefix, held: Held::All },
    Capability { part: Part::LinkedIn, held: Held::Most(1) },
    Capability { part: Part::Positions, held: Held::Most(1) },
    Capability { part: Part::Emails, held: Held::All },
    Capability { part: Part::Phones, held: Held::All },
    Capability { part: Part::Addresses, held: Held::Most(1) },
    Capability { part: Part::Countries, held: Held::Most(1) },
    Capability { part: Part::Archived, held: Held::All },
    // A note needs a category, whose ids no page of the vendor's tells.
    Capability { part: Part::Notes, held: Held::ReadOnly },
];

/// The person as they come back.
pub(crate) fn kept(person: &Person) -> Person {
    mapping::from_wire(&mapping::to_wire(person))
}

/// Says who asks.
pub(crate) fn sign(request: &mut Request, secret: &str) -> Result<(), Error> {
    let mut key = HeaderValue::from_str(secret).map_err(|_| Error::Build("the key is none".into()))?;
    key.set_sensitive(true);
    let headers = request.headers_mut();
    headers.insert(KEY, key);
    headers.insert(header::ACCEPT, HeaderValue::from_static(JSON_LD));
    Ok(())
}

/// A page of people, by family name.
pub(crate) fn list(query: &PeopleQuery) -> Making<Listing> {
    let page = query.from.as_deref().map_or(Some(1), |from| from.parse().ok());
    let page = page.ok_or_else(|| Error::Build("no page of this list".into()))?;
    let filter = PersonFilter {
        paging: Paging { page, items: query.count.clamp(1, MOST) },
        q: Some(query.q.clone()).filter(|words| !words.trim().is_empty()),
        by_family_name: Some(Direction::Ascending),
        ..PersonFilter::default()
    };
    once(Call::ListPeople(filter).request(), move |response| {
        let page_read: wire::Collection<wire::Person> = accepted(&response)?;
        let more = page_read.view.as_ref().is_some_and(|view| view.next.is_some());
        Ok(Listing {
            people: page_read.member.iter().filter_map(|person| foreign(person, None)).collect(),
            next: more.then(|| (page + 1).to_string()),
            total: page_read.total_items,
        })
    })
}

/// Who has one of these e-mail addresses.
pub(crate) fn find(emails: &[String]) -> Making<Vec<Foreign<Person>>> {
    let paging = Paging { page: 1, items: MOST };
    let filter = PersonFilter { paging, emails: emails.to_vec(), ..PersonFilter::default() };
    once(Call::ListPeople(filter).request(), |response| {
        let found: wire::Collection<wire::Person> = accepted(&response)?;
        Ok(found.member.iter().filter_map(|person| foreign(person, None)).collect())
    })
}

/// One person.
pub(crate) fn get(id: &str) -> Making<Foreign<Person>> {
    let asked = id.to_owned();
    once(Call::GetPerson(id.to_owned()).request(), move |response| one(&response, Some(&asked)))
}

/// A new person.
pub(crate) fn create(person: &Person) -> Making<Foreign<Person>> {
    once(Call::CreatePerson(Box::new(mapping::to_wire(person))).request(), |response| one(&response, None))
}

/// Only what has changed is sent: what the CRM knows beside it (owner, deals, tags) stays.
pub(crate) fn update(id: &str, before: &Person, after: &Person) -> Making<Foreign<Person>> {
    // An address is taken away member by member: the vendor knows none that is null.
    let whole = |mut fields: wire::PersonFields| {
        fields.address.get_or_insert_default();
        fields
    };
    let json = |person: &Person| serde_json::to_value(whole(mapping::to_wire(person))).unwrap_or_default();
    let patch = changes(&json(before), &json(after));
    let asked = id.to_owned();
    once(Call::PatchPerson(id.to_owned(), patch).request(), move |response| one(&response, Some(&asked)))
}

/// Deletes a person. The vendor's clients call it, its pages do not name it.
pub(crate) fn delete(id: &str) -> Making<()> {
    once(Call::DeletePerson(id.to_owned()).request(), |response| check(&response))
}

/// All notes about a person, flagged ones first.
pub(crate) fn notes(person: &str) -> Making<Vec<Foreign<Note>>> {
    Ok(Box::new(AllNotes::of(person)))
}

fn one(response: &crate::Response, asked: Option<&str>) -> Result<Foreign<Person>, Error> {
    let person: wire::Person = accepted(response)?;
    foreign(&person, asked).ok_or_else(|| Error::Decode("a person without an id".into()))
}

/// A person with the id that they have there: `id`, else the end of the IRI, else what was asked for.
fn foreign(person: &wire::Person, asked: Option<&str>) -> Option<Foreign<Person>> {
    let of_iri = || person.iri.as_ref()?.rsplit('/').next().map(str::to_owned);
    let id = person.fields.id.clone().or_else(of_iri).or_else(|| asked.map(str::to_owned))?;
    let time = |text: &Option<String>| text.clone().map(Timestamp);
    Some(Foreign {
        id,
        content: mapping::from_wire(&person.fields),
        created_at: time(&person.created_at),
        changed_at: time(&person.updated_at),
    })
}

/// A merge patch (RFC 7396) that makes the one of the other; members of objects within are written whole.
fn changes(before: &Value, after: &Value) -> Value {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return after.clone() };
    let changed = after.iter().filter(|(name, value)| before.get(*name) != Some(*value));
    let mut patch: serde_json::Map<String, Value> =
        changed.map(|(name, value)| (name.clone(), value.clone())).collect();
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    patch.extend(gone.map(|name| (name.clone(), Value::Null)));
    Value::Object(patch)
}

/// For notes that are read before the person has a key of ours.
pub(crate) const NOBODY: PersonId = PersonId(uuid::Uuid::nil());
